"""The office chooses what ideas of an arena can pay into."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitmachstadt.arena import actions
from mitmachstadt.arena.queries import goals_of
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.errors import NodeNotPublic
from mitmachstadt.nodes.models import Node
from mitmachstadt.pages.queries import choosing
from mitmachstadt.people.errors import RoleNeeded
from mitmachstadt.strategy.enums import SectionKind
from tests import factories as f
from tests.arena import ideas as a
from tests.pages.test_goals import section

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return f.strategy_document()


@pytest.fixture
def office(client):
    client.force_login(f.office().person)
    return client


def page_of(arena) -> str:
    return f"/de/verwaltung/arena/{arena.node.public_id}/ziele/"


def test_goals_and_principles_are_ticked_and_left_out_again(document, office):
    goal, other = section(document, title="Kurze Wege"), section(document, title="Grüne Höfe")
    principle = section(document, SectionKind.PRINCIPLE, "Menschen zuerst")
    arena = a.arena(opened=False)
    said = office.get(page_of(arena)).content.decode()
    assert said.index("Menschen zuerst") < said.index("Kurze Wege") < said.index("Grüne Höfe")
    assert " checked" not in said
    sent = {"principles": [principle.node.public_id], "goals": [goal.node.public_id], "more": ""}
    assert office.post(page_of(arena), sent).status_code == 302
    assert goals_of(arena) == [principle.node, goal.node]
    assert Entry.objects.filter(kind="arena.goals").count() == 1
    said = office.get(page_of(arena)).content.decode()
    assert said.count(" checked") == 2
    assert "Kurze Wege" in office.get(page_of(arena)[: -len("ziele/")]).content.decode()
    assert office.post(page_of(arena), {"goals": [other.node.public_id]}).status_code == 302
    assert goals_of(arena) == [other.node]


def test_passage_is_named_by_its_address_and_stays_ticked(document, office):
    section(document)
    passage, arena = f.passage(text="Kurze Wege im Kiez."), a.arena(opened=False)
    sent = {"more": f"https://stadt.example/n/{passage.public_id}/\n"}
    assert office.post(page_of(arena), sent).status_code == 302
    assert goals_of(arena) == [passage]
    said = office.get(page_of(arena)).content.decode()
    assert "Kurze Wege im Kiez." in said and said.count(" checked") == 1
    assert office.post(page_of(arena), {"others": [passage.public_id]}).status_code == 302
    assert goals_of(arena) == [passage]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"goals": ["gibtesnich"]}, "gültige Auswahl"),
        ({"goals": ["\x00"]}, "gültige Auswahl"),
        ({"more": "n/gibtesnich"}, "gibt es nichts"),
        ({"more": "x" * 4001}, "4000"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(document, office, sent, words):
    goal = section(document).node
    arena = a.arena(goal, opened=False)
    answer = office.post(page_of(arena), sent)
    assert answer.status_code in {400, 404} and words in answer.content.decode()
    assert goals_of(arena) == [goal]


def test_only_the_office_chooses_and_only_what_is_public(document, client):
    goal, arena = section(document).node, a.arena(opened=False)
    client.force_login(f.citizen().person)
    sent = {"goals": [goal.public_id]}
    assert client.get(page_of(arena)).status_code == 403
    assert client.post(page_of(arena), sent).status_code == 403
    with pytest.raises(RoleNeeded):
        actions.choose_goals(arena=arena, goals=[goal], visitor=f.citizen(), at=f.NOW)
    Node.objects.filter(pk=goal.pk).update(visibility=Visibility.HIDDEN)
    goal.refresh_from_db()
    with pytest.raises(NodeNotPublic):
        actions.choose_goals(arena=arena, goals=[goal], visitor=f.office(), at=f.NOW)
    assert goals_of(arena) == []


def test_what_was_chosen_is_offered_however_many_there_are(document, office, monkeypatch):
    sections = [section(document, title=f"Ziel {number}") for number in range(3)]
    arena = a.arena(sections[2].node, opened=False)
    monkeypatch.setattr(choosing, "MOST_OFFERED", 1)
    said = office.get(page_of(arena)).content.decode()
    assert "Ziel 0" in said and "Ziel 1" not in said and "Ziel 2" in said


def test_page_takes_as_many_statements_for_one_as_for_three(document, office):
    arena, counts = a.arena(opened=False), []
    for number in (1, 2):
        for each in range(number):
            section(document, title=f"Ziel {number} {each}")
        with CaptureQueriesContext(connection) as counted:
            assert office.get(page_of(arena)).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 12
