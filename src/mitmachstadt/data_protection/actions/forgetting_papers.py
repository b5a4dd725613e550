"""The same for papers that are settled: letters to the office, drafts, words about the site."""

from datetime import datetime

from django.utils import timezone

from mitmachstadt.answers.models import Draft
from mitmachstadt.barriers.models import KnownBarrier
from mitmachstadt.concerns.models import Concern
from mitmachstadt.data_protection.actions.forgetting_old import some
from mitmachstadt.usage.models import Comment


def concerns(before: datetime, at: datetime) -> int:
    """What was asked and answered; when, and how long it took, stays for the figures.

    Spam lost its words when it was put away. A barrier that was begun with a report's words, and
    that nobody has written on since, goes with them.
    """
    found = Concern.objects.filter(answered__lt=before, forgotten__isnull=True)
    numbers = some(found)
    KnownBarrier.objects.filter(report__in=numbers, shown=False, version=1).delete()
    return Concern.objects.filter(pk__in=numbers).update(
        text="", page="", email="", answer="", forgotten=at
    )


def comments(before: datetime, _at: datetime) -> int:
    """What somebody said about the site; the counts stay."""
    found = Comment.objects.filter(day__lt=timezone.localdate(before))
    return Comment.objects.filter(pk__in=some(found)).delete()[0]


def drafts(before: datetime, _at: datetime) -> int:
    """Drafts that were dropped or became an answer, with who signed them and what was supplied."""
    dropped = Draft.objects.filter(dropped__lt=before)
    numbers = some(dropped | Draft.objects.filter(answer__created__lt=before))
    Draft.objects.filter(pk__in=numbers).delete()
    return len(numbers)
