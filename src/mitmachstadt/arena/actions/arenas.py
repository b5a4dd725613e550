"""Keeping arenas: what they are called, what ideas can pay into, when they are open."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mitmachstadt.arena.enums import LONGEST_INTRO, STUCK_DAYS
from mitmachstadt.arena.models import Arena, ArenaGoal
from mitmachstadt.arena.queries import goals_of
from mitmachstadt.arena.rules import may_call_it, may_run_arena
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import new_node, open_window
from mitmachstadt.nodes.enums import Kind, Moderation, Verb
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor


def keep_arena(
    *,
    arena: Arena | None,
    title: str,
    intro: str,
    visitor: Visitor,
    at: datetime,
    goals: Sequence[Node] | None = None,
    body: Organisation | None = None,
    stuck_days: int = STUCK_DAYS,
) -> Arena:
    """Make an arena, or change what it says and what ideas can pay into.

    Args:
        goals: what they can pay into; None leaves it as it is.

    Raises:
        Refusal: only the office may; it has no title; a goal is not public.
    """
    may_run_arena(visitor).require()
    title, intro = clean_line(title), clean_text(intro)[:LONGEST_INTRO]
    may_call_it(title).require()
    for goal in goals or ():
        may_refer_to(goal).require()
    with transaction.atomic():
        if arena is None:
            node = new_node(kind=Kind.ARENA, parent=None, title=title, at=at, text=intro)
            node.save(force_insert=True)
            arena = Arena(node=node)
        arena.intro, arena.body, arena.stuck_days = intro, body, max(1, stuck_days)
        arena.save()
        Node.objects.filter(pk=arena.pk).update(title=title, text=intro, changed=at)
        arena.node.title, arena.node.text = title, intro
        if goals is not None:
            _keep_goals(arena, goals)
        content = {
            "title": title,
            "intro": intro,
            "goals": [node.public_id for node in goals_of(arena)],
            "body": body.name if body else "",
            "stuck_days": arena.stuck_days,
        }
        append(kind="arena.kept", subject=arena.node.public_id, content=content, at=at)
    return arena


def choose_goals(*, arena: Arena, goals: Sequence[Node], visitor: Visitor, at: datetime) -> Arena:
    """Say what ideas of an arena can pay into; what is left out is offered no longer.

    Raises:
        Refusal: only the office may; a goal is not public.
    """
    may_run_arena(visitor).require()
    for goal in goals:
        may_refer_to(goal).require()
    with transaction.atomic():
        row = Arena.objects.select_for_update(of=("self",)).select_related("node").get(pk=arena.pk)
        _keep_goals(row, goals)
        content = {"goals": [goal.public_id for goal in goals]}
        append(kind="arena.goals", subject=row.node.public_id, content=content, at=at)
    return row


def _keep_goals(arena: Arena, goals: Sequence[Node]) -> None:
    ArenaGoal.objects.filter(arena=arena).exclude(node__in=goals).delete()
    for position, node in enumerate(goals):
        ArenaGoal.objects.update_or_create(arena=arena, node=node, defaults={"position": position})


def open_arena(
    *,
    arena: Arena,
    opens: datetime,
    closes: datetime,
    visitor: Visitor,
    at: datetime,
    answer_due: datetime | None = None,
    audience: str = BuiltInGroup.EVERYONE,
    moderation: Moderation = Moderation.WITHOUT_ACCOUNT,
) -> Window:
    """Let ideas be submitted, remarked on and supported for a time.

    Raises:
        Refusal: only the office may; the moments contradict each other.
    """
    may_run_arena(visitor).require()
    return open_window(
        node=arena.node,
        verbs=(Verb.SUBMIT, Verb.REMARK, Verb.SUPPORT),
        audience=audience,
        opens=opens,
        closes=closes,
        answer_due=answer_due,
        moderation=moderation,
        at=at,
    )
