"""Footnotes of pages that a word processor wrote."""

from __future__ import annotations

import pytest

from tests.methods.text_import.test_office import html, texts

LIBRE = (
    '<a class="sdfootnoteanc" name="sdfootnote{0}anc" href="#sdfootnote{0}sym"><sup>{0}</sup></a>',
    '<div id="sdfootnote{0}"><p class="sdfootnote"><a class="sdfootnotesym" '
    'name="sdfootnote{0}sym" href="#sdfootnote{0}anc">{0}</a>{1}</p></div>',
)
WORD = (
    '<a style=\'mso-footnote-id:ftn{0}\' href="#_ftn{0}" name="_ftnref{0}"><span>[{0}]</span></a>',
    "<div style='mso-element:footnote' id=ftn{0}><p class=MsoFootnoteText><a href=\"#_ftnref{0}\" "
    'name="_ftn{0}"><span>[{0}]</span></a> {1}</p></div>',
)


@pytest.mark.parametrize(("sign", "body"), [LIBRE, WORD], ids=["libreoffice", "word"])
def test_footnotes_stand_at_the_end_of_their_section(sign: str, body: str) -> None:
    page = (
        f"<html><p>Satz.{sign.format(1)}</p><h1>Ziele{sign.format(2)}</h1><p>Text.</p>"
        f"<table><tr><td>eins<td>zwei{sign.format(3)}</table>"
        + "".join(body.format(n, words) for n, words in enumerate(["a", "<b>b</b>", "c"], 1))
    )
    assert texts(html(page)) == [
        "Satz.¹", "¹ a", "Text.", "| eins | zwei³ |\n| --- | --- |", "² **b**", "³ c",
    ]  # fmt: skip


def test_footnote_inside_itself_is_read_once() -> None:
    sign, body = LIBRE
    page = f"<html><p>Satz.{sign.format(1) * 2}</p>{body.format(1, 'Quelle ' + sign.format(1) * 2)}"
    assert texts(html(page)) == ["Satz.¹¹", "¹ Quelle ¹¹"]


def test_link_to_a_footnote_that_is_not_there_keeps_its_words() -> None:
    assert texts(html(f"<html><p>Satz.{WORD[0].format(1)}</p>")) == ["Satz.[1]"]


def test_footnote_to_which_nothing_leads_is_text() -> None:
    assert texts(html(f"<html><p>Satz.</p>{WORD[1].format(1, 'Quelle')}")) == [
        "Satz.",
        "[1] Quelle",
    ]
