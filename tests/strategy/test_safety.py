"""No text can run in a reader's browser, and no word is lost on the way to the page."""

import time

import pytest

from mitmachstadt.strategy.calculations import passage_html
from tests import factories as f
from tests.strategy.pages import read_page, words_on

pytestmark = pytest.mark.django_db
ALLOWED = {
    "a", "em", "strong", "code", "br", "p", "table", "thead", "tbody", "tr", "th", "td", "s", "pre",
}  # fmt: skip
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[Klick](javascript:alert(1))",
    "[Klick](JaVaScRiPt:alert(1))",
    "[Klick](&#106;avascript:alert(1))",
    "[Klick](data:text/html;base64,PHNjcmlwdD4=)",
    "[Klick](vbscript:msgbox)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    '![x](https://example.org/x.png "onerror=alert(1)")',
    '[x](https://example.org "onclick=alert(1)")',
    '[x](https://example.org/" onmouseover="alert(1))',
    "<a href='javascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    "<iframe src=https://example.org></iframe>",
    "<style>body{display:none}</style>",
    "<!--n:abcdefghij-->",
    "`<script>`",
    "**<b onclick=alert(1)>**",
]


def assert_safe(html):
    for tag, found in read_page(html).elements:
        assert tag in ALLOWED
        assert not [name for name in found if name.startswith("on") or name == "style"]
        scheme = found.get("href", "").split(":")[0].strip().lower()
        assert scheme not in {"javascript", "data", "vbscript"}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("form", ["paragraph", "table", "code", "quote"])
@pytest.mark.parametrize("markup", ["markdown", "plain"])
def test_passage_html_holds_nothing_that_runs(attack, form, markup):
    text = f"| a |\n|---|\n| {attack} |" if form == "table" else attack
    html = passage_html(text, markup=markup, form=form)
    assert_safe(html)
    assert "<!--n:" not in html


@pytest.mark.parametrize("name", ["text.md", "text.txt"])
def test_pages_of_a_text_full_of_attacks_hold_nothing_that_runs(client, name):
    text = "# Titel <script>alert(1)</script>\n\n" + "\n\n".join(ATTACKS)
    edition = f.published_edition(text, name=name)
    public = edition.document.node.public_id
    addresses = [
        f"/de/lesen/{edition.node.public_id}/1/",
        f"/de/n/{public}/",
        f"/de/vergleich/{edition.node.public_id}/",
        *(f"/de/n/{p.passage.node.public_id}/" for p in edition.placed_passages.all()[:12]),
    ]
    for address in addresses:
        page = read_page(client.get(address).content.decode())
        for tag, found in page.elements:
            assert tag not in {"iframe", "style"}
            assert tag != "script" or found.get("src", "").startswith("/static/")
            assert not [key for key in found if key.startswith("on")]
            assert not found.get("href", "").lower().startswith(("javascript", "data", "vbscript"))
            assert tag != "img" or found["src"].startswith("/static/")


def test_draft_of_a_text_full_of_attacks_holds_nothing_that_runs(client, me):
    edition = f.draft_edition("# T\n\n" + "\n\n".join(ATTACKS))
    page = client.get(f"/de/buero/texte/{edition.node.public_id}/").content.decode()
    for tag, found in read_page(page).elements:
        assert not [key for key in found if key.startswith("on")]
        assert tag != "script" or found.get("src", "").startswith("/static/")
        assert not found.get("href", "").lower().startswith(("javascript", "data", "vbscript"))


def test_attack_stays_readable_as_text(client):
    edition = f.published_edition("# T\n\nHarmlos <script>alert(1)</script> Ende.\n")
    page = client.get(f"/de/lesen/{edition.node.public_id}/1/").content.decode()
    assert "Harmlos <script>alert(1)</script> Ende." in words_on(page)


def test_links_to_elsewhere_are_kept_and_marked():
    html = passage_html(
        "[Berlin](https://berlin.de/a?b=1&c=2)", markup="markdown", form="paragraph"
    )
    (link,) = (found for tag, found in read_page(html).elements if tag == "a")
    assert link == {"href": "https://berlin.de/a?b=1&c=2", "rel": "nofollow noopener"}


def test_picture_is_not_fetched_and_its_words_stay():
    html = passage_html(
        "Siehe ![Karte <der> Stadt](https://example.org/k.png).",
        markup="markdown",
        form="paragraph",
    )
    assert "img" not in html
    assert words_on(html) == "Siehe [Bild: Karte <der> Stadt]."


def test_markdown_emphasis_is_shown():
    html = passage_html("**fett** und *schräg* und `code`", markup="markdown", form="paragraph")
    assert html == "<strong>fett</strong> und <em>schräg</em> und <code>code</code>"


def test_plain_text_is_not_read_as_markdown():
    assert passage_html("**a** <b>", markup="plain", form="paragraph") == "**a** &lt;b&gt;"


def test_table_is_a_table_and_code_keeps_its_lines():
    html = passage_html("| a | b |\n|---|:-:|\n| 1 | 2 |", markup="markdown", form="table")
    assert [tag for tag, _ in read_page(html).elements].count("td") == 2
    code = passage_html("a\n  b <c>", markup="markdown", form="code")
    assert code == "<pre><code>a\n  b &lt;c&gt;</code></pre>"


@pytest.mark.parametrize(
    "text",
    ["*" * 20_000, "[" * 20_000, "![" * 10_000, "**a " * 5_000, "`" * 20_000 + "a", "<" * 20_000],
    ids=["stars", "brackets", "pictures", "bold", "ticks", "angles"],
)
def test_huge_nesting_inside_a_passage_takes_seconds_at_most(text):
    began = time.process_time()
    assert_safe(passage_html(text, markup="markdown", form="paragraph"))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    ["> " * 500 + "tief", "".join("  " * n + "- a\n" for n in range(100)), "#" * 50 + " T\n\na"],
    ids=["quotes", "lists", "signs"],
)
def test_huge_nesting_of_blocks_is_read_and_published(client, text):
    edition = f.published_edition(f"# T\n\nAnfang.\n\n{text}\n\nSchluss.\n")
    page = client.get(f"/de/lesen/{edition.node.public_id}/1/")
    assert page.status_code == 200
    assert "Schluss." in words_on(page.content.decode())


def test_same_words_in_another_form_are_shown_in_that_form(client):
    first = f.published_edition("# T\n\n`x` bleibt.\n\nEnde.\n")
    text = "# T\n\n```\n`x` bleibt.\n```\n\nEnde.\n"
    second = f.published_edition(text, document=first.document, label="2", at=f.NOW - f.DAY)
    pages = [
        client.get(f"/de/lesen/{e.node.public_id}/1/").content.decode() for e in (first, second)
    ]
    assert "<code>x</code> bleibt." in pages[0]
    assert "<pre><code>`x` bleibt.</code></pre>" in pages[1]


def test_unwritten_wording_is_not_taken_for_html(client):
    node = f.passage(text="<script>alert(1)</script>")
    page = client.get(f"/de/n/{node.public_id}/").content.decode()
    assert "<script>alert" not in page
