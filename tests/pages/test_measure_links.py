"""What a measure pays into, takes up and was copied from, said at its own desk."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitmachstadt.ledger.models import Entry, Payload
from mitmachstadt.measures import actions
from mitmachstadt.measures import errors as e
from mitmachstadt.measures.queries import is_copy, links_of
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.pages.actions import let_measure_pay_into
from mitmachstadt.pages.queries import choosing
from mitmachstadt.people.actions import enter_districts
from mitmachstadt.strategy.enums import SectionKind
from tests import factories as f
from tests.factories import NOW
from tests.measures.city import LONG, UNDERSTOOD, city, decentral
from tests.pages.test_goals import section

pytestmark = pytest.mark.django_db
WHY = "Wer langsam geht, kommt sicher hinüber."


@pytest.fixture
def here():
    return city()


@pytest.fixture
def document():
    return f.strategy_document()


@pytest.fixture
def measure(here):
    return decentral(here, replace(UNDERSTOOD, districts=(here.district,)))


def page_of(measure) -> str:
    return f"/de/n/{measure.node.public_id}/bezuege/"


def send(client, measure, form, **said):
    return client.post(
        page_of(measure), {"formular": form, **{f"{form}-{k}": v for k, v in said.items()}}
    )


def test_unit_says_into_which_goal_its_measure_pays_and_takes_it_back(
    here, document, measure, client
):
    goal = section(document, title="Alle kommen hinüber").node
    client.force_login(here.worker.person)
    said = client.get(page_of(measure)).content.decode()
    assert "Alle kommen hinüber" in said and "<optgroup" in said
    assert send(client, measure, "ziel", target=goal.public_id, rationale=WHY).status_code == 302
    trace = Trace.objects.get(relation=Relation.PAYS_INTO)
    assert (trace.source, trace.target, trace.note) == (measure.node, goal, WHY)
    assert WHY in client.get(page_of(measure)).content.decode()
    assert WHY in client.get(f"/de/n/{measure.node.public_id}/").content.decode()
    back = f"{page_of(measure)}{trace.pk}/loesen/"
    answer = client.post(back, {"reason": "kurz"})
    assert answer.status_code == 400 and "Bitte schreiben Sie den Grund" in answer.content.decode()
    assert client.post(back, {"reason": LONG}).status_code == 302
    assert not Trace.objects.exists()
    entry = Entry.objects.get(kind="trace.removed")
    assert Payload.objects.get(entry=entry).content["reason"] == LONG
    assert client.post(back, {"reason": LONG}).status_code == 404


@pytest.mark.parametrize(
    ("target", "rationale", "words"),
    [
        ("goal", "zu kurz", "Bitte begründen Sie in eigenen Worten"),
        ("goal", "", "Bitte füllen Sie dieses Feld aus"),
        ("need", WHY, "gültige Auswahl"),
        ("", WHY, "Bitte füllen Sie dieses Feld aus"),
    ],
)
def test_bad_input_gets_a_sentence(here, document, measure, client, target, rationale, words):
    nodes = {"goal": section(document).node, "need": section(document, SectionKind.NEED).node}
    client.force_login(here.worker.person)
    chosen = nodes[target].public_id if target else ""
    answer = send(client, measure, "ziel", target=chosen, rationale=rationale)
    assert answer.status_code == 400 and words in answer.content.decode()
    assert not Trace.objects.exists()


def test_goal_is_named_once_and_not_all_of_them(here, document, measure, client):
    goals = [section(document, title=f"Ziel {number}").node for number in range(4)]
    client.force_login(here.worker.person)
    for number, goal in enumerate(goals):
        why = f"{WHY} Ziel {number}."
        answer = send(client, measure, "ziel", target=goal.public_id, rationale=why)
        assert answer.status_code == (302 if number < 3 else 409)
    answer = send(client, measure, "ziel", target=goals[0].public_id, rationale="Noch einmal, neu.")
    assert answer.status_code in {400, 409}
    assert Trace.objects.count() == 3


def test_stranger_says_nothing_about_the_measure_of_others(here, document, measure, client):
    goal = section(document).node
    client.force_login(here.member.person)
    assert client.get(page_of(measure)).status_code == 403
    assert send(client, measure, "ziel", target=goal.public_id, rationale=WHY).status_code == 403
    made = actions.take_up(
        measure=measure, source=f.passage(), reason=WHY, visitor=here.office, at=NOW
    )
    back = f"{page_of(measure)}{made.pk}/loesen/"
    assert client.post(back, {"reason": LONG}).status_code == 403
    with pytest.raises(e.NotYourMeasure):
        let_measure_pay_into(
            measure=measure, target=goal, rationale=WHY, visitor=here.member, at=NOW
        )
    assert Trace.objects.get() == made


def test_need_is_chosen_and_anything_else_named_by_its_address(here, document, measure, client):
    need = section(document, SectionKind.NEED, "Wege sind zu schmal").node
    passage = f.passage()
    client.force_login(here.worker.person)
    given = {"need": need.public_id, "address": "", "reason": WHY}
    assert send(client, measure, "herkunft", **given).status_code == 302
    other = {"need": "", "address": f"https://stadt.example/n/{passage.public_id}/", "reason": LONG}
    assert send(client, measure, "herkunft", **other).status_code == 302
    links = links_of(measure)
    assert [(t.source, t.relation, t.note) for t in links.takes_up] == [
        (need, Relation.CARRIED_OUT_BY, WHY), (passage, Relation.CARRIED_OUT_BY, LONG),
    ]  # fmt: skip
    for said, status, words in (
        (given, 409, "steht schon da"),
        (other | {"need": need.public_id}, 400, "oder nennen Sie eine Adresse"),
        (other | {"address": ""}, 400, "oder nennen Sie eine Adresse"),
        (other | {"address": "gibtesnich"}, 400, "gibt es nichts"),
        (other | {"address": f.node(Kind.STRATEGY).public_id}, 400, "nicht aufgreifen"),
        (other | {"address": measure.node.public_id}, 400, "nicht aufgreifen"),
        (other | {"address": f.passage().public_id, "reason": "tbd"}, 400, "den Grund"),
        (other | {"address": f.passage(visibility="draft").public_id}, 403, "nicht öffentlich"),
    ):
        answer = send(client, measure, "herkunft", **said)
        assert answer.status_code == status and words in answer.content.decode(), said
    assert len(links_of(measure).takes_up) == 2


def test_that_an_idea_became_a_measure_the_office_says_and_takes_back(here, measure, client):
    idea = f.node(Kind.IDEA, title="Ampeln, die sehen")
    said = {"need": "", "address": idea.public_id, "reason": WHY}
    client.force_login(here.worker.person)
    answer = send(client, measure, "herkunft", **said)
    assert answer.status_code == 403 and "trägt das Strategiebüro ein" in answer.content.decode()
    client.force_login(here.office.person)
    assert send(client, measure, "herkunft", **said).status_code == 302
    back = f"{page_of(measure)}{Trace.objects.get().pk}/loesen/"
    client.force_login(here.worker.person)
    assert client.post(back, {"reason": LONG}).status_code == 403
    client.force_login(here.office.person)
    assert client.post(back, {"reason": LONG}).status_code == 302
    assert not Trace.objects.exists()


def test_measure_is_called_a_copy_of_one_elsewhere_and_no_longer(here, measure, client):
    pankow = enter_districts(["Mitte", "Pankow"])[1]
    copy = decentral(here, replace(UNDERSTOOD, title="Auch hier", districts=(pankow,)))
    client.force_login(here.worker.person)
    for original, words in (("gibtesnich", "gibt es nichts"), (copy.node.public_id, "im Kreis")):
        answer = send(client, copy, "uebernahme", original=original)
        assert answer.status_code in {400, 409} and words in answer.content.decode()
    assert send(client, copy, "uebernahme", original=measure.node.public_id).status_code == 302
    counted = Node.objects.filter(pk=copy.pk).annotate(copy=is_copy("pk"))
    assert counted.get().copy
    answer = send(client, measure, "uebernahme", original=copy.node.public_id)
    assert answer.status_code == 409 and "im Kreis" in answer.content.decode()
    back = f"{page_of(copy)}{Trace.objects.get().pk}/loesen/"
    assert client.post(back, {"reason": LONG}).status_code == 302
    assert not counted.get().copy


def test_copy_in_the_same_district_is_none(here, measure, client):
    same = decentral(here, replace(UNDERSTOOD, title="Auch hier", districts=(here.district,)))
    client.force_login(here.worker.person)
    answer = send(client, same, "uebernahme", original=measure.node.public_id)
    assert answer.status_code == 400 and "bitte wählen sie" in answer.content.decode().lower()


def test_link_of_another_measure_is_not_taken_back_here(here, measure, client):
    other = decentral(here, replace(UNDERSTOOD, title="Eine andere"))
    made = actions.take_up(
        measure=other, source=f.passage(), reason=WHY, visitor=here.office, at=NOW
    )
    client.force_login(here.worker.person)
    answer = client.post(f"{page_of(measure)}{made.pk}/loesen/", {"reason": LONG})
    assert answer.status_code == 404 and Trace.objects.get() == made


def test_words_of_what_is_hidden_are_not_shown(here, measure, client):
    source = f.passage(text="Das steht nicht mehr hier.")
    actions.take_up(measure=measure, source=source, reason=WHY, visitor=here.office, at=NOW)
    Node.objects.filter(pk=source.pk).update(visibility=Visibility.HIDDEN)
    client.force_login(here.worker.person)
    assert "Das steht nicht mehr hier." not in client.get(page_of(measure)).content.decode()


def test_choice_is_narrowed_down_and_never_too_long(here, document, measure, client, monkeypatch):
    for title in ("Breite Wege", "Schmale Wege", "Bäume"):
        section(document, SectionKind.NEED, title)
    client.force_login(here.worker.person)
    said = client.get(f"{page_of(measure)}?suche=WEGE").content.decode()
    assert "Breite Wege" in said and "Schmale Wege" in said and "Bäume" not in said
    monkeypatch.setattr(choosing, "MOST_OFFERED", 1)
    said = client.get(page_of(measure)).content.decode()
    assert "Breite Wege" in said and "Bäume" not in said and "2 weitere" in said
    assert client.get(f"{page_of(measure)}?suche=%00").status_code == 200


def test_page_takes_as_many_statements_for_one_as_for_three(here, document, measure, client):
    client.force_login(here.worker.person)
    counts = []
    for number in (1, 2):
        for each in range(number):
            section(document, title=f"Ziel {number} {each}")
            source = section(document, SectionKind.NEED, f"Bedarf {number} {each}").node
            actions.take_up(measure=measure, source=source, reason=WHY, visitor=here.office, at=NOW)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(page_of(measure)).status_code == 200
        counts.append(len(counted))
    assert counts == [7, 7]
