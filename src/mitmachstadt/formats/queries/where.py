"""What takes place where."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from mitmachstadt.formats.models import Invitation, Process
from mitmachstadt.formats.queries.facts import PhaseFacts, ProcessFacts
from mitmachstadt.nodes.enums import Scope, Visibility
from mitmachstadt.people.models import District


def timetable_of(district: int, *, at: datetime, limit: int = 30) -> list[ProcessFacts]:
    """What is open or announced in a district or citywide, without counting; two queries."""
    citywide = Q(node__scope__in=(Scope.CITY, Scope.REGION))
    found = (
        processes_to_come(at)
        .filter(citywide | _takes_place_in(district))
        .prefetch_related("phases")
    )
    return [
        ProcessFacts(
            process,
            tuple(PhaseFacts(phase, (), 0, 0, at) for phase in process.phases.all()),
            at,
        )
        for process in found[:limit]
    ]


def open_by_district(*, at: datetime) -> dict[int, int]:
    """How many of its own processes are open in each district; one query."""
    now = Q(
        processes__phases__opens__lte=at,
        processes__phases__closes__gt=at,
        processes__opened__lte=at,
        processes__called_off__isnull=True,
        processes__node__visibility=Visibility.PUBLIC,
    )
    counted = District.objects.annotate(open=Count("processes", filter=now, distinct=True))
    return dict(counted.values_list("number", "open"))


def involvement_of(district: int, *, limit: int = 10) -> list[Invitation]:
    """To what a district was invited lately, and what it answered; one query."""
    found = Invitation.objects.filter(
        district=district,
        process__opened__isnull=False,
        process__node__visibility=Visibility.PUBLIC,
    )
    return list(found.select_related("process__node").order_by("-invited_on", "-pk")[:limit])


def processes_to_come(at: datetime) -> QuerySet[Process, Process]:
    """What is open or announced, what ends first comes first."""
    found = Process.objects.filter(
        opened__lte=at, called_off__isnull=True, node__visibility=Visibility.PUBLIC
    )
    return (
        found.select_related("node__district", "about", "audience")
        .annotate(ends=Max("phases__closes"))
        .filter(ends__gt=at)
        .order_by("ends", "pk")
    )


def _takes_place_in(district: int) -> Q:
    here = Process.districts.through.objects.filter(process=OuterRef("pk"), district=district)
    return Q(Exists(here))


def in_place(
    found: QuerySet[Any, Any], *, scope: Scope | None = None, district: int = 0
) -> QuerySet[Any, Any]:
    """Those of the processes that are as wide as this, or take place in this district."""
    if scope is not None:
        found = found.filter(node__scope=scope)
    if district:
        found = found.filter(_takes_place_in(district))
    return found
