"""Several people at one idea at once: nobody is counted twice or lost, and only one is first."""

import contextlib
import threading
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import State
from mitmachstadt.arena.errors import MergedAlready, MergeInCircle, MovedMeanwhile, SheetChanged
from mitmachstadt.arena.errors.assessing import NotInAssessment
from mitmachstadt.arena.models import FactSheet, Idea, IdeaStep, Selection
from mitmachstadt.contributions.actions import give_support, recounting, take_support_back
from mitmachstadt.contributions.models import Support
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.errors import NodeMerged
from mitmachstadt.nodes.models import Node, Trace
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_assessing import Room
from tests.arena.test_merging import everybody_behind
from tests.concurrency.test_writers import at_once, errors, writers

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Beide sagen dasselbe."


def merge(whole, *parts, by):
    return actions.merge_ideas(whole=whole, parts=list(parts), reason=WHY, visitor=by, at=f.NOW)


def count(one):
    return Node.objects.get(pk=one.pk).supports


def behind(*ideas):
    """How many different people stand behind these."""
    found = Support.objects.filter(node__in=[idea.pk for idea in ideas])
    return found.values("person").distinct().count()


@pytest.fixture
def merged():
    """A whole of two parts, and six people behind each part."""
    inside = a.arena()
    whole, *parts = (a.idea(inside, title) for title in ("Ganzes", "Erster", "Zweiter"))
    people = [f.citizen(f"Person {n}") for n in range(12)]
    for number, who in enumerate(people):
        give_support(node=parts[number % 2].node, visitor=who, at=f.NOW)
    merge(whole, *parts, by=f.office())
    return whole, parts, people


def test_supports_of_two_parts_taken_back_at_once_are_all_counted_at_the_whole(merged):
    whole, parts, people = merged
    work = [
        lambda number=number: take_support_back(
            node=parts[number % 2].node, visitor=people[number], at=f.NOW
        )
        for number in range(10)
    ]
    assert at_once(*work) == [True] * 10
    assert [count(each) for each in (whole, *parts)] == [2, 1, 1]


def test_second_who_is_counted_at_a_whole_sees_the_first(merged, monkeypatch):
    """Both have written, none is counted, and each would count before the other is done."""
    whole, parts, people = merged
    both, counted, recount = threading.Barrier(2), [], recounting.recount_supports

    def counts_as_late_as_can_be(ids):
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(timeout=0.3)
        counted.append(list(ids))
        recount(ids)
        time.sleep(0.2)

    monkeypatch.setattr(recounting, "recount_supports", counts_as_late_as_can_be)
    work = [
        lambda number=number: take_support_back(
            node=parts[number].node, visitor=people[number], at=f.NOW
        )
        for number in (0, 1)
    ]
    assert at_once(*work) == [True, True]
    assert len(counted) == 2
    assert count(whole) == 10


def test_rows_are_locked_in_one_order_by_all():
    """In whichever other order two writers could wait for each other for ever."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write and locks no rows")
    inside = a.arena()
    whole, part = a.idea(inside, "Ganzes"), a.idea(inside, "Teil")
    who = f.citizen()
    give_support(node=part.node, visitor=who, at=f.NOW)
    with CaptureQueriesContext(connection) as asked:
        merge(whole, part, by=f.office())
        take_support_back(node=part.node, visitor=who, at=f.NOW)
    locking = [each["sql"] for each in asked if "FOR NO KEY UPDATE" in each["sql"]]
    several = [sql for sql in locking if " IN (" in sql]
    assert len(several) == 3
    assert all('ORDER BY "nodes_node"."id" ASC' in sql for sql in several)


def test_supports_given_while_ideas_become_one_are_counted_once_and_none_is_lost():
    inside, by = a.arena(), f.office()
    whole, *parts = (a.idea(inside, title) for title in ("Ganzes", "Erster", "Zweiter"))
    people = [f.citizen(f"Person {n}") for n in range(writers() // 2)]
    results = at_once(
        lambda: merge(whole, *parts, by=by),
        *(
            lambda who=who, to=to: give_support(node=to.node, visitor=who, at=f.NOW)
            for who in people
            for to in (whole, parts[len(who.name) % 2])
        ),
    )
    assert {type(error) for error in errors(results)} <= {NodeMerged}
    assert count(whole) == behind(whole, *parts)
    assert [count(part) for part in parts] == [behind(part) for part in parts]


def test_merges_of_one_idea_by_several_people_at_once_are_one():
    inside = a.arena()
    part, *wholes = (a.idea(inside, f"Idee {nth}") for nth in range(5))
    desks = [f.office(f"Büro {nth}") for nth in range(4)]
    results = at_once(
        *(
            lambda whole=whole, by=by: merge(whole, part, by=by)
            for whole, by in zip(wholes, desks, strict=True)
        )
    )
    assert [type(error) for error in errors(results)] == [MergedAlready] * 3
    assert Trace.objects.filter(source=part.pk, relation=Relation.MERGED_INTO).count() == 1


def test_merges_all_around_at_once_close_no_circle_and_count_everybody():
    inside, size = a.arena(), 8
    ring = [a.idea(inside, f"Idee {each}") for each in range(size)]
    for each in ring:
        give_support(node=each.node, visitor=f.citizen(), at=f.NOW)
    desks = [f.office(f"Büro {each}") for each in range(size)]
    results = at_once(
        *(
            lambda here=here: merge(ring[here], ring[(here + 1) % size], by=desks[here])
            for here in range(size)
        )
    )
    refused = errors(results)
    assert refused and {type(error) for error in refused} <= {MergeInCircle, MergedAlready}
    assert Trace.objects.filter(relation=Relation.MERGED_INTO).count() == size - len(refused)
    assert [count(each) for each in ring] == [len(everybody_behind(each.pk)) for each in ring]


def test_versions_of_a_fact_sheet_written_at_once_overwrite_nothing():
    one, desks = a.idea(a.arena()), [f.office(f"Büro {nth}") for nth in range(4)]
    results = at_once(
        *(
            lambda by=by: actions.write_sheet(
                idea=one, parts={"problem": f"Das sagt {by.name}."}, seen=0, visitor=by, at=f.NOW
            )
            for by in desks
        )
    )
    assert [type(error) for error in errors(results)] == [SheetChanged] * 3
    assert FactSheet.objects.filter(idea=one).count() == 1


def test_moves_at_once_from_one_page_are_one_step():
    one, desks = a.idea(a.arena()), [f.office(f"Büro {nth}") for nth in range(4)]
    results = at_once(
        *(
            lambda by=by: actions.move_idea(
                idea=one, to=State.DECLINED, reason=WHY, seen=State.SUBMITTED, visitor=by, at=f.NOW
            )
            for by in desks
        )
    )
    assert [type(error) for error in errors(results)] == [MovedMeanwhile] * 3
    assert IdeaStep.objects.filter(idea=one).count() == 1


def test_selections_of_one_idea_at_once_are_one():
    room, desks = Room(), [f.office(f"Büro {nth}") for nth in range(4)]
    decision = room.decision()
    results = at_once(
        *(
            lambda by=by, chosen=chosen: room.select(decision, visitor=by, chosen=chosen)
            for by, chosen in zip(desks, (True, False, True, False), strict=True)
        )
    )
    assert [type(error) for error in errors(results)] == [NotInAssessment] * 3
    made = Selection.objects.get(idea=room.idea.pk)
    ended = State.SELECTED if made.chosen else State.DECLINED
    assert Idea.objects.get(pk=room.idea.pk).state == ended
    assert Entry.objects.filter(kind="idea.selected").count() == 1
