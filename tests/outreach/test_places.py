"""Paper goes to the same unit as the same words online."""

import pytest

from mitmachstadt.nodes.enums import Scope
from mitmachstadt.outreach.models import Entry
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import District
from tests import factories as f
from tests.factories import NOW
from tests.outreach.cities import entered, occasion, topic_of
from tests.responsibilities.make import rule, unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def pankow():
    place = f.district("Pankow")
    rule(unit("Bezirksamt Pankow"), district=place)
    rule(unit("Bezirksamt Mitte"), district=District.objects.create(number=7, name="Mitte"))
    return place


def test_words_on_paper_go_to_the_unit_of_their_district(pankow):
    about = f.open_passage()
    paper = entered(occasion(about), district=pankow, neighbourhood=" Am  Hafen ").node
    online = f.remark(about, "Mehr Bänke.", district=pankow)
    assert paper.unit is not None and paper.unit == online.unit
    assert (paper.scope, paper.neighbourhood) == (Scope.NEIGHBOURHOOD, "Am Hafen")
    assert (paper.district, online.scope) == (pankow, Scope.DISTRICT)


def test_form_begins_with_the_district_of_the_occasion_and_takes_another(client, pankow):
    client.force_login(f.person("Helferin", BuiltInGroup.HELPER))
    place = occasion(district=pankow)
    address = f"/de/helfen/{place.public_id}/stapel/"
    words = client.get(address).content.decode()
    assert f'<option value="{pankow.number}" selected>Pankow</option>' in words
    given = {"act": "save", "channel": "paper", "day": "2026-11-20", "language": "de",
             "about": topic_of(place).public_id}  # fmt: skip
    other = District.objects.get(name="Mitte")
    for number, where in enumerate((pankow.number, other.number, "")):
        client.post(address, {**given, "z0-text": f"Nr. {number}", "district": where})
    found = Entry.objects.order_by("at", "node").values_list("node__district__name", flat=True)
    assert sorted(map(str, found)) == ["Mitte", "None", "Pankow"]
    client.post(address, {**given, "z0-text": "Nr. 4", "district": "99"})
    assert Entry.objects.count() == 3


def test_city_without_districts_does_not_ask_for_one(client):
    client.force_login(f.person("Helferin", BuiltInGroup.HELPER))
    place = occasion()
    words = client.get(f"/de/helfen/{place.public_id}/stapel/").content.decode()
    assert 'name="district"' not in words and 'name="neighbourhood"' in words
