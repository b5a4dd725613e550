"""Changing a plan, giving it up, and calling off publicly what has opened."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mitmachstadt.contributions.models import Remark
from mitmachstadt.formats import errors
from mitmachstadt.formats.actions import (
    call_off,
    discard_process,
    extend_phase,
    open_process,
    rename_process,
    write_concept,
)
from mitmachstadt.formats.enums import PhaseState, ProcessState
from mitmachstadt.formats.models import Phase, Process
from mitmachstadt.formats.queries import phases_of, process_page
from mitmachstadt.formats.queries.facts import ProcessPage
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.errors import NoWindow, WindowClosed
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as make
from tests.factories import CONCEPT, DAY, NOW, TICK

pytestmark = pytest.mark.django_db
WHY = "Der Senat hat die Vorlage zurückgezogen, über die gesprochen werden sollte."


def page_of(process: Process, at=NOW) -> ProcessPage:
    found = process_page(process.node, at=at)
    assert found is not None
    return found


def end(process: Process, at=NOW, reason=WHY) -> Process:
    return call_off(process=process, reason=reason, visitor=make.office(), at=at)


def two_phases(about: Node) -> Process:
    """One phase is running, one begins in thirty days."""
    process = make.planned_process(about)
    write_concept(process=process, words=CONCEPT, visitor=make.office(), at=NOW - 20 * DAY)
    make.planned_phase(process, opens=NOW - 5 * DAY, closes=NOW + 5 * DAY, answer_due=NOW + 9 * DAY)
    make.planned_phase(
        process, opens=NOW + 30 * DAY, closes=NOW + 40 * DAY, answer_due=NOW + 50 * DAY
    )
    return open_process(process=process, visitor=make.office(), at=NOW - 10 * DAY)


def test_what_is_open_closes_now_and_what_was_to_come_does_not_open():
    about = make.passage()
    process = two_phases(about)
    said = make.remark(about)
    end(process)
    with pytest.raises(WindowClosed):
        make.remark(about, at=NOW)
    with pytest.raises(WindowClosed):
        make.remark(about, at=NOW + 31 * DAY)
    shown = page_of(process, at=NOW + 31 * DAY)
    assert shown.state == ProcessState.CALLED_OFF
    assert [one.state for one in shown.phases] == [PhaseState.PAST, PhaseState.OFF]
    assert Window.objects.count() == 2, "the windows of the phase to come are gone"
    assert entries_about(process.node.public_id)[-1].kind == "process.called_off"
    assert make.fresh(said).window.answer_due == NOW + 9 * DAY


def test_answers_stay_owed_and_their_delay_stays_public():
    about = make.passage()
    process = two_phases(about)
    make.remark(about)
    end(process)
    assert page_of(process).overdue == 0
    assert page_of(process, at=NOW + 10 * DAY).overdue == 1


def test_what_opens_and_is_called_off_in_the_same_tick_ends_after_it_began():
    process = make.opened_process(make.passage(), at=NOW, phase={"opens": NOW})
    end(process, at=NOW)
    phase = phases_of(process)[0]
    assert phase.closes == phase.opens + TICK


@pytest.mark.parametrize("reason", ["", "tbd", "weil"])
def test_calling_off_needs_a_reason(reason):
    process = make.opened_process(make.passage())
    with pytest.raises(errors.ReasonNeeded):
        end(process, reason=reason)
    process.refresh_from_db()
    assert process.called_off is None


def test_only_what_has_opened_and_is_not_over_can_be_called_off_and_only_once():
    with pytest.raises(errors.NotYetOpened):
        end(make.planned_process(make.passage()))
    process = make.opened_process(make.passage())
    phase = phases_of(process)[0]
    with pytest.raises(errors.NothingToCallOff):
        end(process, at=phase.closes)
    end(process)
    with pytest.raises(errors.CalledOffAlready):
        end(process)
    with pytest.raises(errors.CalledOffAlready):
        extend_phase(
            phase=phase, closes=NOW + 99 * DAY, reason=WHY, visitor=make.office(), at=NOW - DAY
        )


def test_only_the_office_ends_or_renames():
    process = make.opened_process(make.passage())
    somebody = make.citizen()
    with pytest.raises(RoleNeeded):
        call_off(process=process, reason=WHY, visitor=somebody, at=NOW)
    with pytest.raises(RoleNeeded):
        discard_process(process=process, visitor=somebody, at=NOW)
    with pytest.raises(RoleNeeded):
        rename_process(process=process, title="x", purpose=WHY, visitor=somebody, at=NOW)


def test_title_and_purpose_change_until_the_opening_and_not_afterwards():
    process = make.planned_process(make.passage())
    process = rename_process(
        process=process, title="Neuer Titel", purpose=WHY, visitor=make.office(), at=NOW
    )
    assert (process.node.title, process.node.text) == ("Neuer Titel", WHY)
    with pytest.raises(errors.TitleMissing):
        rename_process(process=process, title=" ", purpose=WHY, visitor=make.office(), at=NOW)
    opened = make.opened_process(make.passage())
    with pytest.raises(errors.PromisedAlready):
        rename_process(process=opened, title="Anders", purpose=WHY, visitor=make.office(), at=NOW)


def test_a_plan_can_be_given_up_and_what_has_opened_cannot():
    process = make.planned_process(make.passage())
    make.planned_phase(process)
    public_id = process.node.public_id
    discard_process(process=process, visitor=make.office(), at=NOW)
    assert not Process.objects.exists() and not Phase.objects.exists()
    assert entries_about(public_id)[-1].kind == "process.discarded"
    opened = make.opened_process(make.passage())
    with pytest.raises(errors.AlreadyOpened):
        discard_process(process=opened, visitor=make.office(), at=NOW)


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(make.office().person)
    return client


def test_desk_changes_discards_and_calls_off(office):
    plan = make.planned_process(make.passage())
    there = reverse("process-rename", args=[plan.node.public_id])
    shown = office.post(there, {"title": "", "purpose": WHY})
    assert shown.status_code == 400 and WHY in shown.content.decode()
    assert office.post(there, {"title": "Anders", "purpose": WHY}).status_code == 302
    desk = office.get(reverse("process-desk", args=[plan.node.public_id])).content.decode()
    assert "Anders" in desk and "Verfahren verwerfen" in desk and "abbrechen" not in desk
    assert office.get(reverse("process-discard", args=[plan.node.public_id])).status_code == 200
    gone = office.post(reverse("process-discard", args=[plan.node.public_id]), follow=True)
    assert "„Anders“ ist verworfen." in gone.content.decode()


def test_calling_off_is_told_on_the_public_page_and_in_the_list(office, client):
    now = timezone.now()
    moments = {
        "opens": now - timedelta(days=1),
        "closes": now + timedelta(days=3),
        "answer_due": now + timedelta(days=5),
    }
    process = make.opened_process(make.passage(), at=now - timedelta(days=2), phase=moments)
    there = reverse("process-call-off", args=[process.node.public_id])
    refused = office.post(there, {"reason": "weil"})
    assert refused.status_code == 400 and "weil" in refused.content.decode()
    assert office.post(there, {"reason": WHY}).status_code == 302
    public = Client().get(reverse("node", args=[process.node.public_id])).content.decode()
    assert "Abgebrochen am" in public and WHY in public and "Lesen und anmerken" not in public
    assert "abgebrochen" in Client().get(reverse("processes")).content.decode()
    desk = office.get(reverse("process-desk", args=[process.node.public_id])).content.decode()
    assert "Öffentlich abbrechen" not in desk and "Verfahren verwerfen" not in desk
    assert not Remark.objects.exists()


def test_nobody_can_remark_where_the_only_phase_never_opened():
    about = make.passage()
    process = make.opened_process(
        about, phase={"opens": NOW + DAY, "closes": NOW + 2 * DAY, "answer_due": NOW + 3 * DAY}
    )
    end(process)
    with pytest.raises(NoWindow):
        make.remark(about, at=NOW + DAY)


def test_title_typed_while_a_colleague_opened_the_process_is_not_lost(office):
    process = make.planned_process(make.passage())
    write_concept(process=process, words=CONCEPT, visitor=make.office(), at=NOW - 20 * DAY)
    now = timezone.now()
    make.planned_phase(process, opens=now, closes=now + 5 * DAY, answer_due=now + 9 * DAY)
    open_process(process=process, visitor=make.office(), at=now)
    there = reverse("process-rename", args=[process.node.public_id])
    html = office.post(there, {"title": "Neuer Titel", "purpose": WHY}).content.decode()
    assert "Titel und Zweck sind seitdem eine Zusage" in html
    assert "Neuer Titel" in html and WHY in html


def test_a_refusal_whose_form_is_still_there_stands_beside_it_alone(office):
    process = make.planned_process(make.passage())
    typed = {
        "name": "Vorbei", "opens": "2026-01-01T10:00", "closes": "2026-01-02T10:00",
        "answer_due": "2026-01-03T10:00", "verbs": ["1"], "moderation": "without-account",
    }  # fmt: skip
    html = office.post(reverse("process-phase", args=[process.node.public_id]), typed)
    assert html.status_code == 409
    assert "liegt schon in der Vergangenheit" in html.content.decode()
    assert "Was Sie geschrieben haben" not in html.content.decode()


def test_what_a_colleague_has_discarded_is_told_and_its_words_are_forgotten():
    process = make.planned_process(make.passage())
    same = Process.objects.get(pk=process.pk)
    public_id = process.node.public_id
    discard_process(process=process, visitor=make.office(), at=NOW)
    with pytest.raises(errors.ProcessGone):
        discard_process(process=same, visitor=make.office(), at=NOW)
    lines = entries_about(public_id)
    assert [line.content for line in lines if line.kind == "process.planned"] == [None]
