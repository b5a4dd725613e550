"""Withdrawing one's own words, and what stays."""

from datetime import timedelta

import pytest

from mitmachstadt.contributions.actions import correct_remark, withdraw_remark
from mitmachstadt.contributions.enums import CASE_DAYS
from mitmachstadt.contributions.errors import CaseOpen, NotInThatState
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.contributions.queries import node_by_code, thread_page
from mitmachstadt.ledger.models import Entry
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.queries import wordings_of
from mitmachstadt.people.enums import Capacity
from tests.contributions.moderating.verbs import STATES, ids, remark_that_is
from tests.factories import (
    NOW,
    TICK,
    answer,
    citizen,
    code_of,
    fresh,
    hidden,
    open_passage,
    organisation,
    person,
    remark,
    state_of,
    submitted,
    visitor,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", STATES[:3])
def test_withdrawing_works_in_every_state_and_moves_the_counter_only_from_public(state):
    about = open_passage()
    other = remark(about)
    made = remark_that_is(state, about)
    settled = NOW + timedelta(days=CASE_DAYS)
    withdraw_remark(code=code_of(made), at=settled)
    assert state_of(made) == Visibility.WITHDRAWN
    assert fresh(about).remarks == 1
    assert state_of(other) == Visibility.PUBLIC


def test_withdrawing_what_was_hidden_lately_is_refused_and_says_until_when():
    made = hidden(remark(open_passage(), "Eine Drohung"))
    with pytest.raises(CaseOpen) as refused:
        withdraw_remark(code=code_of(made), at=NOW + timedelta(days=CASE_DAYS) - TICK)
    assert refused.value.data["until"] == NOW + timedelta(days=CASE_DAYS)
    assert fresh(made).text == "Eine Drohung"


def test_withdrawing_twice_is_refused():
    made = remark_that_is(Visibility.WITHDRAWN)
    with pytest.raises(NotInThatState):
        withdraw_remark(code=code_of(made), at=NOW)


def test_withdrawing_takes_words_names_and_former_words_and_leaves_the_place():
    member = person("Ada Lovelace")
    club = organisation("Verein der Rechnerinnen", member)
    about = open_passage()
    made = submitted(
        about, "Geheime Maschine", by=visitor(member), capacity=Capacity.ORGANISATION,
        organisation=club,
    )  # fmt: skip
    correct_remark(code=made.code, text="Geheime Brücke", at=NOW)
    reply = remark(made.node, "Antwort")
    withdraw_remark(code=made.code, at=NOW)
    after = fresh(made.node)
    assert (after.text, after.author_name, after.author, after.organisation_name) == (
        "",
        "",
        None,
        "",
    )
    assert after.organisation is None and "Geheime" not in after.card + after.title
    assert wordings_of(after) == []
    assert node_by_code(made.code) == after
    assert fresh(reply).parent == after
    assert ids(talk.remark for talk in thread_page(about).talks) == ids([after])


def test_withdrawing_keeps_the_lines_of_the_register_without_what_they_said():
    made = remark(open_passage())
    withdraw_remark(code=code_of(made), at=NOW)
    lines = entries_about(made.public_id)
    assert [(line.kind, line.verified) for line in lines] == [
        ("remark.submitted", None),
        ("remark.withdrawn", True),
    ]


def test_withdrawing_what_was_answered_keeps_the_answer():
    made = remark(open_passage())
    given = answer(made)
    withdraw_remark(code=code_of(made), at=NOW)
    assert fresh(made).answers == 1
    assert fresh(given).text
    assert Entry.objects.filter(subject=given.public_id).exists()


def test_withdrawing_takes_the_person_out_of_its_corrections_too():
    made = submitted(open_passage(), by=citizen())
    correct_remark(code=made.code, text="Besser gesagt.", at=NOW)
    assert ModerationStep.objects.filter(by__isnull=False).count() == 1
    withdraw_remark(code=made.code, at=NOW)
    assert not ModerationStep.objects.filter(by__isnull=False).exists()
