"""Milestones, time boxes and their reviews, risks, copies, taking part."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.utils.translation import gettext

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.measures.enums import (
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TIME_BOX,
    SHORTEST_TEXT,
    State,
)
from mitmachstadt.measures.errors import (
    CopiedInTheSameDistrict,
    CopyOfItself,
    DayInTheFuture,
    EndsBeforeStart,
    MilestoneBeforeMeasure,
    MilestoneNotMoved,
    MilestoneReached,
    NoReviewer,
    NotOpenForParticipation,
    OwnerHasEnded,
    PackageDone,
    ResolvedAlready,
    ResolvedBeforeItBegan,
    ReviewedAlready,
    ReviewerInTeam,
    ReviewTooEarly,
    TeamMissing,
    TimeBoxTooLong,
)
from mitmachstadt.measures.models import Iteration, Measure, Milestone, Risk, WorkPackage
from mitmachstadt.measures.rules.words import may_give_reason, must_stand
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.queries import reaches
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.models import District, Organisation, Person
from mitmachstadt.people.queries import Visitor, organisations_of, units_at_desk


def may_plan_milestone(measure: Measure, *, title: str, day: date) -> Verdict:
    """It has a name and does not come before its measure."""
    named = must_stand({gettext("Meilenstein"): title})
    if not named.allowed:
        return named
    starts = measure.starts
    if starts and day < starts:
        return no(MilestoneBeforeMeasure(day=day_in_words(day), starts=day_in_words(starts)))
    return YES


def may_move_milestone(milestone: Milestone, *, day: date, reason: str) -> Verdict:
    """What is not reached is moved with a reason; the old day stays on record."""
    if milestone.reached:
        return no(MilestoneReached())
    if day == milestone.planned:
        return no(MilestoneNotMoved())
    fits = may_plan_milestone(milestone.measure, title=milestone.node.title, day=day)
    return may_give_reason(reason) if fits.allowed else fits


def may_reach(milestone: Milestone, *, on: date, today: date) -> Verdict:
    """Once, on a day that has come, not before the measure began."""
    if milestone.reached:
        return no(MilestoneReached())
    if on > today:
        return no(DayInTheFuture(field=gettext("Erreicht am")))
    return may_plan_milestone(milestone.measure, title=milestone.node.title, day=on)


def may_iterate(*, goal: str, starts: date, ends: date, team: Collection[Person]) -> Verdict:
    """A time box has a goal, an end after its beginning, and people who work in it."""
    named = must_stand(
        {gettext("Ziel des Abschnitts"): goal}, least=SHORTEST_TEXT, longest=LONGEST_REASON
    )
    if not named.allowed:
        return named
    if ends <= starts:
        return no(EndsBeforeStart(starts=day_in_words(starts), ends=day_in_words(ends)))
    if (ends - starts).days > LONGEST_TIME_BOX:
        return no(TimeBoxTooLong(most=LONGEST_TIME_BOX))
    return YES if team else no(TeamMissing())


def may_finish(package: WorkPackage) -> Verdict:
    """Once."""
    return no(PackageDone(day=day_in_words(package.done))) if package.done else YES


def may_review(
    visitor: Visitor,
    iteration: Iteration,
    *,
    findings: str,
    reason: str,
    on: date,
    today: date,
    at: datetime,
) -> Verdict:
    """Somebody of an office or organisation who is not in the team, once, after it began."""
    if visitor.person is None:
        return no(SignInNeeded())
    if iteration.team.filter(pk=visitor.person.pk).exists():
        return no(ReviewerInTeam())
    if not for_whom_reviewing(visitor, at=at):
        return no(NoReviewer())
    if hasattr(iteration, "review"):
        return no(ReviewedAlready())
    if on > today:
        return no(DayInTheFuture(field=gettext("Bewertet am")))
    if on < iteration.starts:
        return no(ReviewTooEarly(day=day_in_words(iteration.starts)))
    said = must_stand({gettext("Befund"): findings}, least=SHORTEST_TEXT, longest=LONGEST_TEXT)
    return may_give_reason(reason) if said.allowed else said


def for_whom_reviewing(visitor: Visitor, *, at: datetime) -> str:
    """For whom somebody reviews: the strategy office, their unit, or their organisation."""
    if visitor.is_office:
        return gettext("Strategiebüro")
    if visitor.person is None:
        return ""
    found = units_at_desk(visitor, at=at) or organisations_of(visitor.person, at=at)
    return found[0].name if found else ""


def may_tell_risk(*, text: str, owner: Organisation, since: date, today: date) -> Verdict:
    """A risk says what, who sees to it, and since when it is known."""
    said = must_stand(
        {gettext("Risiko oder Hindernis"): text}, least=SHORTEST_TEXT, longest=LONGEST_REASON
    )
    if not said.allowed:
        return said
    if owner.ended:
        return no(OwnerHasEnded(name=owner.name))
    return no(DayInTheFuture(field=gettext("Besteht seit"))) if since > today else YES


def may_resolve(risk: Risk, *, words: str, on: date, today: date) -> Verdict:
    """Once, on a day that has come, with words."""
    if risk.resolved:
        return no(ResolvedAlready())
    if on > today:
        return no(DayInTheFuture(field=gettext("Erledigt am")))
    if on < risk.since:
        return no(ResolvedBeforeItBegan(since=day_in_words(risk.since)))
    return may_give_reason(words)


def may_copy(original: Measure, *, districts: Sequence[District]) -> Verdict:
    """Elsewhere: in districts of which none has the original."""
    there = set(original.districts.values_list("pk", flat=True))
    same = [district for district in districts if district.pk in there]
    if same or not there or not districts:
        names = ", ".join(district.name for district in same) or gettext("die ganze Stadt")
        return no(CopiedInTheSameDistrict(name=names))
    return YES


def may_be_called_copy(original: Measure, copy: Measure) -> Verdict:
    """No measure is a copy of what was copied from it, and a copy is elsewhere."""
    if original.pk == copy.pk or reaches(copy.node, original.node, (Relation.COPIED_BY,)):
        return no(CopyOfItself(name=original.node.title))
    return may_copy(original, districts=list(copy.districts.all()))


def may_open_to(measure: Measure) -> Verdict:
    """People take part in what runs."""
    if measure.state != State.RUNNING:
        return no(NotOpenForParticipation(state=State(measure.state).label))
    return YES
