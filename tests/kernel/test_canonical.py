import hashlib
from datetime import date

import pytest

from mitmachstadt.kernel.canonical import canonical_json, digest


def test_canonical_json_sorts_keys_and_has_no_spaces():
    assert canonical_json({"b": [1, True, None], "a": {"ö": "ß"}}) == (
        '{"a":{"ö":"ß"},"b":[1,true,null]}'.encode()
    )


def test_canonical_json_of_the_same_data_in_another_order_is_the_same():
    assert canonical_json({"a": 1, "b": 2}) == canonical_json({"b": 2, "a": 1})


@pytest.mark.parametrize(
    "data",
    [1.0, {"a": [0.5]}, {"a": (1.5,)}, {1: "a"}, {"a": {2: 1}}, {"a": date(2026, 1, 1)}, {1}],
)
def test_canonical_json_of_what_has_no_unique_spelling_is_refused(data):
    with pytest.raises(TypeError):
        canonical_json(data)


def test_digest_is_sha256_of_the_spelling():
    assert digest("ä") == hashlib.sha256('"ä"'.encode()).hexdigest()
    assert digest("ab") != digest(["ab"])
