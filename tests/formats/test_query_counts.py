"""The same literal number of statements for one thing and for three."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mitmachstadt.formats.actions import extend_phase, record_involvement, write_concept
from mitmachstadt.formats.models import Process
from mitmachstadt.formats.queries import phases_of, process_list, process_page
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.people.actions import enter_districts
from tests import factories as make
from tests.factories import CONCEPT, DAY, NOW

pytestmark = pytest.mark.django_db
WHY = "Zwei Vereine hatten wegen der Schulferien um mehr Zeit gebeten."


def filled(times: int) -> Process:
    """A process with so many remarks, extensions, versions and districts."""
    passage, office = make.passage(), make.office()
    process = make.opened_process(passage)
    districts = enter_districts([f"Bezirk {number}" for number in range(times)])
    for number in range(times):
        make.answer(make.remark(passage))
        make.remark(passage)
        extend_phase(
            phase=phases_of(process)[0],
            closes=NOW + (8 + number) * DAY,
            reason=WHY,
            visitor=office,
            at=NOW,
        )
        words = CONCEPT | {"how_used": f"Sie werden gelesen und {number + 2} Mal besprochen."}
        write_concept(process=process, words=words, visitor=office, at=NOW, reason=WHY)
        for day in (1, 2):
            record_involvement(
                process=process,
                district=districts[number],
                invited_on=date(2026, 11, day),
                visitor=office,
                at=NOW,
            )
    return process


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_of_a_process_takes_six(
    times: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    process = filled(times)
    with django_assert_num_queries(6):
        page = process_page(process.node, at=NOW)
        assert page and page.concept
        assert page.contributions == 2 * times
        assert len(page.phases[0].changes) == len(page.former) == len(page.districts) == times
        assert page.shares and page.gaps == [] and page.concept.version.by
        assert page.about.title and page.process.audience.name


@pytest.mark.parametrize("times", [1, 3])
def test_the_list_takes_four(times: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(times):
        filled(times)
    with django_assert_num_queries(4):
        found = process_list(at=NOW)
        assert len(found.processes) == times
        assert [facts.state.label for facts in found.processes] == ["geöffnet"] * times


@pytest.mark.parametrize("times", [1, 3])
def test_the_public_list_page_takes_eight(
    times: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(times):
        filled(times)
    forget_pages()
    with django_assert_num_queries(8):
        assert client.get("/de/verfahren/").status_code == 200


@pytest.mark.parametrize("times", [1, 3])
def test_the_desk_takes_eleven(
    times: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    process = filled(times)
    client.force_login(make.office().person)  # type: ignore[arg-type]
    with django_assert_num_queries(11):
        client.get(f"/de/buero/verfahren/{process.node.public_id}/")
