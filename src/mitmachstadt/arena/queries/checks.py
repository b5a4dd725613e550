"""What was tried out about an idea."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from mitmachstadt.arena.enums import Conclusion
from mitmachstadt.arena.models import Idea, Trial, TrialVersion

TRIALS_PAGE = 20


@dataclass(frozen=True)
class TrialsPage:
    """Trials newest first, where the next page begins, and how many ended in which way."""

    trials: list[Trial]
    older: str
    counts: list[tuple[str, int]]


def trials_page(idea: Idea, *, start: int = 0) -> TrialsPage:
    """Three statements of the database.

    Args:
        start: how many newer ones there are; those who write are few, so it is never many.
    """
    versions: QuerySet[TrialVersion] = TrialVersion.objects.order_by("-number")
    found = Trial.objects.filter(idea=idea).prefetch_related(Prefetch("versions", versions))
    rows = list(found[start : start + TRIALS_PAGE + 1])
    counted = dict(
        Trial.objects.filter(idea=idea).order_by().values_list("conclusion").annotate(Count("id"))
    )
    return TrialsPage(
        trials=rows[:TRIALS_PAGE],
        older=f"?ab={start + TRIALS_PAGE}" if len(rows) > TRIALS_PAGE else "",
        counts=[(str(each.label), counted.get(each, 0)) for each in Conclusion],
    )


def trial_of(idea: Idea, number: int) -> Trial | None:
    return Trial.objects.select_related("idea__node").filter(idea=idea, pk=number).first()
