"""Planning and opening a process: what is missing is said in words."""

from typing import Any

import pytest

from mitmachstadt.formats import errors
from mitmachstadt.formats.actions import open_process, write_concept
from mitmachstadt.formats.models import Process
from mitmachstadt.formats.queries import phases_of
from mitmachstadt.formats.rules import may_open_process
from mitmachstadt.nodes.enums import Kind, Relation, Scope, Visibility
from mitmachstadt.nodes.models import Trace, Window
from mitmachstadt.nodes.queries import story_of
from tests import factories as make
from tests.factories import CONCEPT, DAY, NOW, TICK

pytestmark = pytest.mark.django_db


def opens(process: Process, **rest: Any) -> Process:
    return open_process(process=process, visitor=make.office(), **{"at": NOW - 10 * DAY, **rest})


def with_concept(process: Process, **changed: str) -> Process:
    words = CONCEPT | changed
    write_concept(process=process, words=words, visitor=make.office(), at=NOW - 20 * DAY)
    return process


def test_without_concept_and_phase_it_does_not_open_and_says_so() -> None:
    with pytest.raises(errors.NotReadyToOpen) as refused:
        opens(make.planned_process())
    assert "das Beteiligungskonzept" in refused.value.in_words
    assert "eine Phase" in refused.value.in_words


def test_a_gap_in_the_concept_is_named() -> None:
    process = with_concept(make.planned_process(), who_decides="", how_used="")
    make.planned_phase(process)
    with pytest.raises(errors.NotReadyToOpen) as refused:
        opens(process)
    assert "„Wer entscheidet?“, „Was geschieht mit den Beiträgen?“" in refused.value.in_words
    assert "Phase" not in refused.value.in_words
    assert not Window.objects.exists()


def test_boilerplate_that_came_in_another_way_still_keeps_it_closed() -> None:
    process = with_concept(make.planned_process())
    process.concepts.update(who_decides="wird noch festgelegt")
    make.planned_phase(process)
    with pytest.raises(errors.NotReadyToOpen, match="Wer entscheidet"):
        opens(process)


def test_what_nobody_can_read_is_not_consulted_on() -> None:
    draft = make.passage(visibility=Visibility.DRAFT, text="Ein Entwurf")
    process = with_concept(make.planned_process(draft))
    make.planned_phase(process)
    with pytest.raises(errors.NotReadyToOpen, match="Veröffentlichung von „Ein Entwurf“"):
        opens(process)


def test_a_phase_that_is_over_keeps_it_closed() -> None:
    process = with_concept(make.planned_process())
    make.planned_phase(process, closes=NOW)
    with pytest.raises(errors.PhaseIsOver):
        opens(process, at=NOW)
    assert opens(process, at=NOW - TICK).opened


def test_opening_makes_it_public_and_links_it_to_what_it_is_about() -> None:
    passage = make.passage()
    process = make.opened_process(passage)
    assert process.node.visibility == Visibility.PUBLIC
    assert process.opened == NOW - 10 * DAY
    trace = Trace.objects.get()
    assert (trace.source, trace.target) == (passage, process.node)
    assert trace.relation == Relation.CONSULTED_IN
    assert [step.node for step in story_of(process.node).came_from] == [passage]


def test_opening_twice_is_refused_and_opens_no_second_windows() -> None:
    process = make.opened_process()
    with pytest.raises(errors.AlreadyOpened):
        opens(process)
    assert Window.objects.count() == 2


def test_a_phase_whose_beginning_has_passed_begins_with_the_opening() -> None:
    process = make.opened_process(at=NOW)
    assert [phase.opens for phase in phases_of(process)] == [NOW]
    assert {window.opens for window in Window.objects.all()} == {NOW}


def test_two_phases_open_their_own_windows() -> None:
    process = with_concept(make.planned_process())
    make.planned_phase(process)
    later = {"opens": NOW + 8 * DAY, "closes": NOW + 9 * DAY}
    make.planned_phase(process, name="Zweite Runde", **later)
    opens(process)
    assert Window.objects.filter(opened_by=process.node).count() == 4


def test_the_rule_gives_its_reason_before_anyone_clicks() -> None:
    process = make.planned_process()
    verdict = may_open_process(process, concept=None, phases=[], at=NOW)
    assert not verdict.allowed
    assert verdict.refusal and verdict.refusal.code == "NotReadyToOpen"


@pytest.mark.parametrize("title", ["", "  ", "\u202e", "x" * 201])
def test_a_process_has_a_title(title: str) -> None:
    with pytest.raises(errors.TitleMissing):
        make.planned_process(title=title)


@pytest.mark.parametrize("purpose", ["", "tbd", "wird noch ergänzt", "Worum es geht"])
def test_a_process_says_what_it_is_for(purpose: str) -> None:
    with pytest.raises(errors.PurposeMissing):
        make.planned_process(purpose=purpose)


def test_a_district_process_names_its_district() -> None:
    with pytest.raises(errors.DistrictMissing):
        make.planned_process(scope=Scope.DISTRICT)
    mitte = make.district()
    process = make.planned_process(scope=Scope.DISTRICT, districts=[mitte])
    assert process.node.district == mitte
    assert make.planned_process(scope=Scope.CITY, districts=[mitte]).node.district is None


def test_contributions_and_processes_are_no_object_of_a_process() -> None:
    remark = make.remark(make.open_passage())
    for node in (remark, make.planned_process().node, make.node(Kind.ANSWER)):
        with pytest.raises(errors.NotForConsultation):
            make.planned_process(node)
