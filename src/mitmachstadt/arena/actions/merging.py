"""Ideas that say the same become one, and one that says two things becomes two.

Nothing moves: words, authors, remarks and supports stay where they are, a trace tells what went
into what, and the number of people behind the whole is counted over it. So it can be undone.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mitmachstadt.arena.models import Idea
from mitmachstadt.arena.queries import ideas_at, part_trace
from mitmachstadt.arena.rules import may_merge, may_run_arena, may_split, may_undo
from mitmachstadt.contributions import cards
from mitmachstadt.contributions.actions import recount_supports
from mitmachstadt.contributions.enums import LONGEST_TITLE
from mitmachstadt.contributions.models import Remark
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import bump, link, lock_nodes, new_node, one_at_a_time, unlink
from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.queries import merged_above
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.queries import Visitor


def merge_ideas(
    *, whole: Idea, parts: Sequence[Idea], reason: str, visitor: Visitor, at: datetime
) -> Idea:
    """Let ideas go into another one; each keeps its page, its author and its supports.

    Raises:
        Refusal: one of them is merged already, it would close a circle, or a reason is missing.
    """
    may_run_arena(visitor).require()
    reason = clean_text(reason)
    with transaction.atomic():
        one_at_a_time()
        lock_nodes([whole.pk, *(part.pk for part in parts)])
        found = {idea.pk: idea for idea in ideas_at([i.node.public_id for i in (whole, *parts)])}
        whole, parts = found[whole.pk], [found[part.pk] for part in parts]
        may_merge(whole, parts, reason=reason).require()
        for part in parts:
            link(
                source=part.node, target=whole.node, relation=Relation.MERGED_INTO,
                note=reason[:500], by=visitor.person, at=at,
            )  # fmt: skip
        _count_again(whole, at)
    return whole


def undo_merge(*, part: Idea, reason: str, visitor: Visitor, at: datetime) -> Idea:
    """Let an idea stand for itself again; everybody is counted where they stood.

    Raises:
        Refusal: it is not merged (any more), or a reason is missing.
    """
    may_run_arena(visitor).require()
    assert visitor.person is not None
    reason = clean_text(reason)
    with transaction.atomic():
        one_at_a_time()
        trace = part_trace(part)
        may_undo(trace, part, reason=reason).require()
        assert trace is not None
        whole = Idea.objects.select_related("node").get(pk=trace.target_id)
        lock_nodes([part.pk, whole.pk])
        unlink(trace=trace, by=visitor.person, at=at, reason=reason)
        _count_again(whole, at)
        Idea.objects.filter(pk=part.pk).update(since=at)
    return part


def _count_again(whole: Idea, at: datetime) -> None:
    """The people behind the whole and behind what that went into."""
    counted = [whole.pk, *merged_above([whole.pk])]
    lock_nodes(counted)
    recount_supports(counted)
    Idea.objects.filter(pk=whole.pk).update(since=at)


def split_idea(
    *, idea: Idea, parts: Sequence[tuple[str, str]], reason: str, visitor: Visitor, at: datetime
) -> list[Idea]:
    """Make several ideas of one; it keeps its page, its supports and its remarks.

    A part whose words were all taken from the idea stands under the name of who wrote them; words
    that the office found stand under the office.

    Args:
        parts: title and words of each.

    Raises:
        Refusal: fewer than two parts, or a reason is missing.
    """
    may_run_arena(visitor).require()
    reason = clean_text(reason)
    wanted = [(clean_line(title)[:LONGEST_TITLE], clean_text(text)) for title, text in parts]
    with transaction.atomic():
        one_at_a_time()
        lock_nodes([idea.pk])
        idea = ideas_at([idea.node.public_id])[0]
        may_split(idea, wanted, reason=reason).require()
        made = [_piece(idea, title, text, visitor, at) for title, text in wanted]
        for piece in made:
            link(
                source=idea.node, target=piece.node, relation=Relation.SPLIT_INTO,
                note=reason[:500], by=visitor.person, at=at,
            )  # fmt: skip
        bump([idea.arena_id], counter="remarks", by=len(made))
    return made


def _piece(idea: Idea, title: str, text: str, visitor: Visitor, at: datetime) -> Idea:
    whole = idea.node
    own_words = " ".join(text.split()) in " ".join(whole.text.split())
    said: dict[str, object] = {"author": visitor.person, "author_name": visitor.name}
    said |= {"capacity": Capacity.OFFICE}
    if own_words:
        names = (
            "author", "author_name", "capacity", "organisation", "organisation_name", "affiliation",
        )  # fmt: skip
        said = {name: getattr(whole, name) for name in names}
    node = new_node(
        kind=Kind.IDEA, parent=idea.arena.node, title=title, at=at, text=text,
        language=whole.language, scope=whole.scope, district=whole.district,
        neighbourhood=whole.neighbourhood, window=whole.window, unit=whole.unit, **said,
    )  # fmt: skip
    node.card = cards.render(node)
    node.save(force_insert=True)
    Remark.objects.create(node=node, thread=idea.arena.node)
    content = {"title": title, "text": text, "split_from": whole.public_id}
    append(kind="idea.submitted", subject=node.public_id, content=content, at=at)
    return Idea.objects.create(
        node=node, arena=idea.arena, sort=idea.sort, state=idea.state, since=at,
        review_on=idea.review_on,
    )  # fmt: skip
