"""Where a process takes place, and the list narrowed down by it."""

import pytest
from django.test import Client

from mitmachstadt.formats.errors import DistrictMissing, NeighbourhoodMissing
from mitmachstadt.formats.models import Process
from mitmachstadt.formats.queries import process_list, process_page
from mitmachstadt.nodes.enums import Scope
from mitmachstadt.people.actions import enter_districts
from tests import factories as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def in_districts(*numbers: int, **rest: object) -> Process:
    named = enter_districts([f"Ort {number}" for number in range(1, 13)])
    here = [district for district in named if district.number in numbers]
    rest.setdefault("scope", Scope.DISTRICT)
    return make.opened_process(districts=here, **rest)


def titles(**narrowed: object) -> list[str]:
    found = process_list(at=NOW, **narrowed)  # type: ignore[arg-type]
    return sorted(facts.node.title for facts in found.processes)


def test_district_one_never_finds_ten_to_twelve() -> None:
    for number in (1, 10, 11, 12):
        in_districts(number, title=f"In {number}")
    make.opened_process(title="Überall")
    assert titles(district=1) == ["In 1"]
    assert titles(district=12) == ["In 12"]
    assert titles(district=2) == []


def test_process_in_several_districts_is_found_once_in_each() -> None:
    process = in_districts(2, 5, title="Am Fluss")
    assert titles(district=2) == titles(district=5) == ["Am Fluss"]
    assert process.node.district and process.node.district.number == 2
    page = process_page(process.node, at=NOW)
    assert page and page.place == "Ort 2, Ort 5"
    assert [district.name for district in page.districts] == ["Ort 2", "Ort 5"]


def test_neighbourhood_has_a_name_and_a_district() -> None:
    with pytest.raises(NeighbourhoodMissing):
        in_districts(3, scope=Scope.NEIGHBOURHOOD)
    with pytest.raises(NeighbourhoodMissing):
        in_districts(3, scope=Scope.NEIGHBOURHOOD, neighbourhood="x" * 81)
    with pytest.raises(DistrictMissing):
        make.planned_process(scope=Scope.NEIGHBOURHOOD, neighbourhood="Hafen")
    process = in_districts(3, scope=Scope.NEIGHBOURHOOD, neighbourhood=" Am  Hafen ")
    page = process_page(process.node, at=NOW)
    assert page and page.place == "Am Hafen, Ort 3"
    assert len(titles(scope=Scope.NEIGHBOURHOOD)) == 1 and titles(scope=Scope.CITY) == []


def test_citywide_process_keeps_no_district_and_no_neighbourhood() -> None:
    process = in_districts(3, scope=Scope.CITY, neighbourhood="Am Hafen")
    assert not process.districts.exists()
    assert process.node.district is None and process.node.neighbourhood == ""


@pytest.mark.parametrize("asked", ["", "1'", "-1", "99999999999999999999", "überall", "١"])
def test_whatever_else_is_asked_for_narrows_nothing_down(client: Client, asked: str) -> None:
    in_districts(3, title="Am Fluss")
    assert "Am Fluss" in client.get("/de/verfahren/", {"ort": asked}).content.decode()


def test_filter_is_a_link_and_says_when_there_is_nothing(client: Client) -> None:
    in_districts(3, title="Am Fluss")
    assert "Am Fluss" in client.get("/de/verfahren/?ort=3").content.decode()
    words = client.get("/de/verfahren/?ort=4").content.decode()
    assert "Am Fluss" not in words and "kein eigenes Verfahren" in words
    assert '<option value="4" selected>Ort 4</option>' in words


def test_form_keeps_the_chosen_districts_when_the_name_is_missing(client: Client) -> None:
    enter_districts(["Nord", "Süd"])
    about = make.passage()
    client.force_login(make.office().person)  # type: ignore[arg-type]
    typed = {
        "title": "Was fehlt?",
        "purpose": "Wir wollen wissen, welche Wege fehlen.",
        "scope": "neighbourhood",
        "districts": ["2"],
        "audience": "everyone",
    }
    address = f"/de/buero/verfahren/neu/?about={about.public_id}"
    answer = client.post(address, typed)
    assert answer.status_code == 400
    assert "mit seinem Namen" in answer.content.decode()
    assert 'value="2" id="processform-districts_1" checked' in answer.content.decode()
    assert client.post(address, typed | {"neighbourhood": "Hafen"}).status_code == 302
    assert [d.name for d in Process.objects.get().districts.all()] == ["Süd"]
