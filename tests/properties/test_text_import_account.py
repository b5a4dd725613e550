"""For any text whatever: nothing is lost, nothing is invented, nothing raises."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from mitmachstadt.methods.text_import import (
    Decision,
    Document,
    Format,
    ImportRefused,
    Label,
    apply_decisions,
    decode,
    describe,
    read_document,
    to_json,
)

PARTS = [
    *("# ", "## ", "- ", "• ", "1. ", "2) ", "> ", "\n", "\n\n", "  ", "    ", "\r", "\r\n", "\t"),
    *("Fähigkei-\nten", "IKT-\nMan", "Wort ", "Ein Satz. ", "GROSSER TITEL", "1.1 Titel", "Ã¤"),
    *("```\n", "|a|b|\n|-|-|\n", "---\n", "===\n", "<b>", "<!-- x", "{#k .need}", "[a]: b\n"),
    *("](javascript:x)", "[a]: javascript:b\n", "richtigenWerkzeugen ", "&#106;avascript:", "\\"),
    *(
        "\u200b",
        "\u202e",
        "\ufeff",
        "e\u0301",
        "\u00ad",
        "\x00",
        "\x0b",
        "\u2028",
        "\x85",
        "\u0301",
    ),
    *("\u1100\u1161\u11a8", "\x1f", "\u200d", "Das ist so.1 ", "Was ist das? ", "---\na: b\n---\n"),
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=4)), max_size=40).map("".join),
)


def rebuilt(text: str, document: Document, section: int, passage: int) -> str:
    """The text of a passage, from the account alone."""
    spans = document.sections[section].passages[passage].spans
    parts = []
    for run in document.report.account.runs:
        if run.label is Label.PASSAGE and run.index == (section, passage):
            parts.append(text[run.start : run.end])
        elif run.label is Label.CHANGED and spans[0][0] <= run.start < spans[-1][1]:
            parts.append(document.report.changes[run.index[0]].after)
    return "".join(parts)


@given(TEXTS, st.sampled_from(list(Format)))
@settings(max_examples=300, deadline=None)
def test_account_is_a_partition_and_gives_every_passage_again(text: str, format: Format) -> None:
    document = read_document(text, format=format)
    account = document.report.account
    assert account.is_complete
    assert "".join(text[run.start : run.end] for run in account.runs) == text
    assert not [flag for flag in document.report.flags if flag.code == "unplaced_text"]
    for number, section in enumerate(document.sections):
        for place, passage in enumerate(section.passages):
            assert passage.text.strip()
            assert rebuilt(text, document, number, place) == passage.text


@given(TEXTS, st.sampled_from(list(Format)))
@settings(max_examples=200, deadline=None)
def test_flags_point_at_their_excerpts_and_suggestions_can_be_accepted(
    text: str, format: Format
) -> None:
    document = read_document(text, format=format)
    decisions = []
    end = -1
    for number, flag in sorted(enumerate(document.report.flags), key=lambda pair: pair[1].start):
        assert 0 <= flag.start <= flag.end <= len(text)
        assert "{" not in describe(flag) or "{" in text
        if flag.at is not None:
            assert flag.section is not None
            assert flag.passage is not None
            passage = document.sections[flag.section].passages[flag.passage]
            assert passage.text[flag.at[0] : flag.at[1]] == flag.excerpt
        if flag.suggestion is not None and flag.start >= end:
            decisions.append(Decision(number, accept=True))
            end = flag.end
    decided = apply_decisions(document, decisions)
    assert decided.report.account.is_complete
    json.dumps(to_json(decided))
    for number, section in enumerate(decided.sections):
        for place, passage in enumerate(section.passages):
            assert rebuilt(text, decided, number, place) == passage.text


SENTENCE = "Wir bauen neue Wege für Bürger*innen und 20 Bäume im Park"
WORDS = st.sampled_from(SENTENCE.split(" "))
SENTENCES = st.lists(WORDS, min_size=3, max_size=9).map(lambda words: " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)


@given(st.lists(PARAGRAPHS, min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_reading_canonical_text_again_gives_the_same(paragraphs: list[str]) -> None:
    document = read_document("\n\n".join(paragraphs), format=Format.PLAIN)
    first = [item.text for section in document.sections for item in section.passages]
    assert first == paragraphs
    again = read_document("\n\n".join(first), format=Format.PLAIN)
    assert [item.text for section in again.sections for item in section.passages] == first


@given(st.binary(max_size=100))
@settings(max_examples=300, deadline=None)
def test_bytes_are_read_or_refused_with_a_code(data: bytes) -> None:
    try:
        decoded = decode(data)
    except ImportRefused as refused:
        assert refused.code in ("empty_file", "not_text", "encoding_unclear", "wrong_encoding")
    else:
        assert decoded.text.strip()
