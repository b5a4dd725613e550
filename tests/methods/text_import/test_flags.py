"""Each flag: found where it should be, and silent where it should be."""

from __future__ import annotations

import pytest
from tools.messages.extract import everything

from mitmachstadt.methods.text_import import (
    Flag,
    Format,
    describe,
    read_document,
    refusal_text,
)
from mitmachstadt.methods.text_import.messages import CHANGES, FLAGS, REFUSALS


def found(text: str, code: str, format: Format = Format.PLAIN) -> list[Flag]:
    document = read_document(text, format=format)
    return [flag for flag in document.report.flags if flag.code == code]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("mit den richtigenWerkzeugen arbeiten", "richtigen Werkzeugen"),
        ("Einoffener Umgang. Ein offener Umgang.", "Ein offener"),
        ("Wir gehen dort hin.Danach kommen wir.", "hin. Danach"),
        ("Die SmartCity kommt. Eine Smart City ist gut.", "Smart City"),
    ],
)
def test_missing_space_is_found(text: str, suggestion: str) -> None:
    assert [flag.suggestion for flag in found(text, "missing_space")] == [suggestion]


@pytest.mark.parametrize(
    "text",
    [
        "CityLAB, FabLabs, SenWiEnBe, GitHub und YouTube",
        "Akteur*innen, Bürger:innen und MitarbeiterInnen",
        "Seite www.beispiel.de/Wege.Html und a.Mueller@example.org",
        "zusammenarbeiten heißt zusammen arbeiten",
        "SmartCity, SmartCity, SmartCity: Smart City",
        "Einfluss und ein Fluss",
    ],
)
def test_missing_space_is_silent(text: str) -> None:
    assert found(text, "missing_space") == []


def test_broken_word_needs_evidence() -> None:
    flags = found("Fähigkei-ten sind gut, Bewe-gung auch. Die Bewegung.", "broken_word")
    assert [flag.suggestion for flag in flags] == ["Fähigkeiten", "Bewegung"]
    assert found("co-kreativ, People-first, kurz- und langfristig", "broken_word") == []


def test_duplicated_fragment_cuts_a_sentence() -> None:
    fragment = "Danach standen alle Gäste vor der Frage"
    text = f"{fragment}, wie es geht. Sie bekommen ihre Blätter {fragment} morgen zurück."
    (flag,) = found(text, "duplicated_fragment")
    # "Frage," and "Frage" differ, so the run ends a word earlier.
    assert flag.data["words"] == 6
    assert found(f"{fragment}. So ging es. {fragment}. Ende.", "duplicated_fragment") == []
    five = "Danach standen alle Gäste vor"
    assert found(f"{five} uns. Sie {five} allen.", "duplicated_fragment") == []


def test_repeated_paragraph() -> None:
    line = "Dieser Absatz ist lang genug, um ihn zu bemerken."
    assert len(found(f"{line}\n\nKurz.\n\nKurz.\n\n{line}", "repeated_paragraph")) == 1


def test_answer_without_question_only_in_questions_and_answers() -> None:
    text = "• Ja, das geht.\n• Was kostet es? Nichts.\n• Nein.\n    • darunter\n"
    assert len(found(f"F.A.Q.\n\n{text}", "answer_without_question")) == 2
    assert len(found(f"Häufige Fragen\n\n{text}", "answer_without_question")) == 2
    assert found(f"Notizen zum Tag\n\n{text}", "answer_without_question") == []


def test_same_label_with_other_words() -> None:
    first = "Thesen der Runde V 1.0\n\n1. Wir hören zu.\n2. Alle reden mit!\n\n"
    second = "Unsere Thesen (v1.0)\n\n1. Wir hören immer zu.\n2. Alle reden mit.\n"
    (flag,) = found(first + second, "same_label_different_words")
    assert flag.data["differing"] == ("1",)
    assert found(first + second.replace("v1.0", "v1.1"), "same_label_different_words") == []
    assert found(first + second.replace("immer ", ""), "same_label_different_words") == []


def test_numbering_restarts_and_gaps() -> None:
    text = "1. a.\n2. b.\n\nDann weiter.\n\n1. c.\n2. d.\n4. e.\n"
    (restart,) = found(text, "numbering_restarts")
    assert (restart.data["previous"], restart.data["number"]) == (2, 1)
    (gap,) = found(text, "numbering_gap")
    assert (gap.data["previous"], gap.data["number"]) == (2, 4)
    assert found("• x\n\n  1. a\n\n• y\n\n  1. b\n", "numbering_restarts") == []


def test_footnote_without_note() -> None:
    (flag,) = found("Das ist ein Wandel.1 So ist es.", "footnote_without_note")
    assert flag.excerpt == "Wandel.1"
    assert found("Das ist ein Wandel.1\n\n1 Siehe dort.", "footnote_without_note") == []
    assert len(found("Ein Wandel.2 Ja.\n\n2 Personen kamen.", "footnote_without_note")) == 1
    assert found("Stufe 4.0 und ca. 2.500 Menschen in V 1.0.", "footnote_without_note") == []


def test_heading_level_jump() -> None:
    (flag,) = found("# A\n\n### B\n\nx", "heading_level_jump", Format.MARKDOWN)
    assert (flag.data["previous"], flag.data["level"]) == (1, 3)
    assert found("# A\n\n## B\n\n# C\n\nx", "heading_level_jump", Format.MARKDOWN) == []


def test_very_long_line() -> None:
    assert len(found("Wort " * 1_001, "very_long_line")) == 1
    assert found("Wort " * 999, "very_long_line") == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "VBScript:x"])
def test_unusual_url(url: str) -> None:
    assert len(found(f"Siehe {url} dort.", "unusual_url")) == 1
    assert len(found(f"Siehe [hier]({url}) dort.", "unusual_url", Format.MARKDOWN)) == 1
    assert found("Big data: viele Zahlen. JavaScript: eine Sprache.", "unusual_url") == []


def test_encoding_damage_is_repaired_by_suggestion() -> None:
    (flag,) = found("BÃ¼rger", "encoding_damage")
    assert flag.suggestion == "ü"


def test_every_flag_has_a_german_sentence() -> None:
    text = "F.A.Q.\n\n• Ja.\n\nrichtigenWerkzeugen Fähigkei-ten Wandel.1 \u202ejavascript:x"
    flags = read_document(text, format=Format.PLAIN).report.flags
    assert len({flag.code for flag in flags}) == 6
    for flag in flags:
        assert describe(flag) != flag.code
        assert "{" not in describe(flag)


def test_sentences_are_translated_and_what_the_file_says_is_not() -> None:
    flag = Flag("comment", 0, 9, "Warum?", data={"detail": "Ada"})
    english = {FLAGS["comment"]: "Comment by {detail}: “{excerpt}”", "JPEG-Bild": "JPEG picture"}
    english[REFUSALS["not_text"]] = "Not a text ({what})."
    assert describe(flag, english.__getitem__) == "Comment by Ada: “Warum?”"
    data = {"what": "JPEG-Bild"}
    assert refusal_text("not_text", data, english.__getitem__) == "Not a text (JPEG picture)."


def test_every_sentence_is_found_by_the_catalogues() -> None:
    known = {message.text for message in everything()}
    sentences = [*REFUSALS.values(), *FLAGS.values(), *CHANGES.values()]
    assert [sentence for sentence in sentences if sentence not in known] == []
