"""The rule about windows against a model that walks up the tree and tries every window."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.queries import still_open, windows_above
from mitmachstadt.nodes.rules import opening
from tests.factories import NOW, node, open_window

HOUR = timedelta(hours=1)
AUDIENCES = ["everyone", "signed-in", "office", "moderator"]
GROUPS = st.sets(st.sampled_from(AUDIENCES[1:])).map(lambda more: frozenset({"everyone", *more}))
VERBS = st.sets(st.sampled_from(list(Verb)), min_size=1)
SPAN = st.tuples(st.integers(0, 6), st.integers(1, 4))


@dataclass(frozen=True)
class Plan:
    """A window to open: on which node of the tree, for what, for whom, when."""

    on: int
    verbs: frozenset[Verb]
    audience: str
    span: tuple[int, int]


PLANS = st.lists(
    st.builds(Plan, st.integers(0, 4), VERBS.map(frozenset), st.sampled_from(AUDIENCES), SPAN),
    max_size=5,
)
# Each entry is the parent of the node after the root: any tree of five nodes.
TREES = st.tuples(*(st.integers(0, place) for place in range(4)))


def _is_at_or_below(each: Node, above: Node) -> bool:
    while each != above and each.parent is not None:
        each = each.parent
    return each == above


def _naively(
    each: Node, verb: Verb, windows: list[tuple[Window, Plan, Node]], groups: frozenset[str],
    at: datetime,
) -> set[int]:  # fmt: skip
    return {
        window.pk
        for window, plan, on in windows
        if _is_at_or_below(each, on)
        and verb in plan.verbs
        and plan.audience in groups
        and NOW + plan.span[0] * HOUR <= at < NOW + sum(plan.span) * HOUR
    }


class TestWindows(TestCase):
    @settings(max_examples=40)
    @given(TREES, PLANS, st.sampled_from(list(Verb)), GROUPS, st.integers(-1, 12))
    def test_opening_is_open_exactly_when_a_window_above_lets_somebody_in(
        self, tree, plans, verb, groups, hour
    ):
        at = NOW + hour * HOUR
        nodes = [node()]
        for parent in tree:
            nodes.append(node(parent=nodes[parent]))
        windows = [
            (
                open_window(
                    nodes[plan.on], *plan.verbs, audience=plan.audience,
                    opens=NOW + plan.span[0] * HOUR, closes=NOW + sum(plan.span) * HOUR,
                    answer_due=None,
                ),
                plan,
                nodes[plan.on],
            )
            for plan in plans
        ]  # fmt: skip
        for each in nodes:
            allowed = _naively(each, verb, windows, groups, at)
            found = opening(verb, windows_above(each.path), groups=groups, at=at)
            assert found.is_open is bool(allowed) is found.verdict.allowed
            if found.window is not None:
                assert found.window.pk in allowed
                assert still_open(found.window, found.window.node, at=at)
                closes = [w.closes for w, _, _ in windows if w.pk in allowed]
                assert found.window.closes == max(closes)
