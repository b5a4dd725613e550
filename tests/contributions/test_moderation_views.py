"""The moderator's queue and page; who may see them."""

import pytest
from django.urls import reverse

from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f

pytestmark = pytest.mark.django_db
REASON = "Nennt eine Privatadresse."


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def moderator(client):
    somebody = f.person("Mo", BuiltInGroup.MODERATOR)
    client.force_login(somebody)
    return somebody


def act(client, node, act, **fields):
    return client.post(reverse("moderate", args=[node.public_id]), {"act": act, **fields})


def waiting(text="Wartet hier."):
    return f.submitted(f.open_passage(), text).node


def addresses(node):
    return [reverse("moderation"), reverse("moderate", args=[node.public_id])]


@pytest.mark.parametrize("role", [None, BuiltInGroup.OFFICE, BuiltInGroup.ADMINISTRATOR])
def test_strangers_are_told_who_may(client, role):
    node = waiting("Geheim bis zur Freigabe")
    client.force_login(f.person("Fremd", *([role] if role else [])))
    for address in addresses(node):
        page = client.get(address)
        assert page.status_code == 403
        assert "wer diese Aufgabe hat: Moderation" in page.content.decode()
        assert "Geheim" not in page.content.decode()
    assert act(client, node, "release").status_code == 403
    assert f.state_of(node) == Visibility.WAITING


def test_nobody_in_particular_is_led_to_the_sign_in(client):
    node = waiting()
    for address in addresses(node):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("sign-in"))
    assert act(client, node, "release").status_code == 403
    assert f.state_of(node) == Visibility.WAITING


def test_queue_shows_what_waits(client, moderator):
    waiting("Erster Beitrag <script>")
    html = client.get(reverse("moderation")).content.decode()
    assert "1 Beitrag wartet auf Freigabe" in html
    assert "Erster Beitrag &lt;script&gt;" in html


def test_release_from_the_queue_leads_back_to_it(client, moderator):
    node = waiting()
    response = act(client, node, "release", next=reverse("moderation"))
    assert response["Location"] == reverse("moderation")
    assert f.state_of(node) == Visibility.PUBLIC


def test_hiding_needs_a_reason_in_words(client, moderator):
    node = waiting()
    page = act(client, node, "hide", reason=" \u200b ")
    assert page.status_code == 400
    assert "Bitte nennen Sie einen Grund" in page.content.decode()
    assert act(client, node, "hide", reason=REASON).status_code == 302
    assert f.state_of(node) == Visibility.HIDDEN


def test_usual_reason_and_own_words_are_joined(client, moderator):
    node = waiting()
    form = client.get(reverse("moderate", args=[node.public_id])).context["form"]
    usual = form.fields["usual"].choices[0][0]
    act(client, node, "hide", usual=usual, reason="Siehe Absatz 2.")
    assert node.moderation_steps.get().reason == f"{usual} Siehe Absatz 2."


def test_hidden_contribution_is_shown_again_with_a_reason(client, moderator):
    node = f.hidden(f.remark(f.open_passage()))
    assert act(client, node, "show").status_code == 400
    assert act(client, node, "show", reason="War ein Irrtum.").status_code == 302
    assert f.state_of(node) == Visibility.PUBLIC


def test_second_moderator_is_told_and_keeps_the_reason(client, moderator):
    node = f.hidden(f.remark(f.open_passage()))
    page = act(client, node, "hide", reason=REASON)
    assert page.status_code == 409
    assert "inzwischen ausgeblendet" in page.content.decode()
    assert REASON in page.content.decode()


def test_own_contribution_is_left_to_others(client, moderator):
    node = f.remark(f.open_passage(), by=f.visitor(moderator))
    page = act(client, node, "hide", reason=REASON)
    assert page.status_code == 403
    assert "Ihr eigener Beitrag" in page.content.decode()


@pytest.mark.parametrize("public_id", ["zzzzzzzzzz", "x"])
def test_unknown_contribution_is_told(client, moderator, public_id):
    assert client.get(reverse("moderate", args=[public_id])).status_code == 404


def test_passage_is_no_contribution(client, moderator):
    assert act(client, f.passage(), "hide", reason=REASON).status_code == 404


def test_unknown_act_is_refused(client, moderator):
    assert act(client, waiting(), "delete", reason=REASON).status_code == 400


def test_queue_takes_as_many_queries_with_three_as_with_one(
    client, moderator, django_assert_num_queries
):
    waiting()
    with django_assert_num_queries(9):
        client.get(reverse("moderation"))
    waiting()
    waiting()
    with django_assert_num_queries(9):
        client.get(reverse("moderation"))


def test_queue_is_paged(client, moderator):
    about = f.open_passage()
    for number in range(23):
        f.submitted(about, f"Beitrag {number:02}", at=f.NOW + number * f.TICK)
    first = client.get(reverse("moderation"))
    later = first.context["later"]
    second = client.get(reverse("moderation") + later).content.decode()
    assert "Beitrag 19" in first.content.decode()
    assert "Beitrag 20" not in first.content.decode()
    assert "Beitrag 20" in second
    assert "Beitrag 22" in second


@pytest.mark.parametrize("place", ["x", "2026-1", "9" * 40, "2026-01-01T00:00:00-5"])
def test_nonsense_for_a_place_shows_the_beginning(client, moderator, place):
    waiting()
    assert client.get(reverse("moderation"), {"ab": place}).status_code == 200


def test_reason_of_an_ended_session_comes_back_with_the_way_to_sign_in(client):
    made = f.remark(f.open_passage())
    address = reverse("moderate", args=[made.public_id])
    form = {"act": "hide", "reason": "Nennt Frau Meier.", "next": "/de/moderation/"}
    page = client.post(address, form)
    html = page.content.decode()
    assert page.status_code == 403
    assert "Nennt Frau Meier." in html and ">/de/moderation/<" not in html
    assert "/de/anmelden/?next=%2Fde%2F" in html
    assert f.state_of(made) == "public"
