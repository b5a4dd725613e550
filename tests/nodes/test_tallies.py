"""The database counts what came through each window, whoever writes."""

import pytest
from django.db import connection
from django.db.models import Count, Q, Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node, Tally
from tests import factories as f

pytestmark = pytest.mark.django_db
ANEW = (
    "The triggers of the tallies are gone: a migration let Django build nodes_node anew. Add"
    " migrations.RunPython(make_triggers) after it (nodes/migrations/_tallies.py)."
)


def tallies() -> dict[int, tuple[int, int]]:
    rows = Tally.objects.values_list("window_id").annotate(Sum("contributions"), Sum("unanswered"))
    return {pk: (total, unanswered) for pk, total, unanswered in rows if total or unanswered}


def counted() -> dict[int, tuple[int, int]]:
    rows = (
        Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC)
        .order_by()
        .values_list("window_id")
        .annotate(total=Count("id"), unanswered=Count("id", filter=Q(answers=0)))
    )
    return {pk or 0: (total, unanswered) for pk, total, unanswered in rows}


CHANGES = {
    "hidden": {"visibility": Visibility.HIDDEN},
    "public": {"visibility": Visibility.PUBLIC},
    "answered": {"answers": 1},
    "answered twice": {"answers": 2},
    "unanswered": {"answers": 0},
    "through no window": {"window": None},
    "another kind": {"kind": Kind.NEWS},
    "another title": {"title": "Neu"},
}


@given(
    steps=st.lists(
        st.tuples(st.sampled_from([*CHANGES, "gone", "new"]), st.integers(0, 3)), max_size=12
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_changes_the_tallies_are_the_counts(steps):
    windows = [f.open_window(f.passage()) for _ in range(2)]
    remarks = [f.many_remarks(window.node, 1)[0] for window in windows * 2]
    for what, which in steps:
        chosen = remarks[which % len(remarks)]
        if what == "gone":
            Node.objects.filter(pk=chosen.pk).delete()
        elif what == "new":
            remarks.append(f.many_remarks(windows[0].node, 1)[0])
        else:
            Node.objects.filter(pk=chosen.pk).update(**CHANGES[what])
        assert tallies() == counted(), ANEW


def test_many_at_once_are_counted():
    window = f.open_window(f.passage())
    made = [f.many_remarks(window.node, 1)[0] for _ in range(3)]
    assert tallies() == {window.pk: (3, 3)}, ANEW
    Node.objects.filter(pk__in=[each.pk for each in made]).update(answers=1)
    assert tallies() == {window.pk: (3, 0)}, ANEW


@pytest.mark.django_db(transaction=True)
def test_emptied_tables_are_counted_as_empty():
    window = f.open_window(f.passage())
    f.many_remarks(window.node, 1)[0]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE nodes_node CASCADE")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("DELETE FROM nodes_node")
            cursor.execute("PRAGMA foreign_keys = ON")
    assert tallies() == {}
