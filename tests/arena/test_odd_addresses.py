"""What nobody types stands in addresses and forms: a NUL, a number without end, half a letter."""

import pytest

from mitmachstadt.people.enums import OrganisationKind
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
ODD = ("\x00", "x\x00y", "9" * 40, "-1", "\ud7ff", "²", "%s")
ASKED = ("stufe", "art", "stand", "bezirk", "ziel", "feld", "still", "nach", "seite", "ab")


@pytest.fixture
def inside(client):
    client.force_login(f.office().person)
    return a.arena(body=f.organisation("Rat", kind=OrganisationKind.BODY))


@pytest.mark.parametrize("odd", ODD)
def test_lists_narrow_nothing_down_and_break_on_nothing(client, inside, odd):
    one, asked = a.idea(inside, "Da"), dict.fromkeys(ASKED, odd)
    arena, idea = f"arena/{inside.node.public_id}/", f"n/{one.node.public_id}/"
    for address in (
        arena, f"{arena}angebote/", f"verwaltung/{arena}gruppen/", f"verwaltung/{arena}bewertung/",
        f"{idea}stellungnahmen/", f"{idea}proben/", f"{idea}bewertung/",
    ):  # fmt: skip
        assert client.get(f"/de/{address}", asked).status_code == 200, address


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("n/{idea}/zusammenfassen/", {"parts": "{odd}", "reason": "Gleich."}),
        ("n/{idea}/zusammenfassen/", {"parts": "{other}", "reason": "{odd}"}),
        ("n/{idea}/trennen/", {"reason": "{odd}"}),
        ("n/{idea}/bewegen/", {"to": "{odd}", "reason": "Nein."}),
        ("n/{idea}/zielen/", {"target": "{odd}", "exception": "{odd}"}),
        ("n/{idea}/steckbrief/", {"problem": "Es fehlt.", "seen": "{odd}"}),
        ("n/{idea}/patenschaft/beenden/", {"sponsorship": "{odd}", "reason": "{odd}"}),
        ("n/{idea}/patenschaft/anbieten/", {"email": "{odd}"}),
        ("n/{idea}/bewertung/auswahl/", {"decision": "{odd}", "chosen": "yes", "reason": "Ja."}),
        ("n/{idea}/stellungnahmen/", {"expertise": "{odd}", "feasible": "{odd}", "text": "{odd}"}),
        ("n/{idea}/proben/", {"hypothesis": "{odd}", "how_many": "{odd}", "day": "{odd}"}),
        ("verwaltung/arena/neu/", {"title": "Nord", "intro": "Was?", "goals": "{odd}"}),
        ("verwaltung/arena/{arena}/gruppen/", {"whole": "{odd}", "part": "{odd}", "reason": "x"}),
        ("verwaltung/arena/{arena}/bewertung/personen/", {"email": "{odd}"}),
        ("verwaltung/arena/{arena}/oeffnen/", {"opens": "{odd}", "closes": "{odd}"}),
        ("arena/{arena}/angebote/neu/", {"title": "{odd}", "text": "{odd}", "until": "{odd}"}),
    ],
)
def test_forms_are_refused_or_taken_and_never_break(client, inside, address, words):
    names = {"idea": a.idea(inside), "other": a.idea(inside), "arena": inside}
    ids = {name: each.node.public_id for name, each in names.items()}
    for odd in ODD:
        sent = {name: value.format(odd=odd, **ids) for name, value in words.items()}
        answer = client.post(f"/de/{address.format(**ids)}", sent)
        assert answer.status_code in {302, 400, 403, 404, 409}, odd
