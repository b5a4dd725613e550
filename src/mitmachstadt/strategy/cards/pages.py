"""An edition's pages as HTML, made once when it is published; only counters are filled in later."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.kept_html import KeptWords
from mitmachstadt.kernel.language import counted
from mitmachstadt.strategy.calculations import difference_html, leaf_numbers
from mitmachstadt.strategy.cards.terms import marking
from mitmachstadt.strategy.enums import PassageForm, SectionKind
from mitmachstadt.strategy.models import GlossaryTerm
from mitmachstadt.strategy.queries import (
    PassageChange,
    PlacedPassage,
    PlacedSection,
    chapter_level,
)

_NUMBER = re.compile(r"[0-9]{1,9}")
# The link beside a passage leads to a page that a draft's passages do not have yet.
_MARGIN = re.compile(r'<a href="/de/n/[a-z0-9]+/"><b>[^<]*</b> <!--n:[a-z0-9]+--></a>')
CONTENTS_DEPTH = 3
_WORDS = KeptWords({**{kind.value: kind.label for kind in SectionKind}, "source": _("Quelle")})
_LISTS = {PassageForm.BULLET: "ul", PassageForm.NUMBERED: "ol"}
SOURCE = "quelle-"


def in_leaves(
    sections: list[PlacedSection],
) -> tuple[dict[int, list[PlacedSection]], list[tuple[int, PlacedSection]], int]:
    """Cut an edition into pages of the reading view.

    Returns:
        The parts of each page; (page, section) for each section; the level of the chapters.
    """
    top = chapter_level(sections)
    lengths: list[int] = []
    chapters: list[int] = []
    headings: list[int] = []
    for section in sections:
        if section.level <= top:
            chapters.append(len(lengths))
        headings.append(len(lengths))
        lengths.append(len(section.title))
        lengths.extend(len(passage.text) for passage in section.passages)
    numbers = iter(leaf_numbers(lengths, chapters, headings))
    by_leaf: dict[int, list[PlacedSection]] = {}
    pages: list[tuple[int, PlacedSection]] = []
    for section in sections:
        own = next(numbers)
        pages.append((own, section))
        by_leaf.setdefault(own, []).append(replace(section, passages=[]))
        for passage in section.passages:
            parts = by_leaf.setdefault(next(numbers), [])
            if not parts or parts[-1].node_id != section.node_id:
                parts.append(replace(section, title="", passages=[]))
            parts[-1].passages.append(passage)
    return by_leaf, pages, top


def leaves_html(
    by_leaf: Mapping[int, list[PlacedSection]],
    *,
    top: int,
    sources: Mapping[int, Sequence[int]] | None = None,
) -> Iterator[tuple[int, str, str]]:
    """(number, title, HTML) of each page; passages are numbered through all of them."""
    first = 1
    for number, parts in by_leaf.items():
        title = next((part.title for part in parts if part.title), "")[:500]
        yield number, title, leaf_html(parts, first=first, top=top, sources=sources)
        first += sum(len(part.passages) for part in parts)


@dataclass(frozen=True)
class DraftPage:
    """A page of a draft as readers will see it, and the contents of the whole."""

    title: str
    html: SafeString
    pages: int
    contents: SafeString
    cited: frozenset[int]


def draft_page(
    sections: list[PlacedSection],
    number: int,
    *,
    address: str,
    sources: Mapping[int, Sequence[int]],
    terms: Iterable[GlossaryTerm],
) -> DraftPage | None:
    """The page with this number; None if there are not so many.

    Args:
        sources: node of a passage -> the numbers of what it cites.
        terms: what the glossary explains.
    """
    by_leaf, pages, top = in_leaves(sections)
    if number not in by_leaf:
        return None
    first = 1 + sum(len(s.passages) for n, parts in by_leaf.items() if n < number for s in parts)
    html = leaf_html(by_leaf[number], first=first, top=top, sources=sources)
    html = marking(terms)(_MARGIN.sub("", html))
    title = next((part.title for part in by_leaf[number] if part.title), "")
    contents = contents_html(pages, address=address, top=top)
    return DraftPage(
        title=title,
        html=mark_safe(_WORDS.fill(html, {})),  # noqa: S308 - made of escaped pieces
        pages=len(by_leaf),
        contents=mark_safe(contents),  # noqa: S308 - likewise
        cited=frozenset(
            n for part in by_leaf[number] for p in part.passages for n in sources.get(p.node_id, ())
        ),
    )


def leaf_html(
    sections: Iterable[PlacedSection],
    *,
    first: int = 1,
    top: int = 1,
    sources: Mapping[int, Sequence[int]] | None = None,
) -> str:
    """The sections of one page, with their passages numbered from `first`.

    Args:
        sources: node of a passage -> the numbers of what it cites.
        top: the level of the chapters; a heading above it is the text's own title, which the
            page shows itself. The page's first heading is an h2 and none skips a level.
    """
    number = itertools.count(first)
    return "\n".join(
        _section(section, number, depth, sources or {})
        for section, depth in _with_depth(sections, top)
    )


def cites(html: str) -> bool:
    """Whether something on this page is cited, told without asking the database."""
    return f'href="#{SOURCE}' in html


def contents_html(
    entries: Iterable[tuple[int, PlacedSection]], *, address: str, top: int = 1
) -> str:
    """The table of contents: (page, section) each; `address` is the edition's reading address."""
    entries = list(entries)
    depths = _with_depth([section for _, section in entries], top)
    lines = [
        f'<li class="m-toc__{depth}">'
        f'<a href="{address}{leaf}/#{section.public_id}">{_title(section)}</a></li>'
        for (leaf, section), (_, depth) in zip(entries, depths, strict=True)
        if 1 <= depth <= CONTENTS_DEPTH
    ]
    return "\n".join(lines)


def fill(html: str, counts: Mapping[str, int], *, is_open: bool) -> SafeString:
    """The page with the present number of remarks in the margin; an invitation while it is open."""
    invitation = gettext("Anmerken") if is_open else gettext("Ansehen")

    def words(public_id: str) -> str:
        count = counts.get(public_id, 0)
        if not count:
            return invitation
        return f"<em>{counted(count, 'Anmerkung', 'Anmerkungen')}</em>"

    return mark_safe(_WORDS.fill(html, {"n": words}))  # noqa: S308 - made of escaped pieces


def _title(section: PlacedSection) -> str:
    number = f"{escape(section.number)} " if section.number else ""
    return f"{number}{escape(section.title)}"


def _with_depth(sections: Iterable[PlacedSection], top: int) -> Iterator[tuple[PlacedSection, int]]:
    """Each section with how many headings it stands below, itself included; 0 without heading."""
    above: list[int] = []
    for section in sections:
        if not section.title or section.level < top:
            yield section, 0
            continue
        while above and above[-1] >= section.level:
            above.pop()
        above.append(section.level)
        yield section, len(above)


def _section(
    section: PlacedSection, number: Iterator[int], depth: int, sources: Mapping[int, Sequence[int]]
) -> str:
    pieces = []
    if depth:
        level = min(depth + 1, 6)
        marked = section.kind != SectionKind.PROSE
        kind = f'<span class="m-kind"><!--w:{section.kind.value}--></span> ' if marked else ""
        pieces.append(
            f'<div class="m-p m-p--head" id="{section.public_id}">'
            f"<h{level}>{kind}{_title(section)}</h{level}>"
            f'<a href="/de/n/{section.public_id}/"><b>§</b> <!--n:{section.public_id}--></a></div>'
        )
    pieces.extend(
        _passage(passage, next(number), sources.get(passage.node_id, ()))
        for passage in section.passages
    )
    return "\n".join(pieces)


def _passage(passage: PlacedPassage, number: int, sources: Sequence[int]) -> str:
    # One link only, and short names: a page carries two hundred of these over a phone line.
    address = passage.public_id
    return (
        f'<div class="m-p" id="{address}">{_with_sources(_body(passage), sources)}'
        f'<a href="/de/n/{address}/"><b>{number}</b> <!--n:{address}--></a></div>'
    )


def _with_sources(body: str, sources: Sequence[int]) -> str:
    """The numbers of what is cited, behind the last words."""
    if not sources:
        return body
    said = '<span class="m-sr"><!--w:source--> </span>'
    links = ", ".join(f'<a href="#{SOURCE}{n}">{said}{n}</a>' for n in sources)
    end = max(body.rfind("</p>"), body.rfind("</li>"))
    end = end if end >= 0 else len(body)
    return f'{body[:end]}<sup class="m-source">{links}</sup>{body[end:]}'


def says_marker(form: str, marker: str) -> bool:
    """Whether the sign of a list item stands in its text: HTML counts numbers itself."""
    sign = marker.rstrip(".)")
    listed = PassageForm(form) in _LISTS and not _NUMBER.fullmatch(sign)
    return listed and any(character.isalnum() for character in sign)


def _body(passage: PlacedPassage) -> str:
    form = PassageForm(passage.form)
    if form in _LISTS:
        depth = f' class="depth-{min(passage.depth, 4)}"' if passage.depth else ""
        sign = passage.marker.rstrip(".)")
        if _NUMBER.fullmatch(sign):
            return f'<ol{depth}><li value="{sign}">{passage.html}</li></ol>'
        if says_marker(passage.form, passage.marker):
            # Letters and the like: HTML would count them as it likes.
            return f"<p{depth}>{escape(passage.marker)} {passage.html}</p>"
        tag = _LISTS[form]
        return f"<{tag}{depth}><li>{passage.html}</li></{tag}>"
    if form == PassageForm.QUOTE:
        return f"<blockquote><p>{passage.html}</p></blockquote>"
    if form in {PassageForm.TABLE, PassageForm.CODE}:
        return f'<div class="scroll" tabindex="0">{passage.html}</div>'
    return f"<p>{passage.html}</p>"


def texts_difference(old: str, new: str) -> SafeString:
    """Two texts as one, with what went and what came."""
    return mark_safe(difference_html(old, new))  # noqa: S308 - words are escaped


def difference(change: PassageChange) -> SafeString:
    """What a passage said and says, as one text with what went and what came."""
    return mark_safe(difference_html(*change.texts))  # noqa: S308 - words are escaped
