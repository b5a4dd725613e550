"""Mail at once about one's own words: who gets it, what stands in it, and what never does."""

from datetime import date

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.contributions import actions, tasks
from mitmachstadt.contributions.actions import telling
from mitmachstadt.contributions.enums import Digest, OwnNews
from mitmachstadt.contributions.models import Follow, Mail, Subscriber
from mitmachstadt.people.enums import OrganisationKind
from tests import factories as f
from tests.contributions.test_following import EMAIL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def work():
    """What the worker would do with all that waits, and with what that enqueues."""
    done = set()
    while rows := [r for r in DBTaskResult.objects.order_by("enqueued_at") if r.pk not in done]:
        for row in rows:
            done.add(row.pk)
            getattr(tasks, row.task_path.rpartition(".")[2]).func(**row.args_kwargs["kwargs"])


def with_address(submitted, email=EMAIL):
    """Somebody without an account who left an address for the answer."""
    from django.core import signing

    token = signing.dumps(
        [email, submitted.node.public_id, "weekly", True], salt="mitmachstadt.contributions.confirm"
    )
    return actions.confirm(token=token, at=f.NOW)


def test_author_is_told_of_an_answer_with_its_words_and_a_link():
    ada = f.citizen("Ada")
    remark = f.remark(f.open_passage(), by=ada)
    answer = f.answer(remark)
    work()
    (sent,) = mail.outbox
    assert sent.to == [ada.person.email]
    assert sent.subject == "Rückmeldung zu Ihrem Beitrag"
    assert f.REASON in sent.body and f"/de/n/{answer.public_id}/" in sent.body
    assert "Guten Tag, Ada" in sent.body
    html = sent.alternatives[0].content
    assert f'href="http://localhost:8000/de/n/{answer.public_id}/"' in html


def test_one_answer_to_two_of_ones_contributions_is_one_mail():
    ada, about = f.citizen(), f.open_passage()
    f.answer(f.remark(about, "Eins.", by=ada), f.remark(about, "Zwei.", by=ada))
    work()
    assert len(mail.outbox) == 1
    assert "Eins." in mail.outbox[0].body and "Zwei." in mail.outbox[0].body


def test_no_code_stands_in_any_mail():
    done = f.submitted(f.open_passage(), "Mehr Bänke.")
    with_address(done)
    actions.release(node=done.node, visitor=f.moderator(), at=f.NOW)
    f.answer(f.fresh(done.node))
    work()
    assert [sent.subject for sent in mail.outbox] == [
        "Ihr Beitrag ist jetzt öffentlich", "Rückmeldung zu Ihrem Beitrag"
    ]  # fmt: skip
    for sent in mail.outbox:
        assert sent.to == [EMAIL]
        assert done.code not in str(sent.message()).lower()


def test_author_is_told_that_it_is_hidden_and_why():
    f.hidden(f.remark(f.open_passage()), "Nennt eine Privatadresse.")
    work()
    assert mail.outbox[0].subject == "Ihr Beitrag ist ausgeblendet"
    assert "Nennt eine Privatadresse." in mail.outbox[0].body


def test_author_is_told_of_a_decision_on_their_contribution():
    remark, body = f.remark(f.open_passage()), f.organisation("Rat", kind=OrganisationKind.BODY)
    record_decision(
        about=remark, body=body, decided_on=date(2026, 11, 1), reference="19/1", title="So sei es",
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    work()
    assert mail.outbox[0].subject == "Beschluss zu Ihrem Beitrag"
    assert "So sei es" in mail.outbox[0].body


@pytest.mark.parametrize(("own", "mails", "kept"), [("digest", 0, 1), ("never", 0, 0)])
def test_who_wants_it_otherwise_gets_no_mail_at_once(own, mails, kept):
    ada = f.citizen()
    subscriber = actions.subscriber_for(ada.person, at=f.NOW)
    actions.set_wishes(subscriber=subscriber, digest=Digest.DAILY, own=OwnNews(own), at=f.NOW)
    f.answer(f.remark(f.open_passage(), by=ada))
    work()
    assert (len(mail.outbox), Follow.objects.filter(own=True).count()) == (mails, kept)


def test_task_run_twice_writes_one_mail():
    answer = f.answer(f.remark(f.open_passage()))
    for _ in range(2):
        telling.tell_of_answer(public_id=answer.public_id, at=f.NOW)
    assert Mail.objects.count() == 1
    work()
    telling.tell_of_answer(public_id=answer.public_id, at=f.NOW)
    work()
    assert len(mail.outbox) == 1


def test_closed_account_and_withdrawn_contribution_are_not_written_to():
    about = f.open_passage()
    closed, gone = f.citizen(), f.citizen()
    closed.person.is_active = False
    closed.person.save()
    left = f.remark(about, by=gone)
    f.answer(f.remark(about, by=closed), left)
    actions.withdraw_remark(code=f.code_of(left), at=f.NOW)
    work()
    assert mail.outbox == []


def test_answer_to_200_takes_the_statements_of_2(django_assert_num_queries):
    about = f.open_passage()
    for number in (2, 200):
        people = [f.person() for _ in range(2)]
        made = f.many_remarks(about, number, author=people[0])
        answer = f.answer(*made)
        Subscriber.objects.all().delete()
        with django_assert_num_queries(8):
            telling.tell_of_answer(public_id=answer.public_id, at=f.NOW)
