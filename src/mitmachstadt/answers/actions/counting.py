from datetime import datetime

from django.db import transaction

from mitmachstadt.answers.models import Figure
from mitmachstadt.answers.queries import sums


def count_figures(*, at: datetime) -> int:
    """Count the statistics anew; returns how many lines they have.

    Counting takes the longer the more was ever said, so pages show what was counted last, and when.
    """
    found = sums(at=at)
    with transaction.atomic():
        Figure.objects.all().delete()
        Figure.objects.bulk_create(
            Figure(
                axis=axis,
                process_id=key if axis == "process" else None,
                unit_id=key if axis == "unit" else None,
                contributions=each.contributions,
                answered=each.answered,
                overdue=each.overdue,
                median_days=each.median_days,
                oldest_open=each.oldest_open,
                counted=at,
            )
            for (axis, key), each in found.items()
        )
    return len(found)
