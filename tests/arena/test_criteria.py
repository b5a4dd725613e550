"""By what ideas are assessed and by whom, and what the register is told of a selection."""

import pytest

from mitmachstadt.arena.actions import assessing as s
from mitmachstadt.arena.enums import LONGEST_CRITERION, LONGEST_GRADE, State
from mitmachstadt.arena.errors.assessing import AssessorUnknown, CriterionIncomplete
from mitmachstadt.arena.models import Assessor, CriteriaVersion, Score, Selection
from mitmachstadt.arena.queries.assessing import criteria_of
from mitmachstadt.arena.rules.assessing import CriterionWords
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.models import Person
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_assessing import GRADES, Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return Room()


def words_of(version):
    return [(each.text, each.goal, tuple(each.grades)) for each in criteria_of(version)]


def told(kind):
    return [entry.payload.content for entry in Entry.objects.filter(kind=kind).order_by("pk")]


def test_renewed_criteria_say_the_same_and_the_former_stay(room):
    begun = room.begin()
    before = words_of(begun.version)
    version = s.renew_criteria(arena=room.arena, visitor=room.office, at=f.NOW + f.DAY)
    assert (version.number, version.created, version.begun) == (2, f.NOW + f.DAY, None)
    assert words_of(version) == before == [(e.text, e.goal, e.grades) for e in room.words]
    each = {"goal": room.goal.public_id, "grades": list(GRADES)}
    criteria = [{"text": words.text, **each} for words in room.words]
    assert told("criteria.kept") == [
        {"number": 1, "criteria": criteria}, {"number": 2, "criteria": criteria},
    ]  # fmt: skip
    room.keep([CriterionWords("Hilft es auch später?", room.goal, GRADES)])
    assert words_of(begun.version) == before
    assert [text for text, *_ in words_of(version)] == ["Hilft es auch später?"]


def test_criteria_come_clean_and_are_measured_after_that(room):
    text, grade = "x" * LONGEST_CRITERION, "y" * LONGEST_GRADE
    room.keep([CriterionWords(f" {text}\x00 ", room.goal, (*GRADES[:3], f" {grade}\x00 "))])
    assert words_of(room.criteria[0].version) == [(text, room.goal, (*GRADES[:3], grade))]
    for wrong in (
        CriterionWords(f"{text}x", room.goal, GRADES),
        CriterionWords("Hilft es?", room.goal, (*GRADES[:3], f"{grade}y")),
        CriterionWords(" \x00", room.goal, GRADES),
    ):
        with pytest.raises(CriterionIncomplete):
            room.keep([wrong])
    assert room.criteria[0].text == text


def test_who_has_no_account_any_more_is_named_for_nothing(room):
    gone = f.citizen("Gegangen")
    Person.objects.filter(pk=gone.person.pk).update(is_active=False)
    with pytest.raises(AssessorUnknown):
        room.name(gone)
    assert not Assessor.objects.filter(person=gone.person).exists()
    Person.objects.filter(pk=gone.person.pk).update(is_active=True)
    assert room.name(gone).person == gone.person


def test_assessment_fixes_the_criteria_of_its_own_arena_and_only_once(room):
    other = Room()
    room.begin()
    begun = dict(CriteriaVersion.objects.values_list("arena", "begun"))
    assert begun == {room.arena.pk: f.NOW, other.arena.pk: None}
    second = a.ready_for_assessment(a.idea(room.arena, "Zwei", goals=[(room.goal, a.REASON)]))
    s.begin_assessment(idea=second, visitor=room.office, at=f.NOW + f.DAY)
    assert CriteriaVersion.objects.get(arena=room.arena).begun == f.NOW


def test_scores_are_numbered_anew_in_each_assessment(room):
    room.begin()
    for who in room.people[:2]:
        room.give(who, 1, 2)
    room.idea = a.ready_for_assessment(a.idea(room.arena, "Zwei", goals=[(room.goal, a.REASON)]))
    begun = room.begin()
    assert {score.nth for score in room.give(room.people[2], 1, 2)} == {1}
    assert Score.objects.filter(assessment=begun).count() == 2


@pytest.mark.parametrize(
    ("chosen", "word", "state"),
    [(True, "yes", State.SELECTED), (False, "no", State.DECLINED)],
)
def test_register_tells_whether_the_body_chose_or_declined(room, chosen, word, state):
    decision = room.decision()
    made = room.select(decision, chosen=chosen)
    assert told("idea.selected") == [{"decision": decision.public_id, "chosen": word}]
    assert Entry.objects.get(kind="idea.selected").subject == room.idea.node.public_id
    assert (made.chosen, a.fresh(room.idea).state) == (chosen, state)
    assert Selection.objects.get().by == room.office.person
