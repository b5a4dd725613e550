"""What was tried out with the people concerned is written down, and stays (D9, B6)."""

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.arena.actions.moving import locked_idea
from mitmachstadt.arena.models import Idea, Trial, TrialVersion
from mitmachstadt.arena.rules.checks import Tried, is_told, is_trial_corrected, may_try
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.queries import Visitor


def _clean(tried: Tried) -> Tried:
    return replace(
        tried,
        hypothesis=clean_text(tried.hypothesis),
        asked=clean_text(tried.asked),
        outcome=clean_text(tried.outcome),
    )


def record_trial(*, idea: Idea, tried: Tried, visitor: Visitor, at: datetime) -> Trial:
    """Write down what was tried, with whom, what came out and what follows.

    Raises:
        Refusal: something is missing, nobody was asked, or one neither sponsors nor is the office.
    """
    tried = _clean(tried)
    with transaction.atomic():
        idea = locked_idea(idea)
        may_try(visitor, idea).require()
        is_told(tried, today=timezone.localdate(at)).require()
        trial = Trial.objects.create(idea=idea, created=at, **asdict(tried))
        _keep(trial, tried, visitor, at)
    return trial


def correct_trial(
    *, trial: Trial, tried: Tried, reason: str, seen: int, visitor: Visitor, at: datetime
) -> Trial:
    """Put right what was written, with a reason; what stood there before stays.

    Args:
        seen: the number of the version that was read.

    Raises:
        Refusal: nothing changed, a reason is missing, or somebody was quicker.
    """
    tried, reason = _clean(tried), clean_text(reason)
    with transaction.atomic():
        rows = Trial.objects.select_for_update(of=("self",), no_key=True)
        fresh = rows.select_related("idea__node").get(pk=trial.pk)
        may_try(visitor, fresh.idea).require()
        is_trial_corrected(fresh, tried, reason=reason, seen=seen).require()
        is_told(tried, today=timezone.localdate(at)).require()
        for name, value in asdict(tried).items():
            setattr(fresh, name, value)
        fresh.number += 1
        fresh.save()
        _keep(fresh, tried, visitor, at, reason)
    return fresh


def _keep(trial: Trial, tried: Tried, visitor: Visitor, at: datetime, reason: str = "") -> None:
    TrialVersion.objects.create(
        trial=trial, number=trial.number, reason=reason, by=visitor.person,
        by_name=visitor.name, at=at, **asdict(tried),
    )  # fmt: skip
    content = {
        **asdict(tried),
        "kind": str(tried.kind),
        "conclusion": str(tried.conclusion),
        "day": tried.day.isoformat(),
        "trial": trial.pk,
        "number": trial.number,
        "reason": reason,
    }
    kind = "trial.corrected" if reason else "trial.recorded"
    append(kind=kind, subject=trial.idea.node.public_id, content=content, at=at)
