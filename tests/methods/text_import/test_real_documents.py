"""The five real documents, with numbers that were counted by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from mitmachstadt.methods.text_import import Document, Flag, Form, SectionKind

pytestmark = pytest.mark.real_data
type Read = Callable[[str], Document]


def flags(document: Document, code: str) -> list[Flag]:
    return [flag for flag in document.report.flags if flag.code == code]


@pytest.mark.parametrize(
    ("number", "sections", "passages", "expected"),
    [
        (
            "000",
            11,
            93,
            {
                "answer_without_question": 13,
                "missing_space": 2,
                "repeated_paragraph": 1,
                "same_label_different_words": 1,
            },
        ),
        ("001", 5, 9, {}),
        ("002", 31, 50, {"navigation_text": 1, "uncertain_level": 1, "uncertain_heading": 1}),
        ("003", 5, 11, {"uncertain_heading": 1, "duplicated_fragment": 1}),
        ("004", 1, 62, {"numbering_restarts": 2, "footnote_without_note": 2}),
    ],
)
def test_every_document_has_these_sections_passages_and_flags_and_no_other(
    real_document: Read, number: str, sections: int, passages: int, expected: dict[str, int]
) -> None:
    document = real_document(number)
    assert document.report.account.is_complete
    assert (document.report.sections, document.report.passages) == (sections, passages)
    assert Counter(flag.code for flag in document.report.flags) == expected


def test_faq_has_thirteen_answers_whose_questions_are_lost(real_document: Read) -> None:
    document = real_document("000")
    answers = flags(document, "answer_without_question")
    assert len(answers) == 13
    (section,) = {flag.section for flag in answers}
    assert section is not None
    assert document.sections[section].title == "F.A.Q."
    assert {document.sections[section].passages[flag.passage or 0].depth for flag in answers} == {1}


def test_theses_under_the_same_version_differ_in_four_of_eight(real_document: Read) -> None:
    document = real_document("000")
    (flag,) = flags(document, "same_label_different_words")
    assert flag.data["label"] == "1.0"
    assert flag.data["differing"] == ("1", "2", "6", "7")
    pairs = flag.data["pairs"]
    assert isinstance(pairs, tuple)
    found = [pair["differs"] for pair in pairs]
    assert found == ["words", "words", "signs", "signs", "no", "words", "words", "signs"]


def test_lost_spaces_are_found_and_gender_signs_stay(real_document: Read) -> None:
    document = real_document("000")
    found = [(flag.excerpt, flag.suggestion) for flag in flags(document, "missing_space")]
    assert found == [
        ("richtigenWerkzeugen", "richtigen Werkzeugen"),
        ("Einoffener", "Ein offener"),
    ]
    assert "Akteur*innen" in document.sections[0].passages[4].text


def test_measures_are_four_sections_below_the_title(real_document: Read) -> None:
    document = real_document("001")
    assert [section.level for section in document.sections] == [1, 2, 2, 2, 2]
    assert [len(section.passages) for section in document.sections] == [0, 3, 2, 2, 2]
    assert [section.kind for section in document.sections] == [SectionKind.MEASURE] * 4 + [
        SectionKind.PROSE
    ]


def test_chapters_with_recurring_blocks_become_a_tree(real_document: Read) -> None:
    document = real_document("002")
    levels = [section.level for section in document.sections if section.title]
    chapter = [3, 4, 4, 4, 5, 5, 5, 5, 4]
    assert levels == [1, 2, 3, *chapter, *chapter, *chapter]
    kinds = Counter(section.kind for section in document.sections)
    assert (kinds[SectionKind.SCENARIO], kinds[SectionKind.FINDING]) == (3, 3)
    blocks = [section.title for section in document.sections if section.level == 4]
    assert [title.split()[0] for title in blocks[:4]] == [
        "Aktuelle",
        "Gute",
        "Lebenswert",
        "Wegweiser",
    ]


def test_fragment_that_cuts_a_sentence_has_nine_words(real_document: Read) -> None:
    document = real_document("003")
    (flag,) = flags(document, "duplicated_fragment")
    assert (flag.data["words"], flag.suggestion) == (9, "")
    assert flag.excerpt.split()[0] == "Zudem"
    # Both times in the same paragraph.
    assert (flag.section, flag.passage) == (flag.data["first_section"], flag.data["first_passage"])


def test_inquiry_has_eleven_questions_after_theses_and_steps(real_document: Read) -> None:
    (section,) = real_document("004").sections
    numbers = [passage.marker for passage in section.passages if passage.form is Form.NUMBERED]
    assert numbers == [f"{n}." for n in [*range(1, 9), *range(1, 4), *range(1, 12)]]
    questions = [passage for passage in section.passages if passage.form is Form.NUMBERED][11:]
    assert all(passage.text.endswith(("?", ".)")) for passage in questions)
    # Below each question stand its answers, as passages of their own.
    forms = "".join("Q" if item.form is Form.NUMBERED else "a" for item in section.passages)
    assert [len(part) for part in forms.split("Q")[12:]] == [3, 2, 4, 3, 1, 3, 1, 2, 2, 2, 1]


def test_all_67_hyphens_at_line_ends_are_judged(real_document: Read) -> None:
    document = real_document("004")
    codes = Counter(change.code for change in document.report.changes)
    assert (codes["hyphen_joined"], codes["hyphen_kept"]) == (65, 2)
    assert flags(document, "uncertain_hyphen") == []
    text = " ".join(passage.text for passage in document.sections[0].passages)
    assert "IKT-Management" in text
    assert "IT-Bestands- und" in text
    assert "Fähigkeiten" in text
    assert "abgedeckt/begleitet" in text


def test_footnote_signs_without_footnotes(real_document: Read) -> None:
    found = flags(real_document("004"), "footnote_without_note")
    assert [flag.data["number"] for flag in found] == ["1", "2"]


def test_numbering_begins_again_twice(real_document: Read) -> None:
    found = flags(real_document("004"), "numbering_restarts")
    assert [flag.data["previous"] for flag in found] == [8, 3]
