"""What not everybody may read is no more readable at a desk; only who moderates sees it."""

import pytest
from django.urls import reverse

from mitmachstadt.answers.actions import Words, ask_for_part, ask_to_sign, begin_draft
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.responsibilities.actions import hand_over
from tests import factories as f
from tests.answers import desks
from tests.answers.working_lists import Sheet, bring

pytestmark = pytest.mark.django_db
INSULT = "Diese Beleidigung liest niemand."


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def roads():
    return desks.unit("Straßenamt")


@pytest.fixture
def node(roads):
    """Its author is named, and speaks for an organisation."""
    node = desks.duty(roads, INSULT)
    node.author_name, node.organisation_name = "Zornig Zornig", "Zornbund"
    node.capacity = "organisation"
    node.save(update_fields=["author_name", "organisation_name", "capacity"])
    return node


def veil(node, visibility=Visibility.HIDDEN):
    node.visibility = visibility
    node.save(update_fields=["visibility"])


def unread(page):
    html = page.content.decode()
    return not any(words in html for words in ("Beleidigung", "Zornig", "Zornbund"))


@pytest.mark.parametrize("visibility", [Visibility.HIDDEN, Visibility.WAITING])
@pytest.mark.parametrize("name", ["answer", "hand-over"])
def test_the_words_are_on_no_page_that_chooses(client, node, roads, name, visibility):
    veil(node, visibility)
    for visitor in (desks.officer(roads), desks.officer(desks.unit("Parkamt")), f.office()):
        client.force_login(visitor.person)
        page = client.get(reverse(name), {"n": node.public_id})
        assert page.status_code == 200 and unread(page)
        assert node.public_id in page.content.decode()


def test_no_refusal_tells_the_title(client, node, roads):
    veil(node)
    form = {"n": node.public_id, "kind": "taken_up", "reason": f.REASON, "seen": ""}
    for visitor in (desks.officer(roads), desks.officer(desks.unit("Parkamt")), f.office()):
        client.force_login(visitor.person)
        for more in ({}, {"draft": "1"}):
            page = client.post(reverse("answer"), {**form, **more})
            assert page.status_code in {403, 409} and unread(page)


def test_neither_does_the_refusal_of_a_hand_over(client, node):
    veil(node)
    client.force_login(desks.officer(desks.unit("Parkamt")).person)
    page = client.post(reverse("hand-over"), {"n": node.public_id, "reason": "Nicht unseres."})
    assert page.status_code == 403 and unread(page)


def test_neither_does_the_row_of_a_working_list(client, node):
    client.force_login(f.office().person)
    sheet = Sheet(client)
    sheet.write(node)
    veil(node)
    page = bring(client, sheet.data())
    assert node.public_id in page.content.decode() and unread(page)


def test_left_out_of_many_it_is_named_without_its_words(client, node, roads):
    stays = desks.duty(roads, "Bleibt.")
    ids = [each.public_id for each in (stays, node)]
    seen = [f"{each.public_id}:{f.fresh(each).version}" for each in (stays, node)]
    veil(node)
    client.force_login(f.office().person)
    page = client.post(
        reverse("answer"), {"n": ids, "seen": seen, "kind": "taken_up", "reason": f.REASON}
    )
    assert "Ausgelassen" in page.content.decode() and unread(page)


def test_neither_is_it_in_drafts_parts_and_signatures(client, node, roads):
    parks, office = desks.unit("Parkamt"), f.office()
    draft = begin_draft(contributions=[node], words=Words(reason="Na"), visitor=office, at=f.NOW)
    part = ask_for_part(
        draft=draft, unit=parks, question="Wann?", due=f.NOW.date(), visitor=office, at=f.NOW
    )
    (signature,) = ask_to_sign(draft=draft, units=[parks], visitor=office, at=f.NOW)
    veil(node)
    client.force_login(office.person)
    assert unread(client.get(reverse("answer-draft", args=[draft.public_id])))
    assert unread(client.get(reverse("answer-drafts")))
    client.force_login(desks.officer(parks).person)
    assert unread(client.get(reverse("answer-part", args=[part.public_id])))
    address = reverse("answer-signature", args=[draft.public_id, signature.pk])
    assert unread(client.get(address))


def test_neither_is_it_among_what_is_new(client, node, roads):
    auditor = f.person("Prüfung", BuiltInGroup.AUDITOR)
    parks = desks.unit("Parkamt")
    hand_over(nodes=[node], unit=parks, reason="Dort.", visitor=f.office(), at=f.NOW)
    f.answer(node)
    veil(node)
    for person in (auditor, desks.officer(parks).person):
        client.force_login(person)
        page = client.get(reverse("desk-news"))
        assert "Ausgeblendeter Beitrag" in page.content.decode() and unread(page)
