"""Whether the source code of measures is still where they say."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from mitmachstadt.kernel.outward import Reached
from mitmachstadt.measures.models import Measure


def check_repositories(
    *,
    ask: Callable[[str], Reached],
    at: datetime,
    told: Callable[[str, Reached], None] = lambda address, answer: None,
) -> tuple[int, int]:
    """Ask every address of source code whether it is still there; pages say if it is not.

    Args:
        ask: asks one address; `kernel.outward.ask` in life.
        told: hears of every answer.

    Returns:
        How many addresses answered and how many did not.
    """
    there = gone = 0
    named = Measure.objects.exclude(repository="").order_by("repository")
    for address in named.values_list("repository", flat=True).distinct():
        answer = ask(address)
        found = Measure.objects.filter(repository=address)
        if answer.there:
            there += 1
            found.update(repository_gone=None)
        else:
            gone += 1
            found.filter(repository_gone=None).update(repository_gone=timezone.localdate(at))
        told(address, answer)
    return there, gone
