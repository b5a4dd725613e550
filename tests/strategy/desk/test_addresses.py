"""Pages that are not there."""

import pytest
from django.db import OperationalError

from tests import factories as f
from tests.strategy.pages import words_on

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["lesen/%00/1", "n/%00", "buero/texte/%00", "vergleich/%00"])
def test_address_that_no_database_takes_is_not_found(client, me, address):
    assert client.get(f"/de/{address}/").status_code == 404


@pytest.mark.parametrize("leaf", [32_768, 10**20])
def test_page_number_that_no_database_takes_is_not_found(client, leaf):
    edition = f.published_edition()
    assert client.get(f"/de/lesen/{edition.node.public_id}/{leaf}/").status_code == 404


def test_page_that_is_not_there_knows_who_asks(client, me):
    page = client.get("/de/gibt-es-nicht/")
    assert page.status_code == 404
    assert "Büro" in words_on(page.content.decode())
    assert page["Cache-Control"] == "no-store"


def test_page_that_is_not_there_needs_no_database(client, me, monkeypatch):
    def away(*_, **__):
        raise OperationalError

    monkeypatch.setattr("mitmachstadt.people.queries.visitor", away)
    assert client.get("/de/gibt-es-nicht/").status_code == 404
