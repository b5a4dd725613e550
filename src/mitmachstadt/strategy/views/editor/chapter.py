"""A chapter of a draft as a page to write at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page
from mitmachstadt.strategy import queries
from mitmachstadt.strategy.calculations import merged_words
from mitmachstadt.strategy.cards import texts_difference
from mitmachstadt.strategy.enums import DEEPEST_LEVEL, PassageForm, SectionKind
from mitmachstadt.strategy.errors import FormRewritten, HeadingRewritten, PassageRewritten

PASSAGES_SHOWN = 60


@dataclass(frozen=True)
class Stretch:
    """As much of a chapter as one page shows."""

    sections: list[queries.PlacedSection]
    number: int
    pages: int


@dataclass(frozen=True)
class Said:
    """What a field shows, and what its writer had seen there."""

    now: str
    seen: str


def given_back(now: str, said: str | None, seen: str | None, *, told: bool) -> Said:
    """A field after a refusal: what was typed; what was left alone shows what stands there now.

    Args:
        told: the refusal told what stands there now, so its writer has seen it.
    """
    if said is None or (seen is not None and clean_line(said) == clean_line(seen)):
        return Said(now, now)
    return Said(said, now if told or seen is None else seen)


def chapter_page(
    request: HttpRequest,
    me: Visitor,
    edition: Any,
    where: str,
    *,
    refusal: Refusal | None = None,
    typed: Mapping[str, Any] | None = None,
    passage: str = "",
    behind: str = "",
    heading: str = "",
) -> HttpResponse:
    """The chapter that holds `where`; of the rest at most one is open as a form.

    A module that asks for the part alone gets it without the page around it.
    """
    chapters = queries.chapters_of(edition)
    index = queries.chapter_with(chapters, where)
    if index is None and refusal is None and where:
        raise Http404("Diesen Abschnitt gibt es in diesem Entwurf nicht.")
    chapter = chapters[index or 0] if chapters else None
    shown = _stretch(chapter, passage or behind or where, request.GET.get("seite", ""))
    given = typed or {}
    context = {
        "edition": edition,
        "where": where,
        "chapters": chapters,
        "chapter": chapter,
        "shown": shown,
        "heading_row": queries.heading_of(edition, chapter.public_id) if chapter else None,
        "opened": {"passage": passage, "behind": behind, "heading": heading},
        "forms": PassageForm.choices,
        "kinds": SectionKind.choices,
        "levels": range(1, DEEPEST_LEVEL + 1),
        "templates": queries.templates(),
        "refusal": refusal,
        "typed": given,
        "said": _said(chapter, passage or heading, refusal, given),
        "contest": _contest(edition, refusal, given),
    }
    part = request.headers.get("X-Teil") == "kapitel"
    template = "strategy/editor/parts/swapped.html" if part else "strategy/editor/write.html"
    # The module shows the refusal; a browser would tell it as a resource that failed to load.
    status = refusal.status if refusal and not part else 200
    return page(request, template, me, context, status=status)


def _stretch(chapter: queries.DraftChapter | None, where: str, asked: str) -> Stretch:
    """The page of a chapter that was asked for, else the one that shows a passage or section."""
    if chapter is None:
        return Stretch([], 1, 1)
    pages = max(1, -(-chapter.passages // PASSAGES_SHOWN))
    number = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 6 else 0
    number = number or _page_of(chapter, where)
    first = (min(number, pages) - 1) * PASSAGES_SHOWN
    sections, place = [], 0
    for section in chapter.sections:
        own = [
            passage
            for at, passage in enumerate(section.passages, start=place)
            if first <= at < first + PASSAGES_SHOWN
        ]
        here = place >= first and (place < first + PASSAGES_SHOWN or number >= pages)
        if own or here:
            sections.append(replace(section, passages=own))
        place += len(section.passages)
    return Stretch(sections, min(number, pages), pages)


def _page_of(chapter: queries.DraftChapter, where: str) -> int:
    place = 0
    for section in chapter.sections:
        if section.public_id == where:
            break
        ids = [passage.public_id for passage in section.passages]
        if where in ids:
            place += ids.index(where)
            break
        place += len(ids)
    else:
        place = 0
    return place // PASSAGES_SHOWN + 1


def _said(
    chapter: queries.DraftChapter | None,
    opened: str,
    refusal: Refusal | None,
    typed: Mapping[str, Any],
) -> dict[str, Said]:
    """What the fields of the open heading or passage show."""
    for section in chapter.sections if chapter else ():
        if section.public_id == opened:
            there = {
                "title": section.title, "number": section.number, "level": section.level,
                "kind": section.kind,
            }  # fmt: skip
            return {
                name: given_back(
                    str(now), typed.get(name), typed.get(f"seen-{name}"),
                    told=isinstance(refusal, HeadingRewritten),
                )
                for name, now in there.items()
            }  # fmt: skip
        for passage in section.passages:
            if passage.public_id == opened:
                told, form = isinstance(refusal, FormRewritten), typed.get("form") or None
                return {"form": given_back(passage.form, form, typed.get("seen_form"), told=told)}
    return {}


def _contest(
    edition: Any, refusal: Refusal | None, typed: Mapping[str, Any]
) -> dict[str, Any] | None:
    """What two people wrote at one passage, and one text of both."""
    if not isinstance(refusal, PassageRewritten):
        return None
    placing = queries.placing_of(edition, typed["passage"])
    base = queries.words_of(placing, typed.get("seen")) if placing else None
    if placing is None or base is None:
        return None
    merged = merged_words(base, typed["text"], placing.wording.text)
    return {
        "theirs": texts_difference(base, placing.wording.text),
        "mine": texts_difference(base, typed["text"]),
        "text": merged.text,
        "contests": merged.contests,
        "seen": placing.wording_id,
    }
