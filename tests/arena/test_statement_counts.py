"""Every list and desk of the arena asks the database as often for three as for one."""

from dataclasses import replace

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.actions import checking, offering, sponsoring
from mitmachstadt.arena.models import Trial
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.kernel.web.kept_values import forget_values
from mitmachstadt.people.enums import OrganisationKind
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_checks import TRIED
from tests.arena.test_offers import WORDS
from tests.taxonomies import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def asks(client, django_assert_num_queries):
    """Whether a page comes, small, with as many statements as that."""

    def ask(address, number):
        # What a process asks once is asked before.
        client.get(address)
        forget_pages()
        forget_values()
        with django_assert_num_queries(number):
            page = client.get(address)
        assert page.status_code == 200
        assert len(page.content) < 60_000
        return page.content.decode()

    return ask


@pytest.fixture(params=[1, 3])
def number(request):
    return request.param


def test_desk_with_all_arenas(asks, client, number):
    for nth in range(number):
        a.idea(a.arena(title=f"Arena {nth}"))
    client.force_login(f.office().person)
    assert asks("/de/verwaltung/arena/", 5).count("Arena ") >= number


def test_arena_with_its_goals_bodies_and_windows(asks, client, number):
    goals = [f.passage(text=f"Ziel {nth}") for nth in range(number)]
    bodies = [f.organisation(f"Rat {nth}", kind=OrganisationKind.BODY) for nth in range(number)]
    inside = a.arena(*goals, body=bodies[0])
    for nth in range(number):
        actions.open_arena(
            arena=inside, opens=f.NOW + (10 + 9 * nth) * f.DAY,
            closes=f.NOW + (15 + 9 * nth) * f.DAY, answer_due=f.NOW + 90 * f.DAY,
            visitor=f.office(), at=f.NOW,
        )  # fmt: skip
    client.force_login(f.office().person)
    assert asks(f"/de/verwaltung/arena/{inside.node.public_id}/", 7)


def test_form_of_an_idea_with_goals_and_fields(asks, client, number):
    make.published(*(f"feld-{nth}" for nth in range(number)))
    inside = a.arena(*(f.passage(text=f"Ziel {nth}") for nth in range(number)))
    address = f"/de/arena/{inside.node.public_id}/einreichen/"
    assert asks(address, 5)
    client.force_login(f.person())
    assert asks(address, 10)


def test_parts_that_went_into_an_idea(asks, client, number):
    inside = a.arena()
    whole = a.idea(inside, "Ganzes")
    parts = [a.idea(inside, f"Teil {nth}") for nth in range(number)]
    actions.merge_ideas(whole=whole, parts=parts, reason="Gleich.", visitor=f.office(), at=f.NOW)
    client.force_login(f.office().person)
    page = asks(f"/de/n/{whole.node.public_id}/zusammenfassen/", 5)
    assert all(part.node.public_id in page for part in parts)


def test_offer_with_where_it_is_in_and_what_it_fits(asks, client, number):
    inside, who = a.arena(), f.citizen("Eli")
    one = offering.offer_competence(arena=inside, visitor=who, at=f.NOW, **WORDS)
    for nth in range(number):
        idea = a.idea(inside, f"Terminal {nth}")
        offering.join_idea(offer=one, idea=idea, visitor=who, at=f.NOW)
        a.idea(inside, f"Terminals bauen {nth}")
    client.force_login(who.person)
    page = asks(f"/de/arena/{inside.node.public_id}/angebote/{one.public_id}/", 8)
    assert all(f"Terminal {nth}" in page for nth in range(number))


def test_sponsors_of_an_idea_with_their_buttons(asks, client, number):
    one, who = a.idea(a.arena()), f.citizen("Kim")
    sponsoring.sponsor(idea=one, visitor=who, at=f.NOW)
    for nth in range(number):
        sponsoring.sponsor(idea=one, visitor=f.citizen(f"Lou {nth}"), at=f.NOW)
        offer = offering.offer_competence(
            arena=one.arena, visitor=f.citizen(f"Eli {nth}"), at=f.NOW, **WORDS
        )
        offering.join_idea(offer=offer, idea=one, visitor=f.visitor(offer.person), at=f.NOW)
    client.force_login(who.person)
    assert asks(f"/de/n/{one.node.public_id}/patenschaft/", 11)


def test_trial_with_its_versions(asks, client, number):
    one, by = a.idea(a.arena()), f.office()
    checking.record_trial(idea=one, tried=TRIED, visitor=by, at=f.NOW)
    for nth in range(number):
        checking.correct_trial(
            trial=Trial.objects.get(), tried=replace(TRIED, how_many=25 + nth), seen=nth + 1,
            reason="Nachgezählt.", visitor=by, at=f.NOW,
        )  # fmt: skip
    client.force_login(by.person)
    assert asks(f"/de/n/{one.node.public_id}/proben/{Trial.objects.get().pk}/", 5)
    assert asks(f"/de/n/{one.node.public_id}/proben/", 7)


def test_fact_sheet_with_its_versions(asks, client, number):
    one, by = a.idea(a.arena()), f.office()
    for nth in range(number):
        actions.write_sheet(
            idea=one, parts={"problem": f"Satz {nth}"}, seen=nth, visitor=by, at=f.NOW
        )
    client.force_login(by.person)
    assert asks(f"/de/n/{one.node.public_id}/steckbrief/", 6)


def test_page_for_moving_an_idea(asks, client, number):
    one, by = a.idea(a.arena()), f.office()
    for _ in range(number):
        a.move(one, "declined", reason="Gehört dem Land.")
        a.move(one, "submitted", reason="Doch nicht.")
    client.force_login(by.person)
    assert asks(f"/de/n/{one.node.public_id}/bewegen/", 5)
