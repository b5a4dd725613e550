"""Who sees the office's desk for texts, and what it lists."""

import pytest

from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.strategy.models import Edition
from tests import factories as f
from tests.strategy.desk.sending import DOUBTFUL, NEW
from tests.strategy.pages import words_on

pytestmark = pytest.mark.django_db

# Who may.


def pages_of_the_desk():
    edition = f.draft_edition()
    address = f"/de/buero/texte/{edition.node.public_id}/"
    return ["/de/buero/texte/", NEW, address], [
        f"{address}entscheiden/", f"{address}veroeffentlichen/", f"{address}arten/", NEW,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "role", [None, BuiltInGroup.MODERATOR, BuiltInGroup.ADMINISTRATOR], ids=str
)
def test_others_are_told_who_may(client, role):
    shown, sent = pages_of_the_desk()
    client.force_login(f.person("Fremd", *([role] if role else [])))
    for page in [*map(client.get, shown), *map(client.post, sent)]:
        assert page.status_code == 403
        assert "Strategiebüro" in words_on(page.content.decode())
    assert Edition.objects.get().state == "draft"


def test_nobody_in_particular_is_led_to_the_sign_in(client):
    shown, sent = pages_of_the_desk()
    for page in map(client.get, shown):
        assert page.status_code == 302
        assert page["Location"].startswith("/de/anmelden/")
    for page in map(client.post, sent):
        assert page.status_code in {302, 403}
        assert "/de/anmelden/" in page.get("Location", page.content.decode())
    assert Edition.objects.get().state == "draft"


def test_every_colleague_sees_the_same_desk(client):
    shown, _ = pages_of_the_desk()
    for name in ("Eins", "Zwei"):
        client.force_login(f.person(name, BuiltInGroup.OFFICE))
        assert [client.get(address).status_code for address in shown] == [200, 200, 200]


def test_pages_of_the_desk_are_kept_nowhere(client, me):
    for address in pages_of_the_desk()[0]:
        assert client.get(address)["Cache-Control"] == "no-store"


def test_desk_lists_drafts_with_their_open_questions(client, me):
    f.draft_edition(DOUBTFUL, label="Arbeitsfassung 9")
    page = words_on(client.get("/de/buero/texte/").content.decode())
    assert "Arbeitsfassung 9" in page
    assert "2 offene Fragen" in page


@pytest.mark.parametrize("number", [1, 3])
def test_desk_takes_the_same_statements_for_one_and_three(
    client, me, django_assert_num_queries, number
):
    for _ in range(number):
        f.draft_edition()
        f.published_edition()
    with django_assert_num_queries(6):
        assert client.get("/de/buero/texte/").status_code == 200
