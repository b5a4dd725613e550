"""One text of our own that LibreOffice 7.4 saved as DOCX, ODT and HTML: it reads alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from mitmachstadt.methods.text_import import Document
from tests.methods.text_import.test_office import read

FOLDER = Path(__file__).parent / "libreoffice"
SHORT = {"paragraph": "p", "bullet": "b", "numbered": "n", "quote": "q", "table": "t"}
TEXT = """\
# Verkehr¹
p 0 Die Stadt baut **sichere** und *breite* Wege, [mehr dazu](https://example.org/wege), \
5 m² für alle.²
p 0 Wir wollen viele Bäume pflanzen. Zweite Zeile. Ende³.
p 0 ¹ Fußnote an der Überschrift.
p 0 ² Eine zweite Anmerkung mit **Nachdruck**.
p 0 ³ Eine Endnote.
# Ziele
b 1 • Punkt eins
p 1 Fortsetzung von eins
b 2 • Unterpunkt
b 1 • Punkt zwei
p 0 Dazwischen.
n 1 1. erstens
n 2 a. Buchstabe a
n 2 b. Buchstabe b
n 1 2. zweitens
p 0 Es geht weiter:
n 1 3. drittens mit Tabelle
n 1 4. viertens
# Tabelle
t 0 | Ziel | Frist | / | --- | --- | / | Sichere Wege⁴ | 2030 | / | über beide Spalten |  |
p 0 Nach der Tabelle.
p 0 Mit Kasten.
p 0 Wort im Kasten.
q 1 Ein Zitat aus dem Rat.
p 0 Schluss.
p 0 ⁴ Fußnote in der Zelle."""


def lines(document: Document) -> list[str]:
    found = []
    for section in document.sections:
        found.append(f"# {section.title}")
        for item in section.passages:
            marker = f"{item.marker} " if item.marker else ""
            words = item.text.replace("\n", " / ")
            found.append(f"{SHORT[item.form.value]} {item.depth} {marker}{words}")
    return found


def saved(kind: str) -> Document:
    return read((FOLDER / f"sample.{kind}").read_bytes(), f"sample.{kind}")


# A hidden section is plain text in the DOCX that LibreOffice writes.
SHOWN = ["p 0 verborgener Abschnitt"]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_saved_text_is_read_with_its_structure(kind: str) -> None:
    title, *rest = [line for line in lines(saved(kind)) if kind == "odt" or line not in SHOWN]
    assert title == "# Grünbuch der Musterstadt"
    assert rest == TEXT.split("\n")


def test_saved_page_is_read_with_its_structure() -> None:
    found = lines(saved("html"))
    # LibreOffice itself writes the title, deleted and hidden words and the text box as text.
    own = ["# ", "p 0 Grünbuch der Musterstadt", *SHOWN]
    found = [line.replace("viele keine", "viele") for line in found if line not in own]
    box = found.pop(found.index("p 0 Wort im Kasten."))
    found.insert(found.index("p 0 Mit Kasten.") + 1, box)
    assert found == TEXT.split("\n")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("docx", ["keine", "geheimes Wort", "Karte der Wege", "Welche Bäume?"]),
        ("odt", ["keine", "Welche Bäume?", "geheimes Wort", "Karte der Wege",
                 "verborgener Abschnitt"]),
        ("html", ["geheimes Wort", "Plan"]),
    ],
)  # fmt: skip
def test_what_stays_out_of_a_saved_text_is_reported(kind: str, words: list[str]) -> None:
    flags = saved(kind).report.flags
    assert [f.excerpt for f in flags if f.code not in ("text_box", "style_removed")] == words
