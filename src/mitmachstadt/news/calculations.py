"""What the office writes, cleaned; its Markdown as safe HTML and as plain words."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape

import nh3
from django.utils import timezone
from django.utils.html import escape, strip_tags

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.methods import text_import
from mitmachstadt.news.rules import may_be_about, may_be_dated, may_write
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD, Kind, Scope
from mitmachstadt.people.models import District

_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_MARKDOWN = text_import.markdown_parser()
# No page fetches anything from elsewhere: of a picture its words stay.
_MARKDOWN.add_render_rule("image", lambda _, tokens, nth, *rest: _picture(tokens[nth].content))
_HEADINGS = re.compile(r"<(/?)h([1-6])>")
_SPACE = re.compile(r"\s+")


def article_html(source: str) -> str:
    """Safe HTML; headings begin one level below the page's own and none skips a level."""
    above: list[int] = []

    def fitting(match: re.Match[str]) -> str:
        level = int(match.group(2))
        if not match.group(1):
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        return f"<{match.group(1)}h{min(len(above) + 1, 4)}>"

    rendered = _HEADINGS.sub(fitting, _MARKDOWN.render(source))
    return nh3.clean(rendered, tags=_TAGS, link_rel="nofollow noopener")


def _picture(words: str) -> str:
    return f"[Bild: {escape(words)}]" if words else "[Bild]"


def plain_words(lead: str, html: str) -> str:
    """What the search reads."""
    return f"{lead}\n\n{_SPACE.sub(' ', unescape(strip_tags(html.replace('<', ' <')))).strip()}"


@dataclass(frozen=True)
class Written:
    """What the office wrote: cleaned when it is used."""

    title: str
    lead: str
    source: str
    took_place: date | None = None
    scope: Scope = Scope.CITY
    district: District | None = None
    neighbourhood: str = ""
    language: str = "de"

    def check(self, kind: Kind, at: datetime) -> "Written":
        """The same, cleaned.

        Raises:
            Refusal: what is missing.
        """
        local = self.scope in {Scope.DISTRICT, Scope.NEIGHBOURHOOD}
        clean = Written(
            title=clean_line(self.title),
            lead=clean_text(self.lead),
            source=clean_text(self.source),
            took_place=self.took_place,
            scope=self.scope,
            district=self.district if local else None,
            neighbourhood=clean_line(self.neighbourhood)[:LONGEST_NEIGHBOURHOOD] if local else "",
            language=self.language,
        )
        may_write(title=clean.title, lead=clean.lead, source=clean.source).require()
        may_be_dated(kind, clean.took_place, today=timezone.localdate(at)).require()
        may_be_about(clean.scope, clean.district).require()
        return clean
