"""No form and no address of the arena ends in an error for what a keyboard cannot type."""

import re
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from mitmachstadt.arena import urls
from mitmachstadt.arena.models import ImportedIdea
from tests import factories as f
from tests.arena import ideas as a
from tests.permissions.actors import Actor
from tests.permissions.addresses import addresses, filled
from tests.permissions.city import STATES, build, named
from tests.permissions.table import TABLE

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
OURS = {pattern.name for pattern in urls.urlpatterns}
BAD = ("\x00", "\u202eWorte\x00 davon\x07")
# What gets every other field of a form past its first look.
TYPED = {
    "title": "Ein Titel", "text": "Worte, die genügen.", "reason": "Weil es so ist, deshalb.",
    "expertise": "Zwölf Jahre Erfahrung", "interest": "", "no_interest": "on", "feasible": "yes",
    "kind": "acceptance", "hypothesis": "Es geht.", "asked": "Eltern", "how_many": "3",
    "outcome": "Es ging.", "conclusion": "adapt", "day": "2026-11-01", "until": "2027-03-01",
    "email": "jemand@example.org", "sort": "proposal", "voice": "self", "to": "parked",
    "review_on": "2027-03-01", "target": "central", "exception": "Weil es so ist.",
    "title1": "Eins", "text1": "Worte.", "title2": "Zwei", "text2": "Worte.", "seen": "1",
    "stuck_days": "30", "opens": "2026-12-01T10:00", "closes": "2026-12-31T10:00",
    "moderation": "without_account", "chosen": "yes", "note": "Gern.", "answer": "Gern.",
    "problem": "Es fehlt.", "usual": "",
}  # fmt: skip
# Fields that are read without a form that shows them.
RAW = {
    "apart", "together", "whole", "part", "sponsorship", "idea", "similar", "decision", "reason",
    "answer", "note",
}  # fmt: skip
ASKED = ("nach", "ab", "seite", "zu", "stufe", "art", "stand", "bezirk", "ziel", "feld", "still")
ACTORS = (None, Actor.OWNER, Actor.COLLEAGUE, Actor.OFFICE, Actor.MODERATOR)


@pytest.fixture
def city(time_machine):
    time_machine.move_to(STATES["open"], tick=False)
    return build()


def tried(client, method, where, said):
    """The status; whatever was written is taken back."""
    with transaction.atomic():
        body = (urlencode(said), FORM) if method == "POST" else ()
        address = where if method == "POST" else f"{where}?{urlencode(said)}"
        response = client.generic(method, address, *body)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("actor", ACTORS)
def test_every_field_of_every_address_bears_what_nobody_can_type(city, actor):
    client = Client(raise_request_exception=False)
    if actor is not None:
        client.force_login(city.people[actor], "mitmachstadt.kernel.web.sign_in.Backend")
    cookies, broken, posted = dict(client.cookies), [], 0
    for address in addresses():
        if address.name not in OURS:
            continue
        line = TABLE[address.name]
        where, known = filled(address, named(line.names, city)), named(line.data, city)
        shown = client.get(where).content.decode()
        fields = {*re.findall(r'\bname="([a-z][\w-]*)"', shown), *known} - {"csrfmiddlewaretoken"}
        valid = {name: TYPED[name] for name in fields if name in TYPED} | known
        # Whoever may not, or cannot, meets the same no whatever they say.
        if tried(client, "POST", where, valid).status_code in {403, 405}:
            continue
        for name in sorted(fields | RAW):
            for bad in BAD:
                response = tried(client, "POST", where, {**valid, name: bad})
                client.cookies.update(cookies)
                posted += 1
                if response.status_code >= 500:
                    broken.append(f"{address.name} {name} {bad!r}")
        for name in ASKED:
            response = tried(client, "GET", where, {name: BAD[0]})
            if response.status_code >= 500:
                broken.append(f"GET {address.name} {name}")
    assert not broken, "\n".join(broken)
    assert posted > (300 if actor == Actor.OFFICE else 20)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("liste.csv", "id,titel,beschreibung,url\n1\x00,Eine\x00Bank,Worte\x00,https://x\x00\n"),
        ("liste.json", '[{"identifier": "1\\u0000", "name": "Bank\\u0000", "url": "/x\\u0000"}]'),
    ],
)
def test_lists_from_elsewhere_bear_it_too(client, name, content):
    inside = a.arena()
    client.force_login(f.office().person)
    answer = client.post(
        f"/de/verwaltung/arena/{inside.node.public_id}/einlesen/",
        {"file": SimpleUploadedFile(name, content.encode()), "source": "El\x00sewhere"},
    )
    assert answer.status_code < 500
    for each in ImportedIdea.objects.select_related("idea__node"):
        said = (each.key, each.source, each.url, each.idea.node.title, each.idea.node.text)
        assert not any("\x00" in words for words in said)


def test_address_itself_bears_it(client):
    inside = a.arena()
    for where in (
        f"/de/arena/{inside.node.public_id}{quote(chr(0))}/",
        f"/de/arena/{inside.node.public_id}/angebote/{quote(chr(0))}/",
        f"/de/n/{quote(chr(0))}/stellungnahmen/",
        f"/de/moderation/worte/{quote(chr(0))}/1/",
    ):
        assert client.get(where).status_code == 404
