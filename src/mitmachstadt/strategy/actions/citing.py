"""What a passage of a draft cites. Published editions never change, and nor do their citations."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from mitmachstadt.kernel.outward import Reached
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy.actions.keeping import locked
from mitmachstadt.strategy.enums import EditionState
from mitmachstadt.strategy.errors import CitedPassageGone, SourceCitedTwice
from mitmachstadt.strategy.models import Citation, Edition, EditionPassage, Source
from mitmachstadt.strategy.queries import placing_of
from mitmachstadt.strategy.queries.citations import sources_to_ask
from mitmachstadt.strategy.rules import may_edit
from mitmachstadt.strategy.rules.vocabulary import may_cite


def cite(
    *,
    edition: Edition,
    placing: EditionPassage,
    author: str,
    title: str,
    url: str,
    retrieved: date,
    visitor: Visitor,
    at: datetime,
    note: str = "",
) -> Citation:
    """Say of a passage of a draft what it takes from whom, and where that can be read.

    Raises:
        CitedPassageGone: somebody took the passage out of the draft meanwhile.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    author, title, url = clean_line(author)[:200], clean_line(title)[:300], url.strip()
    today = timezone.localdate(at)
    may_cite(author=author, title=title, url=url, retrieved=retrieved, today=today).require()
    with transaction.atomic():
        may_edit(locked(edition)).require()
        now = placing_of(edition, placing.passage.node.public_id)
        if now is None:
            raise CitedPassageGone()
        placing = now
        source, _ = Source.objects.get_or_create(url=url)
        if Citation.objects.filter(placing=placing, source=source).exists():
            raise SourceCitedTwice()
        citation = Citation.objects.create(
            placing=placing,
            source=source,
            author=author,
            title=title,
            retrieved=retrieved,
            note=clean_line(note)[:300],
            position=placing.citations.count(),
        )
        content = {"passage": placing.passage.node.public_id, "url": url, "title": title}
        subject = edition.node.public_id
        append(kind="citation.written", subject=subject, content=content, at=at)
    return citation


def remove_citation(
    *, edition: Edition, citation: Citation, visitor: Visitor, at: datetime
) -> None:
    """Take a citation out of a draft, if nobody did so yet."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        may_edit(locked(edition)).require()
        if not Citation.objects.filter(pk=citation.pk).exists():
            return
        content = {
            "passage": citation.placing.passage.node.public_id,
            "url": citation.source.url,
        }
        subject = edition.node.public_id
        append(kind="citation.removed", subject=subject, content=content, at=at)
        citation.delete()


def carry_citations(former: Edition, draft: Edition) -> None:
    """Let the passages of a draft cite what they cite in the edition that it is a copy of."""
    placings = dict(EditionPassage.objects.filter(edition=draft).values_list("passage", "pk"))
    carried = []
    for citation in Citation.objects.filter(placing__edition=former).select_related("placing"):
        if citation.placing.passage_id in placings:
            placing = placings[citation.placing.passage_id]
            citation.pk, citation.placing_id = None, placing
            carried.append(citation)
    Citation.objects.bulk_create(carried)


def give_citations(draft: Edition, own: Iterable[Citation], *, but: Collection[int]) -> None:
    """Let the passages of a draft that is laid out anew cite what they cited.

    Args:
        own: what the draft itself cited in its layout before.
        but: passages that stood in it; all others cite what they cited when published last.
    """
    last = (
        EditionPassage.objects.filter(
            passage=OuterRef("placing__passage"), edition__state=EditionState.PUBLISHED
        )
        .order_by("-edition__published", "-edition")
        .values("pk")[:1]
    )
    known = Citation.objects.filter(
        placing=Subquery(last), placing__passage__placings__edition=draft
    )
    others = [c for c in known.select_related("placing") if c.placing.passage_id not in but]
    placings = dict(EditionPassage.objects.filter(edition=draft).values_list("passage", "pk"))
    carried = []
    for citation in [*own, *others]:
        if citation.placing.passage_id in placings:
            placing = placings[citation.placing.passage_id]
            citation.pk, citation.placing_id = None, placing
            carried.append(citation)
    Citation.objects.bulk_create(carried)


def hand_over_citations(placing: EditionPassage, *, to: EditionPassage) -> None:
    """Let a passage cite what one that is joined to it cites, each source once."""
    known = Citation.objects.filter(placing=to).values("source")
    behind = Citation.objects.filter(placing=placing).exclude(source__in=known)
    behind.update(placing=to, position=F("position") + len(known))


def written_citations(placing: EditionPassage) -> list[dict[str, Any]]:
    """What a passage cites, written down for the day on which it is taken in again."""
    return [
        {
            "url": citation.source.url,
            "author": citation.author,
            "title": citation.title,
            "retrieved": citation.retrieved.isoformat(),
            "note": citation.note,
        }
        for citation in placing.citations.select_related("source").order_by("position")
    ]


def recall_citations(placing: EditionPassage, written: list[dict[str, Any]] | None) -> None:
    """Let a passage that is taken in again cite what it cited when it was left out.

    Args:
        written: what `written_citations` gave; None takes what it cited when published last.
    """
    if written is not None:
        for position, line in enumerate(written):
            source, _ = Source.objects.get_or_create(url=line["url"])
            Citation.objects.create(
                placing=placing, source=source, author=line["author"], title=line["title"],
                retrieved=date.fromisoformat(line["retrieved"]), note=line["note"],
                position=position,
            )  # fmt: skip
        return
    published = EditionPassage.objects.filter(
        passage=placing.passage_id, edition__state=EditionState.PUBLISHED
    )
    last = published.order_by("-edition__published", "-edition").first()
    again = list(Citation.objects.filter(placing=last)) if last else []
    for citation in again:
        citation.pk, citation.placing = None, placing
    Citation.objects.bulk_create(again)


def check_links(
    *,
    ask: Callable[[str], Reached],
    at: datetime,
    told: Callable[[Source, Reached], None] = lambda source, reached: None,
) -> tuple[int, int]:
    """Ask every address that a text cites whether it is still there.

    Args:
        ask: asks one address; `kernel.outward.ask` in life.
        told: hears of every answer.

    Returns:
        How many answered and how many did not.
    """
    there = gone = 0
    for source in sources_to_ask():
        answer = ask(source.url)
        source.checked = at
        if answer.there:
            there, source.reached, source.gone_since = there + 1, at, None
        else:
            gone, source.gone_since = gone + 1, source.gone_since or at
        source.save(update_fields=["checked", "reached", "gone_since"])
        told(source, answer)
    return there, gone
