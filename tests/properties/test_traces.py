"""What became of it, and circles, against a walk through the graph by hand."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import WITHOUT_CIRCLE, Relation, Visibility
from mitmachstadt.nodes.errors import CircularRelation, SelfRelation
from mitmachstadt.nodes.models import Trace
from mitmachstadt.nodes.queries import TRACE_DEPTH, story_of
from tests.factories import NOW, node

SIZE = 6
EDGES = st.sets(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda e: e[0] != e[1]),
    max_size=12,
)
HIDDEN = st.sets(st.integers(0, SIZE - 1), max_size=2)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 4), st.integers(0, 4), st.sampled_from([*WITHOUT_CIRCLE, Relation.PAYS_INTO])
    ),
    max_size=14,
)


def _walk(start: int, edges: set[tuple[int, int]], hidden: set[int]) -> dict[tuple[int, int], int]:
    """Every edge that can be reached over public nodes, with its smallest depth."""
    depths: dict[tuple[int, int], int] = {}
    here = {start}
    for depth in range(1, TRACE_DEPTH + 1):
        taken = {e for e in edges if e[0] in here and e[1] not in hidden}
        for edge in taken:
            depths.setdefault(edge, depth)
        here = {end for _, end in taken}
    return {edge: depth for edge, depth in depths.items() if edge[1] != start}


def _has_circle(edges: set[tuple[int, int]]) -> bool:
    left = set(edges)
    while leaves := {e for e in left if not any(other[0] == e[1] for other in left)}:
        left -= leaves
    return bool(left)


class TestTraces(TestCase):
    @settings(max_examples=40)
    @given(EDGES, HIDDEN)
    def test_what_became_of_and_where_from_are_the_same_walk_turned_round(self, edges, hidden):
        nodes = [
            node(visibility=Visibility.HIDDEN if n in hidden else Visibility.PUBLIC)
            for n in range(SIZE)
        ]
        number = {each.pk: n for n, each in enumerate(nodes)}
        Trace.objects.bulk_create(
            Trace(source=nodes[a], target=nodes[b], relation=Relation.TAKEN_UP_IN, created=NOW)
            for a, b in edges
        )
        forward = {
            (number[step.from_id], number[step.node.pk]): step.depth
            for step in story_of(nodes[0]).became
        }
        assert forward == _walk(0, edges, hidden)
        backward = {
            (number[step.from_id], number[step.node.pk]): step.depth
            for step in story_of(nodes[0]).came_from
        }
        assert backward == _walk(0, {(b, a) for a, b in edges}, hidden)

    @settings(max_examples=40)
    @given(STEPS)
    def test_link_lets_in_exactly_what_closes_no_circle(self, steps):
        nodes = [node() for _ in range(5)]
        kept: set[tuple[int, int]] = set()
        for a, b, relation in steps:
            hierarchical = relation in WITHOUT_CIRCLE
            wrong = a == b or (hierarchical and _has_circle(kept | {(a, b)}))
            try:
                link(source=nodes[a], target=nodes[b], relation=relation, by=None, at=NOW)
            except (CircularRelation, SelfRelation):
                assert wrong
            else:
                assert not wrong
                if hierarchical:
                    kept.add((a, b))
