"""What each kind of answer promises."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.errors import DetailMissing, UntilHasPassed, UntilTooFar
from mitmachstadt.answers.models import Answer
from mitmachstadt.answers.queries import answer_of
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.errors import NodeNotPublic
from mitmachstadt.nodes.queries import story_of
from mitmachstadt.people.enums import OrganisationKind
from tests.answers.answering.days import DAY, TODAY
from tests.factories import NOW, REASON, answer, fresh, open_passage, organisation, passage, remark

pytestmark = pytest.mark.django_db

PLAIN = ["taken_up", "partly", "not_taken", "question_answered", "agreed"]


# --- kinds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PLAIN)
def test_answer_of_a_plain_kind_needs_only_its_reason_and_ignores_the_rest(kind):
    made, unit = remark(open_passage()), organisation("Amt")
    given = answer(made, kind=AnswerKind(kind), unit=unit, until=TODAY, elsewhere=passage())
    kept = answer_of(given)
    assert (kept.kind, kept.unit, kept.until, kept.elsewhere) == (kind, None, None, None)
    assert (given.title, given.text) == (AnswerKind(kind).label, REASON)


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("passed_on", "die Stelle, an die weitergeleitet wurde"),
        ("examining", "das Datum, bis zu dem geprüft wird"),
        ("elsewhere", "die Seite, auf der es behandelt wird"),
    ],
)
def test_answer_without_what_its_kind_promises_is_refused(kind, missing):
    made = remark(open_passage())
    with pytest.raises(DetailMissing) as refusal:
        answer(made, kind=AnswerKind(kind))
    assert refusal.value.data == {"kind": AnswerKind(kind).label, "missing": missing}
    assert fresh(made).answers == 0 and Answer.objects.count() == 0


def test_answer_passed_on_names_the_unit():
    unit = organisation("Amt für Wege", kind=OrganisationKind.SUBORDINATE_AUTHORITY)
    given = answer(remark(open_passage()), kind=AnswerKind.PASSED_ON, unit=unit)
    assert answer_of(given).unit == unit
    assert given.title == "Weitergeleitet an: Amt für Wege"


@pytest.mark.parametrize(
    ("until", "allowed"), [(TODAY - DAY, False), (TODAY, True), (TODAY + DAY, True)]
)
def test_answer_examining_until_a_day_that_has_not_passed(until, allowed):
    made = remark(open_passage())
    if not allowed:
        with pytest.raises(UntilHasPassed) as refusal:
            answer(made, kind=AnswerKind.EXAMINING, until=until)
        assert refusal.value.data == {"until": "20.11.2026"}
        return
    given = answer(made, kind=AnswerKind.EXAMINING, until=until)
    assert given.title == f"Wird geprüft bis {until:%d.%m.%Y}"


def test_answer_examining_takes_today_from_the_city_and_not_from_greenwich():
    made = remark(open_passage())
    late = NOW.replace(hour=23, minute=30)
    with pytest.raises(UntilHasPassed):
        answer(made, kind=AnswerKind.EXAMINING, until=TODAY, at=late)


def test_answer_elsewhere_is_linked_to_where_it_is_dealt_with():
    made, place = remark(open_passage()), passage(text="Kapitel 4")
    given = answer(made, kind=AnswerKind.ELSEWHERE, elsewhere=place)
    assert [step.node for step in story_of(made).became] == [given, place]
    assert answer_of(given).elsewhere == place


def test_answer_elsewhere_pointing_at_a_draft_is_refused():
    draft = passage(visibility=Visibility.DRAFT)
    with pytest.raises(NodeNotPublic):
        answer(remark(open_passage()), kind=AnswerKind.ELSEWHERE, elsewhere=draft)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "passed_on"},
        {"kind": "examining"},
        {"kind": "elsewhere"},
        {"kind": "agreed", "until": TODAY},
    ],
    ids=str,
)
def test_answer_that_breaks_its_promise_is_refused_by_the_database(wrong):
    given = answer(remark(open_passage()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(node=given).update(**wrong)


@pytest.mark.parametrize(("days", "refused"), [(366, False), (367, True)])
def test_examining_takes_a_year_at_most(days, refused):
    made, until = remark(open_passage()), TODAY + timedelta(days=days)
    if not refused:
        answer(made, kind=AnswerKind.EXAMINING, until=until)
        return
    with pytest.raises(UntilTooFar, match="höchstens ein Jahr"):
        answer(made, kind=AnswerKind.EXAMINING, until=until)
