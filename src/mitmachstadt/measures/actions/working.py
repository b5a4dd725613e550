"""Milestones, time boxes and reviews, risks."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.measures.actions.rows import locked, tell, touch, writing
from mitmachstadt.measures.enums import MOST_PARTS, Outcome
from mitmachstadt.measures.errors import TooMany
from mitmachstadt.measures.models import (
    Iteration,
    Measure,
    Milestone,
    MilestoneMove,
    Review,
    Risk,
    WorkPackage,
)
from mitmachstadt.measures.queries.reading import names_around
from mitmachstadt.measures.rules.words import may_be_about_things, may_stand, must_stand
from mitmachstadt.measures.rules.working import (
    for_whom_reviewing,
    may_finish,
    may_iterate,
    may_move_milestone,
    may_plan_milestone,
    may_reach,
    may_resolve,
    may_review,
    may_tell_risk,
)
from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import Visitor


def plan_milestone(
    *, measure: Measure, title: str, day: date, visitor: Visitor, at: datetime, text: str = ""
) -> Milestone:
    """Promise something by a day: a node of its own below the measure's.

    Raises:
        Refusal: it has no name, or lies before the measure.
    """
    title, text = clean_line(title), clean_text(text)
    with writing(measure, visitor, at=at) as row:
        may_plan_milestone(row, title=title, day=day).require()
        may_stand({gettext("Meilenstein"): text}).require()
        if row.milestones.count() >= MOST_PARTS:
            raise TooMany(most=MOST_PARTS)
        node = new_node(
            kind=Kind.MILESTONE, parent=row.node, title=title, text=text, at=at,
            capacity=Capacity.ORGANISATION, organisation=row.owner,
            organisation_name=row.owner.name,
        )  # fmt: skip
        node.save(force_insert=True)
        made = Milestone.objects.create(node=node, measure=row, planned=day)
        told = {"milestone": node.public_id, "title": title, "planned": day.isoformat()}
        tell(row, "milestone-planned", told, at)
    return made


def move_milestone(
    *, milestone: Milestone, day: date, reason: str, visitor: Visitor, at: datetime
) -> Milestone:
    """Promise another day; the old one stays on record with the reason."""
    reason = clean_line(reason)
    with writing(milestone.measure, visitor, at=at) as row:
        now = _locked(milestone)
        may_move_milestone(now, day=day, reason=reason).require()
        MilestoneMove.objects.create(
            milestone=now, before=now.planned, after=day, reason=reason,
            on=timezone.localdate(at), by=visitor.person,
        )  # fmt: skip
        told = {"milestone": now.node.public_id, "before": now.planned.isoformat()}
        now.planned = day
        now.save(update_fields=["planned"])
        told |= {"after": day.isoformat(), "reason": reason}
        tell(row, "milestone-moved", told, at)
    return now


def reach_milestone(*, milestone: Milestone, on: date, visitor: Visitor, at: datetime) -> Milestone:
    """It was reached, on that day."""
    with writing(milestone.measure, visitor, at=at) as row:
        now = _locked(milestone)
        may_reach(now, on=on, today=timezone.localdate(at)).require()
        now.reached = on
        now.save(update_fields=["reached"])
        told = {"milestone": now.node.public_id, "on": on.isoformat()}
        tell(row, "milestone-reached", told, at)
    return now


def _locked(milestone: Milestone) -> Milestone:
    found = Milestone.objects.select_for_update(of=("self",))
    return found.select_related("node", "measure").get(pk=milestone.pk)


def plan_iteration(
    *,
    measure: Measure,
    goal: str,
    starts: date,
    ends: date,
    team: Iterable[Person],
    visitor: Visitor,
    at: datetime,
    packages: Sequence[tuple[str, Organisation | None]] = (),
) -> Iteration:
    """Plan a time box with its goal, its team and its work packages.

    Raises:
        Refusal: it has no goal or team, ends before it starts, or takes too long.
    """
    goal, people = clean_line(goal), list(team)
    names = [(clean_line(title), unit) for title, unit in packages]
    with writing(measure, visitor, at=at) as row:
        may_iterate(goal=goal, starts=starts, ends=ends, team=people).require()
        for title, _ in names:
            must_stand({gettext("Arbeitspaket"): title}).require()
        last = row.iterations.aggregate(Max("number"))["number__max"] or 0
        if last >= MOST_PARTS:
            raise TooMany(most=MOST_PARTS)
        made = Iteration.objects.create(
            measure=row, number=last + 1, goal=goal, starts=starts, ends=ends
        )
        made.team.set(people)
        WorkPackage.objects.bulk_create(
            WorkPackage(iteration=made, title=title, unit=unit) for title, unit in names
        )
        told = {"number": made.number, "goal": goal, "packages": [title for title, _ in names]}
        told |= {"starts": starts.isoformat(), "ends": ends.isoformat()}
        tell(row, "iteration-planned", told, at)
    return made


def finish_package(*, package: WorkPackage, visitor: Visitor, at: datetime) -> WorkPackage:
    """A work package is done."""
    with writing(package.iteration.measure, visitor, at=at) as row:
        now = WorkPackage.objects.select_related("iteration").get(pk=package.pk)
        may_finish(now).require()
        now.done = timezone.localdate(at)
        now.save(update_fields=["done"])
        tell(row, "package-done", {"title": now.title}, at)
    return now


def review_iteration(
    *,
    iteration: Iteration,
    findings: str,
    outcome: Outcome,
    reason: str,
    visitor: Visitor,
    at: datetime,
    on: date | None = None,
) -> Review:
    """Somebody who is not in the team looks at a time box and decides how it goes on.

    Raises:
        ReviewerInTeam: they are. Other refusals: nobody's office, too early, no words.
    """
    findings, reason, today = clean_text(findings), clean_line(reason), timezone.localdate(at)
    with transaction.atomic():
        row = locked(iteration.measure)
        now = Iteration.objects.select_related("review").get(pk=iteration.pk)
        may_review(
            visitor, now, findings=findings, reason=reason, on=on or today, today=today, at=at
        ).require()
        names = names_around([row.owner], at=at)
        may_be_about_things([findings, reason], names=names).require()
        made = Review.objects.create(
            iteration=now, by=visitor.person, by_unit=for_whom_reviewing(visitor, at=at),
            on=on or today, findings=findings, outcome=outcome, reason=reason,
        )  # fmt: skip
        touch(row, at)
        told = {"number": now.number, "outcome": str(outcome), "reason": reason}
        tell(row, "reviewed", {**told, "findings": findings, "by_unit": made.by_unit}, at)
    return made


def tell_risk(
    *,
    measure: Measure,
    text: str,
    owner: Organisation,
    since: date,
    visitor: Visitor,
    at: datetime,
    blocks: bool = False,
) -> Risk:
    """Say what endangers or blocks a measure, who sees to it and since when; all can read it."""
    text = clean_line(text)
    with writing(measure, visitor, at=at) as row:
        may_tell_risk(text=text, owner=owner, since=since, today=timezone.localdate(at)).require()
        may_be_about_things([text], names=names_around([row.owner, owner], at=at)).require()
        if row.risks.count() >= MOST_PARTS:
            raise TooMany(most=MOST_PARTS)
        made = Risk.objects.create(measure=row, text=text, owner=owner, since=since, blocks=blocks)
        told = {"risk": made.pk, "text": text, "owner": owner.public_id, "blocks": int(blocks)}
        tell(row, "risk-told", {**told, "since": since.isoformat()}, at)
    return made


def resolve_risk(
    *, risk: Risk, words: str, visitor: Visitor, at: datetime, on: date | None = None
) -> Risk:
    """It is settled; how, in words."""
    words, today = clean_line(words), timezone.localdate(at)
    with writing(risk.measure, visitor, at=at) as row:
        now = Risk.objects.select_for_update().get(pk=risk.pk)
        may_resolve(now, words=words, on=on or today, today=today).require()
        now.resolved, now.resolution = on or today, words
        now.save(update_fields=["resolved", "resolution"])
        tell(row, "risk-resolved", {"risk": now.pk, "words": words}, at)
    return now
