"""Expert statements: expertise and interest are declared, and nothing goes silently."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.arena.actions import sponsoring, stating
from mitmachstadt.arena.enums import STATEMENTS_PAGE, Feasible
from mitmachstadt.arena.errors import ReasonMissing
from mitmachstadt.arena.errors.statements import (
    ExpertiseMissing,
    InterestContradicted,
    InterestEvident,
    InterestUndeclared,
    NotYourStatement,
    StatedAlready,
    StatementChanged,
    StatementEmpty,
    StatementTooLong,
    StatementUnchanged,
    StatementWithdrawn,
)
from mitmachstadt.arena.models import Statement, StatementVersion
from mitmachstadt.arena.queries import idea_page
from mitmachstadt.arena.rules.statements import Expertise
from mitmachstadt.ledger.models import Entry, Payload
from mitmachstadt.people.errors import NotAMember, RoleNeeded, SignInNeeded
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
SAID = Expertise(
    expertise="Elektrikerin mit zwölf Jahren Erfahrung",
    interest="",
    no_interest=True,
    feasible=Feasible.CONDITIONS,
    text="Es braucht einen eigenen Stromkreis.",
)
PAID = {"interest": "Mein Betrieb baut so etwas.", "no_interest": False}


@pytest.fixture
def idea():
    return a.idea(a.arena())


def stated(idea, said=SAID, who=None, **more):
    return stating.state(idea=idea, said=said, visitor=who or f.citizen("Eli"), at=f.NOW, **more)


def test_statement_stands_apart_from_remarks_on_the_page_of_the_idea(idea, client):
    made = stated(idea)
    assert f.fresh(idea.node).remarks == 0
    for address in ("", "stellungnahmen/"):
        page = client.get(f"/de/n/{idea.node.public_id}/{address}").content.decode()
        assert made.text in page and made.expertise in page and "Eli" in page
    assert Entry.objects.filter(subject=idea.node.public_id, kind="statement.given").exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"expertise": " "}, ExpertiseMissing),
        ({"expertise": "Ich"}, ExpertiseMissing),
        ({"no_interest": False}, InterestUndeclared),
        ({"no_interest": False, "interest": " - "}, InterestUndeclared),
        ({"interest": "Mein Betrieb baut so etwas."}, InterestContradicted),
        ({"text": ""}, StatementEmpty),
        ({"text": "x" * 4001}, StatementTooLong),
        ({"expertise": "x" * 301}, StatementTooLong),
    ],
)
def test_what_has_to_be_declared_is_asked_for(idea, change, refusal):
    with pytest.raises(refusal):
        stated(idea, replace(SAID, **change))
    assert not Statement.objects.exists()


def test_database_too_keeps_no_statement_without_a_declaration(idea):
    made = stated(idea)
    for interest, none in (("", False), ("Ja.", True)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Statement.objects.filter(pk=made.pk).update(interest=interest, no_interest=none)


def test_who_brought_the_idea_or_cares_for_it_cannot_claim_to_have_no_interest():
    author, carer = f.citizen("Ada"), f.citizen("Kim")
    idea = a.idea(a.arena(), by=author)
    sponsoring.sponsor(idea=idea, visitor=carer, at=f.NOW)
    for who in (author, carer):
        with pytest.raises(InterestEvident):
            stated(idea, who=who)
        assert stated(idea, replace(SAID, **PAID), who=who).interest


def test_without_account_nobody_states_and_nobody_twice(idea):
    with pytest.raises(SignInNeeded):
        stated(idea, who=f.visitor())
    who = f.citizen()
    stated(idea, who=who)
    with pytest.raises(StatedAlready):
        stated(idea, who=who)


def test_for_an_organisation_speaks_who_may_and_once(idea):
    first, second = f.person("Eins"), f.person("Zwei")
    club = f.organisation("Kammer", first, second)
    with pytest.raises(NotAMember):
        stated(idea, organisation=club)
    made = stated(idea, who=f.visitor(first), organisation=club)
    with pytest.raises(StatedAlready):
        stated(idea, who=f.visitor(second), organisation=club)
    other = replace(SAID, feasible=Feasible.NO)
    stating.correct_statement(
        statement=made, said=other, seen=1, visitor=f.visitor(second), at=f.NOW
    )
    with pytest.raises(NotAMember):
        stating.correct_statement(statement=made, said=SAID, seen=2, visitor=f.citizen(), at=f.NOW)
    assert stated(idea, who=f.visitor(first)), "for oneself is another statement"


def test_corrected_it_keeps_what_was_said_before(idea, client):
    who = f.citizen("Eli")
    made = stated(idea, who=who)
    other = replace(SAID, text="Zwei Stromkreise.", feasible=Feasible.NO)

    def correct(said, seen, by=who):
        stating.correct_statement(statement=made, said=said, seen=seen, visitor=by, at=f.NOW)

    with pytest.raises(NotYourStatement):
        correct(other, 1, f.citizen())
    with pytest.raises(NotYourStatement):
        correct(other, 1, f.office())
    with pytest.raises(StatementUnchanged):
        correct(SAID, 1)
    with pytest.raises(InterestUndeclared):
        correct(replace(other, no_interest=False), 1)
    correct(other, 1)
    with pytest.raises(StatementChanged):
        correct(SAID, 1)
    page = client.get(f"/de/n/{idea.node.public_id}/stellungnahmen/").content.decode()
    assert "Zwei Stromkreise." in page and SAID.text in page and "Stand 2" in page


def test_office_shows_doubt_beside_the_words_and_never_removes_them(idea, client):
    made = stated(idea)
    with pytest.raises(RoleNeeded):
        stating.mark_statement(statement=made, reason="Nein.", visitor=f.citizen(), at=f.NOW)
    with pytest.raises(ReasonMissing):
        stating.mark_statement(statement=made, reason="", visitor=f.office(), at=f.NOW)
    reason = "Die Innung kennt den Namen nicht."
    stating.mark_statement(statement=made, reason=reason, visitor=f.office(), at=f.NOW)
    for address in ("", "stellungnahmen/"):
        page = client.get(f"/de/n/{idea.node.public_id}/{address}").content.decode()
        assert reason in page and "Nicht belegt" in page and made.text in page
    stating.unmark_statement(statement=made, visitor=f.office(), at=f.NOW)
    client.force_login(f.person("Leserin"))
    assert reason not in client.get(f"/de/n/{idea.node.public_id}/").content.decode()
    assert Entry.objects.filter(kind__in=("statement.marked", "statement.unmarked")).count() == 2


def test_withdrawn_the_words_are_gone_everywhere_and_that_there_was_one_stays(idea, client):
    who = f.citizen("Eli")
    made, other = stated(idea, who=who), stated(idea)
    stating.withdraw_statement(statement=made, visitor=who, at=f.NOW)
    page = client.get(f"/de/n/{idea.node.public_id}/stellungnahmen/").content.decode()
    assert "zurückgezogen" in page
    assert not StatementVersion.objects.filter(statement=made).exists()
    kept = Payload.objects.filter(content__text=SAID.text)
    assert [line.content["statement"] for line in kept] == [other.pk]
    with pytest.raises(StatementWithdrawn):
        stating.mark_statement(statement=made, reason="Nein.", visitor=f.office(), at=f.NOW)
    assert stated(idea, who=who), "one may say it anew"


def test_pages_do_what_the_actions_do(idea, client):
    address = f"/de/n/{idea.node.public_id}/stellungnahmen/"
    told = {"expertise": SAID.expertise, "feasible": "yes", "text": SAID.text}
    assert client.post(address, told).status_code == 403
    client.force_login(f.person("Eli"))
    assert client.post(address, told).status_code == 400
    both = client.post(address, {**told, "no_interest": "on", "interest": "Mein Betrieb."})
    assert both.status_code == 400 and "lassen Sie eines davon weg" in both.content.decode()
    assert client.post(address, {**told, "no_interest": "on"}).status_code == 302
    made = Statement.objects.get()
    assert "Berichtigen" in client.get(address).content.decode()
    changed = {**told, "no_interest": "on", "text": "Doch nicht.", "seen": 1}
    assert client.get(f"{address}{made.pk}/").status_code == 200
    assert client.post(f"{address}{made.pk}/", changed).status_code == 302
    assert client.post(f"{address}{made.pk}/", changed).status_code == 409
    assert client.post(f"{address}{made.pk}/beleg/", {"reason": "x"}).status_code == 403
    client.force_login(f.person("Fremd"))
    assert client.get(f"{address}{made.pk}/").status_code == 403
    assert client.post(f"{address}{made.pk}/zurueckziehen/").status_code == 403
    client.force_login(f.office().person)
    assert client.post(f"{address}{made.pk}/beleg/", {"reason": "Unklar."}).status_code == 302
    assert client.post(f"{address}{made.pk}/beleg/", {"unmark": "1"}).status_code == 302
    assert client.post(f"{address}99999/beleg/", {"reason": "Unklar."}).status_code == 404


def test_page_of_the_idea_shows_the_newest_few_and_how_many_there_are(idea):
    for nth in range(5):
        stated(idea, replace(SAID, text=f"Nummer {nth}"))
    page = idea_page(idea.node, at=f.NOW)
    assert [each["short"] for each in page.statements] == ["Nummer 4", "Nummer 3", "Nummer 2"]
    assert page.statement_count == 5


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_as_often_for_three_as_for_one(idea, number, client, django_assert_num_queries):
    for _ in range(number):
        stated(idea)
    client.get("/de/")
    with django_assert_num_queries(4):
        client.get(f"/de/n/{idea.node.public_id}/stellungnahmen/")


def test_list_goes_on_where_the_page_ends(idea, client):
    for nth in range(STATEMENTS_PAGE + 1):
        stated(idea, replace(SAID, text=f"Nummer {nth}."))
    address = f"/de/n/{idea.node.public_id}/stellungnahmen/"
    first = client.get(address).content.decode()
    assert "Nummer 0." not in first
    last = Statement.objects.order_by("pk")[1]
    assert f"?nach={last.pk}" in first
    assert "Nummer 0." in client.get(f"{address}?nach={last.pk}").content.decode()
