"""Decisions of bodies."""

import pytest

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.answers.errors import (
    BodyCannotDecide,
    DecidedInFuture,
    ReferenceMissing,
    ReferenceTooLong,
)
from mitmachstadt.answers.queries import decision_of, decisions_on
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.errors import NodeNotPublic
from mitmachstadt.nodes.queries import story_of
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.errors import RoleNeeded
from tests.answers.answering.days import DAY, TODAY
from tests.factories import NOW, citizen, office, organisation, passage

pytestmark = pytest.mark.django_db

# --- decisions ---------------------------------------------------------------------------------


def decide(about, body, **change):
    rest = {
        "decided_on": TODAY,
        "reference": "Drs. 19/1234",
        "title": "",
        "visitor": None,
        "at": NOW,
    }
    rest |= change
    rest["visitor"] = rest["visitor"] or office()
    return record_decision(about=about, body=body, **rest)


def body(kind: OrganisationKind = OrganisationKind.BODY):
    return organisation(f"Gremium {kind}", kind=kind)


@pytest.mark.parametrize(
    "kind", [k for k in OrganisationKind if k != OrganisationKind.DISTRICT_OFFICE]
)
def test_decision_only_by_a_body_that_decides(kind):
    about = passage()
    deciding = body(kind)
    if kind == OrganisationKind.BODY:
        made = decide(about, deciding)
        assert decision_of(made).body == deciding
        assert made.title == f"Beschluss: {deciding.name}, Drs. 19/1234"
        return
    with pytest.raises(BodyCannotDecide) as refusal:
        decide(about, deciding)
    assert refusal.value.data == {"body": deciding.name}


@pytest.mark.parametrize(
    ("day", "allowed"), [(TODAY, True), (TODAY - DAY, True), (TODAY + DAY, False)]
)
def test_decision_on_a_day_that_has_come(day, allowed):
    about = passage()
    if allowed:
        assert decision_of(decide(about, body(), decided_on=day)).decided_on == day
        return
    with pytest.raises(DecidedInFuture):
        decide(about, body(), decided_on=day)
    assert decisions_on(about) == []


@pytest.mark.parametrize("reference", ["", "  ", "\u200b"])
def test_decision_without_a_reference_is_refused(reference):
    with pytest.raises(ReferenceMissing):
        decide(passage(), body(), reference=reference)


def test_decision_by_somebody_else_than_the_office_is_refused():
    with pytest.raises(RoleNeeded):
        decide(passage(), body(), visitor=citizen())


def test_decision_on_what_is_not_public_is_refused():
    about = passage(visibility=Visibility.DRAFT)
    with pytest.raises(NodeNotPublic):
        decide(about, body())


def test_decision_with_the_same_reference_twice_is_one():
    about, deciding, other = passage(), body(), organisation("Rat", kind=OrganisationKind.BODY)
    made = decide(about, deciding)
    assert decide(about, deciding, reference=" Drs. 19/1234 ", title="Noch einmal") == made
    assert decide(about, other) != made != decide(passage(), deciding)
    assert len(decisions_on(about)) == 2


def test_decisions_on_a_node_come_oldest_first_and_are_what_became_of_it():
    about, deciding = passage(), body()
    late = decide(about, deciding, decided_on=TODAY, title="Zweite Lesung")
    early = decide(about, deciding, decided_on=TODAY - DAY, reference="Drs. 19/1233")
    decide(passage(), deciding)
    assert [decision.node for decision in decisions_on(about)] == [early, late]
    assert {step.node for step in story_of(about).became} == {early, late}
    assert entries_about(late.public_id)[0].content == {
        "body": deciding.name,
        "on": "2026-11-21",
        "reference": "Drs. 19/1234",
    }


@pytest.mark.parametrize(("length", "refused"), [(120, False), (121, True)])
def test_decision_with_a_reference_that_no_table_holds_is_refused(length, refused):
    about = passage()
    if not refused:
        assert decide(about, body(), reference="x" * length)
        return
    with pytest.raises(ReferenceTooLong, match="121"):
        decide(about, body(), reference="x" * length)
