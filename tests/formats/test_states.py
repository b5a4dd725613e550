"""Where a process stands follows from its phases, its answers and the clock."""

from datetime import datetime

import pytest

from mitmachstadt.formats.actions import open_process, plan_phase, write_concept
from mitmachstadt.formats.enums import ProcessState
from mitmachstadt.formats.models import Process
from mitmachstadt.formats.queries import process_list, process_page
from mitmachstadt.nodes.models import Node
from tests import factories as make
from tests.factories import CONCEPT, DAY, NOW, TICK

pytestmark = pytest.mark.django_db
END, DUE = NOW + 7 * DAY, NOW + 14 * DAY


def state(process: Process, at: datetime) -> ProcessState:
    page = process_page(process.node, at=at)
    assert page
    return page.state


def test_before_anyone_opens_it_a_process_is_in_preparation() -> None:
    process = make.planned_process()
    make.planned_phase(process)
    assert state(process, NOW) == ProcessState.PREPARING


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (NOW - 7 * DAY - TICK, ProcessState.ANNOUNCED),
        (NOW - 7 * DAY, ProcessState.OPEN),
        (END - TICK, ProcessState.OPEN),
        (END, ProcessState.EVALUATING),
        (DUE, ProcessState.EVALUATING),
        (DUE + TICK, ProcessState.OVERDUE),
    ],
)
def test_with_a_remark_that_nobody_answers(at: datetime, expected: ProcessState) -> None:
    passage = make.passage()
    process = make.opened_process(passage)
    make.remark(passage)
    assert state(process, at) == expected


def test_when_all_is_answered_after_the_end_it_is_closed() -> None:
    passage = make.passage()
    process = make.opened_process(passage)
    remark = make.remark(passage)
    assert state(process, NOW) == ProcessState.OPEN
    make.answer(remark, at=END + DAY)
    assert state(process, END) == ProcessState.CLOSED
    assert state(process, DUE + DAY) == ProcessState.CLOSED


def test_a_process_nobody_took_part_in_is_closed_at_its_end() -> None:
    assert state(make.opened_process(), END) == ProcessState.CLOSED


def test_hidden_remarks_are_owed_no_answer() -> None:
    passage = make.passage()
    process = make.opened_process(passage)
    make.hidden(make.remark(passage))
    assert state(process, DUE + TICK) == ProcessState.CLOSED


def two_rounds(passage: Node) -> Process:
    process = make.planned_process(passage)
    office = make.office()
    write_concept(process=process, words=CONCEPT, visitor=office, at=NOW - 20 * DAY)
    make.planned_phase(process)
    plan_phase(
        process=process,
        name="Zweite Runde",
        opens=NOW + 30 * DAY,
        closes=NOW + 40 * DAY,
        answer_due=NOW + 50 * DAY,
        visitor=office,
        at=NOW - 20 * DAY,
    )
    return open_process(process=process, visitor=office, at=NOW - 10 * DAY)


def test_between_two_phases_the_next_one_is_announced_and_what_is_overdue_counted() -> None:
    passage = make.passage()
    process = two_rounds(passage)
    make.remark(passage)
    assert state(process, NOW + 20 * DAY) == ProcessState.ANNOUNCED
    page = process_page(process.node, at=NOW + 20 * DAY)
    assert page and page.coming
    assert (page.overdue, page.in_time, page.due_since) == (1, 0, DUE)
    assert page.coming.phase.name == "Zweite Runde"
    assert state(process, NOW + 30 * DAY) == ProcessState.OPEN
    assert state(process, NOW + 50 * DAY + TICK) == ProcessState.OVERDUE


def test_each_phase_has_its_own_balance() -> None:
    passage = make.passage()
    process = two_rounds(passage)
    make.answer(make.remark(passage))
    make.remark(passage, at=NOW + 31 * DAY)
    page = process_page(process.node, at=NOW + 31 * DAY)
    assert page
    assert [(one.contributions, one.answered) for one in page.phases] == [(1, 1), (1, 0)]
    assert page.shares == [
        ("beantwortet", 1, "answered"),
        ("noch offen", 1, "open"),
        ("Frist überschritten", 0, "overdue"),
    ]


def test_the_list_shows_what_is_open_first_and_nothing_that_is_prepared() -> None:
    closed = make.opened_process(phase={"closes": NOW - DAY})
    later = make.opened_process(phase={"opens": NOW + DAY, "closes": NOW + 9 * DAY})
    running = make.opened_process()
    make.planned_phase(make.planned_process())
    found = process_list(at=NOW)
    assert [facts.node for facts in found.processes] == [running.node, later.node, closed.node]
    assert found.older is None


def test_the_list_goes_on_where_it_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mitmachstadt.formats.queries.reading.LIST_PAGE", 2)
    made = [make.opened_process().node for _ in range(5)]
    seen: list[Node] = []
    after = None
    for _ in range(3):
        page = process_list(at=NOW, after=after)
        seen += [facts.node for facts in page.processes]
        after = page.older
    assert after is None
    assert sorted(node.pk for node in seen) == sorted(node.pk for node in made)


def test_a_node_that_is_no_process_has_no_page() -> None:
    assert process_page(make.passage(), at=NOW) is None
