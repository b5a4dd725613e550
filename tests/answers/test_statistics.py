"""How the city keeps its word: counted from time to time, read by everybody."""

import csv
import io

import pytest
from django.urls import reverse

from mitmachstadt.answers.actions import count_figures
from mitmachstadt.answers.enums import Axis
from mitmachstadt.answers.models import Figure
from mitmachstadt.answers.queries import sums
from tests import factories as f
from tests.answers import desks

pytestmark = pytest.mark.django_db


def words(client, name="answer-statistics"):
    return client.get(reverse(name)).content.decode()


def told(roads):
    """Three at the roads: answered after 2 and 5 days, one open; others elsewhere."""
    about = f.open_passage(answer_due=f.NOW + 8 * f.DAY)
    first, second, third = (f.remark(about) for _ in range(3))
    desks.lies_with(roads, first, second, third)
    f.answer(first, at=f.NOW + 2 * f.DAY)
    f.answer(second, at=f.NOW + 5 * f.DAY, reason="Später, aber mit einem Grund dabei.")
    f.answer(second, at=f.NOW + 6 * f.DAY, reason="Noch einmal, das zählt nicht mehr.")
    f.remark(about)
    f.hidden(f.remark(about))
    f.remark(f.open_passage(answer_due=None))


def test_sums_by_unit_and_in_all():
    roads = desks.unit()
    told(roads)
    found = sums(at=f.NOW + 9 * f.DAY)
    mine, city = found[(Axis.UNIT, roads.pk)], found[(Axis.CITY, None)]
    assert (mine.contributions, mine.answered, mine.overdue, mine.median_days) == (3, 2, 1, 3)
    assert (city.contributions, city.answered, city.overdue) == (4, 2, 2)
    assert mine.oldest_open == f.NOW
    assert found[(Axis.UNIT, None)].median_days is None


def test_sums_by_process():
    process = f.opened_process(f.passage())
    f.answer(f.remark(process.about), at=f.NOW + f.DAY)
    found = sums(at=f.NOW)[(Axis.PROCESS, process.node.pk)]
    assert (found.contributions, found.answered, found.median_days) == (1, 1, 1)


def test_an_answer_before_its_remark_by_a_clock_set_back_took_no_day():
    f.answer(f.remark(f.open_passage()), at=f.NOW - 2 * f.DAY)
    assert sums(at=f.NOW)[(Axis.CITY, None)].median_days == 0


def test_page_picture_and_csv_say_the_same_without_an_account(client):
    before = client.get(reverse("answer-statistics"), {"vorher": 1}).content.decode()
    assert "Gezählt wurde noch nicht" in before
    roads = desks.unit("=Straßenamt")
    told(roads)
    assert count_figures(at=f.NOW + 9 * f.DAY) == 3
    assert count_figures(at=f.NOW + 9 * f.DAY) == 3 == Figure.objects.count()
    html = words(client)
    assert 'role="img"' in html and "=Straßenamt" in html and "30. November 2026" in html
    rows = list(csv.reader(io.StringIO(words(client, "answer-statistics-csv")), delimiter=";"))
    line = next(row for row in rows if row[1].endswith("Straßenamt"))
    assert line[1] == "'=Straßenamt"
    assert line[2:7] == ["3", "2", "1", "1", "3"]


def test_the_page_costs_the_same_however_much_there_is(client, django_assert_num_queries):
    for number in (1, 3):
        for place in range(number):
            desks.duty(desks.unit(f"Amt {number} {place}"))
        count_figures(at=f.NOW)
        with django_assert_num_queries(1):
            client.get(reverse("answer-statistics"), {"x": number})


def test_the_task_counts(time_machine):
    from mitmachstadt.answers.tasks import count_figures as task

    time_machine.move_to(f.NOW, tick=False)
    told(desks.unit())
    assert task.func() == 3
