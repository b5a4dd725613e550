"""What nobody types stands in addresses and forms of measures: a NUL, a number without end."""

from urllib.parse import quote

import pytest

from tests.measures.city import City, city, decentral

pytestmark = pytest.mark.django_db
ASKED = (
    "q", "art", "phase", "stand", "bezirk", "von", "programm", "luecken", "ab", "aus",
)  # fmt: skip
ODD = ("\x00", "x\x00y", "9" * 40, "-1", "²", "%s")


@pytest.fixture
def here() -> City:
    return city()


@pytest.mark.parametrize("odd", ODD)
def test_lists_break_on_nothing(client, here, odd):
    decentral(here)
    asked = dict.fromkeys(ASKED, odd)
    client.force_login(here.office.person)
    for address in ("", "tafel/", "zeitplan/", "karte/"):
        assert client.get(f"/de/massnahmen/{address}", asked).status_code == 200, address
    for address in ("", "neu/"):
        answer = client.get(f"/de/verwaltung/massnahmen/{address}", asked)
        assert answer.status_code == 200, address


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("prinzipien/", {"unit": "{odd}"}),
        ("prinzipien/", {"version": "{odd}"}),
        ("prinzipien/", {"label": "{odd}", "principles": "{odd}"}),
        ("neu/", {"title": "{odd}", "type": "{odd}", "owner": "{odd}", "arising": "{odd}"}),
        ("{measure}/", {"title": "{odd}", "seen": "{odd}"}),
        ("{measure}/beteiligte/", {"organisation": "{odd}", "role": "{odd}"}),
        ("{measure}/phase/", {"to": "{odd}", "reason": "{odd}"}),
        ("{measure}/meilenstein/", {"title": "{odd}", "day": "{odd}"}),
        ("{measure}/risiko/", {"text": "{odd}", "owner": "{odd}", "since": "{odd}"}),
        ("zusage/{odd}/", {}),
    ],
)
def test_forms_are_refused_or_taken_and_never_break(client, here, address, words):
    measure = decentral(here).node.public_id
    client.force_login(here.office.person)
    for odd in ODD:
        sent = {name: value.format(odd=odd) for name, value in words.items()}
        path = address.format(measure=measure, odd=quote(odd))
        answer = client.post(f"/de/verwaltung/massnahmen/{path}", sent)
        assert answer.status_code in {302, 400, 403, 404, 409}, odd
