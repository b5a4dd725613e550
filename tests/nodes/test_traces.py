import itertools

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.actions import link as make_link
from mitmachstadt.nodes.actions import unlink
from mitmachstadt.nodes.enums import WITHOUT_CIRCLE, Kind, Relation, Visibility
from mitmachstadt.nodes.errors import CircularRelation, SelfRelation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import (
    TRACE_DEPTH,
    TRACE_LIMIT,
    story_of,
)
from tests.factories import NOW, node, person

pytestmark = pytest.mark.django_db
TAKEN = Relation.TAKEN_UP_IN


def link(source: Node, target: Node, relation: Relation = TAKEN, note: str = "") -> Trace:
    return make_link(source=source, target=target, relation=relation, by=None, at=NOW, note=note)


def nodes(names: str, **fields: object) -> list[Node]:
    return [node(Kind.DOCUMENT, title=name, **fields) for name in names]


def told(steps) -> list[tuple[int, str]]:
    return [(step.depth, step.node.title) for step in steps]


def test_trace_of_a_node_without_any_is_empty():
    (a,) = nodes("a")
    assert story_of(a).became == story_of(a).came_from == []


def test_trace_chain_is_told_nearest_first_in_both_directions():
    a, b, c = nodes("abc")
    link(a, b, Relation.ANSWERED_BY)
    link(b, c, Relation.DEALT_WITH_IN, note="Kapitel 3")
    assert told(story_of(a).became) == [(1, "b"), (2, "c")]
    assert told(story_of(b).became) == [(1, "c")]
    assert told(story_of(c).came_from) == [(1, "b"), (2, "a")]
    first, second = story_of(a).became
    assert (first.from_id, first.forward, first.note) == (a.pk, "beantwortet durch", "")
    assert (second.from_id, second.forward, second.note) == (b.pk, "wird behandelt in", "Kapitel 3")
    assert story_of(c).came_from[0].backward == "behandelt auch"


def test_trace_diamond_tells_each_way_into_the_last_node():
    a, b, c, d = nodes("abcd")
    for source, target in ((a, b), (a, c), (b, d), (c, d)):
        link(source, target)
    assert told(story_of(a).became) == [(1, "b"), (1, "c"), (2, "d"), (2, "d")]
    assert {step.from_id for step in story_of(a).became[2:]} == {b.pk, c.pk}


def test_trace_with_a_short_cut_tells_the_node_at_each_of_its_depths():
    a, b, c = nodes("abc")
    for source, target in ((a, b), (b, c), (a, c)):
        link(source, target)
    assert told(story_of(a).became) == [(1, "b"), (1, "c"), (2, "c")]


def test_trace_parallel_is_shown_and_not_followed():
    a, b, c, d = nodes("abcd")
    link(a, b, Relation.PARALLEL_TO)
    link(b, c)
    link(a, d)
    assert told(story_of(a).became) == [(1, "b"), (1, "d")]
    assert told(story_of(b).came_from) == [(1, "a")]


def test_trace_parallel_further_away_is_not_told():
    a, b, c = nodes("abc")
    link(a, b)
    link(b, c, Relation.PARALLEL_TO)
    assert told(story_of(a).became) == [(1, "b")]


def test_trace_circle_of_a_relation_that_may_have_one_ends():
    a, b, c = nodes("abc")
    for source, target in ((a, b), (b, c), (c, a)):
        link(source, target)
    assert told(story_of(a).became) == [(1, "b"), (2, "c")]
    assert told(story_of(a).came_from) == [(1, "c"), (2, "b")]


@pytest.mark.parametrize(
    "visibility",
    [Visibility.DRAFT, Visibility.WAITING, Visibility.HIDDEN, Visibility.WITHDRAWN],
)
def test_trace_through_what_is_not_public_is_not_shown_nor_followed(visibility):
    a, b, c = nodes("abc")
    link(a, b)
    link(b, c)
    Node.objects.filter(pk=b.pk).update(visibility=visibility)
    assert story_of(a).became == []
    assert story_of(c).came_from == []


def test_trace_through_what_a_newer_edition_left_out_is_shown():
    a, b, c = nodes("abc")
    link(a, b)
    link(b, c)
    Node.objects.filter(pk=b.pk).update(visibility=Visibility.RETIRED)
    assert told(story_of(a).became) == [(1, "b"), (2, "c")]


def test_trace_is_followed_six_steps_and_no_further():
    chain = nodes("abcdefghi")
    for source, target in itertools.pairwise(chain):
        link(source, target)
    assert told(story_of(chain[0]).became) == list(enumerate("bcdefg", start=1))
    assert len(story_of(chain[-1]).came_from) == TRACE_DEPTH


def test_trace_tells_the_hundred_nearest_and_hidden_ones_take_no_room():
    hub, far = nodes("ab")
    some = [node(title=str(n)) for n in range(TRACE_LIMIT + 20)]
    Trace.objects.bulk_create(
        Trace(source=hub, target=each, relation=TAKEN, created=NOW) for each in some
    )
    link(some[-1], far)
    Node.objects.filter(pk__in=[each.pk for each in some[:19]]).update(visibility=Visibility.HIDDEN)
    steps = story_of(hub).became
    assert len(steps) == TRACE_LIMIT
    assert [step.node for step in steps] == some[19 : 19 + TRACE_LIMIT]


def test_trace_of_many_nodes_takes_the_statements_of_one(django_assert_num_queries):
    a, *others = nodes("abcdefg")
    for each in others:
        link(a, each)
    with django_assert_num_queries(2):
        assert len([step.node.title for step in story_of(a).became]) == 6
    with django_assert_num_queries(2):
        assert len(story_of(others[0]).came_from) == 1


def test_link_to_itself_is_refused():
    (a,) = nodes("a")
    for relation in Relation:
        with pytest.raises(SelfRelation):
            link(a, a, relation)
    assert Trace.objects.count() == 0 and Entry.objects.count() == 0


def test_link_to_itself_is_refused_by_the_database():
    (a,) = nodes("a")
    with pytest.raises(IntegrityError), transaction.atomic():
        Trace.objects.create(source=a, target=a, relation=TAKEN, created=NOW)


@pytest.mark.parametrize("first", WITHOUT_CIRCLE)
@pytest.mark.parametrize("second", WITHOUT_CIRCLE)
def test_link_back_is_refused_and_names_both(first, second):
    a, b = nodes("ab")
    link(a, b, first)
    with pytest.raises(CircularRelation) as refusal:
        link(b, a, second)
    assert refusal.value.data == {"source": "b", "target": "a"}
    assert Trace.objects.count() == 1


@pytest.mark.parametrize("length", [3, 4, 9])
def test_link_that_closes_a_longer_circle_is_refused(length):
    chain = nodes("abcdefghi"[:length])
    for number, (source, target) in enumerate(itertools.pairwise(chain)):
        link(source, target, WITHOUT_CIRCLE[number % 2])
    with pytest.raises(CircularRelation):
        link(chain[-1], chain[0], Relation.BASIS_OF)


def test_link_of_documents_as_a_diamond_is_no_circle():
    a, b, c, d = nodes("abcd")
    for source, target in ((a, b), (a, c), (b, d), (c, d)):
        link(source, target, Relation.BASIS_OF)
    assert Trace.objects.count() == 4


def test_link_closing_a_circle_over_another_relation_is_allowed():
    a, b, c = nodes("abc")
    link(a, b, Relation.BASIS_OF)
    link(b, c, Relation.TAKEN_UP_IN)
    link(c, a, Relation.BASIS_OF)
    assert Trace.objects.count() == 3


def test_link_twice_is_one_trace_and_one_line():
    a, b = nodes("ab")
    assert link(a, b, note="erst") == link(a, b, note="dann")
    assert Trace.objects.get().note == "erst"
    assert Entry.objects.filter(kind="trace.made", subject=a.public_id).count() == 1


def test_unlink_keeps_on_record_that_there_was_a_trace_and_why_it_went():
    a, b = nodes("ab")
    trace, by = link(a, b), person()
    unlink(trace=trace, by=by, at=NOW, reason="Verwechslung")
    assert story_of(a).became == []
    line = Entry.objects.get(kind="trace.removed", subject=a.public_id)
    assert line.payload.content == {
        "relation": "taken_up_in",
        "target": b.public_id,
        "reason": "Verwechslung",
        "by": by.public_id,
    }


@pytest.mark.parametrize("relation", Relation)
def test_relation_has_words_in_both_directions(relation):
    assert relation.label and relation.backward
