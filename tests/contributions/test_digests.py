"""Digests: only with news, each thing once, and never a word of what is not public."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.actions import telling
from mitmachstadt.contributions.enums import Digest, OwnNews
from mitmachstadt.contributions.models import Follow, Mail, Subscriber
from mitmachstadt.contributions.queries import still_named_so
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Kind, Relation
from tests import factories as f

pytestmark = pytest.mark.django_db
NEXT = f.NOW + f.DAY + timedelta(minutes=1)
LATER = f.NOW + timedelta(hours=1)


def follower(*nodes, digest=Digest.DAILY, own=OwnNews.AT_ONCE, at=f.NOW):
    ada = f.citizen("Ada")
    for node in nodes:
        actions.follow(node=node, visitor=ada, at=at)
    subscriber = actions.subscriber_for(ada.person, at=at)
    actions.set_wishes(subscriber=subscriber, digest=digest, own=own, at=at)
    return subscriber


def confirmed(node, email, *, digest=Digest.DAILY):
    """Somebody without an account who follows a node."""
    made = Subscriber.objects.create(email=email, digest=digest, told_until=f.NOW, created=f.NOW)
    Follow.objects.create(subscriber=made, node=node, since=f.NOW)
    return made


def digests(at=NEXT):
    """The texts of the digests written at this moment."""
    Mail.objects.all().delete()
    place = 0
    while place := telling.write_digests(after=place, at=at):
        pass
    mails = list(Mail.objects.order_by("pk"))
    # What is told can still be told: else it would be taken back for ever.
    assert all(still_named_so(mail.names) for mail in mails)
    return [mail.text for mail in mails]


def test_without_news_there_is_no_digest():
    about = f.open_passage()
    f.remark(about, at=f.NOW - f.DAY)
    follower(about)
    assert digests() == []
    assert Subscriber.objects.get().told_until > f.NOW + f.DAY / 2


def test_news_below_a_followed_node_is_told_once():
    edition = f.published_edition()
    section = f.placed(edition, "Wege").section.node
    f.open_window(edition.document.node)
    follower(edition.document.node, section)
    f.remark(f.placed(edition, "Wege").passage.node, "Breitere Wege.", at=LATER)
    (text,) = digests()
    assert text.count("Breitere Wege.") == 1
    assert text.index(section.title) < text.index("Breitere Wege.")
    assert digests(NEXT + 2 * f.DAY) == []


def test_weekly_digest_waits_a_week():
    about = f.open_passage()
    follower(about, digest=Digest.WEEKLY)
    f.remark(about, at=LATER)
    assert digests() == []
    assert len(digests(f.NOW + 7 * f.DAY)) == 1


def test_who_wants_no_digest_gets_none():
    about = f.open_passage()
    follower(about, digest=Digest.NEVER)
    f.remark(about, at=LATER)
    assert digests(f.NOW + 30 * f.DAY) == []


def test_answers_editions_changed_passages_and_windows_are_told():
    first = f.published_edition()
    document = first.document.node
    follower(document)
    f.open_window(document, opens=LATER)
    f.open_window(document, closes=f.NOW + 3.5 * f.DAY)
    about = f.placed(first, "Wege").passage.node
    remark = f.remark(about, at=LATER)
    f.answer(remark, at=LATER)
    changed = f.TEXT.replace("sichere Wege", "sichere und breite Wege")
    f.published_edition(changed, document=first.document, label="Fassung 2", at=LATER)
    (text,) = digests()
    for words in (
        "Neue Anmerkung von Rita", "Rückmeldung der Stadt", "Neue Fassung: ",
        "Geänderte Textstelle", "breite Wege", "Beteiligung geöffnet",
        "Beteiligung endet bald: ", "bis 25. November 2026",
    ):  # fmt: skip
        assert words in text, words


def test_follower_of_a_passage_hears_of_the_window_above_it():
    process = f.planned_process(f.open_passage())
    passage = f.passage(parent=process.about)
    follower(passage)
    f.open_window(process.about, opens=LATER)
    (text,) = digests()
    assert "Beteiligung geöffnet" in text


@pytest.mark.parametrize("state", ["draft", "waiting", "hidden", "withdrawn"])
def test_what_not_everyone_may_read_is_no_news(state):
    about = f.open_passage()
    follower(about)
    made = f.node(Kind.REMARK, parent=about, title="Geheim", at=LATER, visibility=state)
    target = f.node(title="Geheim", at=LATER, visibility=state)
    link(source=about, target=made, relation=Relation.BASIS_OF, by=None, at=LATER)
    link(source=about, target=target, relation=Relation.TAKEN_UP_IN, by=None, at=LATER)
    f.node(Kind.EDITION, parent=about, title="Geheim", at=LATER, visibility=state)
    assert digests() == []


def test_released_contribution_is_news_when_it_is_released():
    about = f.open_passage()
    made = f.submitted(about, "Wartete lange.", at=f.NOW - 3 * f.DAY).node
    follower(about)
    assert digests() == []
    actions.release(node=made, visitor=f.moderator(), at=NEXT)
    assert "Wartete lange." in digests(NEXT + 2 * f.DAY)[0]


def test_followed_node_that_is_hidden_is_told_once_without_words_and_then_nothing():
    remark = f.remark(f.open_passage(), "Geheime Worte")
    follower(remark)
    f.remark(remark, "Antwort darauf.", at=LATER)
    actions.hide(node=remark, visitor=f.moderator(), reason="Grund", at=LATER)
    (text,) = digests()
    assert "nicht mehr öffentlich" in text
    assert "Geheime Worte" not in text and "Antwort darauf." not in text
    assert remark.public_id not in text
    f.node(Kind.REMARK, parent=remark, title="Noch eine", at=NEXT)
    assert digests(NEXT + 2 * f.DAY) == []


def test_answer_to_own_contribution_comes_with_the_digest_where_that_is_wished():
    ada = f.citizen("Ada")
    remark = f.remark(f.open_passage(), by=ada)
    subscriber = actions.subscriber_for(ada.person, at=f.NOW)
    for own, mails in ((OwnNews.AT_ONCE, 0), (OwnNews.DIGEST, 1)):
        actions.set_wishes(subscriber=subscriber, digest=Digest.DAILY, own=own, at=f.NOW)
        Subscriber.objects.update(told_until=f.NOW)
        answer = f.answer(remark, reason=f"{f.REASON} {own}", at=LATER)
        telling.tell_of_answer(public_id=answer.public_id, at=LATER)
        assert len(digests()) == mails


def test_a_long_digest_says_that_there_is_more():
    about = f.open_passage()
    follower(about)
    f.many_remarks(about, 60, at=LATER)
    (text,) = digests()
    assert text.count("Neue Anmerkung") == 12
    assert f"und mehr: http://localhost:8000/de/n/{about.public_id}/" in text


def test_batch_written_twice_from_the_same_state_is_one_mail():
    """As after a kill between the mails and the end of the task, or with two workers."""
    about = f.open_passage()
    subscriber = follower(about)
    f.remark(about, at=LATER)
    assert len(digests()) == 1
    Subscriber.objects.update(told_until=subscriber.told_until)
    telling.write_digests(after=0, at=NEXT + timedelta(minutes=9))
    assert Mail.objects.count() == 1


def meanwhile(monkeypatch, act):
    """Something happens between writing the words of a digest and keeping them; once."""
    real, left = telling._digest, [act]

    def digest(*args):
        mail = real(*args)
        if left:
            left.pop()()
        return mail

    monkeypatch.setattr(telling, "_digest", digest)


@pytest.mark.parametrize("with_account", [True, False])
def test_who_ends_all_mail_while_digests_are_written_gets_none_and_others_get_theirs(
    monkeypatch, with_account
):
    about = f.open_passage()
    ada = follower(about) if with_account else confirmed(about, "ada@example.org")
    confirmed(about, "bea@example.org")
    f.remark(about, at=LATER)
    meanwhile(monkeypatch, lambda: actions.stop_all(subscriber=ada))
    assert len(digests()) == 1
    assert Mail.objects.get().subscriber.email == "bea@example.org"


def test_news_between_two_runs_at_the_same_time_are_not_lost(monkeypatch):
    about = f.open_passage()
    subscriber = follower(about)
    f.remark(about, "Zuerst.", at=LATER)
    f.remark(about, "Danach.", at=NEXT)
    meanwhile(monkeypatch, lambda: telling.write_digests(after=0, at=NEXT))
    (text,) = digests(NEXT + timedelta(minutes=9))
    assert "Zuerst." in text and "Danach." not in text
    subscriber.refresh_from_db()
    assert subscriber.told_until == NEXT - telling.SETTLES
    (text,) = digests(NEXT + 2 * f.DAY)
    assert "Danach." in text and "Zuerst." not in text


@pytest.mark.parametrize("number", [13, 60, 500])
def test_many_news_of_a_passage_do_not_crowd_out_those_of_its_document(number):
    edition = f.published_edition()
    document, passage = edition.document.node, f.placed(edition, "Wege").passage.node
    f.open_window(document)
    follower(document, passage)
    f.node(Kind.NEWS, parent=document, title="Einladung ins Rathaus", at=LATER)
    f.many_remarks(passage, number, at=LATER + timedelta(minutes=1))
    (text,) = digests()
    assert "Einladung ins Rathaus" in text
    assert text.count("Neue Anmerkung") == 12


def test_what_became_of_something_is_told_in_the_followers_language():
    about = f.open_passage()
    follower(about)
    Subscriber.objects.update(language="en")
    link(
        source=about, target=f.node(title="Radweg"), relation=Relation.TAKEN_UP_IN, by=None,
        at=LATER,
    )  # fmt: skip
    (text,) = digests()
    with override("en"):
        assert f"{Relation.TAKEN_UP_IN.label}: Radweg" in text
    assert f"{Relation.TAKEN_UP_IN.label}: Radweg" not in text


def test_many_followers_take_the_statements_of_one_for_each_batch(django_assert_num_queries):
    about = f.open_passage()
    f.remark(about, at=LATER)
    for number in (1, 60):
        Subscriber.objects.all().delete()
        Mail.objects.all().delete()
        made = Subscriber.objects.bulk_create(
            Subscriber(email=f"{n}@example.org", digest="daily", told_until=f.NOW, created=f.NOW)
            for n in range(number)
        )
        Follow.objects.bulk_create(Follow(subscriber=s, node=about, since=f.NOW) for s in made)
        with django_assert_num_queries(17):
            telling.write_digests(after=0, at=NEXT)
        assert Mail.objects.count() == number
