from __future__ import annotations

import pytest

from mitmachstadt.methods.text_import import (
    Account,
    Document,
    Form,
    Format,
    Label,
    Run,
    SectionKind,
    guess_format,
    read_document,
)


def read(text: str) -> Document:
    document = read_document(text, format=Format.PLAIN)
    assert document.report.account.is_complete
    return document


def outline(document: Document) -> list[tuple[int, str, str]]:
    return [(item.level, item.number, item.title) for item in document.sections]


def items(document: Document) -> list[tuple[str, int, str]]:
    return [
        (item.marker, item.depth, item.text)
        for section in document.sections
        for item in section.passages
    ]


def codes(document: Document) -> list[str]:
    return [flag.code for flag in document.report.flags]


LONG = "Die Stadt pflanzt Bäume, weil Schatten allen hilft, die im Sommer zu Fuß gehen. " * 3


def test_short_lines_above_long_ones_are_headings_without_blank_lines() -> None:
    document = read(f"Plan für das Grün\nMehr Bäume\n{LONG}\nWeniger Lärm\n{LONG}x\n")
    assert outline(document) == [
        (1, "", "Plan für das Grün"),
        (2, "", "Mehr Bäume"),
        (2, "", "Weniger Lärm"),
    ]
    assert document.title == "Plan für das Grün"


def test_numbers_give_levels() -> None:
    text = (
        "Stadtplan Mitte\n\n1. Ziele\n\nWir wollen viel.\n\n"
        "1.1 Grün\n\nMehr davon.\n\n2. Mittel\n\nGeld."
    )
    assert outline(read(text)) == [
        (1, "", "Stadtplan Mitte"),
        (2, "1", "Ziele"),
        (3, "1.1", "Grün"),
        (2, "2", "Mittel"),
    ]


def test_underlines_and_capitals_give_levels() -> None:
    document = read(
        "Plan\n====\n\nText hier.\n\nTeil A\n------\nMehr.\n\nSCHULWEGE\nSicher gehen.\n"
    )
    assert [level for level, _, _ in outline(document)] == [1, 2, 2]
    assert [title for _, _, title in outline(document)] == ["Plan", "Teil A", "SCHULWEGE"]


def test_wrapped_lines_become_paragraphs_and_items() -> None:
    text = (
        "Die Verwaltung prüft im nächsten Jahr alle Wege, die zu Schulen und Spielplät-\n"
        "zen führen, und nennt die Orte, an denen Kinder warten müssen.\n"
        "Danach folgt der Umbau der Kreuzungen, beginnend mit den gefährlichsten Stel-\n"
        "len der Stadt.\n"
        "• erste Kreuzung\n"
        "• zweite Kreuzung an der langen Straße, die vom Markt zum Bahnhof führt und\n"
        "dort endet.\n"
    )
    document = read(text)
    assert [item[2][-8:] for item in items(document)] == [
        " müssen.",
        "r Stadt.",
        "Kreuzung",
        "t endet.",
    ]
    joined = [change for change in document.report.changes if change.code == "hyphen_joined"]
    assert len(joined) == 2


def test_question_and_answer_are_passages_of_their_own() -> None:
    text = (
        "1. Wie viele Bänke stehen im Park? Wenn es keine gibt, woran hat es bisher gele-\n"
        "gen? (Bitte nach Jahren aufschlüsseln.)\n"
        "Im Park stehen vier Bänke, die alle aus dem vergangenen Jahr sind und noch hal-\n"
        "ten.\n"
        "2. Wer zahlt?\n"
        "Die Stadt.\n"
    )
    assert [item[:2] for item in items(read(text))] == [("1.", 1), ("", 0), ("2.", 1), ("", 0)]
    assert items(read(text))[0][2].endswith("gelegen? (Bitte nach Jahren aufschlüsseln.)")


def test_number_or_dash_at_line_start_by_chance_is_no_item() -> None:
    text = (
        "Für die neue Brücke plant die Stadt mit dem Landkreis zusammen den Ausbau des\n"
        "6. Abschnitts der Uferstraße und danach des Radwegs, der auf beiden Seiten\n"
        "– wie schon lange versprochen – breiter wird als bisher und besser beleuchtet.\n"
    )
    assert len(items(read(text))) == 1


def test_lists_nest_by_indentation_and_paragraphs_belong_to_items() -> None:
    text = (
        "• Obst\n\n    • Apfel\n    • Birne\n\n    Beides wächst hier.\n\n• Gemüse\n\n"
        "  9. neun\n 10. zehn\n"
    )
    assert items(read(text)) == [
        ("•", 1, "Obst"),
        ("•", 2, "Apfel"),
        ("•", 2, "Birne"),
        ("", 1, "Beides wächst hier."),
        ("•", 1, "Gemüse"),
        ("9.", 2, "neun"),
        ("10.", 2, "zehn"),
    ]


def test_quotes_keep_their_depth() -> None:
    document = read("> Das sagte\n> die Runde.\n> > Und wir?\n")
    found = [(item.form, item.depth, item.text) for item in document.sections[0].passages]
    assert found == [(Form.QUOTE, 1, "Das sagte die Runde."), (Form.QUOTE, 2, "Und wir?")]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Fähigkei-\nten", "Fähigkeiten"),
        ("IKT-\nManagement", "IKT-Management"),
        ("IT-\nBestands- und Planungsübersicht", "IT-Bestands- und Planungsübersicht"),
        ("Bestands-\nund Planung", "Bestands- und Planung"),
        ("2021-\n2022", "2021-2022"),
        ("Senats-\nVerwaltung", "Senats-Verwaltung"),
        ("interne/-\nn Auftrag", "interne/-n Auftrag"),
        ("abge-\ndeckt/begleitet", "abgedeckt/begleitet"),
        ("weich\u00ad\nen", "weichen"),
        ("das ist so -\nund gut", "das ist so - und gut"),
        ("co-kreativ und co-\nkreativ", "co-kreativ und co-kreativ"),
        ("E-\nmail", "E-mail"),
    ],
)
def test_hyphens_at_line_ends(text: str, joined: str) -> None:
    assert items(read(text))[0][2] == joined


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("E-\nmail", "Email"), ("mitbe-stimmen, mitbestimmen und mitbe-\nstimmen", "mitbe-stimmen")],
)
def test_doubtful_hyphen_is_flagged(text: str, suggestion: str) -> None:
    found = [flag for flag in read(text).report.flags if flag.code == "uncertain_hyphen"]
    assert [flag.suggestion for flag in found] == [suggestion]


def test_canonical_text_is_nfc_without_hidden_characters() -> None:
    document = read("\ufeffBu\u0308rger*innen\u200b  und\u00a0\t\u202eRat\x00haus\u00ad!")
    assert items(document)[0][2] == "Bürger*innen und Rathaus!"
    assert {change.code for change in document.report.changes} >= {"normalised", "hidden_removed"}
    (flag,) = [flag for flag in document.report.flags if flag.code == "hidden_characters"]
    assert flag.data["count"] == 3  # BOM and soft hyphen are usual


def test_joiners_stay_where_they_carry_meaning() -> None:
    family = "\U0001f468\u200d\U0001f469"
    assert items(read(f"Wir {family} hier"))[0][2] == f"Wir {family} hier"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Handlungsbedarfe im Verkehr", SectionKind.NEED),
        ("Strategische Fragestellungen", SectionKind.QUESTION),
        ("Klimaziele der Stadt", SectionKind.GOAL),
        ("Gezielte Förderung", SectionKind.PROSE),
        ("Acht Thesen", SectionKind.PRINCIPLE),
        ("Dezentrale Maßnahmen", SectionKind.MEASURE),
        ("Wichtige Begriffe", SectionKind.TERM),
        ("Unsere Stärken", SectionKind.FINDING),
        ("Ein Szenario", SectionKind.SCENARIO),
        ("Einleitung", SectionKind.PROSE),
    ],
)
def test_kind_of_a_section_follows_its_heading(title: str, kind: SectionKind) -> None:
    assert read(f"{title}\n\nEin Satz.").sections[0].kind is kind


def test_many_short_lines_are_no_headings() -> None:
    document = read("Anna\n\nBerta\n\nCesar\n\nDora\n\nEmil sagt etwas.")
    assert outline(document) == [(1, "", "")]
    assert "uncertain_heading" in codes(document)


def test_format_is_guessed_by_name_and_by_signs() -> None:
    assert guess_format("plan.md", "") is Format.MARKDOWN
    assert guess_format("plan.txt", "Das ist **fett** gesagt") is Format.PLAIN
    assert guess_format("", "# Plan\n\n**Fett** und mehr") is Format.MARKDOWN
    assert guess_format("", "Plan\n\n# 1 ist wichtig") is Format.PLAIN


def test_account_with_gap_overlap_or_lost_words_is_not_complete() -> None:
    whole = Run(0, 3, Label.LAYOUT, ())
    assert Account(3, (whole,), layout_is_blank=True).is_complete
    assert Account(0, (), layout_is_blank=True).is_complete
    for length, runs, blank in [
        (4, (whole,), True),
        (3, (), True),
        (3, (whole,), False),
        (6, (whole, Run(4, 6, Label.LAYOUT, ())), True),
        (5, (whole, Run(2, 5, Label.LAYOUT, ())), True),
        (3, (whole, Run(3, 3, Label.LAYOUT, ())), True),
    ]:
        assert not Account(length, runs, blank).is_complete
