"""Units that owe answers and cannot give them: dissolved ones, and those without anybody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import units_somebody_works_for
from mitmachstadt.responsibilities.enums import PAGE
from mitmachstadt.responsibilities.models import Responsibility


@dataclass(frozen=True)
class Left:
    """A unit that has ended, with what still lies with it and who could take it over."""

    unit: Organisation
    open: int
    rules: int
    successors: list[Organisation]


def left_behind() -> list[Left]:
    """Units that have ended and still owe answers, or whose rules nothing follows; two queries."""
    found = (
        Organisation.objects.filter(ended__isnull=False)
        .annotate(open=_number(open_of(OuterRef("pk"))), rules=_number(unfollowed(OuterRef("pk"))))
        .filter(Q(open__gt=0) | Q(rules__gt=0))
        .prefetch_related("successions__after")
        .order_by("-ended", "name")[:PAGE]
    )
    return [Left(unit, unit.open, unit.rules, successors_of(unit)) for unit in found]


@dataclass(frozen=True)
class Unstaffed:
    """A unit that owes answers though nobody works for it."""

    unit: Organisation
    open: int
    rules: int


def unstaffed(*, at: datetime) -> list[Unstaffed]:
    """Units with open contributions, or named by rules, that nobody works for; one query."""
    today = timezone.localdate(at)
    rules = Responsibility.objects.filter(unit=OuterRef("pk"), since__lte=today)
    rules = rules.filter(Q(until=None) | Q(until__gt=today))
    found = (
        Organisation.objects.filter(ended=None)
        .exclude(pk__in=units_somebody_works_for(at))
        .annotate(open=_number(open_of(OuterRef("pk"))), rules=_number(rules))
        .filter(Q(open__gt=0) | Q(rules__gt=0))
        .order_by("name")[:PAGE]
    )
    return [Unstaffed(unit, unit.open, unit.rules) for unit in found]


def successors_of(unit: Organisation) -> list[Organisation]:
    """Who took over from a unit and still exists."""
    return [s.after for s in unit.successions.all() if s.after.ended is None]


def open_of(unit: Any) -> QuerySet[Node]:
    """What waits for an answer of a unit, also what is not public at the moment."""
    found = Node.objects.filter(kind=Kind.REMARK, unit=unit, answers=0)
    return found.exclude(visibility=Visibility.WITHDRAWN)


def unfollowed(unit: Any) -> QuerySet[Responsibility]:
    """The rules that led to a unit when it ended, and that no rule for the same follows."""
    named = Responsibility.objects.annotate(
        section=Coalesce("node", 0), subject=Coalesce("term", 0), place=Coalesce("district", 0)
    )
    followers = named.filter(
        section=OuterRef("section"),
        subject=OuterRef("subject"),
        place=OuterRef("place"),
        since__gte=OuterRef("unit__ended"),
    ).exclude(unit=OuterRef("unit"))
    found = named.filter(unit=unit)
    ending = Q(until=None) | Q(until__gte=F("unit__ended"))
    return found.filter(ending).exclude(Exists(followers))


def _number(rows: QuerySet[Any]) -> Any:
    counted = rows.order_by().values("unit").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
