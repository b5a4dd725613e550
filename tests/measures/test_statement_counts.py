"""Every list and desk of measures asks the database as often for three as for one."""

from dataclasses import replace

import pytest

from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.kernel.web.kept_values import forget_values
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import ItemKind
from mitmachstadt.measures.views.parts import PARTS
from tests import factories as f
from tests.factories import NOW
from tests.measures.city import UNDERSTOOD, City, city, committed, decentral, full, network

pytestmark = pytest.mark.django_db
# What a form asks for beside its measure.
MORE = {
    "phase": 7, "risiko": 7, "abschnitt": 8, "beteiligte": 7, "beleg": 7, "beleg-streichen": 7,
    "uebernahme": 8,
}  # fmt: skip


@pytest.fixture
def here(time_machine) -> City:
    time_machine.move_to(NOW, tick=False)
    return city()


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

    return ask


@pytest.fixture(params=[1, 3])
def number(request):
    return request.param


def some(here: City, number: int) -> None:
    committed(here)
    for nth in range(number):
        decentral(here, replace(UNDERSTOOD, title=f"Bezirk {nth}", districts=(here.district,)))
        network(here, replace(UNDERSTOOD, title=f"Netz {nth}"))


def test_list_and_desk_of_the_office(here, asks, client, number):
    some(here, number)
    asks("/de/massnahmen/", 5)
    client.force_login(here.office.person)
    asks("/de/massnahmen/", 8)
    asks("/de/verwaltung/massnahmen/", 6)


def test_desk_of_a_unit_and_of_members(here, asks, client, number):
    some(here, number)
    client.force_login(here.worker.person)
    asks("/de/verwaltung/massnahmen/", 8)
    client.force_login(here.member.person)
    asks("/de/verwaltung/massnahmen/", 8)


def test_form_of_a_new_measure_with_those_who_can_own_it(here, asks, client, number):
    some(here, 1)
    for nth in range(number):
        f.organisation(f"Verein {nth}", here.member.person)
    client.force_login(here.office.person)
    asks("/de/verwaltung/massnahmen/neu/", 6)


def test_principles_and_their_versions(here, asks, client, number):
    for nth in range(number):
        actions.word_principles(
            label=f"{2030 + nth}", items=[(ItemKind.PRINCIPLE, "systemisch")],
            visitor=here.office, at=NOW,
        )  # fmt: skip
    client.force_login(here.office.person)
    asks("/de/verwaltung/massnahmen/prinzipien/", 6)


def test_desk_of_one_measure_with_all_that_hangs_on_it(here, asks, client, number):
    measure = full(here, number)
    client.force_login(here.office.person)
    asks(f"/de/verwaltung/massnahmen/{measure.node.public_id}/", 9)


def test_each_form_at_the_desk_of_a_measure(here, asks, client, number):
    measure = full(here, number)
    client.force_login(here.office.person)
    for name in PARTS:
        asks(f"/de/verwaltung/massnahmen/{measure.node.public_id}/{name}/", MORE.get(name, 6))


def test_desk_of_reports(here, asks, client, number):
    for nth in range(number):
        actions.make_report(label=f"Bericht {nth}", visitor=here.office, at=NOW)
    client.force_login(here.office.person)
    asks("/de/buero/massnahmen/bericht/", 4)
