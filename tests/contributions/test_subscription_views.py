"""What I follow and how often I hear of it: with an account, and by the link in every mail."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.enums import Digest
from mitmachstadt.contributions.models import Follow, Subscriber
from tests import factories as f
from tests.contributions.test_following import subscribed

pytestmark = pytest.mark.django_db
MINE = "my-subscription"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def follow(client, node, value="ja", **more):
    return client.post(reverse("follow", args=[node.public_id]), {"follow": value}, **more)


def test_button_follows_and_leads_back_and_the_page_behind_it_stops(client):
    node = f.passage()
    client.force_login(f.person())
    there = reverse("node", args=[node.public_id])
    assert 'name="follow" value="ja"' in client.get(there).content.decode()
    assert follow(client, node)["Location"] == there
    assert follow(client, node)["Location"] == reverse("follow", args=[node.public_id])
    page = client.get(reverse("follow", args=[node.public_id])).content.decode()
    assert 'value="nein"' in page and "Sie folgen dem." in page
    follow(client, node, "nein")
    assert not Follow.objects.exists()


def test_node_page_tells_nobody_how_many_follow_it(client):
    node = f.passage()
    before = client.get(reverse("node", args=[node.public_id])).content
    for _ in range(3):
        actions.follow(node=node, visitor=f.citizen(), at=f.NOW)
    assert client.get(reverse("node", args=[node.public_id])).content == before


def test_hidden_node_stands_in_the_list_without_its_words_and_can_be_stopped(client):
    remark, ada = f.remark(f.open_passage(), "Geheime Worte"), f.person()
    client.force_login(ada)
    follow(client, remark)
    f.hidden(remark)
    page = client.get(reverse(MINE)).content.decode()
    assert "Geheime Worte" not in page and "Ausgeblendeter Beitrag" in page
    client.post(reverse(MINE), {"act": f"stop {remark.public_id}"})
    assert not Follow.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_with_three_as_with_one(
    client, django_assert_num_queries, number
):
    ada = f.person()
    client.force_login(ada)
    for _ in range(number):
        follow(client, f.remark(f.open_passage()))
    with django_assert_num_queries(5):
        assert client.get(reverse(MINE)).status_code == 200


def test_looking_at_ones_list_writes_nothing(client):
    client.force_login(f.person())
    page = client.get(reverse(MINE))
    assert page.status_code == 200 and "Noch nichts." in page.content.decode()
    assert not Subscriber.objects.exists()


def test_wishes_are_kept_and_a_wrong_one_is_told(client):
    client.force_login(f.person())
    client.post(reverse(MINE), {"act": "wishes", "own": "never", "digest": "daily"})
    saved = Subscriber.objects.get()
    assert (saved.own, saved.digest) == ("never", "daily")
    wrong = client.post(reverse(MINE), {"act": "wishes", "own": "x", "digest": "daily"})
    assert wrong.status_code == 400
    assert Subscriber.objects.get().own == "never"


def test_answers_in_a_summary_that_never_comes_are_refused(client):
    client.force_login(f.person())
    page = client.post(reverse(MINE), {"act": "wishes", "own": "digest", "digest": "never"})
    assert page.status_code == 400
    html = page.content.decode()
    assert "Ohne Zusammenfassung erfahren Sie nicht" in html
    assert 'value="never"' in html and html.count("checked") == 2
    assert Subscriber.objects.filter(digest="never").count() == 0


def test_who_begins_to_hear_again_is_not_told_what_happened_meanwhile():
    subscriber = subscribed(f.passage())
    for digest, told in ((Digest.NEVER, f.NOW), (Digest.DAILY, f.NOW + 9 * f.DAY)):
        at = f.NOW + 9 * f.DAY
        actions.set_wishes(subscriber=subscriber, digest=digest, own=subscriber.own, at=at)
        subscriber.refresh_from_db()
        assert subscriber.told_until == told


def test_link_in_the_mail_shows_and_changes_the_same_without_signing_in(client):
    node = f.passage()
    subscriber = subscribed(node)
    address = reverse("subscription", args=[actions.subscription_token(subscriber)])
    assert node.title in client.get(address).content.decode()
    client.post(address, {"act": "wishes", "own": "digest", "digest": "weekly"})
    subscriber.refresh_from_db()
    assert subscriber.digest == "weekly"
    client.post(address, {"act": f"stop {node.public_id}"})
    assert not Follow.objects.exists()


@pytest.mark.parametrize("language", ["de", "en", "tr", "ar"])
def test_what_every_mail_links_to_exists_in_its_language(client, language):
    subscriber = subscribed(f.passage())
    token = actions.subscription_token(subscriber)
    with override(language):
        there, end = (reverse(name, args=[token]) for name in ("subscription", "subscription-end"))
    assert subscriber.email in client.get(there).content.decode()
    assert client.post(end).status_code == 200
    assert not Subscriber.objects.exists()


def test_own_list_needs_an_account_and_shows_no_other(client):
    assert client.get(reverse(MINE))["Location"].startswith(reverse("sign-in"))
    subscribed(f.passage(text="Fremdes Ziel"))
    client.force_login(f.person())
    assert "Fremdes Ziel" not in client.get(reverse(MINE)).content.decode()
