from datetime import date

from django.db.models import F

from mitmachstadt.barriers.enums import MOST_SHOWN, ON_A_PAGE
from mitmachstadt.barriers.models import AccessibilityTest, BarrierVersion, KnownBarrier


def open_barriers() -> list[KnownBarrier]:
    """What everybody reads in the statement, the longest known first."""
    found = KnownBarrier.objects.filter(shown=True, fixed__isnull=True)
    return list(found.order_by("found", "pk")[:MOST_SHOWN])


def fixed_barriers(*, since: date) -> list[KnownBarrier]:
    """What was fixed since a day, the latest first."""
    found = KnownBarrier.objects.filter(shown=True, fixed__gte=since)
    return list(found.order_by("-fixed", "pk")[:MOST_SHOWN])


def all_barriers(*, page: int) -> tuple[list[KnownBarrier], bool]:
    """For the office: those that are being written, then open ones, then fixed ones."""
    found = KnownBarrier.objects.order_by("shown", F("fixed").desc(nulls_first=True), "-pk")
    return _page_of(list(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1]))


def _page_of[T](rows: list[T]) -> tuple[list[T], bool]:
    return rows[:ON_A_PAGE], len(rows) > ON_A_PAGE


def barrier_by_public_id(public_id: str) -> KnownBarrier | None:
    found = KnownBarrier.objects.select_related("report")
    return found.filter(public_id=public_id).first()


def barrier_of_report(public_id: str) -> KnownBarrier | None:
    """The barrier that a report was turned into."""
    return KnownBarrier.objects.filter(report__public_id=public_id).first()


def last_tests() -> list[AccessibilityTest]:
    """The newest first."""
    return list(AccessibilityTest.objects.all()[:5])


def public_versions(*, page: int) -> tuple[list[BarrierVersion], bool]:
    """What the statement said about barriers, the newest first, and whether there is more.

    Only what stood there for everybody: not what was being written.
    """
    found = BarrierVersion.objects.filter(content__shown=True).order_by("-at", "-pk")
    return _page_of(list(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1]))
