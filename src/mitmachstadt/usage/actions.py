"""Saying how satisfied one is, which counts once for a form and is nobody's."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.once import first_time
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.kernel.visits import count_at_once
from mitmachstadt.usage.enums import RATING_MINUTES, RATINGS_PER_HOUR
from mitmachstadt.usage.errors import FormTooOld, ManyRatings
from mitmachstadt.usage.models import Comment
from mitmachstadt.usage.rules import may_rate

ANYWHERE = "feedback"


def rate(
    *, score: int, text: str, page: str, key: str, address: str, language: str, at: datetime
) -> None:
    """Count a score, and keep the words if there are any.

    Args:
        page: what it is about, a word of `PAGES_TO_COMPLETE`; anything else counts for the whole.
        key: of the form; it counts once.

    Raises:
        Refusal: the score is none of the scale, the words are too long, the form came before, or
            very much came from this address.
    """
    text = clean_text(text)
    may_rate(score, text).require()
    about = page if page in settings.PAGES_TO_COMPLETE else ANYWHERE
    with transaction.atomic():
        counted = count_attempt("rating", address, at=at, minutes=RATING_MINUTES)
        if counted > RATINGS_PER_HOUR:
            raise ManyRatings(until=period_ends(at, RATING_MINUTES))
        if not first_time(key, at=at):
            raise FormTooOld()
        count_at_once(language=language, page=about, what=f"score-{score}", at=at)
        if text:
            day = timezone.localdate(at)
            Comment.objects.create(day=day, language=language, page=about, score=score, text=text)
