"""A document of a word processor costs no more than a small multiple of the same words as text."""

from __future__ import annotations

import pytest
from benchmarks import importing

from tests import office


@pytest.mark.parametrize("name", ["docx", "odt", "html"])
def test_reading_costs_at_most_three_times_the_same_words_as_markdown(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHAPTERS", 15)
    blocks = importing.large_document()
    data = getattr(office, name)(blocks)
    text = importing.as_markdown(blocks)
    plain = min(sum(importing.phases(text, "x.md").values()) for _ in range(2))
    found = min(sum(importing.phases(data, f"x.{name}").values()) for _ in range(2))
    assert found < 3 * plain
