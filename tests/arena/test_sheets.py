"""The fact sheet, written together: nobody overwrites what they have not read."""

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.errors import (
    NotYourSheet,
    SheetChanged,
    SheetPartTooLong,
    SheetUnchanged,
)
from mitmachstadt.arena.models import FactSheet
from mitmachstadt.people.errors import SignInNeeded
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db


def write(one, seen, visitor=None, **parts):
    return actions.write_sheet(
        idea=one, parts=parts, seen=seen, visitor=visitor or f.office(), at=f.NOW
    )


def test_versions_stay_and_what_is_left_out_stays_as_it_was():
    one = a.idea(a.arena())
    write(one, 0, problem="Kein Terminal.")
    second = write(one, 1, solution="Ein Terminal.")
    assert (second.number, second.problem) == (2, "Kein Terminal.")
    assert FactSheet.objects.filter(idea=one).count() == 2


def test_second_of_two_writers_is_told_and_loses_nothing(client):
    who = f.person("Ida")
    one = a.idea(a.arena(), by=f.visitor(who))
    write(one, 0, problem="Kein Terminal.")
    with pytest.raises(SheetChanged) as refused:
        write(one, 0, problem="Anders.")
    assert refused.value.data["number"] == 1
    client.force_login(who)
    page = client.post(
        f"/de/n/{one.node.public_id}/steckbrief/", {"problem": "Mein Satz.", "seen": "0"}
    )
    assert page.status_code == 409
    html = page.content.decode()
    assert "Mein Satz." in html
    assert "Kein Terminal." in html
    assert 'name="seen" value="1"' in html


def test_who_may_write():
    author, sponsor, stranger = f.citizen("Ida"), f.person("Kim"), f.citizen("Uwe")
    one = a.idea(a.arena(), by=author)
    a.sponsored(one, sponsor)
    write(one, 0, author, problem="Eins.")
    write(one, 1, f.visitor(sponsor), problem="Zwei.")
    with pytest.raises(NotYourSheet):
        write(one, 2, stranger, problem="Drei.")
    with pytest.raises(SignInNeeded):
        write(one, 2, f.visitor(), problem="Drei.")
    assert FactSheet.objects.filter(idea=one).count() == 2


def test_nothing_changed_and_too_long_are_said():
    one = a.idea(a.arena())
    with pytest.raises(SheetUnchanged):
        write(one, 0, problem="  ")
    with pytest.raises(SheetPartTooLong) as refused:
        write(one, 0, solution="x" * 4001)
    assert "Die Lösung" in refused.value.in_words
