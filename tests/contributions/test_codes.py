import math

import pytest

from mitmachstadt.kernel.codes import (
    CODE_LENGTH,
    code_as_read,
    code_for,
    code_hash,
    code_in_groups,
)
from mitmachstadt.kernel.ids import ALPHABET


def codes(number: int) -> list[str]:
    return [code_for(submission=f"s{n}", about="a", text="t") for n in range(number)]


def test_code_has_twelve_letters_of_the_alphabet_and_at_least_58_bits():
    many = codes(2000)
    assert {len(code) for code in many} == {CODE_LENGTH}
    assert CODE_LENGTH * math.log2(len(ALPHABET)) > 58
    for place in range(CODE_LENGTH):
        assert {code[place] for code in many} == set(ALPHABET)
    assert len(set(many)) == 2000


def test_code_for_the_same_form_is_the_same_and_for_anything_else_another():
    same = code_for(submission="s", about="a", text="t")
    assert code_for(submission="s", about="a", text="t") == same
    others = [
        code_for(submission="s2", about="a", text="t"),
        code_for(submission="s", about="a2", text="t"),
        code_for(submission="s", about="a", text="t2"),
    ]
    assert same not in others


def test_code_for_depends_on_the_secret_of_the_city(settings):
    here = code_for(submission="s", about="a", text="t")
    settings.SECRET_KEY = "another city"
    assert code_for(submission="s", about="a", text="t") != here


@pytest.mark.parametrize(
    "spelled",
    [
        "{0}",
        " {0}\n",
        "{0}-{1}-{2}",
        "{0} {1} {2}",
        "{0}\u00a0{1}\u00a0{2}",
        "{0}–{1}—{2}",
        "{0}\u2011{1}\u2212{2}",
        "\u201c{0}-{1}-{2}\u201d",
        "{0}-{1}-{2}.",
    ],
)
@pytest.mark.parametrize("case", [str.upper, str.lower, str.title])
def test_code_as_read_does_not_mind_case_spaces_and_dashes(spelled, case):
    code = codes(1)[0]
    parts = [code] if spelled.count("{") == 1 else [code[:4], code[4:8], code[8:]]
    assert code_as_read(case(spelled.format(*parts))) == code


def test_code_in_groups_is_read_back():
    code = codes(1)[0]
    assert code_in_groups("abcdefghjkmn") == "ABCD-EFGH-JKMN"
    assert code_as_read(code_in_groups(code)) == code


@pytest.mark.parametrize(
    "typed", ["", "abc", "a" * 13, "0" * 12, "aaaaaaaaaaa1", "äaaaaaaaaaaa", "🙂"]
)
def test_code_as_read_of_what_is_no_code_is_empty(typed):
    assert code_as_read(typed) == ""


def test_code_hash_does_not_contain_the_code():
    code = codes(1)[0]
    assert len(code_hash(code)) == 64
    assert code not in code_hash(code)
