"""Deleting waits while something is open, says why and until when, and then happens by itself."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mitmachstadt.contributions.actions import show_again
from mitmachstadt.contributions.enums import CASE_DAYS
from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.errors import (
    ChoiceMissing,
    HoldEndOutOfBounds,
    HoldReasonMissing,
    NoDeletionWaits,
    NotYours,
)
from mitmachstadt.data_protection.models import Deletion, Hold
from mitmachstadt.data_protection.queries import held
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.actions import grant_role
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import LastAdministrator, RoleNeeded
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import administrators
from tests import factories as f

pytestmark = pytest.mark.django_db
PASSWORD = "vier ruhige Pferde im Nebel"
SETTLED = f.NOW + CASE_DAYS * f.DAY


@pytest.fixture
def ada() -> Person:
    return f.person("Ada", password=PASSWORD)


def leave(person: Person, choice: str = "words", *, at=f.NOW, by: Person | None = None):
    return actions.ask_to_be_deleted(
        person=person, choice=choice, password=PASSWORD, visitor=f.visitor(by or person), at=at
    )


def threat_of(person: Person):
    return f.hidden(f.remark(f.open_passage(), "Eine Drohung.", by=f.visitor(person)))


def there(person: Person) -> bool:
    return Person.objects.filter(pk=person.pk).exists()


def test_deleting_while_a_case_is_open_waits_and_happens_by_itself_when_it_ends(ada):
    threat = threat_of(ada)
    wish = leave(ada)
    assert wish.begun is None
    actions.carry_out_waiting(at=SETTLED - f.TICK)
    assert there(ada) and f.fresh(threat).text == "Eine Drohung."
    assert Person.objects.get(pk=ada.pk).is_active
    actions.carry_out_waiting(at=SETTLED)
    assert not there(ada) and f.fresh(threat).text == ""


def test_a_contribution_that_is_shown_again_holds_nothing_any_more(ada):
    threat = threat_of(ada)
    assert held(ada, at=f.NOW) is not None
    show_again(node=threat, visitor=f.moderator(), reason="War ein Zitat.", at=f.NOW)
    assert held(ada, at=f.NOW) is None
    assert leave(ada).begun is not None


def test_whoever_waits_reads_why_and_until_when_and_may_stay(ada):
    threat_of(ada)
    leave(ada)
    client = Client()
    client.force_login(ada)
    page = client.get(reverse("my-data")).content.decode()
    assert (
        "Ihr Konto wird gelöscht" in page and "Widerspruch" in page and "21. Dezember 2026" in page
    )
    assert client.post(reverse("my-deletion-cancel")).status_code == 302
    assert not Deletion.objects.exists()
    assert client.post(reverse("my-deletion-cancel")).status_code == 409


def test_what_has_begun_cannot_be_cancelled(ada):
    leave(ada)
    with pytest.raises(NoDeletionWaits):
        actions.cancel_deletion(person=ada, visitor=f.visitor(ada))


def test_a_single_contribution_with_an_open_case_is_noted_and_goes_later(ada):
    threat = threat_of(ada)
    wish = actions.ask_to_forget(node=threat, choice="words", at=f.NOW)
    again = actions.ask_to_forget(node=threat, choice="nameless", at=f.NOW)
    assert (wish.pk, wish.done, again.choice) == (again.pk, None, "nameless")
    actions.carry_out_waiting(at=SETTLED)
    assert (f.fresh(threat).author, f.fresh(threat).text) == (None, "Eine Drohung.")
    assert f.state_of(threat) == Visibility.HIDDEN


def test_the_holder_of_a_code_reads_that_the_deletion_is_noted(client):
    at = timezone.now()
    about = f.open_passage(opens=at - f.DAY, closes=at + f.DAY, answer_due=at + 2 * f.DAY)
    made = f.submitted(about, "Eine Drohung.", at=at)
    from mitmachstadt.contributions.actions import hide

    hide(node=made.node, visitor=f.moderator(), reason="Bedroht andere.", at=at)
    sent = {"code": made.code, "choice": "words"}
    page = client.post(reverse("code-forget"), sent).content.decode()
    assert "Vorgemerkt" in page and "von selbst" in page
    assert f.fresh(made.node).text == "Eine Drohung."


def test_an_administrator_holds_for_a_reason_and_an_end_and_lifts_it_again(ada):
    chief = f.administrator()
    hold = actions.set_hold(
        person=ada, reason="Anzeige der Polizei", until=f.NOW + 90 * f.DAY, visitor=chief, at=f.NOW
    )
    assert leave(ada).begun is None
    found = held(ada, at=f.NOW)
    assert found is not None and found.reason == "Anzeige der Polizei"
    actions.carry_out_waiting(at=f.NOW + f.DAY)
    assert there(ada)
    actions.lift_hold(hold=hold, visitor=chief, at=f.NOW + f.DAY)
    actions.lift_hold(hold=hold, visitor=chief, at=f.NOW + 2 * f.DAY)
    assert Hold.objects.get().lifted == f.NOW + f.DAY
    actions.carry_out_waiting(at=f.NOW + f.DAY)
    assert not there(ada)


def test_a_hold_ends_by_itself_and_with_the_clock_set_back_it_only_lasts_longer(ada):
    until = f.NOW + 9 * f.DAY
    actions.set_hold(person=ada, reason="Anzeige", until=until, visitor=f.administrator(), at=f.NOW)
    leave(ada)
    for moment in (until - f.TICK, f.NOW - 400 * f.DAY):
        actions.carry_out_waiting(at=moment)
        assert there(ada)
    actions.carry_out_waiting(at=until)
    assert not there(ada)


@pytest.mark.parametrize(
    ("reason", "days", "refused"),
    [
        (" ", 9, HoldReasonMissing),
        ("x" * 301, 9, HoldReasonMissing),
        ("Anzeige", 0, HoldEndOutOfBounds),
        ("Anzeige", 367, HoldEndOutOfBounds),
    ],
)
def test_a_hold_without_reason_or_sensible_end_is_refused(ada, reason, days, refused):
    until = f.NOW + days * f.DAY
    with pytest.raises(refused):
        actions.set_hold(
            person=ada, reason=reason, until=until, visitor=f.administrator(), at=f.NOW
        )


def test_only_an_administrator_holds_and_lifts(ada):
    until = f.NOW + f.DAY
    hold = actions.set_hold(
        person=ada, reason="Anzeige", until=until, visitor=f.administrator(), at=f.NOW
    )
    for visitor in (f.moderator(), f.office(), f.visitor(ada)):
        with pytest.raises(RoleNeeded):
            actions.set_hold(person=ada, reason="x", until=until, visitor=visitor, at=f.NOW)
        with pytest.raises(RoleNeeded):
            actions.lift_hold(hold=hold, visitor=visitor, at=f.NOW)
    client = Client()
    client.force_login(ada)
    assert client.get(reverse("hold", args=[ada.public_id])).status_code == 403


def test_the_page_of_a_hold_sets_and_lifts_it(ada, client):
    client.force_login(f.person("Chef", BuiltInGroup.ADMINISTRATOR))
    address = reverse("hold", args=[ada.public_id])
    day = (timezone.localdate() + 9 * f.DAY).isoformat()
    assert client.post(address, {"reason": "", "until": day}).status_code == 400
    assert client.post(address, {"reason": "Anzeige", "until": "1999-01-01"}).status_code == 400
    assert client.post(address, {"reason": "Anzeige", "until": day}).status_code == 302
    assert "Anzeige" in client.get(address).content.decode()
    assert client.post(address, {"lift": str(Hold.objects.get().pk)}).status_code == 302
    assert client.post(address, {"lift": "99"}).status_code == 404


def test_the_only_administrator_cannot_leave_and_one_of_two_can(ada):
    grant_role(person=ada, role=BuiltInGroup.ADMINISTRATOR, by=None, at=f.NOW)
    with pytest.raises(LastAdministrator):
        leave(ada)
    assert not Deletion.objects.exists()
    second = f.administrator()
    leave(ada)
    actions.carry_out_waiting(at=f.NOW)
    assert administrators(at=f.NOW) == [second.person]


def test_who_became_the_last_administrator_while_waiting_stays_for_now(ada):
    grant_role(person=ada, role=BuiltInGroup.ADMINISTRATOR, by=None, at=f.NOW)
    second = f.person("Zweite", BuiltInGroup.ADMINISTRATOR, password=PASSWORD)
    threat_of(ada)
    leave(ada)
    leave(second)
    actions.carry_out_waiting(at=SETTLED)
    assert there(ada) and not there(second)
    third = f.person("Dritte")
    grant_role(person=third, role=BuiltInGroup.ADMINISTRATOR, by=None, at=f.NOW)
    actions.carry_out_waiting(at=SETTLED)
    assert not there(ada)


def test_nobody_deletes_somebody_else_or_without_choosing(ada):
    with pytest.raises(NotYours):
        leave(ada, by=f.person("Berta", BuiltInGroup.ADMINISTRATOR))
    with pytest.raises(ChoiceMissing):
        leave(ada, "vielleicht")
    assert not Deletion.objects.exists()


def test_deleting_twice_is_one_deletion(ada):
    threat_of(ada)
    first, second = leave(ada, "words"), leave(ada, "nameless")
    assert first.pk == second.pk and second.choice == "nameless"
    for _ in range(2):
        actions.carry_out_waiting(at=SETTLED)
    assert Deletion.objects.get().contributions == 1


def test_a_deletion_that_was_killed_on_its_way_is_finished_by_the_next_run(ada):
    about = f.open_passage()
    said = [f.remark(about, f"Nummer {n}.", by=f.visitor(ada)) for n in range(5)]
    leave(ada)
    assert actions.carry_out_waiting(at=f.NOW, limit=2)
    assert [bool(f.fresh(node).text) for node in said] == [False, False, True, True, True]
    assert there(ada) and not Person.objects.get(pk=ada.pk).is_active
    assert not actions.carry_out_waiting(at=f.NOW)
    assert not there(ada) and not any(f.fresh(node).text for node in said)
    assert f.fresh(about).remarks == 0
    assert Deletion.objects.get().contributions == 5


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_deletion_do_everything_once():
    ada = f.person("Ada", password=PASSWORD)
    about = f.open_passage()
    for number in range(6):
        f.remark(about, f"Nummer {number}.", by=f.visitor(ada))
    leave(ada)
    broken: list[Exception] = []

    def work() -> None:
        try:
            while actions.carry_out_waiting(at=f.NOW):
                pass
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    assert f.fresh(about).remarks == 0 and not there(ada)
    assert Deletion.objects.get().contributions == 6
