"""When a run at a screen ends, in which language the next begins, and what its steps show."""

import pytest
from django.test import Client

from mitmachstadt.contributions.queries import node_by_code
from mitmachstadt.nodes.enums import Kind, Moderation, Scope
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach.models import Kiosk
from tests import factories as f
from tests.factories import DAY, NOW
from tests.outreach.cities import occasion
from tests.outreach.screens import screen
from tests.responsibilities.make import rule, unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_minutes_are_said_as_they_are_counted(monkeypatch):
    monkeypatch.setattr("mitmachstadt.outreach.views.kiosk.IDLE_WITHOUT_SCRIPT", 240)
    here = screen()
    assert "Nach 4 Minuten" in here.client.get(here.way).content.decode()


def test_looking_at_the_start_address_takes_nothing_from_somebody_who_writes():
    here = screen()
    fields = here.begin()
    run = Kiosk.objects.get().run
    for way in ("", "?neu=", "?neu=x", f"?neu={run + 1}", f"?neu={run - 1}"):
        assert Client().get(f"/de/terminal/{here.key}/{way}", follow=True).status_code == 200
    Client().head(f"/de/terminal/{here.key}/?neu={run}")
    assert "Noch da" in here.post("write", text="Noch da", **fields).content.decode()


def test_run_ends_once_however_often_its_end_is_asked_for():
    here = screen()
    run = Kiosk.objects.get().run
    way = f"/de/terminal/{here.key}/?neu={run}"
    assert here.client.get(way)["Location"] == f"/de/terminal/{here.key}/"
    fields = here.begin()
    here.client.get(way)
    assert here.post("write", text="Neu", **fields).status_code == 200


def test_next_person_finds_the_language_of_the_city():
    here = screen()
    words = here.client.get(f"/ar/terminal/{here.key}/").content.decode()
    home = f"/de/terminal/{here.key}/?neu=0"
    assert f'data-start="{home}"' in words and f"url={home}" in words
    write = here.client.get(f"/ar{here.way[3:]}").content.decode()
    assert f'data-start="{home}"' in write and f'href="{home}"' in write
    assert "data-start" not in here.start().content.decode()


def test_check_shows_what_may_be_personal_in_text_and_name():
    here = screen()
    fields = here.begin() | {"text": "Anrufen: 030 1234567", "name": "ada@example.org"}
    words = here.post("check", **fields).content.decode()
    assert "<mark>030 1234567<" in words and "<mark>ada@example.org<" in words
    assert "Das ist vielleicht persönlich: E-Mail-Adresse, Telefonnummer." in words
    assert not Node.objects.filter(kind=Kind.REMARK).exists()


def test_check_says_nothing_where_nothing_is_personal():
    here = screen()
    words = here.post("check", text="Mehr Bänke.", **here.begin()).content.decode()
    assert "vielleicht persönlich" not in words and "Ohne Namen" in words


def test_it_lies_where_the_occasion_was_and_goes_to_that_unit():
    about = f.open_passage(moderation=Moderation.NOBODY)
    place = f.district("Pankow")
    office = unit("Bezirksamt")
    rule(office, district=place)
    made = occasion(about, ends=NOW + DAY, district=place)
    node = node_by_code(screen(made=made).say())
    assert node is not None and (node.district, node.scope) == (place, Scope.DISTRICT)
    assert node.unit == office
