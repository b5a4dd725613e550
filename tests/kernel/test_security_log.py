"""Who tried to get in and who was refused is written down, and nobody's name or address."""

import logging

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from mitmachstadt.kernel.web import security_log
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "mitmachstadt.security")
    return lambda: [record.facts for record in caplog.records if hasattr(record, "facts")]


def request_from(address):
    return RequestFactory().get("/de/buero/", REMOTE_ADDR=address)


def test_refused_page_is_written_down_without_name_and_address(client, lines, caplog):
    person = f.person("Ada", BuiltInGroup.HELPER)
    client.force_login(person)
    assert client.get("/de/buero/", REMOTE_ADDR="192.0.2.7").status_code == 403
    [line] = lines()
    assert (line["event"], line["route"]) == ("refused", "/de/buero/")
    told = caplog.text
    assert (
        not {person.public_id, person.email, "192.0.2.7"} & set(told.split()) and "Ada" not in told
    )


def test_marks_join_the_lines_of_a_day_and_no_longer(lines):
    for address, at in [("192.0.2.7", NOW), ("192.0.2.7", NOW), ("192.0.2.8", NOW),
                        ("192.0.2.7", NOW + DAY)]:  # fmt: skip
        security_log.write_down("refused", request_from(address), at=at, account="ada")
    first, again, other, tomorrow = lines()
    assert first == again
    assert first["network"] != other["network"] and first["account"] == other["account"]
    assert first["network"] != tomorrow["network"] and first["account"] != tomorrow["account"]
    assert first["network"] != first["account"]


def test_form_of_another_site_is_written_down(lines):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/de/anmelden/", {"email": "a@example.org"}).status_code == 403
    assert [line["event"] for line in lines()] == ["form_without_token"]


def test_without_a_database_the_event_is_told_all_the_same(lines, monkeypatch):
    def broken(*parts, at):
        raise OperationalError("gone")

    monkeypatch.setattr(security_log, "mark_of_today", broken)
    security_log.write_down("refused", request_from("192.0.2.7"), at=NOW)
    assert lines() == [{"event": "refused", "route": "(no route)"}]
