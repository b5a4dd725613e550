"""What may stand in the register of responsibilities."""

from collections.abc import Iterable
from datetime import date, timedelta

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import ADMINISTRATION
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.responsibilities.enums import LONGEST_NOTE
from mitmachstadt.responsibilities.errors import (
    BeginsTooLate,
    EndsBeforeItBegan,
    EndsInThePast,
    NotATextToAnswerFor,
    NoteTooLong,
    NothingNamed,
    ResponsibilityHasEnded,
    ResponsibilityUnchanged,
    SameResponsibility,
    SectionRetired,
    SubjectNotInForce,
    SubjectRetired,
    UnitHasEnded,
    UnitMissing,
    UnitOutsideAdministration,
)
from mitmachstadt.responsibilities.models import Responsibility
from mitmachstadt.taxonomies.models import Entry, Term

ANSWERED_FOR = frozenset(
    {Kind.STRATEGY, Kind.DOCUMENT, Kind.SECTION, Kind.PASSAGE, Kind.REPORT, Kind.NEWS, Kind.ARENA}
)
_AHEAD = timedelta(days=366)


def may_name(
    node: Node | None, term: Term | None, district: District | None, *, entries: Iterable[Entry]
) -> Verdict:
    """At least one of the three, and what everybody can read and still holds.

    Args:
        entries: what things can be sorted under now.
    """
    if node is None and term is None and district is None:
        return no(NothingNamed())
    if node is not None:
        if node.visibility == Visibility.RETIRED:
            return no(SectionRetired(title=node.title))
        if node.kind not in ANSWERED_FOR or not node.is_public:
            title = node.title if node.is_public else node.public_id
            return no(NotATextToAnswerFor(title=title, kind=Kind(node.kind).label))
    return YES if term is None else _may_name_subject(term, {e.term_id: e for e in entries})


def _may_name_subject(term: Term, known: dict[int, Entry]) -> Verdict:
    entry = known.get(term.pk)
    if entry is None:
        last = term.entries.order_by("version__number").last()
        return no(SubjectNotInForce(name=last.name_de if last else term.public_id))
    if entry.successor_id:
        after = known.get(entry.successor_id)
        return no(SubjectRetired(name=entry.name_de, successor=after.name_de if after else "–"))
    return YES


def may_owe(unit: Organisation) -> Verdict:
    """Answers are owed by the administration: by what exists of it."""
    if unit.ended:
        return no(UnitHasEnded(name=unit.name))
    if unit.kind not in ADMINISTRATION:
        return no(UnitOutsideAdministration(name=unit.name))
    return YES


def may_answer(unit: Organisation | None, *, note: str) -> Verdict:
    """A unit of the administration that exists."""
    if unit is None:
        return no(UnitMissing())
    owes = may_owe(unit)
    if not owes.allowed:
        return owes
    if len(note) > LONGEST_NOTE:
        return no(NoteTooLong(length=len(note), longest=LONGEST_NOTE))
    return YES


def may_begin(since: date, *, beside: Iterable[Responsibility], today: date) -> Verdict:
    """From today on or later, and never beside a rule that names the same.

    Args:
        beside: the rules that name the same and have not ended before.
    """
    if since < today:
        return no(EndsInThePast(today=day_in_words(today)))
    if since > today + _AHEAD:
        return no(BeginsTooLate(latest=day_in_words(today + _AHEAD)))
    for rule in beside:
        if rule.until is None or rule.until > max(since, rule.since):
            return no(SameResponsibility(since=day_in_words(rule.since), unit=rule.unit.name))
    return YES


def may_end(rule: Responsibility, *, on: date, today: date) -> Verdict:
    """What is in force or still to come, as of a day that is not over."""
    if rule.until is not None and rule.until <= today:
        return no(ResponsibilityHasEnded(until=day_in_words(rule.until)))
    if on < today:
        return no(EndsInThePast(today=day_in_words(today)))
    if on < rule.since:
        return no(EndsBeforeItBegan(since=day_in_words(rule.since)))
    if on > max(today, rule.since) + _AHEAD:
        return no(BeginsTooLate(latest=day_in_words(today + _AHEAD)))
    return YES


def may_change(rule: Responsibility, *, unit: Organisation, note: str) -> Verdict:
    """Something has to become different."""
    if (unit.pk, note) == (rule.unit_id, rule.note):
        return no(ResponsibilityUnchanged(unit=unit.name))
    return YES
