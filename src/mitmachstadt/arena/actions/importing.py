"""Ideas from lists of elsewhere: each comes in once, under nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mitmachstadt.arena.calculations import Entry
from mitmachstadt.arena.enums import Sort
from mitmachstadt.arena.models import Arena, Idea, ImportedIdea
from mitmachstadt.arena.rules import may_run_arena
from mitmachstadt.contributions import cards
from mitmachstadt.contributions.actions import put
from mitmachstadt.contributions.calculations import Place
from mitmachstadt.contributions.enums import LONGEST_REMARK, LONGEST_TITLE
from mitmachstadt.contributions.models import Remark
from mitmachstadt.kernel.text import clean_line, clean_text, shorten
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import bump, new_node, one_at_a_time
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.queries import Visitor


@dataclass(frozen=True)
class Imported:
    """How many ideas came, how many were here already, and which titles or texts were cut."""

    new: int
    known: int
    cut: list[str]


def import_ideas(
    *, arena: Arena, entries: Sequence[Entry], source: str, visitor: Visitor, at: datetime
) -> Imported:
    """Take over what is not here yet; what is here stays as people have changed it since.

    Nobody is named as author: whoever wrote it elsewhere did not write it here. All or nothing.

    Raises:
        Refusal: only the office may.
    """
    may_run_arena(visitor).require()
    source, cut = clean_line(source)[:200], list[str]()
    with transaction.atomic():
        # Two who read in the same list at once would each find nothing of it here.
        one_at_a_time()
        keys = [_key(entry) for entry in entries]
        known = set(
            ImportedIdea.objects.filter(arena=arena, key__in=keys).values_list("key", flat=True)
        )
        fresh = {_key(entry): entry for entry in entries if _key(entry) not in known}
        for key, entry in fresh.items():
            if len(entry.title) > LONGEST_TITLE or len(entry.text) > LONGEST_REMARK:
                cut.append(shorten(entry.title, LONGEST_TITLE))
            _take_over(arena, key, entry, source, at)
        bump([arena.pk], counter="remarks", by=len(fresh))
        content = {"source": source, "new": len(fresh), "known": len(known)}
        append(kind="arena.imported", subject=arena.node.public_id, content=content, at=at)
    return Imported(new=len(fresh), known=len(entries) - len(fresh), cut=cut)


def _key(entry: Entry) -> str:
    return entry.key[:255]


def _take_over(arena: Arena, key: str, entry: Entry, source: str, at: datetime) -> None:
    text = clean_text(entry.text)
    # A text that is too long keeps its whole title in the words.
    text = text if len(text) <= LONGEST_REMARK else text[: LONGEST_REMARK - 1] + "…"
    node = new_node(
        kind=Kind.IDEA,
        parent=arena.node,
        title=shorten(clean_line(entry.title), LONGEST_TITLE),
        at=at,
        text=text,
        capacity=Capacity.OFFICE,
        author_name=source[:60],
    )
    put(node, Place(entry.district, entry.neighbourhood))
    node.card = cards.render(node)
    node.save(force_insert=True)
    Remark.objects.create(node=node, thread=arena.node)
    idea = Idea.objects.create(node=node, arena=arena, sort=Sort.PROPOSAL, since=at)
    ImportedIdea.objects.create(idea=idea, arena=arena, key=key, source=source, url=entry.url[:500])
    content = {"title": node.title, "text": text, "source": source}
    append(kind="idea.submitted", subject=node.public_id, content=content, at=at)
