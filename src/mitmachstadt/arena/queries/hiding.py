"""Words beside ideas as moderators judge them: what they say, whose they are, where they stand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mitmachstadt.arena.enums import Words
from mitmachstadt.arena.models import Offer, Sponsorship, Statement, Trial, TrialVersion
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Person

type Hidable = Statement | Trial | Offer | Sponsorship


@dataclass(frozen=True)
class Judged:
    """What can be hidden.

    Attributes:
        about: the idea, or for offers the arena: their page and lines of the register tell of it.
        parts: what each part is called, and its words; empty where they are gone.
        authors: who wrote them, as far as it is known.
        way: name and arguments of the address of the page where everybody reads them.
    """

    what: Words
    row: Hidable
    about: Node
    parts: list[tuple[str, str]]
    authors: list[Person]
    name: str
    way: tuple[str, ...]


def words_to_judge(what: Words, number: int, *, lock: bool = False) -> Judged | None:
    """Words by what they are and their number; with `lock`, nobody else changes them meanwhile."""
    find, table, related = _FOUND[what]
    rows: Any = table._default_manager.select_related(*related)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    row = rows.filter(pk=number).first()
    return find(row) if row is not None else None


def _statement(one: Statement) -> Judged:
    parts = [
        (_("Woher das Wissen kommt"), one.expertise),
        (_("Eigenes Interesse"), one.interest),
        (_("Stellungnahme"), one.text),
    ]
    node = one.idea.node
    way = ("idea-statements", node.public_id)
    return Judged(Words.STATEMENT, one, node, _said(parts), _by(one.person), one.name, way)


def _trial(one: Trial) -> Judged:
    parts = [
        (_("Was erwartet wurde"), one.hypothesis),
        (_("Wer gefragt wurde"), one.asked),
        (_("Was herauskam"), one.outcome),
    ]
    versions = TrialVersion.objects.filter(trial=one).select_related("by").order_by("number")
    authors = dict.fromkeys(version.by for version in versions if version.by is not None)
    names = dict.fromkeys(version.by_name for version in versions if version.by_name)
    node = one.idea.node
    way = ("idea-trials", node.public_id)
    return Judged(Words.TRIAL, one, node, _said(parts), list(authors), ", ".join(names), way)


def _offer(one: Offer) -> Judged:
    parts = [(_("Überschrift"), one.title), (_("Text"), one.text)]
    node = one.arena.node
    way = ("offer", node.public_id, one.public_id)
    return Judged(Words.OFFER, one, node, _said(parts), _by(one.person), one.name, way)


def _sponsorship(one: Sponsorship) -> Judged:
    parts = [(_("Warum die Patenschaft endete"), one.ended_because)]
    node = one.idea.node
    way = ("idea-sponsors", node.public_id)
    return Judged(Words.SPONSORSHIP, one, node, _said(parts), _by(one.person), one.name, way)


def _by(person: Person | None) -> list[Person]:
    return [person] if person is not None else []


def _said(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, words) for label, words in parts if words]


_FOUND: dict[Words, tuple[Callable[[Any], Judged], Any, tuple[str, ...]]] = {
    Words.STATEMENT: (_statement, Statement, ("idea__node", "person")),
    Words.TRIAL: (_trial, Trial, ("idea__node",)),
    Words.OFFER: (_offer, Offer, ("arena__node", "person")),
    Words.SPONSORSHIP: (_sponsorship, Sponsorship, ("idea__node", "person")),
}
