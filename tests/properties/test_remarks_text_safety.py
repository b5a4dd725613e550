"""Whatever people type: what is kept has nothing hidden in it, what is shown runs nothing."""

import unicodedata
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.kernel.text import clean_line, clean_text, paragraphs_html

NASTY = (
    "\u202e\u202a\u2066\u2069\u200b\u200e\u200f\ufeff\u00ad\u0000\u0007\u001b\u007f\u0085\u2028"
    "\u2029\u061c\u180e\u2060\u206f\ufff9\U000e0041\ud800\udfff\r\n\t \u00a0\u3000\u0301\u0316"
    "\u034f\u1dc4\u20d2\u0f71\u0f72\u3099\u1161\u200d\ufe0f\u115f\u2800"
)
PIECES = st.sampled_from(
    ["<script>", "</p>", '"', "'", "<", ">", "&", "&quot;", "http://", "https://", "javascript:",
     "a", "e", "か", "ᄀ", "x.de/", " onclick=", "\n\n", ")", "<!--supports-->"]
)  # fmt: skip
TYPED = st.lists(
    st.one_of(PIECES, st.sampled_from(NASTY), st.text(max_size=5), st.characters()), max_size=40
).map("".join)
FORBIDDEN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff")


@given(TYPED)
def test_clean_text_is_the_same_when_cleaned_again(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(TYPED)
def test_clean_text_never_contains_what_hides_or_overrides(text):
    cleaned = clean_text(text)
    assert not set(cleaned) & FORBIDDEN
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    assert "\n\n\n" not in cleaned
    assert cleaned == cleaned.strip()
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode()


@given(TYPED)
def test_clean_text_never_contains_five_marks_in_a_row(text):
    run = 0
    for character in clean_text(text):
        run = run + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        assert run <= 4


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        raise AssertionError("nobody can write a comment")

    def handle_decl(self, decl):
        raise AssertionError("nobody can write a declaration")


@given(TYPED)
def test_paragraphs_html_has_only_paragraphs_breaks_and_web_links(text):
    cleaned = clean_text(text)
    page = _Tags()
    page.feed(paragraphs_html(cleaned))
    page.close()
    for tag, attributes in page.tags:
        assert tag in {"p", "br", "a"}
        if tag == "a":
            names = dict(attributes)
            assert set(names) == {"href", "rel"}
            assert names["href"].startswith(("http://", "https://"))
        else:
            assert attributes == []
    assert page.words == cleaned.replace("\n", "")
