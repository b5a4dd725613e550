"""Letters to the office, drafts and words about the site go when their time has come."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mitmachstadt.answers.actions import Words, begin_draft, drop_draft, publish_draft
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.models import Draft
from mitmachstadt.barriers.actions import barrier_from_report
from mitmachstadt.barriers.models import KnownBarrier
from mitmachstadt.concerns.actions import (
    Received,
    answer_concern,
    discard_concerns,
    submit_concern,
)
from mitmachstadt.concerns.enums import About
from mitmachstadt.concerns.models import Concern
from mitmachstadt.concerns.queries import record_of
from mitmachstadt.data_protection.actions import apply_rules
from mitmachstadt.data_protection.actions import forgetting_papers as papers
from mitmachstadt.data_protection.enums import RULES_BY_CODE
from mitmachstadt.usage.models import Comment
from tests import factories as f
from tests.data_protection.whole import tables_that_say

pytestmark = pytest.mark.django_db
ASKED, SAID = "Wo liegt die Klappstuhlordnung?", "Die Klappstuhlordnung liegt im Rathaus aus."
PAGE = "/de/texte/"


def written() -> Received:
    return submit_concern(
        about=About.QUESTION, text=ASKED, submission="1" * 32, visitor=f.citizen(),
        page=PAGE, email="frau@example.org", at=f.NOW,
    )  # fmt: skip


def concern() -> Concern:
    return written().concern


def answered() -> Concern:
    made = concern()
    return answer_concern(concern=made, text=SAID, visitor=f.office(), at=f.NOW + 3 * f.DAY)


def test_words_of_an_answered_concern_go_and_its_days_stay():
    made, day = answered(), f.NOW + 3 * f.DAY
    at = day + timedelta(days=RULES_BY_CODE["concerns"].days)
    assert papers.concerns(day, at) == 0
    assert papers.concerns(day + f.TICK, at) == 1
    assert papers.concerns(day + f.TICK, at) == 0
    left = Concern.objects.get(pk=made.pk)
    assert (left.text, left.page, left.email, left.answer) == ("", "", "", "")
    assert (left.days, left.forgotten) == (3, at)
    record = record_of(About.QUESTION, at=at)
    assert (record.answered, record.median_days) == (1, 3)


def test_words_of_an_open_concern_stay_however_old_it_is():
    made = concern()
    apply_rules(at=f.NOW + 4000 * f.DAY)
    assert Concern.objects.get(pk=made.pk).text == ASKED


def test_spam_keeps_nothing_to_forget():
    discard_concerns(public_ids=[concern().public_id], visitor=f.office(), at=f.NOW)
    assert Concern.objects.filter(text="", page="", email="").count() == 1
    assert papers.concerns(f.NOW + 4000 * f.DAY, f.NOW) == 0


@pytest.mark.parametrize("left", ["text", "answer", "page"])
def test_forgotten_concern_with_words_is_refused_by_the_database(left):
    made = answered()
    papers.concerns(f.NOW + 9 * f.DAY, f.NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=made.pk).update(**{left: "noch da"})


def test_answer_without_words_that_nobody_forgot_is_refused_by_the_database():
    made = answered()
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=made.pk).update(answer="")


def test_whoever_looks_up_a_forgotten_concern_reads_that_its_time_has_come(client):
    made = answered()
    papers.concerns(f.NOW + 9 * f.DAY, f.NOW + 400 * f.DAY)
    page = client.post("/de/anliegen/", {"code": written().code}).content.decode()
    assert "nach Ablauf der Frist gelöscht" in page
    client.force_login(f.office().person)
    for address in (f"/de/buero/anliegen/{made.public_id}/", "/de/buero/anliegen/?stand=done"):
        assert "gelöscht" in client.get(address).content.decode()


def test_words_about_the_site_go_after_their_day():
    day = timezone.localdate(f.NOW)
    Comment.objects.create(day=day, language="de", page="feedback", score=4, text="Zu klein.")
    assert papers.comments(f.NOW, f.NOW) == 0
    assert papers.comments(f.NOW + f.DAY, f.NOW) == 1
    assert not Comment.objects.exists()


def drafts() -> tuple[Draft, Draft, Draft]:
    """One that is open, one that was dropped, one that was published."""
    words, me = Words(kind=AnswerKind.TAKEN_UP, reason="Wir bauen Klappstuhlbänke."), f.office()
    made = [
        begin_draft(contributions=[f.remark(f.open_passage())], words=words, visitor=me, at=f.NOW)
        for _ in range(3)
    ]
    drop_draft(draft=made[1], visitor=me, at=f.NOW)
    publish_draft(draft=made[2], visitor=me, at=f.NOW)
    return made[0], made[1], made[2]


def test_drafts_that_are_over_go_with_who_wrote_them_and_open_ones_stay():
    open_one, _dropped, _published = drafts()
    assert papers.drafts(f.NOW, f.NOW) == 0
    assert papers.drafts(f.NOW + f.TICK, f.NOW) == 2
    assert papers.drafts(f.NOW + f.TICK, f.NOW) == 0
    assert list(Draft.objects.all()) == [open_one]
    assert Draft.writers.through.objects.count() == 1


def test_answer_stays_when_its_draft_has_gone():
    *_others, published = drafts()
    node = Draft.objects.get(pk=published.pk).answer
    papers.drafts(f.NOW + f.TICK, f.NOW)
    assert f.fresh(node).text == "Wir bauen Klappstuhlbänke."


def test_barrier_that_was_only_begun_goes_with_its_report():
    made = answered()
    begun = barrier_from_report(report=made, visitor=f.office(), at=f.NOW)
    assert begun.what == ASKED
    papers.concerns(f.NOW + 9 * f.DAY, f.NOW)
    left = tables_that_say(["Klappstuhlordnung"])
    assert left == {"Klappstuhlordnung": ["contributions_mail"]}, "the letter is not sent yet"


@pytest.mark.parametrize("fields", [{"version": 2}, {"shown": True, "alternative": "Anrufen."}])
def test_barrier_that_somebody_wrote_on_stays_when_its_report_is_forgotten(fields):
    begun = barrier_from_report(report=answered(), visitor=f.office(), at=f.NOW)
    KnownBarrier.objects.filter(pk=begun.pk).update(what="Die Ordnung fehlt.", **fields)
    papers.concerns(f.NOW + 9 * f.DAY, f.NOW)
    assert KnownBarrier.objects.get().what == "Die Ordnung fehlt."


def test_nobody_finds_what_was_asked_and_answered_after_the_time():
    answered()
    assert set(tables_that_say(["Klappstuhlordnung"])) == {"Klappstuhlordnung"}
    apply_rules(at=f.NOW + 400 * f.DAY)
    assert tables_that_say(["Klappstuhlordnung"]) == {}
