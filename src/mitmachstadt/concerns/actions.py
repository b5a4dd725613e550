"""Writing to the office, and what the office does with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext

from mitmachstadt.concerns.calculations import days_between, due_after
from mitmachstadt.concerns.enums import (
    CONCERN_MINUTES,
    CONCERNS_PER_HOUR,
    LONGEST_PAGE,
    UNPROVEN_MINUTES,
    About,
)
from mitmachstadt.concerns.errors import ManyConcerns, UnprovenConcernsFull
from mitmachstadt.concerns.models import Concern
from mitmachstadt.concerns.queries import concern_by_code, is_unproven_concerns_full
from mitmachstadt.concerns.rules import may_answer, may_discard, may_write
from mitmachstadt.contributions.actions.letters import post
from mitmachstadt.contributions.models import Mail
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.codes import code_for, code_hash
from mitmachstadt.kernel.language import in_language
from mitmachstadt.kernel.proofs import proven, use_up
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


@dataclass(frozen=True)
class Received:
    """What came of a form. `again` if the same one had come before."""

    concern: Concern
    code: str
    again: bool


def submit_concern(
    *,
    about: About,
    text: str,
    submission: str,
    visitor: Visitor,
    at: datetime,
    topic: str = "",
    page: str = "",
    email: str = "",
    address: str = "",
    proof: str = "",
    language: str = settings.LANGUAGE_CODE,
) -> Received:
    """Write to the office. The same form sent twice is one concern with one code.

    Without an account it needs a proof of work; what has none, or comes from an account or an
    address that has written much within the hour, stands in a queue of its own, and only so much
    of it may stand there. When it is due, it does not matter where it stands.

    Raises:
        Refusal: no words or too many, or it is held back and the day's number or the queue is full.
    """
    text = clean_text(text)
    may_write(text).require()
    code = code_for(submission=submission, about=about, text=text)
    if known := concern_by_code(code):
        return Received(known, code, again=True)
    account = visitor.person.public_id if visitor.person else ""
    counted = bool(account or address)
    proof = proven(proof, submission=submission, at=at) if counted and not account else ""
    concern = Concern(
        about=about,
        topic=topic,
        text=text,
        page=clean_line(page)[:LONGEST_PAGE],
        email=email,
        language=language,
        code_hash=code_hash(code),
        created=at,
        due=due_after(at),
    )
    try:
        with transaction.atomic():
            concern.unproven = counted and not _stands(account, proof, address, at)
            concern.save(force_insert=True)
            content = {"about": about.value, "due": concern.due.isoformat()}
            append(kind="concern.received", subject=concern.public_id, content=content, at=at)
    except (IntegrityError, Refusal):
        # The same form may have come a moment ago, and have used up what it needs.
        known = concern_by_code(code)
        if known is None:
            raise
        return Received(known, code, again=True)
    return Received(concern, code, again=False)


def _stands(account: str, proof: str, address: str, at: datetime) -> bool:
    """Count for the account or the address: whether it comes among those that are read first.

    Raises:
        Refusal: it is held back, and the day's number or the queue is full.
    """
    who = account or address
    if account or (proof and use_up(proof, at=at)):
        written = count_attempt("concern", who, at=at, minutes=CONCERN_MINUTES)
        if written <= CONCERNS_PER_HOUR:
            return True
        if not account:
            return False  # However many there are, each has cost a proof.
    written = count_attempt("unproven-concern", who, at=at, minutes=UNPROVEN_MINUTES)
    if written > settings.UNPROVEN_PER_DAY:
        raise ManyConcerns(until=period_ends(at, UNPROVEN_MINUTES))
    if is_unproven_concerns_full():
        raise UnprovenConcernsFull()
    return False


def answer_concern(*, concern: Concern, text: str, visitor: Visitor, at: datetime) -> Concern:
    """Answer with a reason, by mail too where an address was left, which is deleted with that.

    Raises:
        Refusal: the role is missing, the answer gives no reason, or a colleague was quicker.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    text = clean_text(text)
    with transaction.atomic():
        open_one = Concern.objects.select_for_update().get(pk=concern.pk)
        may_answer(open_one, text).require()
        open_one.answered, open_one.answer, open_one.answered_by = at, text, visitor.person
        open_one.days = days_between(open_one.created, at)
        open_one.unproven = False
        if open_one.email:
            post([_letter(open_one, at)])
            open_one.email, open_one.email_deleted = "", at
            enqueue("mitmachstadt.contributions.tasks.send_mails")
        open_one.save()
        content = {"days": open_one.days}
        append(kind="concern.answered", subject=open_one.public_id, content=content, at=at)
    return open_one


def _letter(concern: Concern, at: datetime) -> Mail:
    with in_language(concern.language):
        words = {"concern": concern, "city": the_city().name, "site": settings.SITE}
        subject = gettext("Antwort auf Ihr Anliegen an Mitmachstadt {city}")
        return Mail(
            key=f"concern/{concern.public_id}",
            to=concern.email,
            subject=subject.format(city=the_city().name),
            text=render_to_string("concerns/mail/answer.txt", words),
            language=concern.language,
            created=at,
            due=at,
        )


def discard_concerns(*, public_ids: Sequence[str], visitor: Visitor, at: datetime) -> int:
    """Put spam away, several at once: words and address are deleted. Returns how many.

    The register says how many it were: a line for each would let whoever sends spam write there.

    Raises:
        Refusal: the role is missing, or one of them is done already; then nothing is put away.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        found = list(Concern.objects.select_for_update().filter(public_id__in=public_ids))
        for concern in found:
            may_discard(concern).require()
            concern.discarded, concern.text, concern.email, concern.page = at, "", "", ""
        Concern.objects.bulk_update(found, ["discarded", "text", "email", "page"])
        if found:
            content = {"count": len(found)}
            append(kind="concern.discarded", subject="concerns", content=content, at=at)
    return len(found)


def put_among_the_others(*, concern: Concern, visitor: Visitor) -> None:
    """Somebody has looked at what came without a proof: it is no spam.

    Raises:
        Refusal: the role is missing.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    Concern.objects.filter(pk=concern.pk).update(unproven=False)
