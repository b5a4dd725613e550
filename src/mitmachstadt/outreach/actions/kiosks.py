"""Public screens: opened and ended by a helper, used by whoever comes by."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mitmachstadt.contributions.actions import Submitted, TakenDown, submit_remark
from mitmachstadt.contributions.enums import Channel
from mitmachstadt.contributions.queries import subject
from mitmachstadt.kernel.codes import code_hash
from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach.actions.entering import label_of
from mitmachstadt.outreach.enums import KIOSK_MINUTES, KIOSK_PER_HOUR, LONGEST_LINE
from mitmachstadt.outreach.errors import KioskBusy
from mitmachstadt.outreach.models import Entry, Kiosk, Occasion
from mitmachstadt.outreach.rules import may_help, may_open_kiosk, may_use_kiosk
from mitmachstadt.people.queries import ANYONE, Visitor


@dataclass(frozen=True)
class Opened:
    """A new kiosk. Its key is told once: only a hash of it is kept."""

    kiosk: Kiosk
    key: str


def open_kiosk(*, occasion: Occasion, name: str, visitor: Visitor, at: datetime) -> Opened:
    """Open a screen at an occasion; one for each device."""
    may_help(visitor).require()
    may_open_kiosk(occasion, at=at).require()
    key = new_public_id() + new_public_id()
    kiosk = Kiosk.objects.create(
        occasion=occasion,
        name=clean_line(name)[:LONGEST_LINE] or "Terminal",
        key_hash=code_hash(key),
        opened=at,
        opened_by=visitor.person,
    )
    return Opened(kiosk, key)


def end_kiosk(*, kiosk: Kiosk, visitor: Visitor, at: datetime) -> None:
    """From now on its key opens nothing."""
    may_help(visitor).require()
    Kiosk.objects.filter(pk=kiosk.pk, ended=None).update(ended=at)


def begin_anew(*, kiosk: Kiosk, after: int | None) -> None:
    """What was typed in this run is not taken any more. A run ends once, however often it is asked.

    Args:
        after: the number of the run that is over; any other one changes nothing.
    """
    if after is not None:
        Kiosk.objects.filter(pk=kiosk.pk, run=after).update(run=F("run") + 1)


def say_at_kiosk(
    *,
    kiosk: Kiosk,
    about: Node,
    text: str,
    submission: str,
    at: datetime,
    name: str = "",
    language: str = settings.LANGUAGE_CODE,
) -> Submitted:
    """Submit what somebody wrote at a screen. The same form sent twice is one contribution.

    It is measured by the screen, not by its address, and stands like everything without account.

    Raises:
        Refusal: the screen is ended or was used very often, or why it cannot be said.
    """
    may_use_kiosk(kiosk, at=at).require()
    found = subject(about.public_id)
    taken = TakenDown(
        channel=Channel.KIOSK, occasion=label_of(kiosk.occasion), said_on=timezone.localdate(at)
    )
    with transaction.atomic():
        done = submit_remark(
            about=about,
            wording=found.wording if found else None,
            windows=found.windows if found else None,
            text=text,
            name=name,
            visitor=ANYONE,
            submission=submission,
            district=kiosk.occasion.district,
            language=language,
            taken=taken,
            at=at,
        )
        if not done.again:
            _count(kiosk, at)
            entry = Entry(node=done.node, occasion=kiosk.occasion, kiosk=kiosk, at=at)
            entry.save(force_insert=True)
    return done


def _count(kiosk: Kiosk, at: datetime) -> None:
    said = count_attempt("kiosk", kiosk.public_id, at=at, minutes=KIOSK_MINUTES)
    if said > KIOSK_PER_HOUR:
        raise KioskBusy(until=period_ends(at, KIOSK_MINUTES))
