from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mitmachstadt.concerns.enums import ON_A_PAGE, SOON_DAYS, About, Shelf
from mitmachstadt.concerns.models import Concern
from mitmachstadt.kernel.codes import code_hash

_OPEN = Q(answered__isnull=True, discarded__isnull=True)


def concern_by_code(code: str) -> Concern | None:
    return Concern.objects.filter(code_hash=code_hash(code)).first()


def concern_by_public_id(public_id: str) -> Concern | None:
    return Concern.objects.select_related("answered_by").filter(public_id=public_id).first()


def is_unproven_concerns_full() -> bool:
    """Whether as many as may wait without a proof of work do so."""
    most = settings.UNPROVEN_WAITING
    waiting = Concern.objects.filter(_OPEN, unproven=True).values("pk")
    return len(waiting[:most]) >= most


@dataclass(frozen=True)
class DeskPage:
    """Some concerns of a part of the desk; `after` is where the next page goes on, or ""."""

    concerns: list[Concern]
    after: str
    today: date

    @property
    def week(self) -> date:
        """Until when something is said to come due."""
        return self.today + timedelta(days=SOON_DAYS)


def desk_page(shelf: Shelf, *, after: str, at: datetime) -> DeskPage:
    """Open ones soonest due first, answered ones newest first; one query."""
    found = _on(shelf)
    pk = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else None
    place = Concern.objects.filter(pk=pk).values_list("due", "answered").first() if pk else None
    if place is not None and pk is not None:
        due, answered = place
        if shelf == Shelf.DONE:
            found = found.filter(Q(answered__lt=answered) | Q(answered=answered, pk__lt=pk))
        else:
            found = found.filter(Q(due__gt=due) | Q(due=due, pk__gt=pk))
    rows = list(found[: ON_A_PAGE + 1])
    more = str(rows[ON_A_PAGE - 1].pk) if len(rows) > ON_A_PAGE else ""
    return DeskPage(rows[:ON_A_PAGE], more, timezone.localdate(at))


def _on(shelf: Shelf) -> QuerySet[Concern]:
    if shelf == Shelf.DONE:
        done = Concern.objects.filter(answered__isnull=False)
        return done.order_by("-answered", "-pk")
    waiting = Concern.objects.filter(_OPEN, unproven=shelf == Shelf.UNPROVEN)
    return waiting.order_by("due", "pk")


def counts_of_desk(*, at: datetime) -> dict[str, int]:
    """How many are open, unproven, overdue, and due within a week; one query."""
    today = timezone.localdate(at)
    week = today + timedelta(days=SOON_DAYS)
    return Concern.objects.filter(_OPEN).aggregate(
        open=Count("pk", filter=Q(unproven=False)),
        unproven=Count("pk", filter=Q(unproven=True)),
        overdue=Count("pk", filter=Q(due__lt=today)),
        soon=Count("pk", filter=Q(due__gte=today, due__lte=week)),
    )


@dataclass(frozen=True)
class Record:
    """How the office kept its promise: what came, what was answered, and in how many days.

    `unlooked` came without a proof of work and nobody has seen it: it may be spam, and is told
    beside the others.
    """

    received: int
    answered: int
    overdue: int
    median_days: int | None
    unlooked: int = 0


def record_of(about: About, *, at: datetime, since: datetime | None = None) -> Record:
    """Without spam; two queries, however many there are."""
    today = timezone.localdate(at)
    real = Concern.objects.filter(about=about, discarded__isnull=True)
    if since is not None:
        real = real.filter(created__gte=since)
    counts = real.aggregate(
        received=Count("pk", filter=Q(unproven=False)),
        done=Count("answered"),
        overdue=Count("pk", filter=Q(answered__isnull=True, unproven=False, due__lt=today)),
        unlooked=Count("pk", filter=Q(unproven=True)),
    )
    by_days = real.filter(days__isnull=False).values_list("days").annotate(number=Count("pk"))
    return Record(
        received=counts["received"],
        answered=counts["done"],
        overdue=counts["overdue"],
        median_days=_median(by_days.order_by("days"), counts["done"]),
        unlooked=counts["unlooked"],
    )


def _median(by_days: QuerySet[Concern, tuple[int, int]], answered: int) -> int | None:
    """The number of days within which at least half of the answers came."""
    passed = 0
    for days, number in by_days:
        passed += number
        if 2 * passed >= answered:
            return days
    return None
