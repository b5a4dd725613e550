"""Writing to the office, and being answered within a month."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.concerns.actions import (
    Received,
    answer_concern,
    discard_concerns,
    put_among_the_others,
    submit_concern,
)
from mitmachstadt.concerns.enums import CONCERNS_PER_HOUR, LONGEST_CONCERN, About, Shelf
from mitmachstadt.concerns.errors import (
    AnswerTooShort,
    ConcernDone,
    ConcernEmpty,
    ConcernTooLong,
    ManyConcerns,
    UnprovenConcernsFull,
)
from mitmachstadt.concerns.models import Concern
from mitmachstadt.concerns.queries import concern_by_code, counts_of_desk, desk_page, record_of
from mitmachstadt.contributions.models import Mail
from mitmachstadt.ledger.models import Entry, Payload
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
REASON = "Der Knopf bekommt bis Freitag einen Namen, den Programme vorlesen."


def key(number: int) -> str:
    return f"{number:032x}"


def sent(number: int = 1, *, proven: bool = True, **rest) -> Received:
    given = {
        "about": About.BARRIER,
        "text": f"Der Knopf hat keinen Namen. ({number})",
        "address": "192.0.2.1",
        "visitor": ANYONE,
        "at": NOW,
    } | rest
    proof = f.proof(key(number), at=given["at"]) if proven else ""
    return submit_concern(submission=key(number), proof=proof, **given)


def test_report_gets_a_code_and_a_day_one_month_later():
    done = sent(page="/de/texte/")
    assert (done.again, len(done.code)) == (False, 12)
    found = concern_by_code(done.code)
    assert (found, found.due, found.unproven) == (done.concern, date(2026, 12, 21), False)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        # The days are those of the city: 23:30 UTC on 30 January is the 31st in Berlin.
        (datetime(2027, 1, 30, 23, 30, tzinfo=UTC), date(2027, 2, 28)),
        (datetime(2028, 1, 31, 12, 0, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2027, 1, 31)),
    ],
)
def test_due_day_is_reckoned_from_the_citys_day(received, due):
    assert sent(at=received).concern.due == due


def test_same_form_sent_twice_is_one_report_with_one_code():
    first, second = sent(), sent()
    assert second.again and second.code == first.code
    assert Concern.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", ConcernEmpty), ("\u200b\n", ConcernEmpty), ("x" * (LONGEST_CONCERN + 1), ConcernTooLong)],
)
def test_report_without_words_or_with_too_many_is_refused(text, refusal):
    with pytest.raises(refusal):
        sent(text=text)
    assert not Concern.objects.exists()


def test_flood_from_one_address_fills_only_its_share_of_the_queue(settings):
    settings.UNPROVEN_PER_DAY = 3
    for number in range(3):
        sent(number, proven=False)
    with pytest.raises(ManyConcerns):
        sent(9, proven=False)
    assert Concern.objects.filter(unproven=True).count() == 3
    # Somebody else, and the same address with a proof, still get through.
    assert sent(10, proven=False, address="192.0.2.2").concern.unproven
    assert not sent(11).concern.unproven


def test_flood_from_many_addresses_stops_at_the_queues_end_and_hides_no_honest_report(settings):
    settings.UNPROVEN_WAITING = 5
    honest = sent(100).concern
    for number in range(5):
        sent(number, proven=False, address=f"192.0.2.{number}")
    with pytest.raises(UnprovenConcernsFull):
        sent(9, proven=False, address="192.0.2.9")
    assert desk_page(Shelf.OPEN, after="", at=NOW).concerns == [honest]
    assert sent(101, address="192.0.2.9").concern.unproven is False


def test_proofs_by_the_dozen_stand_in_the_queue_and_are_not_refused():
    done = [sent(number).concern.unproven for number in range(CONCERNS_PER_HOUR + 2)]
    assert done == [False] * CONCERNS_PER_HOUR + [True, True]


def test_flood_from_one_account_is_held_back_and_then_refused(settings):
    settings.UNPROVEN_PER_DAY = 2
    by = f.citizen("Viel")
    done = [sent(n, visitor=by).concern.unproven for n in range(CONCERNS_PER_HOUR + 2)]
    assert done == [False] * CONCERNS_PER_HOUR + [True, True]
    with pytest.raises(ManyConcerns):
        sent(99, visitor=by, address="192.0.2.2")
    assert Concern.objects.count() == CONCERNS_PER_HOUR + 2
    # Neither another account nor somebody without one at the same address is held back.
    assert not sent(100, visitor=f.citizen("Wenig")).concern.unproven
    assert not sent(101).concern.unproven


def test_account_is_told_again_what_came_before_however_much_it_wrote(settings):
    settings.UNPROVEN_PER_DAY = 0
    by = f.citizen("Viel")
    for number in range(CONCERNS_PER_HOUR):
        sent(number, visitor=by)
    with pytest.raises(ManyConcerns):
        sent(99, visitor=by)
    assert sent(1, visitor=by).again


def test_proof_that_was_used_is_none():
    proof = f.proof(key(1))
    first = {"about": About.BARRIER, "visitor": ANYONE, "at": NOW, "address": "192.0.2.1"}
    submit_concern(text="Eins", submission=key(1), proof=proof, **first)
    other = submit_concern(text="Zwei", submission=key(1), proof=proof, **first)
    assert other.concern.unproven


def test_answer_goes_out_by_mail_and_takes_the_address_with_it():
    concern = sent(email="ada@example.org", language="en").concern
    answered = answer_concern(concern=concern, text=REASON, visitor=f.office(), at=NOW + 3 * DAY)
    assert (answered.email, answered.email_deleted, answered.days) == ("", NOW + 3 * DAY, 3)
    mail = Mail.objects.get()
    assert (mail.to, mail.language) == ("ada@example.org", "en")
    assert REASON in mail.text and "ada@" not in mail.text
    assert "ada@example.org" not in str(list(Payload.objects.values_list("content", flat=True)))


def test_answer_without_an_address_writes_no_mail():
    answer_concern(concern=sent().concern, text=REASON, visitor=f.office(), at=NOW)
    assert not Mail.objects.exists()


def test_second_answer_is_refused_and_the_first_one_stays():
    concern = sent().concern
    answer_concern(concern=concern, text=REASON, visitor=f.office(), at=NOW)
    with pytest.raises(ConcernDone):
        answer_concern(concern=concern, text="Etwas ganz anderes.", visitor=f.office(), at=NOW)
    assert Concern.objects.get().answer == REASON


def test_answer_without_a_reason_is_refused():
    with pytest.raises(AnswerTooShort):
        answer_concern(concern=sent().concern, text="Erledigt.", visitor=f.office(), at=NOW)


def test_clock_that_was_set_back_makes_an_answer_of_no_days():
    concern = sent().concern
    answered = answer_concern(concern=concern, text=REASON, visitor=f.office(), at=NOW - 5 * DAY)
    assert answered.days == 0


@pytest.mark.parametrize(
    ("who", "refusal"),
    [(lambda: ANYONE, SignInNeeded), (f.citizen, RoleNeeded), (f.moderator, RoleNeeded)],
)
def test_only_the_office_answers_discards_and_accepts(who, refusal):
    concern = sent(proven=False).concern
    for act in (
        lambda: answer_concern(concern=concern, text=REASON, visitor=who(), at=NOW),
        lambda: discard_concerns(public_ids=[concern.public_id], visitor=who(), at=NOW),
        lambda: put_among_the_others(concern=concern, visitor=who()),
    ):
        with pytest.raises(refusal):
            act()


def test_spam_loses_its_words_and_is_counted_nowhere():
    spam = [sent(n, proven=False, email="s@example.org").concern.public_id for n in range(3)]
    assert discard_concerns(public_ids=spam, visitor=f.office(), at=NOW) == 3
    line = Entry.objects.get(kind="concern.discarded")
    assert Payload.objects.get(entry=line).content == {"count": 3}
    assert discard_concerns(public_ids=[], visitor=f.office(), at=NOW) == 0
    assert Entry.objects.filter(kind="concern.discarded").count() == 1
    assert set(Concern.objects.values_list("text", "email", "page")) == {("", "", "")}
    assert record_of(About.BARRIER, at=NOW).received == 0
    assert counts_of_desk(at=NOW) == {
        "open": 0, "unproven": 0, "overdue": 0, "soon": 0,
    }  # fmt: skip


def test_what_is_answered_is_no_spam_any_more_and_nothing_of_the_choice_goes():
    answered, open_one = sent(1).concern, sent(2).concern
    answer_concern(concern=answered, text=REASON, visitor=f.office(), at=NOW)
    both = [answered.public_id, open_one.public_id]
    with pytest.raises(ConcernDone):
        discard_concerns(public_ids=both, visitor=f.office(), at=NOW)
    assert Concern.objects.get(pk=open_one.pk).text


def test_desk_shows_what_is_due_soonest_first_page_by_page(monkeypatch):
    monkeypatch.setattr("mitmachstadt.concerns.queries.ON_A_PAGE", 2)
    made = [sent(n, at=NOW - n * DAY).concern for n in (1, 2, 3)]
    first = desk_page(Shelf.OPEN, after="", at=NOW)
    assert first.concerns == [made[2], made[1]]
    assert desk_page(Shelf.OPEN, after=first.after, at=NOW).concerns == [made[0]]
    assert desk_page(Shelf.OPEN, after="Unsinn", at=NOW).concerns == [made[2], made[1]]


def test_overdue_begins_the_day_after_the_last_day():
    concern = sent().concern
    last = datetime(2026, 12, 21, 22, 59, tzinfo=UTC)
    assert counts_of_desk(at=last)["overdue"] == 0
    assert counts_of_desk(at=last + timedelta(minutes=1))["overdue"] == 1
    assert concern.due == date(2026, 12, 21)


def test_record_tells_the_median_days():
    office = f.office()
    for number, days in enumerate((1, 2, 9)):
        concern = sent(number).concern
        answer_concern(concern=concern, text=REASON, visitor=office, at=NOW + days * DAY)
    sent(7)
    found = record_of(About.BARRIER, at=NOW + 60 * DAY)
    assert (found.received, found.answered, found.overdue, found.median_days) == (4, 3, 1, 2)
    assert record_of(About.QUESTION, at=NOW).median_days is None


def test_what_nobody_has_looked_at_is_told_beside_the_others_until_it_is_answered():
    first, second = (sent(n, proven=False).concern for n in (1, 2))
    found = record_of(About.BARRIER, at=NOW)
    assert (found.received, found.unlooked) == (0, 2)
    answer_concern(concern=first, text=REASON, visitor=f.office(), at=NOW)
    put_among_the_others(concern=second, visitor=f.office())
    found = record_of(About.BARRIER, at=NOW)
    assert (found.received, found.answered, found.unlooked) == (2, 1, 0)


def test_register_tells_that_something_came_but_not_what():
    sent(email="ada@example.org")
    entry = Entry.objects.get(kind="concern.received")
    assert entry.payload.content == {"about": "barrier", "due": "2026-12-21"}


def test_database_refuses_an_answer_that_keeps_the_address():
    concern = sent(email="ada@example.org").concern
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(answered=NOW, answer="x", days=0)
