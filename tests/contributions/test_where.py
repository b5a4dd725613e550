"""Where a contribution is about."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitmachstadt.contributions.actions.keeping import fresh
from mitmachstadt.nodes.enums import Scope
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import enter_districts
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("district", "neighbourhood", "scope", "place"),
    [
        (False, "", Scope.CITY, ""),
        (True, "", Scope.DISTRICT, "Mitte"),
        (True, " Am  Hafen", Scope.NEIGHBOURHOOD, "Am Hafen, Mitte"),
        (False, "Am Hafen", Scope.NEIGHBOURHOOD, "Am Hafen"),
        (False, "\u200b \u202e", Scope.CITY, ""),
    ],
)
def test_scope_is_as_narrow_as_what_was_named(district, neighbourhood, scope, place):
    where = f.district("Mitte") if district else None
    made = f.remark(f.open_passage(), district=where, neighbourhood=neighbourhood)
    kept = fresh(made)
    assert (kept.scope, kept.where_in_words) == (scope, place)
    assert (f'm-is-info">{place}</span>' in kept.card) == bool(place)


def posted(client, about, **typed):
    with CaptureQueriesContext(
        connection,
    ) as statements:
        answer = client.post(
            f"/de/n/{about.public_id}/anmerken/", {"text": "Hier fehlt was."} | typed
        )
    return answer, len(statements)


def test_place_costs_a_statement_only_where_a_district_is_chosen(client):
    enter_districts(["Nord", "Süd"])
    about = f.open_passage()
    posted(client, about, text="Zum Warmwerden.")
    plain = posted(client, about)[1]
    answer, named = posted(client, about, neighbourhood="Am Hafen")
    assert answer.status_code == 200 and named == plain
    assert posted(client, about, district="2")[1] == plain + 1
    assert Node.objects.filter(kind="remark", district=2).count() == 1


def test_name_that_is_too_long_keeps_everything_that_was_typed(client):
    about = f.open_passage()
    answer, _ = posted(client, about, neighbourhood="x" * 81)
    words = answer.content.decode()
    assert answer.status_code == 400
    assert "Hier fehlt was." in words and "x" * 81 in words
    assert not Node.objects.filter(kind="remark").exists()


def test_card_written_again_keeps_the_place():
    about = f.open_passage()
    remarks = [f.remark(about, district=f.district("Mitte")) for _ in range(3)]
    f.answer(*remarks)
    assert all('m-is-info">Mitte</span>' in fresh(remark).card for remark in remarks)
