"""What the city owes: due, overdue, the inbox, how long it took."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.queries import (
    INBOX_PAGE,
    AnswerTimes,
    InboxPlace,
    Wanted,
    answer_times,
    balance_columns,
    inbox,
    inbox_rows,
    lapsed_rows,
    latest_answers,
    overdue_remarks,
)
from mitmachstadt.contributions.actions import withdraw_remark
from mitmachstadt.nodes.actions import move_window
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node, Window
from tests.factories import (
    DAY,
    NOW,
    TICK,
    answer,
    citizen,
    code_of,
    fresh,
    hidden,
    many_remarks,
    node,
    office,
    open_passage,
    open_window,
    remark,
    submitted,
)

pytestmark = pytest.mark.django_db
DUE = NOW + 14 * DAY


def walk(windows: list[int] | None = None) -> list[Node]:
    """All pages of the inbox, through the addresses of its pages."""
    seen, after = [], None
    for _ in range(50):
        page, place = inbox_rows(Wanted(windows=windows), after=after)
        seen += [Node.objects.select_related("window").get(pk=row.id) for row in page]
        if place is None:
            return seen
        assert len(page) == inbox.INBOX_PAGE
        after = InboxPlace.read(str(place))
    raise AssertionError("the inbox has no end")


@pytest.mark.parametrize(("at", "overdue"), [(DUE - TICK, 0), (DUE, 0), (DUE + TICK, 1)])
def test_answer_is_overdue_after_its_due_moment_and_not_at_it(at, overdue):
    made = remark(open_passage(answer_due=DUE))
    assert answer_times(at=at).overdue == overdue
    assert overdue_remarks(at=at, limit=9) == [made] * overdue


def test_answer_given_is_not_overdue_any_more():
    made = remark(open_passage(answer_due=DUE))
    answer(made)
    assert answer_times(at=DUE + DAY).overdue == 0
    assert walk() == []


def test_overdue_moves_with_the_window():
    made = remark(open_passage(closes=NOW + DAY, answer_due=NOW + 2 * DAY))
    at = NOW + 3 * DAY
    assert overdue_remarks(at=at, limit=9) == [made]
    move_window(window=Window.objects.get(), closes=NOW + DAY, answer_due=NOW + 9 * DAY, at=NOW)
    assert answer_times(at=at).overdue == 0
    assert walk()[0].window.answer_due == NOW + 9 * DAY


def test_nothing_is_owed_to_what_is_not_public_or_has_no_due_date():
    about = open_passage()
    submitted(about)
    hidden(remark(about))
    withdraw_remark(code=code_of(remark(about)), at=NOW)
    remark(open_passage(answer_due=None))
    assert walk() == []
    assert answer_times(at=NOW + 99 * DAY).overdue == 0


def test_inbox_comes_soonest_due_first_then_oldest_first():
    late = open_passage(answer_due=NOW + 20 * DAY)
    soon = open_passage(answer_due=NOW + 10 * DAY)
    same = open_passage(answer_due=NOW + 10 * DAY)
    second = remark(soon, at=NOW + DAY)
    other = remark(same, at=NOW)
    last = remark(late, at=NOW)
    first = remark(soon, at=NOW)
    assert walk() == [first, second, other, last]
    assert walk([Window.objects.get(node=soon).pk]) == [first, second]


def test_inbox_row_tells_what_the_list_shows():
    about, by = open_passage("Neue Wege"), citizen("Ada")
    made = remark(about, "Mehr Bänke", by=by)
    (row,), _ = inbox_rows()
    assert (row.public_id, row.title, row.author_name) == (made.public_id, "Mehr Bänke", "Ada")
    assert (row.about_id, row.about_title) == (about.public_id, "Neue Wege")
    assert (row.created, row.due, row.window) == (NOW, DUE, made.window_id)


def test_inbox_page_takes_one_statement_for_1_and_for_60(django_assert_num_queries):
    about = open_passage()
    many_remarks(about, 1)
    with django_assert_num_queries(1):
        assert len(inbox_rows()[0]) == 1
    many_remarks(about, 2 * INBOX_PAGE)
    with django_assert_num_queries(1):
        page, place = inbox_rows()
    with django_assert_num_queries(1):
        rest, _ = inbox_rows(after=place)
    assert len(page) == len(rest) == INBOX_PAGE


def test_inbox_of_no_window_is_empty():
    remark(open_passage())
    assert inbox_rows(Wanted(windows=[])) == ([], None)


def test_inbox_walks_its_indexes_and_sorts_nothing_on_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("with few rows PostgreSQL rightly reads the whole table")
    with CaptureQueriesContext(connection) as asked:
        inbox_rows(Wanted(district=1), after=InboxPlace(NOW, 1, NOW, 1))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + asked.captured_queries[0]["sql"])
        plan = [line[3] for line in cursor.fetchall()]
    assert any("node_unanswered" in line for line in plan)
    assert not any("TEMP B-TREE" in line or line.startswith("SCAN") for line in plan)


@pytest.mark.parametrize("text", ["", "___", "a_1_b_2", "1_2_3_4", str(NOW)])
def test_inbox_place_that_cannot_be_read_is_none(text):
    assert InboxPlace.read(text) is None


def test_inbox_place_is_read_back_exactly():
    place = InboxPlace(NOW + TICK, 7, NOW - TICK, 9)
    assert InboxPlace.read(str(place)) == place
    assert not set(str(place)) & set(" +:&?")


class TestInbox(TestCase):
    @settings(max_examples=30)
    @given(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 2), st.sampled_from("oooaw")), max_size=14
        ),
        st.lists(st.sampled_from([1, 2, None]), min_size=4, max_size=4),
        st.integers(1, 4),
    )
    def test_inbox_paged_shows_everything_owed_once_and_in_order(self, said, dues, size):
        section = node()
        windows = [
            open_window(section, answer_due=None if due is None else DUE + due * DAY)
            for due in dues
        ]
        made = []
        for window, hour, state in said:
            made.append(
                node(
                    Kind.REMARK, parent=section, window=windows[window], at=NOW + hour * DAY / 24,
                    answers=int(state == "a"),
                    visibility=Visibility.WAITING if state == "w" else Visibility.PUBLIC,
                )
            )  # fmt: skip
        owed = [
            each
            for each, (window, _, state) in zip(made, said, strict=True)
            if state == "o" and dues[window] is not None
        ]
        was, inbox.INBOX_PAGE = inbox.INBOX_PAGE, size
        try:
            seen = walk()
            one = walk([windows[0].pk])
        finally:
            inbox.INBOX_PAGE = was
        assert seen == sorted(
            owed, key=lambda n: (n.window.answer_due, n.window_id, n.created, n.pk)
        )
        assert one == [each for each in seen if each.window_id == windows[0].pk]


def test_inbox_goes_on_where_it_was_when_the_last_one_shown_was_answered():
    made = many_remarks(open_passage(), INBOX_PAGE + 2)
    _, place = inbox_rows()
    answer(*made[:INBOX_PAGE])
    assert [row.id for row in inbox_rows(after=place)[0]] == [n.pk for n in made[INBOX_PAGE:]]


def test_inbox_goes_on_where_it_was_when_the_due_date_moved():
    made = many_remarks(open_passage(), INBOX_PAGE + 2)
    _, place = inbox_rows()
    for due in (DUE + DAY, DUE - DAY):
        Window.objects.update(answer_due=due)
        assert [row.id for row in inbox_rows(after=place)[0]] == [n.pk for n in made[INBOX_PAGE:]]


def test_balances_come_with_the_rows_that_have_a_window():
    about, other = open_passage(), open_passage()
    answered = remark(about)
    remark(about)
    submitted(about)
    answer(answered)
    windows = Window.objects.annotate(**balance_columns("pk"))
    rows = windows.values_list("node", "came", "waiting")
    assert set(rows) == {(about.pk, 2, 1), (other.pk, 0, 0)}


# --- lately, and how long it took --------------------------------------------------------------


def test_latest_answers_come_newest_first_each_once_with_its_first_remark():
    about, by = open_passage(), office()
    one, two, three = (remark(about) for _ in range(3))
    first = answer(one, two, by=by, at=NOW)
    second = answer(three, by=by, at=NOW + DAY)
    assert [(a.answer, a.remark) for a in latest_answers(limit=5)] == [
        (second, three),
        (first, one),
    ]
    assert [a.answer for a in latest_answers(limit=1)] == [second]


def test_latest_answers_never_show_a_remark_that_was_hidden_or_withdrawn_since():
    about = open_passage()
    one, two, three = (remark(about) for _ in range(3))
    both = answer(one, two)
    answer(three, at=NOW + DAY)
    hidden(one)
    withdraw_remark(code=code_of(three), at=NOW)
    assert [(a.answer, a.remark) for a in latest_answers(limit=5)] == [(both, two)]


def test_latest_answers_to_many_remarks_take_two_statements(django_assert_num_queries):
    about = open_passage()
    answer(*many_remarks(about, 30))
    answer(remark(about))
    with django_assert_num_queries(2):
        assert [a.remark.parent for a in latest_answers(limit=5)] == [about, about]


def test_lapsed_examinations_begin_the_day_after():
    made = remark(open_passage())
    day = date(2026, 12, 1)
    answer(made, kind=AnswerKind.EXAMINING, until=day)
    assert lapsed_rows(today=day) == []
    assert [row.public_id for row in lapsed_rows(today=day + timedelta(days=1))] == [made.public_id]


def test_lapsed_examination_with_a_later_answer_is_kept():
    made = remark(open_passage())
    answer(made, kind=AnswerKind.EXAMINING, until=date(2026, 12, 1), at=NOW)
    answer(made, at=NOW + DAY)
    assert lapsed_rows(today=date(2027, 1, 1)) == []


def test_lapsed_examination_extended_lapses_once_with_the_new_day():
    made = remark(open_passage())
    answer(made, kind=AnswerKind.EXAMINING, until=date(2026, 12, 1), at=NOW)
    answer(made, kind=AnswerKind.EXAMINING, until=date(2026, 12, 24), at=NOW)
    assert lapsed_rows(today=date(2026, 12, 10)) == []
    assert [row.public_id for row in lapsed_rows(today=date(2026, 12, 25))] == [made.public_id]
    assert [row.until for row in lapsed_rows(today=date(2026, 12, 25))] == [date(2026, 12, 24)]


def test_lapsed_examination_after_an_earlier_answer_lapses():
    made = remark(open_passage())
    answer(made, kind=AnswerKind.PARTLY, at=NOW)
    answer(made, kind=AnswerKind.EXAMINING, until=date(2026, 12, 1), at=NOW)
    assert [row.public_id for row in lapsed_rows(today=date(2026, 12, 2))] == [made.public_id]


def test_lapsed_examination_of_what_was_hidden_since_is_not_shown():
    made = remark(open_passage())
    answer(made, kind=AnswerKind.EXAMINING, until=date(2026, 12, 1))
    hidden(made)
    assert lapsed_rows(today=date(2026, 12, 2)) == []


@pytest.mark.parametrize(
    ("days", "median"), [([], None), ([3], 3), ([1, 9, 2], 2), ([1, 2, 30, 40], 16), ([0, 0], 0)]
)
def test_answer_times_tell_the_median_of_whole_days(days, median):
    about, by, asker = open_passage(), office(), citizen()
    for number in days:
        answer(remark(about, by=asker), by=by, at=NOW + number * DAY)
    remark(about, by=asker)
    times = answer_times(at=NOW)
    assert times.median_days == median
    assert (times.contributions, times.answered, times.overdue) == (len(days) + 1, len(days), 0)


def test_answer_times_of_an_empty_city_are_empty():
    assert answer_times(at=NOW) == AnswerTimes(0, 0, 0, None)


def test_answer_to_a_remark_that_is_withdrawn_leaves_the_balance():
    made = remark(open_passage())
    answer(made)
    withdraw_remark(code=code_of(fresh(made)), at=NOW)
    assert answer_times(at=NOW).contributions == 0
