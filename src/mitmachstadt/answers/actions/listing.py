"""A working list that came back: checked row by row, then answered row by row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.utils import timezone

from mitmachstadt.answers.actions.answering import give_answer
from mitmachstadt.answers.calculations import SheetRow
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.errors import (
    DayUnreadable,
    KindMissing,
    KindUnknown,
    PlaceUnknown,
    RowTwice,
    RowUnknown,
    RowVersionMissing,
    UnitUnknown,
)
from mitmachstadt.answers.queries import Given, Lookups, lookups, officer_of
from mitmachstadt.answers.rules import (
    may_answer,
    may_answer_as,
    may_pass_on,
    may_reason_with,
    may_work_at_a_desk,
)
from mitmachstadt.contributions.rules import was_read
from mitmachstadt.kernel.language import in_every_language
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor

_ADDRESS = re.compile(r"(?:.*/n/)?([0-9a-z]{4,12})/?(?:[?#].*)?")
type _Alike = dict[str, list[SheetRow]]
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True)
class Outcome:
    """What became of a row, or would; `was_given` where just this was answered before."""

    row: SheetRow
    title: str
    kind: AnswerKind | None = None
    refusal: Refusal | None = None
    answer: Node | None = None
    was_given: bool = False

    @property
    def is_right(self) -> bool:
        """It can be published, or was just now."""
        return self.kind is not None and self.refusal is None and not self.was_given

    @property
    def is_open(self) -> bool:
        return self.kind is None and self.refusal is None


@dataclass(frozen=True)
class _Said:
    """A row in the words of the city."""

    node: Node
    kind: AnswerKind
    reason: str
    unit: Organisation | None
    until: date | None
    elsewhere: Node | None

    @property
    def given(self) -> Given:
        """How this is kept once it was given."""
        unit, place = self.unit, self.elsewhere
        return Given(
            contribution=self.node.pk,
            kind=self.kind.value,
            reason=self.reason,
            unit=unit.pk if unit and self.kind == AnswerKind.PASSED_ON else None,
            until=self.until if self.kind == AnswerKind.EXAMINING else None,
            elsewhere=place.pk if place and self.kind == AnswerKind.ELSEWHERE else None,
        )

    @property
    def together(self) -> tuple[object, ...]:
        """Rows that say the same are one answer to many contributions."""
        return (self.kind, self.reason, self.unit, self.until, self.elsewhere)


def answer_list(
    *, rows: Sequence[SheetRow], visitor: Visitor, at: datetime, only_check: bool
) -> list[Outcome]:
    """Answer the contributions of a list; rows without an answer stay open.

    Each answer is a transaction of its own: what cannot be answered hinders nothing else.

    Args:
        only_check: write nothing, only say what would become of each row.

    Raises:
        Refusal: the role is missing. What is wrong with a row stands in its outcome.
    """
    may_work_at_a_desk(officer_of(visitor, at=at)).require()
    named = [*(row.public_id for row in rows), *(_place(row) for row in rows)]
    known = lookups(named, at=at)
    alike = _by_contribution(rows)
    outcomes: dict[int, Outcome] = {}
    together: dict[tuple[object, ...], list[tuple[SheetRow, _Said]]] = {}
    done: set[str] = set()
    for row in rows:
        outcomes[row.line] = _checked(row, alike, known, at, together, done)
    if not only_check:
        for group in together.values():
            outcomes |= _answered(group, visitor, at)
    return [outcomes[row.line] for row in rows]


def _checked(
    row: SheetRow,
    alike: _Alike,
    known: Lookups,
    at: datetime,
    together: dict[tuple[object, ...], list[tuple[SheetRow, _Said]]],
    done: set[str],
) -> Outcome:
    node = known.nodes.get(row.public_id)
    title = node.title if node is not None and node.is_public else row.public_id
    if not row.is_answered:
        return Outcome(row, title)
    try:
        said = _said(row, alike, known, at)
        if said.given in known.given:
            return Outcome(row, title, kind=said.kind, was_given=True)
        was_read(said.node, int(row.version)).require()
    except Refusal as refusal:
        return Outcome(row, title, refusal=refusal)
    if row.public_id not in done:
        together.setdefault(said.together, []).append((row, said))
    done.add(row.public_id)
    return Outcome(row, title, kind=said.kind)


def _said(row: SheetRow, alike: _Alike, known: Lookups, at: datetime) -> _Said:
    """What a row says; raises the refusal that tells what is wrong with it."""
    node = known.nodes.get(row.public_id)
    if node is None:
        raise RowUnknown(public_id=row.public_id)
    _is_alone(row, alike)
    if not row.version.isdecimal():
        raise RowVersionMissing()
    may_answer([node]).require()
    kind, reason = _kind(row), clean_text(row.reason)
    may_reason_with(reason).require()
    unit = known.unit(row.unit) if row.unit else None
    if row.unit and unit is None:
        raise UnitUnknown(name=row.unit)
    until = _day(row.until) if row.until else None
    elsewhere = known.nodes.get(_place(row)) if row.elsewhere else None
    if row.elsewhere and elsewhere is None:
        raise PlaceUnknown(said=row.elsewhere)
    if elsewhere is not None:
        may_refer_to(elsewhere).require()
    today = timezone.localdate(at)
    may_answer_as(kind, unit=unit, until=until, elsewhere=elsewhere, today=today).require()
    may_pass_on(kind, unit, known.desks).require()
    return _Said(node, kind, reason, unit, until, elsewhere)


def _by_contribution(rows: Sequence[SheetRow]) -> _Alike:
    alike: _Alike = {}
    for row in rows:
        if row.is_answered:
            alike.setdefault(row.public_id, []).append(row)
    return alike


def _is_alone(row: SheetRow, alike: _Alike) -> None:
    """A row that was doubled says the same as the other, or nobody knows which one counts."""
    others = [other for other in alike[row.public_id] if other.line != row.line]
    mine = (row.kind, row.reason, row.unit, row.until, row.elsewhere)
    if any((o.kind, o.reason, o.unit, o.until, o.elsewhere) != mine for o in others):
        raise RowTwice(lines=", ".join(str(other.line) for other in others))


def _kind(row: SheetRow) -> AnswerKind:
    if not row.kind:
        raise KindMissing()
    if kind := _kinds().get(row.kind.casefold()):
        return kind
    raise KindUnknown(said=row.kind, known=", ".join(str(kind.label) for kind in AnswerKind))


@cache
def _kinds() -> dict[str, AnswerKind]:
    """The kinds by what they are called, in whatever language the list was made."""
    found = {kind.value: kind for kind in AnswerKind}
    for called in in_every_language(lambda: {str(kind.label): kind for kind in AnswerKind}):
        found |= {label.casefold(): kind for label, kind in called.items()}
    return found


def _day(text: str) -> date:
    german = _GERMAN_DAY.fullmatch(text)
    try:
        if german:
            return date(int(german[3]), int(german[2]), int(german[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise DayUnreadable(said=text) from None


def _place(row: SheetRow) -> str:
    match = _ADDRESS.fullmatch(row.elsewhere)
    return match.group(1) if match else ""


def _answered(
    group: list[tuple[SheetRow, _Said]], visitor: Visitor, at: datetime
) -> dict[int, Outcome]:
    """Answer contributions together; where that fails, each alone, so that one spoils nothing."""
    said = group[0][1]
    try:
        answer = give_answer(
            contributions=[each.node for _, each in group],
            kind=said.kind,
            reason=said.reason,
            unit=said.unit,
            until=said.until,
            elsewhere=said.elsewhere,
            seen={each.node.public_id: int(row.version) for row, each in group},
            visitor=visitor,
            at=at,
        )
    except Refusal as refusal:
        if len(group) > 1:
            found: dict[int, Outcome] = {}
            for one in group:
                found |= _answered([one], visitor, at)
            return found
        row, each = group[0]
        return {row.line: Outcome(row, each.node.title, refusal=refusal)}
    return {
        row.line: Outcome(row, each.node.title, kind=each.kind, answer=answer)
        for row, each in group
    }
