from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from mitmachstadt.methods.text_import import (
    Document,
    Form,
    Format,
    SectionKind,
    read_document,
    reading,
)


def read(text: str) -> Document:
    document = read_document(text, format=Format.MARKDOWN)
    assert document.report.account.is_complete
    assert not [flag for flag in document.report.flags if flag.code == "unplaced_text"]
    return document


def forms(document: Document) -> list[tuple[Form, str, int, str]]:
    return [
        (item.form, item.marker, item.depth, item.text)
        for section in document.sections
        for item in section.passages
    ]


def test_blocks_keep_inline_source() -> None:
    text = (
        "# Plan {#plan .need}\n\nEin **fetter** Satz\nmit [Weg](https://example.org).\n\n"
        "- eins\n\n  weiter\n  1. tief\n- zwei\n\n> Zitat\n> geht weiter\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```py\nx  = 1\n\ny\n```\n"
    )
    document = read(text)
    assert forms(document) == [
        (Form.PARAGRAPH, "", 0, "Ein **fetter** Satz mit [Weg](https://example.org)."),
        (Form.BULLET, "-", 1, "eins"),
        (Form.PARAGRAPH, "", 1, "weiter"),
        (Form.NUMBERED, "1.", 2, "tief"),
        (Form.BULLET, "-", 1, "zwei"),
        (Form.QUOTE, "", 1, "Zitat geht weiter"),
        (Form.TABLE, "", 0, "| a | b |\n|---|---|\n| 1 | 2 |"),
        (Form.CODE, "", 0, "x  = 1\n\ny"),
    ]
    (section,) = document.sections
    assert (section.title, section.key, section.kind) == ("Plan", "plan", SectionKind.NEED)
    assert document.title == "Plan"


def test_headings_of_both_styles() -> None:
    document = read("Plan\n====\n\nTeil\n----\n\n### Mehr ###\n\n#\n")
    assert [(item.level, item.title) for item in document.sections] == [
        (1, "Plan"),
        (2, "Teil"),
        (3, "Mehr"),
    ]


def test_braces_that_are_no_attributes_stay() -> None:
    (section,) = read("# Menge {a b}\n").sections
    assert (section.title, section.key) == ("Menge {a b}", "")


def test_front_matter_is_reported() -> None:
    document = read("---\ntitle: Plan\nstand: 2024\n---\n# A\n\nx\n")
    (flag,) = document.report.flags
    assert flag.code == "front_matter"
    assert flag.data["values"] == {"title": "Plan", "stand": "2024"}
    assert [section.title for section in document.sections] == ["A"]


def test_html_stays_as_text_and_is_flagged() -> None:
    document = read("<div>\nhallo</div>\n\nText <b>fett</b>\n\n`<i>` ist <https://example.org>\n")
    assert [flag.passage for flag in document.report.flags if flag.code == "raw_html"] == [0, 1]
    assert forms(document)[1][3] == "Text <b>fett</b>"


@pytest.mark.parametrize(
    "link",
    [
        "[x](javascript:alert(1))",
        "[x]( JavaScript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](&#106;avascript:alert(1))",
        "[x](java&#x73;cript&colon;alert(1))",
        "<javascript:alert(1)>",
        "![x](data:text/html,y)",
        "[x]\n\n[x]: vbscript:y",
    ],
)
def test_script_links_become_text(link: str) -> None:
    document = read(f"Siehe {link} dort.")
    text = "\n\n".join(item[3] for item in forms(document))
    # A renderer that forbids nothing finds no link in it.
    parser = MarkdownIt("commonmark")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    rendered = parser.render(text)
    assert "href" not in rendered
    assert "src" not in rendered
    assert "unusual_url" in {flag.code for flag in document.report.flags}


def test_link_definitions_and_deep_nesting_are_not_lost() -> None:
    document = read("Satz [a].\n\n[a]: https://example.org\n\n" + "> " * 200 + "tief\n")
    texts = [item[3] for item in forms(document)]
    assert texts[1] == "[a]: https://example.org"
    assert texts[2].endswith("tief")
    assert [flag.code for flag in document.report.flags] == ["nesting_too_deep"]


def test_too_many_lines_are_read_as_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_LINES", 10)
    document = read("- a\n" * 11)
    assert document.format is Format.PLAIN
    assert document.report.passages == 11
    assert [flag.code for flag in document.report.flags] == ["too_large_for_markdown"]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "a-\n" * 10_000,
        "#" * 100_000,
        "> " * 10_000 + "x",
        "- " * 10_000 + "x",
        "`" * 100_000,
        "<!--" * 20_000,
        "[x](javascript:" * 5_000,
        "ab.Cde\tab.Cde\t" * 5_000,
        "a" + "\u0301" * 20_000,
        "\u200b" * 100_000,
        "Titel A\n\n" * 5_000,
    ],
    ids=range(12),
)
@pytest.mark.parametrize("format", list(Format))
def test_hostile_sizes_are_read_completely(text: str, format: Format) -> None:
    assert read_document(text, format=format).report.account.is_complete
