"""Who may follow what, with and without an account; how it begins and how it ends."""

import re

import pytest
from django.urls import reverse

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.enums import LINKS_PER_ADDRESS, MOST_FOLLOWED, Digest, OwnNews
from mitmachstadt.contributions.errors import (
    FollowsTooMuch,
    LinkNotKnown,
    LinkTooOld,
    NothingToFollow,
    TooManyLinks,
    UnknownCode,
)
from mitmachstadt.contributions.models import Follow, Mail, Subscriber
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.people.errors import SignInNeeded
from tests import factories as f

pytestmark = pytest.mark.django_db
EMAIL = "rita@example.org"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def ask(node, email=EMAIL, address="192.0.2.1"):
    actions.ask_to_follow(node=node, email=email, digest=Digest.DAILY, address=address, at=f.NOW)
    return re.search(r"/abo/bestaetigen/(\S+)/\n", Mail.objects.latest("pk").text)[1]


def subscribed(node, email=EMAIL):
    return actions.confirm(token=ask(node, email), at=f.NOW)


def test_following_twice_is_one_follow():
    node, ada = f.passage(), f.citizen()
    assert actions.follow(node=node, visitor=ada, at=f.NOW) is True
    assert actions.follow(node=node, visitor=ada, at=f.NOW) is False
    assert Follow.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "waiting", "hidden", "withdrawn"])
def test_what_not_everyone_may_read_is_refused_as_not_found(client, state):
    node = f.node(Kind.REMARK, title="Geheim", visibility=state)
    with pytest.raises(NothingToFollow):
        actions.follow(node=node, visitor=f.citizen(), at=f.NOW)
    with pytest.raises(NothingToFollow):
        actions.ask_to_follow(node=node, email=EMAIL, digest=Digest.DAILY, address="", at=f.NOW)
    address = reverse("follow", args=[node.public_id])
    assert client.get(address).status_code == 404
    client.force_login(f.person())
    for answer in (client.get(address), client.post(address, {"follow": "ja"})):
        assert answer.status_code == 404 and "Geheim" not in answer.content.decode()
    assert not Follow.objects.exists() and not Mail.objects.exists()


def test_without_account_nobody_follows_by_the_button():
    with pytest.raises(SignInNeeded):
        actions.follow(node=f.passage(), visitor=f.visitor(), at=f.NOW)


def test_nobody_follows_more_than_can_be_overseen():
    ada = f.citizen()
    subscriber = actions.subscriber_for(ada.person, at=f.NOW)
    nodes = [f.passage() for _ in range(2)]
    many = f.many_remarks(nodes[0], MOST_FOLLOWED - 1)
    Follow.objects.bulk_create(Follow(subscriber=subscriber, node=n, since=f.NOW) for n in many)
    assert actions.follow(node=nodes[0], visitor=ada, at=f.NOW)
    with pytest.raises(FollowsTooMuch):
        actions.follow(node=nodes[1], visitor=ada, at=f.NOW)


def test_nothing_is_kept_of_an_address_before_it_is_confirmed():
    token = ask(f.passage())
    assert not Subscriber.objects.exists()
    mail = Mail.objects.get()
    assert mail.to == EMAIL and mail.subscriber is None
    assert actions.asked_for(token)[0] == EMAIL
    actions.confirm(token=token, at=f.NOW)
    actions.confirm(token=token, at=f.NOW)
    follow = Follow.objects.get()
    assert (follow.subscriber.email, follow.subscriber.digest) == (EMAIL, Digest.DAILY)


def test_opening_the_confirmation_link_confirms_nothing_the_button_does(client):
    address = reverse("follow-confirm", args=[ask(f.passage())])
    assert client.get(address).status_code == 200
    assert not Subscriber.objects.exists()
    client.post(address)
    assert Follow.objects.count() == 1


def test_a_link_that_is_unknown_changed_or_too_old_is_refused(client, time_machine):
    token = ask(f.passage())
    for wrong in ("x", token[:-1], token.replace(":", "x", 1), "ä" * 20):
        with pytest.raises(LinkNotKnown):
            actions.confirm(token=wrong, at=f.NOW)
        assert client.get(reverse("follow-confirm", args=[wrong])).status_code == 404
    time_machine.move_to(f.NOW + 3 * f.DAY + f.DAY / 24)
    with pytest.raises(LinkTooOld):
        actions.confirm(token=token, at=f.NOW)
    assert client.get(reverse("follow-confirm", args=[token])).status_code == 410


def test_a_node_hidden_before_the_confirmation_is_not_followed():
    remark = f.remark(f.open_passage())
    token = ask(remark)
    f.hidden(remark)
    with pytest.raises(NothingToFollow):
        actions.confirm(token=token, at=f.NOW)
    assert not Subscriber.objects.exists()


def test_confirmation_page_shows_no_words_of_a_node_hidden_meanwhile(client):
    remark = f.remark(f.open_passage(), "Geheime Worte")
    address = reverse("follow-confirm", args=[ask(remark)])
    assert "Geheime Worte" in client.get(address).content.decode()
    f.hidden(remark)
    page = client.get(address)
    assert page.status_code == 404 and "Geheime Worte" not in page.content.decode()


def test_known_address_hears_as_often_as_it_asks_for_now():
    node = f.passage()
    subscriber = subscribed(node)
    actions.set_wishes(
        subscriber=subscriber, digest=Digest.NEVER, own=OwnNews.NEVER, at=f.NOW - f.DAY
    )
    Subscriber.objects.update(told_until=f.NOW - 9 * f.DAY)
    subscribed(f.passage())
    subscriber.refresh_from_db()
    assert (subscriber.digest, subscriber.own) == (Digest.DAILY, OwnNews.NEVER)
    assert subscriber.told_until == f.NOW


def test_known_address_that_asks_for_its_answer_gets_it_at_once_and_no_more_than_before():
    subscriber = subscribed(f.passage())
    actions.set_wishes(subscriber=subscriber, digest=Digest.NEVER, own=OwnNews.NEVER, at=f.NOW)
    done = f.submitted(f.open_passage())
    actions.ask_for_answer(code=done.code, email=EMAIL, address="", at=f.NOW)
    token = re.search(r"/abo/bestaetigen/(\S+)/\n", Mail.objects.latest("pk").text)[1]
    actions.confirm(token=token, at=f.NOW)
    subscriber.refresh_from_db()
    assert (subscriber.digest, subscriber.own) == (Digest.NEVER, OwnNews.AT_ONCE)


def test_link_that_is_opened_again_does_not_undo_what_was_chosen_since():
    node = f.passage()
    token = ask(node)
    subscriber = actions.confirm(token=token, at=f.NOW)
    for chosen, left in ((Digest.WEEKLY, Digest.WEEKLY), (Digest.NEVER, Digest.DAILY)):
        actions.set_wishes(subscriber=subscriber, digest=chosen, own=OwnNews.NEVER, at=f.NOW)
        actions.confirm(token=token, at=f.NOW)
        subscriber.refresh_from_db()
        assert (subscriber.digest, subscriber.own) == (left, OwnNews.NEVER)


def test_whoever_left_an_address_for_the_answer_and_follows_now_hears_as_often_as_was_chosen():
    done = f.submitted(f.open_passage())
    node = actions.release(node=done.node, visitor=f.moderator(), at=f.NOW)
    actions.ask_for_answer(code=done.code, email=EMAIL, address="", at=f.NOW)
    token = re.search(r"/abo/bestaetigen/(\S+)/\n", Mail.objects.latest("pk").text)[1]
    assert actions.confirm(token=token, at=f.NOW).digest == Digest.WEEKLY
    subscribed(node)
    assert Subscriber.objects.get().digest == Digest.DAILY
    assert not Follow.objects.get().own


def test_account_that_had_ended_all_mail_hears_again_of_what_it_follows_now():
    ada = f.citizen()
    subscriber = actions.subscriber_for(ada.person, at=f.NOW - 9 * f.DAY)
    actions.stop_all(subscriber=subscriber)
    actions.follow(node=f.passage(), visitor=ada, at=f.NOW)
    subscriber.refresh_from_db()
    assert (subscriber.digest, subscriber.told_until) == (Digest.WEEKLY, f.NOW)
    assert subscriber.own == OwnNews.NEVER


def test_address_of_an_account_follows_without_being_joined_to_it():
    """Accounts do not prove their address: their maker would see what its owner follows."""
    person = f.person()
    assert subscribed(f.passage(), person.email).person is None
    assert not Subscriber.objects.filter(person=person).exists()


def test_links_are_limited_for_each_address_and_each_connection():
    node = f.passage()
    for number in range(LINKS_PER_ADDRESS):
        ask(node, address=f"192.0.2.{number}")
    with pytest.raises(TooManyLinks):
        ask(node, email=EMAIL.upper(), address="192.0.2.99")
    with pytest.raises(TooManyLinks):
        for number in range(20):
            ask(node, email=f"{number}@example.org", address="198.51.100.1")


@pytest.mark.parametrize(
    "wrong", ["a@b.example\nBcc: x@y.example", "a@b.example\r\nTo: x", "a\x0bb@c.example"]
)
def test_an_address_with_a_line_end_is_refused_clearly_and_not_lost(client, wrong):
    node = f.passage()
    answer = client.post(
        reverse("follow", args=[node.public_id]), {"email": wrong, "digest": "daily"}
    )
    assert answer.status_code == 400
    assert "steht in einer Zeile" in answer.content.decode()
    assert not Mail.objects.exists()


def test_the_holder_of_a_code_is_told_of_the_answer_by_mail(client):
    done = f.submitted(f.open_passage())
    answer = client.post(reverse("answer-by-mail"), {"code": done.code, "email": EMAIL})
    assert answer.status_code == 200
    token = re.search(r"/abo/bestaetigen/(\S+)/\n", Mail.objects.get().text)[1]
    actions.confirm(token=token, at=f.NOW)
    follow = Follow.objects.get()
    assert follow.own and follow.node == done.node
    assert done.node.visibility == Visibility.WAITING


def test_a_wrong_code_is_told_and_the_address_stays_in_the_form(client):
    answer = client.post(reverse("answer-by-mail"), {"code": "AAAA-AAAA-AAAA", "email": EMAIL})
    assert answer.status_code == 404
    assert EMAIL in answer.content.decode() and "kennen wir nicht" in answer.content.decode()
    with pytest.raises(UnknownCode):
        actions.ask_for_answer(code="x", email=EMAIL, address="", at=f.NOW)


def test_submitted_page_offers_mail_without_account_and_asks_nothing_before(client):
    about = f.open_passage()
    address = reverse("remark", args=[about.public_id])
    assert 'type="email"' not in client.get(address).content.decode()
    done = client.post(address, {"text": "Mehr Bänke."}).content.decode()
    assert 'name="email"' in done and reverse("answer-by-mail") in done


def test_stop_all_forgets_an_address_and_keeps_an_account():
    node = f.passage()
    address, ada = subscribed(node), f.citizen()
    actions.follow(node=node, visitor=ada, at=f.NOW)
    account = Subscriber.objects.get(person=ada.person)
    actions.stop_all(subscriber=address)
    actions.stop_all(subscriber=account)
    left = Subscriber.objects.get()
    assert (left.digest, left.own, left.person) == (Digest.NEVER, OwnNews.NEVER, ada.person)


def end_of(subscriber):
    return reverse("subscription-end", args=[actions.subscription_token(subscriber)])


def test_one_click_ends_all_mail_without_cookie_or_token_and_ever_again(client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    subscriber = subscribed(f.passage())
    address = end_of(subscriber)
    before = {table: table.objects.count() for table in (Mail, Follow, Subscriber)}
    for _ in range(50):
        answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert not Subscriber.objects.exists() and not Follow.objects.exists()
    assert Mail.objects.count() == before[Mail]
    assert "keine E-Mails mehr" in strict.get(address).content.decode()


def test_a_program_that_opens_every_link_ends_nothing(client):
    subscriber = subscribed(f.passage())
    for _ in range(3):
        assert client.get(end_of(subscriber), follow=True).status_code == 200
    assert Follow.objects.count() == 1


def test_an_unknown_signed_link_is_not_found(client):
    token = actions.subscription_token(subscribed(f.passage()))
    for wrong in (token[:-1], "x.y", token.replace(".", "")):
        for name in ("subscription", "subscription-end"):
            for ask_ in (client.get, client.post):
                assert ask_(reverse(name, args=[wrong])).status_code == 404
    assert Follow.objects.count() == 1


def test_address_that_follows_nothing_any_more_is_forgotten_an_account_is_not():
    nodes, ada = [f.passage(), f.passage()], f.citizen()
    for node in nodes:
        subscriber = subscribed(node)
    actions.follow(node=nodes[0], visitor=ada, at=f.NOW)
    account = Subscriber.objects.get(person=ada.person)
    for node, left in zip(nodes, (2, 1), strict=True):
        actions.stop_following(subscriber=subscriber, node=node)
        actions.stop_following(subscriber=account, node=node)
        assert Subscriber.objects.count() == left
    assert Subscriber.objects.get() == account


def test_withdrawing_forgets_the_address_that_was_left_for_the_answer():
    done = f.submitted(f.open_passage())
    actions.ask_for_answer(code=done.code, email=EMAIL, address="", at=f.NOW)
    token = re.search(r"/abo/bestaetigen/(\S+)/\n", Mail.objects.get().text)[1]
    actions.confirm(token=token, at=f.NOW)
    actions.withdraw_remark(code=done.code, at=f.NOW)
    assert not Subscriber.objects.exists() and not Follow.objects.exists()
    with pytest.raises(NothingToFollow):
        actions.confirm(token=token, at=f.NOW)
