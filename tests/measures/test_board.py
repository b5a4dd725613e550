"""The board: a column for each phase, bounded, with copies counted apart."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitmachstadt.measures.cards import status_badge
from mitmachstadt.measures.enums import Health, MeasureType, Phase, State
from mitmachstadt.measures.queries import Filter
from mitmachstadt.measures.queries.board import IN_A_COLUMN, board
from mitmachstadt.nodes.enums import Visibility
from tests import factories as f
from tests.factories import NOW
from tests.measures.portfolio import copied, measure

pytestmark = pytest.mark.django_db


def titles(column):
    return [line.measure.node.title for line in column.lines]


def test_each_phase_has_its_measures_newest_first():
    owner = f.organisation("Bezirksamt Mitte")
    for title, phase in (("A", Phase.PILOT), ("B", Phase.SCALING), ("C", Phase.PILOT)):
        measure(owner, title, phase=phase)
    columns = board(Filter(), at=NOW)
    assert [column.phase for column in columns] == list(Phase)
    assert [titles(column) for column in columns] == [[], [], ["C", "A"], [], ["B"]]
    assert [column.originals for column in columns] == [0, 0, 2, 0, 1]


@pytest.mark.parametrize(
    ("state", "words", "tone"),
    [
        (State.RUNNING, "läuft, im Plan", "answered"),
        (State.STOPPED, "beendet ohne Ergebnis", "not_taken"),
        (State.FINISHED, "abgeschlossen", "answered"),
    ],
)
def test_of_what_is_over_nobody_says_that_it_goes_as_planned(state, words, tone):
    badge = status_badge(state, Health.GREEN)
    assert badge == f'<span class="m-badge m-is-{tone}">{words}</span>'


def test_copies_are_counted_apart_and_what_is_hidden_not_at_all():
    owner = f.organisation("Bezirksamt Mitte")
    first, second, hidden = (measure(owner, title) for title in ("Erste", "Zweite", "Dritte"))
    copied(first, second)
    hidden.node.visibility = Visibility.HIDDEN
    hidden.node.save()
    column = board(Filter(), at=NOW)[Phase.PILOT - 1]
    assert (column.originals, column.copies, column.more) == (1, 1, 0)
    assert [line.is_copy for line in column.lines] == [True, False]


def test_column_holds_twelve_and_leads_to_the_list_of_the_rest(client):
    owner = f.organisation("Bezirksamt Mitte")
    for number in range(IN_A_COLUMN + 2):
        measure(owner, f"Maßnahme {number}", type=MeasureType.CENTRAL)
    page = client.get("/de/massnahmen/tafel/?art=central").content.decode()
    assert page.count("m-list__title") == IN_A_COLUMN
    assert "2 weitere in „Erprobung“" in page
    assert "/de/massnahmen/?art=central&amp;phase=3" in page
    assert (
        "Keine Maßnahme" not in client.get("/de/massnahmen/?art=central&phase=3").content.decode()
    )


def test_board_takes_the_filters_of_the_list():
    one, other = f.organisation("Eins"), f.organisation("Zwei")
    measure(one, "Ja", type=MeasureType.NETWORK)
    measure(one, "Nein", type=MeasureType.CENTRAL)
    measure(other, "Nein", type=MeasureType.NETWORK)
    columns = board(Filter(type=MeasureType.NETWORK, owner=one.public_id), at=NOW)
    assert [titles(column) for column in columns if column.lines] == [["Ja"]]
    assert sum(column.originals for column in columns) == 1


@pytest.mark.parametrize("address", ["tafel/", "zeitplan/", "karte/"])
@pytest.mark.parametrize("times", [1, 3])
def test_overviews_take_as_many_statements_for_one_as_for_three(client, address, times):
    owner = f.organisation("Bezirksamt Mitte")
    for number in range(times):
        measure(owner, f"Maßnahme {number}", phase=Phase.PILOT)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(f"/de/massnahmen/{address}").status_code == 200
    assert len(counted) == {"tafel/": 5, "zeitplan/": 6, "karte/": 5}[address]


def test_full_board_weighs_less_than_sixty_thousand(client):
    owner = f.organisation("Bezirksamt " + "M" * 180)
    for phase in Phase:
        for number in range(IN_A_COLUMN + 1):
            measure(owner, f"{number} " + "Wort " * 38, phase=phase)
    assert len(client.get("/de/massnahmen/tafel/").content) < 60_000
