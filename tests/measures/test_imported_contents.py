"""What a list says of a measure: taken where it is certain, else told."""

import pytest

from mitmachstadt.measures.enums import Fate, Health, MeasureType, Phase, State
from mitmachstadt.measures.models import BudgetLine
from mitmachstadt.nodes.enums import Scope
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import enter_districts
from mitmachstadt.taxonomies.models import Assignment
from tests.measures.city import City, city
from tests.measures.lists import BENCHES, OURS, made, of, row, told
from tests.taxonomies import make as taxonomies

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> City:
    return city()


@pytest.mark.parametrize("given", ["zentrale Maßnahme", "central", "Zentral"])
def test_type_is_taken_where_it_is_given(here, given):
    assert made(here, of("Art", given).replace(OURS, "Stabsstelle")).type == MeasureType.CENTRAL


def test_type_that_nobody_knows_is_told_and_the_chosen_one_holds(here):
    found = row(here, of("Art", "groß"))
    assert "„groß“ ist nicht eindeutig" in told(found) and found.fate == Fate.NEW
    assert made(here, of("Art", "groß")).type == MeasureType.DECENTRAL


@pytest.mark.parametrize("name", ["1", "Bezirk 1", "0", "Ort"])
def test_district_1_is_not_10_to_12(here, name):
    enter_districts(["Mitte", *(f"Bezirk {number}" for number in range(10, 13)), "10", "11", "12"])
    found = row(here, of("Bezirk", name))
    assert f"„{name}“ gibt es hier nicht" in told(found)
    assert not made(here, of("Bezirk", name)).districts.exists()


def test_whole_city_is_no_district_and_nothing_is_told_of_it(here):
    found = row(here, of("Bezirk", "Gesamtstädtisch"))
    assert not any("Bezirk" in note for note in found.notes)
    measure = made(here, of("Bezirk", "Gesamtstädtisch"))
    assert measure.node.scope == Scope.CITY and not measure.districts.exists()


def test_several_districts_are_several_and_what_is_none_is_told(here):
    enter_districts(["Mitte", "Pankow", "Spandau"])
    found = row(here, of("Bezirk", '"Spandau; Nirgendwo; Mitte"'))
    assert "„Nirgendwo“" in told(found) and "Spandau" not in told(found)
    measure = made(here, of("Bezirk", '"Spandau; Nirgendwo; Mitte"'))
    assert [each.name for each in measure.districts.order_by("number")] == ["Mitte", "Spandau"]


@pytest.mark.parametrize(
    ("words_", "phase", "state"),
    [
        ("geplant", Phase.PRE_PROCESS, State.PLANNED),
        ("laufend", Phase.PILOT, State.RUNNING),
        ("ruht", Phase.PILOT, State.PAUSED),
        ("abgeschlossen", Phase.PILOT, State.FINISHED),
        ("abgebrochen", Phase.PILOT, State.STOPPED),
        ("", Phase.PRE_PROCESS, State.PLANNED),
    ],
)
def test_status_is_taken_where_it_is_known(here, words_, phase, state):
    measure = made(here, of("Status", words_))
    assert (measure.phase, measure.state) == (phase, state)
    assert measure.status_notes.get().state == state


def test_phase_is_taken_by_number_and_name_and_unknown_ones_are_told(here):
    for name in ("5", "Verbreitung", "scaling"):
        assert row(here, of("Phase", name)).fate == Fate.NEW
        assert made(here, of("Phase", name), source=f"Liste {name}").phase == Phase.SCALING
        Node.objects.update(title="Früher")
    assert "Phase: „6“ ist nicht eindeutig" in told(row(here, of("Phase", "6")))


def test_unknown_status_is_told_and_not_guessed(here):
    found = row(here, of("Status", "7"))
    assert "Der Status „7“ ist nicht bekannt" in told(found) and "„geplant“" in told(found)
    assert made(here, of("Status", "7")).state == State.PLANNED


@pytest.mark.parametrize("cost", ["≈ 950.000 €", "-5.000 €", "1.000,00.50 €", "1,000 €", "5 $"])
def test_cost_that_is_no_certain_amount_is_text_and_no_money(here, cost):
    found = row(here, of("Kosten", cost), year=2026)
    assert f"„{cost}“ steht als Text da" in told(found)
    measure = made(here, of("Kosten", cost), year=2026)
    assert measure.amount_cents is None and not BudgetLine.objects.exists()
    assert measure.imported_from.cost == cost


@pytest.mark.parametrize("cost", ["N.N.", "tbd", "?"])
def test_placeholder_for_a_cost_is_nothing(here, cost):
    assert f"Kosten: „{cost}“ sagt nichts" in told(row(here, of("Kosten", cost)))
    measure = made(here, of("Kosten", cost))
    assert (measure.amount_cents, measure.imported_from.cost) == (None, "")


def test_cost_is_a_line_of_the_budget_where_its_year_is_known(here):
    measure = made(here, of("Kosten;Jahr", "1.300.000,50 €;2027"))
    line = measure.budget_lines.get()
    assert (line.requested, line.year, line.approved) == (130_000_050, 2027, None)
    assert measure.amount_cents == 130_000_050
    other = made(
        here, of("Kosten", "950.000 €").replace("Licht", "Mehr"), source="Liste B", year=2028
    )
    assert other.budget_lines.get().year == 2028


def test_cost_without_a_year_is_no_line_and_a_wrong_year_is_told(here):
    assert "Ohne Haushaltsjahr" in told(row(here, of("Kosten", "950.000 €")))
    measure = made(here, of("Kosten", "950.000 €"))
    assert measure.amount_cents == 95_000_000 and not BudgetLine.objects.exists()
    assert "„20277“ ist nicht eindeutig" in told(row(here, of("Jahr", "20277")))


def test_placeholders_never_become_content(here):
    columns = "Beschreibung;Ziele;Für wen;Finanzierung;Drucksache"
    found = row(here, of(columns, "tbd;N.N.;alle;offen;tbd"))
    assert sum("sagt nichts" in note for note in found.notes) == 4
    measure = made(here, of(columns, "tbd;N.N.;alle;offen;tbd"))
    assert not (measure.summary + measure.goals + measure.for_whom + measure.funding)
    assert not measure.references.exists()
    nameless = row(here, BENCHES.replace("1;Bänke;Am", "2;N.N.;Am"))
    assert nameless.fate == Fate.LEFT_OUT and "kein Name einer Maßnahme" in nameless.words


def test_papers_are_taken_where_they_are_written_as_such(here):
    text = of("Drucksache", '"19/1234; BVV 0815/VI, 19/1234; irgendwas"')
    assert "Drucksache: „irgendwas“" in told(row(here, text))
    measure = made(here, text)
    assert [each.number for each in measure.references.order_by("id")] == [
        "19/1234", "BVV 0815/VI",
    ]  # fmt: skip
    assert "19/1234" in Node.objects.get(pk=measure.pk).text


def test_fields_of_action_are_those_in_force(here):
    _, (entry, _) = taxonomies.published()
    term, name = entry.term, entry.name_de
    found = row(here, of("Handlungsfeld", f'"{name.upper()}; Raumfahrt"'))
    assert "„Raumfahrt“ ist kein Handlungsfeld" in told(found)
    measure = made(here, of("Handlungsfeld", f'"{name.upper()}; Raumfahrt"'))
    assert list(Assignment.objects.filter(node=measure.pk).values_list("term", flat=True)) == [
        term.pk
    ]


def test_how_it_goes_is_taken_with_words_and_a_day_or_not_at_all(here):
    text = of("Ampel;status_words;Stand vom", "rot;Die Lieferung fehlt.;2026-11-01")
    measure = made(here, text)
    assert (measure.health, measure.status_words) == (Health.RED, "Die Lieferung fehlt.")
    for cells in ("rot;;2026-11-01", "rot;Die Lieferung fehlt.;2026-12-01", "rot;kurz;2026-11-01"):
        found = row(here, of("Ampel;status_words;Stand vom", cells), source="Liste B")
        assert "Wie es steht: „rot" in told(found)


def test_whatever_has_no_place_is_told_and_nothing_gets_lost_silently(here):
    found = row(here, of("Farbe;Ort;Beginn", "grün;Am Platz;Ende 2026"))
    assert "Nicht übernommen: Farbe: grün" in told(found)
    assert "„Ende 2026“ ist kein Tag" in told(found)
    assert made(here, of("Farbe;Ort", "grün;Am Platz")).imported_from.place == "Am Platz"


def test_too_long_title_and_text_are_cut_and_told_and_stand_in_the_text(here):
    title = "Sehr langer Titel " * 20
    text = f"Kennung;Titel;Beschreibung;Zuständig\n1;{title};{'x' * 6000};{OURS}\n"
    found = row(here, text)
    assert "länger als 200" in told(found) and "auf 5000 Zeichen gekürzt" in told(found)
    measure = made(here, text)
    assert len(measure.node.title) <= 200 and measure.node.title.endswith("…")
    assert measure.summary.startswith(title.strip()) and len(measure.summary) == 5000


def test_address_that_is_none_or_too_long_leads_nowhere_and_is_told(here):
    for address in ("javascript:alert(1)", "https://example.org/" + "a" * 500):
        assert address[:30] in told(row(here, of("Link", address)))
    assert made(here, of("Link", "https://example.org/" + "a" * 500)).imported_from.url == ""


def test_days_are_taken_in_their_order_and_source_code_where_it_is_safe(here):
    text = of("Beginn;Ende;Quelltext;Stellenanteile", "01.03.2026;2027-12-31;http://x.local;viele")
    found = told(row(here, text))
    assert "Adresse des Quelltexts: „http" in found and "Stellenanteile: „viele“" in found
    measure = made(here, text)
    assert (str(measure.starts), str(measure.ends)) == ("2026-03-01", "2027-12-31")
    assert (measure.repository, measure.posts_hundredths) == ("", None)
    backwards = row(here, of("Beginn;Ende", "2027-12-31;01.03.2026"), source="Liste B")
    assert "liegt vor dem Beginn" in told(backwards)
