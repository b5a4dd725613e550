"""What the moderators' desk says and offers fits what lies there."""

import pytest
from django.urls import reverse

from mitmachstadt.contributions.actions import propose_removal
from mitmachstadt.contributions.models import Removal
from mitmachstadt.nodes.enums import Moderation
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine, client):
    time_machine.move_to(f.NOW, tick=False)
    client.force_login(f.person("Mo", BuiltInGroup.MODERATOR))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "Alles ist gesichtet."),
        ({"schlange": "gemeldet"}, "Gemeldet ist nichts."),
        ({"schlange": "widerspruch"}, "Kein Widerspruch wartet."),
        ({"schlange": "loeschung"}, "Keine Löschung ist vorgeschlagen."),
        ({"verdacht": "personal"}, "Dazu passt hier nichts."),
        ({"pruefung": "ohne"}, "Dazu passt hier nichts."),
    ],
)
def test_empty_queue_says_what_is_empty(client, asked, words):
    assert words in client.get(reverse("moderation"), asked).content.decode()


def test_many_offers_only_what_fits_the_states(client):
    public = f.remark(f.open_passage(moderation=Moderation.NOBODY))
    waiting = f.remark(f.open_passage("Andere Stelle.", moderation=Moderation.EVERYBODY))

    def offered(*nodes) -> str:
        ticked = [f"{node.public_id}-{node.version}" for node in nodes]
        return client.post(reverse("moderate-many"), {"n": ticked}).content.decode()

    words = offered(waiting)
    assert "Alle freigeben" in words and 'value="keep"' not in words
    words = offered(public)
    assert "Alle stehen lassen" in words and 'value="release"' not in words
    words = offered(public, waiting)
    assert "Die wartenden freigeben" in words and "Die öffentlichen stehen lassen" in words


def test_proposal_of_a_closed_account_is_told_without_a_name(client):
    node = f.remark(f.open_passage())
    propose_removal(node=node, visitor=f.moderator("Mia"), reason="Strafbar.", at=f.NOW)
    Removal.objects.update(proposed_by=None)
    words = client.get(reverse("moderate", args=[node.public_id])).content.decode()
    assert "Ein geschlossenes Konto schlägt vor" in words
