"""An idea comes in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mitmachstadt.arena.enums import IDEA_MINUTES, IDEAS_PER_HOUR
from mitmachstadt.arena.enums import Sort as IdeaSort
from mitmachstadt.arena.errors import TooManyIdeas
from mitmachstadt.arena.models import Arena, Idea
from mitmachstadt.arena.queries import goals_of
from mitmachstadt.arena.rules import (
    may_call_it,
    may_pay_into,
    may_sort_under,
    may_submit_to,
)
from mitmachstadt.contributions.actions import Said, Sort, Submitted, submit
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Kind, Relation, Verb
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.queries import Visitor
from mitmachstadt.taxonomies.actions import sort_new


@dataclass(frozen=True)
class IdeaWords:
    """What somebody brings: the idea, what it pays into and why, what it is sorted under.

    Attributes:
        goals: pairs of a node and the reason, in words.
        terms: public ids of fields of action.
    """

    said: Said
    sort: IdeaSort
    goals: Sequence[tuple[Node, str]] = ()
    terms: Sequence[str] = ()


def submit_idea(
    *,
    arena: Arena,
    words: IdeaWords,
    visitor: Visitor,
    at: datetime,
    address: str = "",
    windows: Iterable[Window] | None = None,
) -> Submitted:
    """Take an idea in; see `contributions.submit` for accounts, proofs and codes.

    Raises:
        Refusal: why it cannot be taken; nothing was written.
    """
    goals = [(node, clean_text(reason)) for node, reason in words.goals]
    may_call_it(clean_line(words.said.title)).require()
    may_sort_under(len(words.terms)).require()
    may_pay_into(goals, offered=goals_of(arena) if goals else []).require()

    def also(node: Node) -> None:
        if address and not visitor.signed_in:
            _count(address, at)
        Idea.objects.create(node=node, arena=arena, sort=words.sort, since=at)
        for goal, reason in goals:
            link(
                source=node, target=goal, relation=Relation.PAYS_INTO, note=reason[:500],
                by=visitor.person, at=at,
            )  # fmt: skip
        sort_new(node=node, terms=words.terms, by=visitor.person, at=at)

    return submit(
        sort=Sort(Kind.IDEA, Verb.SUBMIT, may_submit_to, also, tuple(why for _, why in goals)),
        about=arena.node,
        said=words.said,
        visitor=visitor,
        at=at,
        address=address,
        windows=windows,
    )


def _count(address: str, at: datetime) -> None:
    """Without an account only so many come from one connection; a flood buries what others say."""
    if count_attempt("idea", address, at=at, minutes=IDEA_MINUTES) > IDEAS_PER_HOUR:
        raise TooManyIdeas(most=IDEAS_PER_HOUR, until=period_ends(at, IDEA_MINUTES))
