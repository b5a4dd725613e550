from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from mitmachstadt.answers.enums import LONGEST_REFERENCE, AnswerKind
from mitmachstadt.answers.errors import (
    BodyCannotDecide,
    BodyWasNotThere,
    CannotBeAnswered,
    DecidedInFuture,
    DetailMissing,
    HasADesk,
    NoDesk,
    NotAtYourDesk,
    NothingChosen,
    ReferenceMissing,
    ReferenceTooLong,
    SeveralDesks,
    UntilHasPassed,
    UntilTooFar,
)
from mitmachstadt.answers.queries import Officer
from mitmachstadt.contributions.errors import NotAContribution
from mitmachstadt.kernel.language import short_day
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.errors import SecondFactorMissing, SignInNeeded
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import existed_on

LONGEST_EXAMINATION = timedelta(days=366)


@dataclass(frozen=True)
class Said:
    """What an answer says: its kind, its reason, and what the kind needs."""

    kind: AnswerKind
    reason: str
    unit: Organisation | None = None
    until: date | None = None
    elsewhere: Node | None = None


def may_work_at_a_desk(officer: Officer) -> Verdict:
    """The strategy office, and whoever works for a unit at this moment."""
    if officer.visitor.person is None:
        return no(SignInNeeded())
    if officer.visitor.desk_is_withheld and not officer.has_desk:
        return no(SecondFactorMissing(role=gettext("Arbeit für eine Stelle")))
    return YES if officer.has_desk else no(NoDesk())


def may_look_at_desks(officer: Officer) -> Verdict:
    """Who works at one, and an auditor, who reads everything and changes nothing."""
    return YES if officer.visitor.is_auditor else may_work_at_a_desk(officer)


def may_answer_for(officer: Officer, contributions: Collection[Node]) -> Verdict:
    """The office answers anything; who works for a unit, what lies with that one unit."""
    verdict = may_work_at_a_desk(officer)
    if not verdict.allowed or officer.is_office:
        return verdict
    for node in contributions:
        if node.unit_id not in officer.unit_ids:
            return no(NotAtYourDesk(title=node.title))
    return YES if len({node.unit_id for node in contributions}) < 2 else no(SeveralDesks())


def may_answer(contributions: Collection[Node]) -> Verdict:
    """At least one, and only what everyone can read."""
    if not contributions:
        return no(NothingChosen())
    for node in contributions:
        if node.kind != Kind.REMARK:
            return no(NotAContribution(title=node.title))
        if node.visibility != Visibility.PUBLIC:
            state = Visibility(node.visibility).label
            return no(CannotBeAnswered(title=node.title, state=state))
    return YES


def may_answer_as(
    kind: AnswerKind,
    *,
    unit: Organisation | None,
    until: date | None,
    elsewhere: Node | None,
    today: date,
) -> Verdict:
    """Each kind brings what it promises: the unit, the day, the place."""
    missing = {
        AnswerKind.PASSED_ON: (gettext("die Stelle, an die weitergeleitet wurde"), unit),
        AnswerKind.EXAMINING: (gettext("das Datum, bis zu dem geprüft wird"), until),
        AnswerKind.ELSEWHERE: (gettext("die Seite, auf der es behandelt wird"), elsewhere),
    }.get(kind)
    if missing and missing[1] is None:
        return no(DetailMissing(kind=kind.label, missing=missing[0]))
    if kind == AnswerKind.EXAMINING and until is not None and until < today:
        return no(UntilHasPassed(until=short_day(until)))
    if kind == AnswerKind.EXAMINING and until is not None and until > today + LONGEST_EXAMINATION:
        latest = today + LONGEST_EXAMINATION
        return no(UntilTooFar(latest=short_day(latest)))
    return YES


def may_pass_on(kind: AnswerKind, unit: Organisation | None, desks: Collection[int]) -> Verdict:
    """Only out of the platform: a unit with a desk is given what it is to answer.

    Args:
        desks: primary keys of the units that have one.
    """
    if kind == AnswerKind.PASSED_ON and unit is not None and unit.pk in desks:
        return no(HasADesk(unit=unit.name))
    return YES


def may_decide(body: Organisation, *, decided_on: date, reference: str, today: date) -> Verdict:
    """A body that decides, a day that has come, and a reference that can be looked up."""
    if body.kind != OrganisationKind.BODY:
        return no(BodyCannotDecide(body=body.name))
    if decided_on > today:
        return no(DecidedInFuture(day=short_day(decided_on)))
    if not existed_on(body, decided_on):
        return no(BodyWasNotThere(body=body.name, day=short_day(decided_on)))
    if not reference:
        return no(ReferenceMissing())
    if len(reference) > LONGEST_REFERENCE:
        return no(ReferenceTooLong(length=len(reference), longest=LONGEST_REFERENCE))
    return YES
