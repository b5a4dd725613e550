"""What is new at a desk includes what others wait for, and what one waited for oneself."""

import pytest
from django.urls import reverse

from mitmachstadt.answers.actions import (
    Words,
    ask_for_part,
    ask_to_sign,
    begin_draft,
    deliver_part,
    drop_draft,
    hand_in,
    mark_read,
    sign,
)
from mitmachstadt.answers.enums import AnswerKind, Opinion
from mitmachstadt.responsibilities.actions import hand_over
from tests import factories as f
from tests.answers import desks

pytestmark = pytest.mark.django_db
WORDS = Words(kind=AnswerKind.TAKEN_UP, reason=f.REASON)
BEFORE, LATER = f.NOW - f.DAY / 2, f.NOW - f.DAY / 4


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def roads():
    return desks.unit("Straßenamt")


@pytest.fixture
def parks():
    return desks.unit("Parkamt")


@pytest.fixture
def author(roads):
    return desks.officer(roads, name="Frieda")


@pytest.fixture
def draft(roads, author):
    return begin_draft(contributions=[desks.duty(roads)], words=WORDS, visitor=author, at=BEFORE)


def part_of(draft, unit, *, by, at=LATER, question="Wann wird gebaut?"):
    due = f.NOW.date()
    return ask_for_part(draft=draft, unit=unit, question=question, due=due, visitor=by, at=at)


def news(client, visitor):
    client.force_login(visitor.person)
    return client.get(reverse("desk-news")).content.decode()


def test_what_others_ask_of_my_unit_is_new(client, draft, author, parks):
    mine = desks.officer(parks)
    part_of(draft, parks, by=author)
    ask_to_sign(draft=draft, units=[parks], visitor=author, at=LATER)
    html = news(client, mine)
    assert "Wann wird gebaut?" in html and "Um Zulieferung gebeten" in html
    assert "Um Mitzeichnung gebeten" in html and "Straßenamt" in html
    stranger = news(client, desks.officer(desks.unit("Hafenamt")))
    assert "Wann wird gebaut?" not in stranger and "nichts hinzugekommen" in stranger


def test_what_others_gave_to_my_draft_is_new_until_it_was_read(client, draft, author, roads, parks):
    by = desks.officer(parks)
    part = part_of(draft, parks, by=author, at=BEFORE)
    (asked,) = ask_to_sign(draft=draft, units=[parks], visitor=author, at=BEFORE)
    deliver_part(part=part, text="Im März.", visitor=by, at=LATER)
    sign(
        signature=asked, opinion=Opinion.OBJECTED, reason="Der Platz fehlt.", version=1,
        visitor=by, at=LATER,
    )  # fmt: skip
    for mine in (author, desks.officer(roads)):
        html = news(client, mine)
        assert "Zugeliefert" in html and "Der Platz fehlt." in html
    mark_read(until=f.NOW, visitor=author, at=f.NOW)
    read = news(client, author)
    assert "Zugeliefert" not in read and "Der Platz fehlt." not in read
    assert "Der Platz fehlt." not in news(client, by)


def test_what_waits_for_release_is_new_to_those_who_did_not_write_it(
    client, draft, author, roads, parks
):
    hand_in(draft=draft, visitor=author, at=LATER)
    for second in (desks.officer(roads), f.office()):
        html = news(client, second)
        assert "Zur Freigabe vorgelegt" in html and "Frieda" in html
    for other in (author, desks.officer(parks)):
        assert "Zur Freigabe vorgelegt" not in news(client, other)
    drop_draft(draft=draft, visitor=author, at=LATER)
    assert "Zur Freigabe vorgelegt" not in news(client, f.office())


def test_the_office_is_not_told_what_units_ask_of_each_other(client, draft, author, parks):
    part = part_of(draft, parks, by=author)
    deliver_part(part=part, text="Im März.", visitor=desks.officer(parks), at=LATER)
    assert "Wann wird gebaut?" not in news(client, f.office())


def test_the_page_costs_the_same_for_one_as_for_three(
    client, author, roads, parks, django_assert_num_queries
):
    by = desks.officer(parks)

    def happen():
        draft = begin_draft(
            contributions=[desks.duty(roads)], words=WORDS, visitor=author, at=BEFORE
        )
        deliver_part(part=part_of(draft, parks, by=author), text="Ja.", visitor=by, at=LATER)
        (asked,) = ask_to_sign(draft=draft, units=[parks], visitor=author, at=LATER)
        sign(signature=asked, opinion=Opinion.AGREED, version=1, visitor=by, at=LATER)
        hand_in(draft=draft, visitor=author, at=LATER)
        passed = [desks.duty(None)]
        hand_over(nodes=passed, unit=roads, reason="Dort.", visitor=f.office(), at=LATER)
        back = begin_draft(contributions=[desks.duty(parks)], words=WORDS, visitor=by, at=BEFORE)
        part_of(back, roads, by=by)
        ask_to_sign(draft=back, units=[roads], visitor=by, at=LATER)

    client.force_login(desks.officer(roads).person)
    for times in (1, 2):
        for _ in range(times):
            happen()
        with django_assert_num_queries(12):
            html = client.get(reverse("desk-news")).content.decode()
        assert html.count("Zur Freigabe vorgelegt") == 1
