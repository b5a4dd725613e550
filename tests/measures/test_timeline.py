"""When measures run: the picture and the table say the same."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitmachstadt.measures.cards import timeline_svg
from mitmachstadt.measures.enums import State
from mitmachstadt.measures.queries import Filter
from mitmachstadt.measures.queries.timeline import MILESTONES_SHOWN, ON_A_TIMELINE, Mark, timeline
from tests import factories as f
from tests.factories import DAY, NOW
from tests.measures.city import TODAY
from tests.measures.portfolio import measure, milestone

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def owner(time_machine):
    time_machine.move_to(NOW, tick=False)
    return f.organisation("Bezirksamt Mitte")


def test_milestones_say_what_became_of_them(owner):
    made = measure(owner, starts=TODAY - 90 * DAY, ends=TODAY + 90 * DAY)
    milestone(made, TODAY - 9 * DAY, TODAY - 9 * DAY, "pünktlich")
    milestone(made, TODAY - 9 * DAY, TODAY - 8 * DAY, "später")
    milestone(made, TODAY - DAY, None, "überfällig")
    milestone(made, TODAY, None, "heute fällig")
    bar = timeline(Filter(), at=NOW).bars[0]
    assert {each.title: each.mark for each in bar.milestones} == {
        "pünktlich": Mark.REACHED,
        "später": Mark.REACHED_LATE,
        "überfällig": Mark.LATE,
        "heute fällig": Mark.TO_COME,
    }
    assert (bar.reached, bar.late, bar.to_come, bar.more) == (2, 1, 1, 0)


def test_nothing_is_late_or_to_come_once_a_measure_is_over(owner):
    for state in (State.STOPPED, State.FINISHED):
        made = measure(owner, state=state)
        milestone(made, TODAY - DAY)
        milestone(made, TODAY + DAY)
        found = next(b for b in timeline(Filter(), at=NOW).bars if b.measure.pk == made.pk)
        assert [each.mark for each in found.milestones] == [Mark.DROPPED] * 2
        assert (found.late, found.to_come, found.dropped, found.more) == (0, 0, 2, 0)


def test_what_is_late_is_shown_before_what_was_reached(owner):
    made = measure(owner)
    for number in range(MILESTONES_SHOWN):
        milestone(made, TODAY - (50 - number) * DAY, TODAY - 40 * DAY, f"erreicht {number}")
    milestone(made, TODAY - 30 * DAY, None, "überfällig")
    bar = timeline(Filter(), at=NOW).bars[0]
    assert "überfällig" in {each.title for each in bar.milestones}
    assert (len(bar.milestones), bar.more) == (MILESTONES_SHOWN, 1)


def test_picture_says_everything_in_words_and_shapes_and_holds_no_style(owner, client):
    made = measure(owner, "Ampeln <b> & mehr", starts=TODAY - 9 * DAY, ends=TODAY + 9 * DAY)
    milestone(made, TODAY - DAY, None, "Sensoren da")
    answer = client.get("/de/massnahmen/zeitplan.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    drawing = ElementTree.fromstring(answer.content)
    said = " ".join(drawing.itertext())
    for words in ("Ampeln <b> & mehr", "Sensoren da: überfällig", "erreicht", "heute", "2026"):
        assert words in said
    assert not list(drawing.iter(f"{SVG}style")) and b"style=" not in answer.content
    # The marks of the legend and of the measure: each shape has its own drawing.
    shapes = {path.get("d") for path in drawing.iter(f"{SVG}path")}
    assert {"M0-10 10 0 0 10-10 0z", "M0-9 9 0 0 9-9 0z", "M-9 14H9", "M0-5V2M0 4v2.5"} <= shapes


def test_picture_and_table_take_the_same_filter_and_page(owner, client):
    for number in range(ON_A_TIMELINE + 1):
        measure(owner, f"Maßnahme {number:02}", programme="Netz")
    measure(owner, "Anderes")
    first = client.get("/de/massnahmen/zeitplan/?programm=Netz").content.decode()
    assert "Maßnahme 40" in first and "Maßnahme 00" not in first and "Anderes" not in first
    older = timeline(Filter(programme="Netz"), at=NOW).older
    assert f"?programm=Netz&amp;ab={older}" in first
    second = client.get(f"/de/massnahmen/zeitplan/?programm=Netz&ab={older}").content.decode()
    assert "Maßnahme 00" in second and "Maßnahme 01" not in second
    assert f"/de/massnahmen/zeitplan.svg?programm=Netz&amp;ab={older}" in second
    drawn = client.get(f"/de/massnahmen/zeitplan.svg?programm=Netz&ab={older}").content.decode()
    assert "Maßnahme 00" in drawn and "Maßnahme 01" not in drawn


def test_measures_without_days_and_with_odd_ones_are_drawn(owner):
    measure(owner, "Ohne alles")
    measure(owner, "Ohne Ende", starts=date(1900, 1, 1))
    measure(owner, "Ohne Anfang", ends=date(9999, 12, 31))
    found = timeline(Filter(), at=NOW)
    assert found.bars[0].measure.node.title == "Ohne Ende"
    drawn = timeline_svg(found)
    assert "Ohne alles (ohne Zeitraum)" in drawn and drawn.count('font-weight="600"') <= 30
    for text in ElementTree.fromstring(drawn).iter(f"{SVG}text"):
        assert 0 <= float(text.get("x")) <= 1000


def test_empty_timeline_is_a_picture_too(owner):
    assert ElementTree.fromstring(timeline_svg(timeline(Filter(), at=NOW))) is not None


@pytest.mark.parametrize("times", [1, 3])
def test_timeline_takes_three_statements_for_one_and_for_three(owner, times):
    for _ in range(times):
        made = measure(owner)
        for number in range(times):
            milestone(made, TODAY + number * DAY)
    with CaptureQueriesContext(connection) as counted:
        assert len(timeline(Filter(), at=NOW).bars) == times
    assert len(counted) == 3


def test_full_page_weighs_less_than_sixty_thousand(owner, client):
    for number in range(ON_A_TIMELINE):
        made = measure(owner, f"{number} " + "Wort " * 38, starts=TODAY, ends=TODAY + 900 * DAY)
        for each in range(MILESTONES_SHOWN + 1):
            milestone(made, TODAY + each * DAY, None, "Wort " * 40)
    assert len(client.get("/de/massnahmen/zeitplan/").content) < 60_000
