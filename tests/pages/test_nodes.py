"""The page of a node of every kind, for everyone who may come along."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.arena import actions
from mitmachstadt.contributions.actions import withdraw_remark
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from tests import factories as f
from tests.arena import ideas as a
from tests.measures import city as portfolio
from tests.strategy.pages import headings_without_jump, ids_on, words_on

pytestmark = pytest.mark.django_db
KINDS = list(Kind)


def address(node):
    return f"/de/n/{node.public_id}/"


def html_of(client, node, status=200):
    page = client.get(address(node))
    assert page.status_code == status
    return page.content.decode()


def city(number):
    """One node of each kind, with so many things around each of them."""
    edition = f.published_edition()
    document = edition.document
    placing = f.placed(edition, "Wege")
    passage, section = placing.passage.node, placing.section.node
    process = f.opened_process(edition.node)
    report, news = f.article(), f.article(Kind.NEWS, title="Neue Ampeln")
    for article in (report, news):
        f.open_window(article)
    goal = f.passage(text="Kurze Wege")
    inside = a.arena(goal)
    idea = a.ready_for_assessment(a.idea(inside, goals=[(goal, a.REASON)]))
    body = f.organisation("Abgeordnetenhaus", kind=OrganisationKind.BODY)
    measure = portfolio.full(portfolio.city(), number)
    milestone = measure.milestones.select_related("node").first().node
    f.open_window(measure.node)
    for nth in range(number):
        f.published_edition(
            f.TEXT + f"\nNeu {nth}.\n", document=document, label=f"F {nth}",
            at=f.NOW - (20 - nth) * f.DAY,
        )  # fmt: skip
        remark = f.remark(f.fresh(passage), f"Zur Textstelle {nth}.")
        f.remark(remark, "Dazu eine Antwort.")
        for article in (report, news):
            f.remark(article, f"Zum Bericht {nth}.")
        f.remark(measure.node, f"Zur Maßnahme {nth}.")
        f.remark(section, f"Zum Abschnitt {nth}.")
        f.remark(f.fresh(idea.node), f"Zur Idee {nth}.")
        actions.merge_ideas(
            whole=idea, parts=[a.idea(inside, f"Teil {nth}")], reason="Dasselbe.",
            visitor=f.office(), at=f.NOW,
        )  # fmt: skip
        a.sponsored(idea)
        answer = f.answer(remark)
        decision = record_decision(
            about=edition.node, body=body, decided_on=date(2026, 11, 1), reference=f"19/{nth}",
            title=f"Beschluss {nth}", visitor=f.office(), at=f.NOW,
        )  # fmt: skip
        for made in (
            document.strategy.node,
            document.node,
            section,
            passage,
            remark,
            answer,
            report,
            news,
            inside.node,
            idea.node,
            measure.node,
            milestone,
        ):
            link(
                source=made, target=f.node(title=f"Ziel {nth}"), relation=Relation.TAKEN_UP_IN,
                by=None, at=f.NOW,
            )  # fmt: skip
        if nth:
            f.remark(remark, "Noch eine Antwort.")
    return {
        Kind.STRATEGY: document.strategy.node,
        Kind.DOCUMENT: document.node,
        Kind.EDITION: edition.node,
        Kind.SECTION: section,
        Kind.PASSAGE: passage,
        Kind.PROCESS: process.node,
        Kind.REMARK: remark,
        Kind.ANSWER: answer,
        Kind.DECISION: decision,
        Kind.REPORT: report,
        Kind.NEWS: news,
        Kind.ARENA: inside.node,
        Kind.IDEA: idea.node,
        Kind.MEASURE: measure.node,
        Kind.MILESTONE: milestone,
    }


# Who is signed in costs their session, person and groups. The question for the state of the
# database, which anonymous pages begin with, is no statement of Django's and is not counted.
STATEMENTS = {
    Kind.STRATEGY: (6, 9),
    Kind.DOCUMENT: (8, 11),
    Kind.EDITION: (7, 10),
    Kind.SECTION: (8, 12),
    Kind.PASSAGE: (8, 12),
    Kind.PROCESS: (9, 12),
    Kind.REMARK: (8, 12),
    Kind.ANSWER: (6, 9),
    Kind.DECISION: (4, 7),
    Kind.REPORT: (7, 11),
    Kind.NEWS: (7, 11),
    Kind.ARENA: (5, 8),
    Kind.IDEA: (8, 12),
    Kind.MEASURE: (8, 12),
    Kind.MILESTONE: (5, 8),
}


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("who", "signed_in"), [("nobody", 0), ("person", 1), ("office", 1)])
def test_page_of_each_kind_takes_the_same_statements_for_one_and_three(
    client, number, who, signed_in
):
    nodes = city(number)
    if signed_in:
        roles = [BuiltInGroup.OFFICE] if who == "office" else []
        client.force_login(f.person("Ada", *roles))
    expected = {kind: counts[signed_in] for kind, counts in STATEMENTS.items()}
    assert set(expected) == set(KINDS)
    assert max(expected.values()) <= 12
    taken = {}
    for kind in KINDS:
        with CaptureQueriesContext(connection) as asked:
            page = html_of(client, nodes[kind])
        taken[kind] = len(asked)
        assert headings_without_jump(page), kind
        assert len(ids_on(page)) == len(set(ids_on(page))), kind
    assert taken == expected


@pytest.mark.parametrize("kind", KINDS)
def test_page_of_a_node_tells_its_title_its_story_and_its_address(client, kind):
    node = f.fresh(city(1)[kind])
    words = words_on(html_of(client, node))
    for part in (node.title, "Was wurde daraus?", "Woher kommt das?", f"/n/{node.public_id}/"):
        assert part in words


@pytest.mark.parametrize("kind", KINDS)
def test_office_sees_what_it_can_do_and_nobody_else_does(client, kind):
    node = city(1)[kind]
    assert "verknuepfen" not in html_of(client, node)
    client.force_login(f.person("Ada"))
    assert "verknuepfen" not in html_of(client, node)
    client.force_login(f.office().person)
    assert "verknuepfen" in html_of(client, node)


@pytest.mark.parametrize("state", [Visibility.DRAFT, Visibility.WAITING])
@pytest.mark.parametrize(
    "kind", [Kind.SECTION, Kind.PASSAGE, Kind.REMARK, Kind.PROCESS, Kind.ANSWER]
)
def test_drafts_and_what_waits_are_not_found_by_anyone(client, kind, state):
    node = f.node(kind, title="Geheim", visibility=state)
    for who in (None, f.citizen(), f.office(), f.moderator()):
        if who:
            client.force_login(who.person)
        assert client.get(address(node)).status_code == 404
        assert client.get(f"{address(node)}register/").status_code == 404


def test_address_of_nothing_is_not_found(client):
    for public_id in ("gibtesnicht", "a" * 300, "%00", "%27%20OR%201"):
        assert client.get(f"/de/n/{public_id}/").status_code == 404
        assert client.get(f"/de/n/{public_id}/register/").status_code == 404


def test_printed_address_leads_to_the_page(client):
    node = f.passage()
    page = client.get(f"/n/{node.public_id}/")
    assert (page.status_code, page["Location"]) == (302, address(node))


def test_breadcrumb_names_what_a_node_stands_below(client):
    nodes = city(1)
    words = words_on(html_of(client, nodes[Kind.PASSAGE]).split("m-crumbs")[1].split("</nav>")[0])
    assert "Digitalstrategie Grünbuch Verkehr Textstelle" in words


def test_what_became_of_a_remark_is_told_over_several_steps(client):
    nodes = city(1)
    words = words_on(html_of(client, nodes[Kind.REMARK]))
    assert "beantwortet durch" in words
    assert "aufgegriffen in" in words
    back = words_on(html_of(client, nodes[Kind.ANSWER]))
    assert "Rückmeldung auf" in back


def test_overdue_remark_says_so(client, time_machine):
    about = f.open_passage()
    remark = f.remark(about)
    assert "Eine Rückmeldung ist zugesagt bis 5. Dezember 2026" in words_on(html_of(client, remark))
    time_machine.move_to(f.NOW + 15 * f.DAY, tick=False)
    assert "Eine Rückmeldung war zugesagt bis" in words_on(html_of(client, remark))


# What a moderator hid.


SECRET = "Der Nachbar Meier wohnt in der Hasenstraße."
REASON = "Nennt eine Person mit ihrer Anschrift."


def hidden_remark():
    about = f.open_passage()
    remark = f.remark(about, SECRET)
    reply = f.remark(remark, "Das sollte man nicht schreiben.")
    return about, f.hidden(remark, REASON), reply


def test_hidden_node_shows_the_reason_and_not_the_words(client):
    about, remark, reply = hidden_remark()
    assert REASON in html_of(client, remark)
    for node in (about, remark, reply):
        assert "Meier" not in html_of(client, node)
        assert "Meier" not in client.get(f"{address(node)}register/").content.decode()


@pytest.mark.parametrize("who", [f.citizen, f.office, f.moderator])
def test_hidden_node_shows_its_words_to_nobody_on_the_public_page(client, who):
    client.force_login(who().person)
    about, remark, reply = hidden_remark()
    for node in (about, remark, reply):
        assert "Meier" not in html_of(client, node)


def test_hidden_node_offers_no_reply(client):
    _, remark, _ = hidden_remark()
    html = html_of(client, remark)
    assert f"{address(remark)}anmerken/" not in html
    assert "ausgeblendet" in words_on(html)


def test_hidden_node_is_told_in_no_story(client):
    about = f.open_passage()
    remark = f.remark(about, SECRET)
    link(source=remark, target=about, relation=Relation.TAKEN_UP_IN, by=None, at=f.NOW)
    answer = f.answer(remark)
    f.hidden(f.fresh(remark), REASON)
    for node in (about, answer):
        assert "Meier" not in html_of(client, node)
    assert "Meier" not in client.get("/de/").content.decode()


def test_hiding_is_not_saved_over_by_showing(client):
    _, remark, _ = hidden_remark()
    html_of(client, remark)
    assert Node.objects.get(pk=remark.pk).text == SECRET


def test_withdrawn_remark_keeps_its_place_without_words(client):
    about = f.open_passage()
    remark = f.remark(about, SECRET)
    reply = f.remark(remark, "Schade.")
    withdraw_remark(code=f.code_of(f.fresh(remark)), at=f.NOW)
    for node in (about, remark, reply):
        assert "Meier" not in html_of(client, node)
    assert "zurückgezogen" in words_on(html_of(client, remark))


# The register.


def test_register_page_says_that_every_line_is_right(client):
    remark = f.remark(f.open_passage())
    f.answer(remark)
    words = words_on(client.get(f"{address(remark)}register/").content.decode())
    assert "Anmerkung eingegangen" in words
    assert words.count("stimmt") == words.count(" Uhr ")
    assert "stimmt nicht" not in words


def test_register_page_tells_where_words_were_deleted(client):
    remark = f.remark(f.open_passage())
    withdraw_remark(code=f.code_of(f.fresh(remark)), at=f.NOW)
    words = words_on(client.get(f"{address(remark)}register/").content.decode())
    assert "Worte gelöscht" in words
    assert "Anmerkung zurückgezogen" in words


def test_register_page_tells_when_a_line_was_tampered_with(client):
    from mitmachstadt.ledger.models import Entry

    remark = f.remark(f.open_passage())
    Entry.objects.filter(subject=remark.public_id).update(commitment="0" * 64)
    words = words_on(client.get(f"{address(remark)}register/").content.decode())
    assert "stimmt nicht" in words


def test_register_page_holds_no_words_of_people(client):
    remark = f.remark(f.open_passage(), "Ganz besondere Worte am Anfang. " + "x " * 80 + "Ende.")
    html = client.get(f"{address(remark)}register/").content.decode()
    assert "Ende." not in html


@pytest.mark.parametrize("number", [1, 3])
def test_register_page_takes_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    remark = f.remark(f.open_passage())
    for _ in range(number):
        f.remark(remark, "Eine Antwort.")
        f.answer(remark)
    with django_assert_num_queries(2):
        assert client.get(f"{address(remark)}register/").status_code == 200
