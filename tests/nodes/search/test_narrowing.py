"""Filters, order, counts and pages; and as many statements for one hit as for three."""

import pytest
from django.db import connection

from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import FoundState, Kind, Relation, Scope
from mitmachstadt.nodes.queries.search import finding, statements
from tests import factories as f
from tests.nodes.search.looking import found, look_for

pytestmark = pytest.mark.django_db


def texts(nodes):
    return {node.text for node in nodes}


def test_a_kind_narrows_and_the_other_kinds_keep_their_counts():
    f.passage(text="Nilpferd eins")
    f.node(Kind.DECISION, title="Nilpferd zwei")
    result = look_for("Nilpferd", kind=Kind.DECISION)
    assert [hit.node.title for hit in result.hits] == ["Nilpferd zwei"]
    assert dict(result.counts) == {Kind.PASSAGE: 1, Kind.DECISION: 1}


def test_a_document_narrows_to_what_stands_below_it():
    document = f.node(Kind.DOCUMENT, title="Nilpferdbuch")
    section = f.node(Kind.SECTION, parent=document)
    inside = f.passage(section, "Nilpferd innen")
    f.passage(text="Nilpferd außen")
    assert set(found("Nilpferd", below=document.path)) == {document, inside}
    [hit] = look_for("innen").hits
    assert [above.title for above in hit.above] == ["Nilpferdbuch", "Abschnitt"]


def test_scope_and_district_narrow():
    here = f.node(title="Nilpferd", scope=Scope.DISTRICT, district=f.district("Mitte"))
    f.node(title="Nilpferd")
    assert found("Nilpferd", district=here.district_id) == [here]
    assert found("Nilpferd", scope=Scope.DISTRICT) == [here]
    assert len(found("Nilpferd", scope=Scope.CITY)) == 1


@pytest.mark.parametrize(
    ("days", "at", "is_found"),
    [
        (1, -1, True),
        (1, 0, True),
        (1, 1, False),
        (400, 0, True),
        (4000, 0, True),
        (40_000, 0, True),
    ],
)
def test_time_narrows_from_the_first_moment_to_before_the_last(days, at, is_found):
    f.node(title="Nilpferd", at=f.NOW - f.TICK if at == 0 else f.NOW + at * f.DAY)
    since = max(f.NOW - days * f.DAY, f.NOW.replace(year=2000))
    assert bool(found("Nilpferd", since=since, until=f.NOW)) is (is_found and at <= 0)
    assert bool(found("Nilpferd", until=f.NOW)) is (at <= 0)
    assert bool(found("Nilpferd", since=f.NOW)) is (at > 0)


def test_states_narrow_to_what_became_of_a_remark():
    about, late = f.open_passage(), f.passage()
    f.open_window(
        late, opens=f.NOW - 20 * f.DAY, closes=f.NOW - 10 * f.DAY, answer_due=f.NOW - f.DAY
    )
    f.remark(about, "Nilpferd offen")
    f.remark(late, "Nilpferd überfällig", at=f.NOW - 15 * f.DAY)
    f.answer(f.remark(about, "Nilpferd beantwortet"))
    taken = f.remark(about, "Nilpferd aufgegriffen")
    link(source=taken, target=about, relation=Relation.TAKEN_UP_IN, by=None, at=f.NOW)
    by_state = {
        FoundState.OPEN: {"Nilpferd offen", "Nilpferd aufgegriffen"},
        FoundState.OVERDUE: {"Nilpferd überfällig"},
        FoundState.ANSWERED: {"Nilpferd beantwortet"},
        FoundState.TAKEN_UP: {"Nilpferd aufgegriffen"},
        FoundState.RETIRED: set(),
    }
    for state, wanted in by_state.items():
        assert texts(found("Nilpferd", state=state)) == wanted
    shown = {hit.node.text: hit.state for hit in look_for("Nilpferd").hits}
    assert shown["Nilpferd aufgegriffen"] == FoundState.TAKEN_UP
    assert shown["Nilpferd überfällig"] == FoundState.OVERDUE


def test_a_heading_comes_before_a_text_and_the_word_itself_before_longer_ones():
    f.passage(text="Ein Nilpferdhaus steht hier.")
    exact = f.passage(text="Ein Nilpferd steht hier.")
    heading = f.node(title="Nilpferd")
    newest = f.passage(text="Noch ein Nilpferdhaus.")
    assert found("Nilpferd")[:2] == [heading, exact]
    assert found("Nilpferd", newest_first=True)[0] == newest


def test_pages_follow_each_other_without_gap_and_a_page_too_far_is_the_last():
    made = [f.passage(text=f"Nilpferd {number}").pk for number in range(45)]
    pages = [found("Nilpferd", page=number) for number in (1, 2, 3)]
    assert sorted(node.pk for page in pages for node in page) == made
    assert [len(page) for page in pages] == [20, 20, 5]
    assert found("Nilpferd", page=99) == pages[2]


def test_of_too_many_the_newest_are_ranked_and_nothing_is_counted(monkeypatch):
    monkeypatch.setattr(finding, "MOST_FOUND", 3)
    made = [f.passage(text=f"Nilpferd {number}") for number in range(5)]
    result = look_for("Nilpferd")
    assert [hit.node for hit in result.hits] == made[:1:-1]
    assert result.more
    assert result.counts == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_takes_three_statements(number, django_assert_num_queries):
    section = f.node(Kind.SECTION, parent=f.node(Kind.DOCUMENT))
    for place in range(number):
        f.passage(section, f"Nilpferd {place}")
    with django_assert_num_queries(3):
        assert len(found("Nilpferd")) == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_for_a_kind_takes_four_statements(number, django_assert_num_queries):
    section = f.node(Kind.SECTION, parent=f.node(Kind.DOCUMENT))
    for place in range(number):
        f.passage(section, f"Nilpferd {place}")
    with django_assert_num_queries(4):
        assert len(found("Nilpferd", kind=Kind.PASSAGE)) == number


def test_a_phrase_of_words_that_all_texts_have_is_looked_for_in_the_newest(monkeypatch):
    monkeypatch.setattr(statements, "NEWEST_FOR_PHRASE", 2)
    monkeypatch.setattr(finding, "NEWEST_FOR_PHRASE", 2)
    old = f.passage(text="Nicht mit uns", at=f.NOW - 9 * f.DAY)
    new = f.passage(text="Es ist nicht mit dem Rad", at=f.NOW)
    f.passage(text="Das Haus", at=f.NOW)
    everything, newest = look_for('"nicht mit"'), connection.vendor == "postgresql"
    assert {hit.node for hit in everything.hits} == ({new} if newest else {new, old})
    assert everything.looked_through == (2 if newest else 0)
    assert found('"nicht mit"', until=f.NOW - 8 * f.DAY) == [old]


@pytest.mark.parametrize("words", ["Haus", '"das Haus"', '"das"'])
def test_other_words_are_looked_for_in_all_texts(words, monkeypatch):
    monkeypatch.setattr(statements, "NEWEST_FOR_PHRASE", 1)
    old = f.passage(text="Das Haus")
    f.passage(text="Die Schule")
    result = look_for(words)
    assert [hit.node for hit in result.hits] == [old]
    assert result.looked_through == 0
