"""How the districts are involved: dated records, and gaps that everybody sees (finding 5)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.formats import errors
from mitmachstadt.formats.actions import record_involvement
from mitmachstadt.formats.enums import Involvement
from mitmachstadt.formats.models import Invitation, Process
from mitmachstadt.formats.queries import ProcessPage, process_page
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Scope
from mitmachstadt.people.actions import enter_districts
from mitmachstadt.people.models import District
from tests import factories as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
ONE = timedelta(days=1)


def record(process: Process, district: District, **rest: Any) -> Invitation:
    given = {"invited_on": TODAY - 9 * ONE, "visitor": make.office(), "at": NOW, **rest}
    return record_involvement(process=process, district=district, **given)


def shown(process: Process) -> ProcessPage:
    page = process_page(process.node, at=NOW)
    assert page
    return page


def test_a_citywide_process_shows_who_was_not_invited() -> None:
    mitte, pankow, spandau = enter_districts(["Mitte", "Pankow", "Spandau"])
    process = make.opened_process()
    record(process, mitte, answered_on=TODAY, answer="Einverstanden.")
    record(process, pankow)
    page = shown(process)
    assert [one.state for one in page.districts] == [
        Involvement.ANSWERED,
        Involvement.INVITED,
        Involvement.NONE,
    ]
    assert page.gaps == [spandau.name]
    assert page.unanswered_invitations == [pankow.name]
    assert page.districts[0].records[0].record.unit == "Bezirksamt Mitte"


def test_a_district_process_has_no_gap() -> None:
    mitte, _ = enter_districts(["Mitte", "Pankow"])
    process = make.opened_process(scope=Scope.DISTRICT, districts=[mitte])
    page = shown(process)
    assert page.gaps == []
    assert [one.name for one in page.districts] == ["Mitte"]


def test_records_of_other_processes_do_not_count() -> None:
    [mitte] = enter_districts(["Mitte"])
    record(make.planned_process(), mitte)
    assert shown(make.opened_process()).gaps == ["Mitte"]


def test_an_answer_completes_the_invitation_of_its_day() -> None:
    [mitte] = enter_districts(["Mitte"])
    process = make.planned_process()
    record(process, mitte, unit="Amt für Weiterbildung")
    record(process, mitte, answered_on=TODAY, answer="Wir machen mit.")
    [kept] = Invitation.objects.all()
    assert (kept.unit, kept.answer) == ("Amt für Weiterbildung", "Wir machen mit.")
    kinds = [line.kind for line in entries_about(process.node.public_id)]
    assert kinds.count("involvement.recorded") == 2


def test_what_is_recorded_is_not_overwritten() -> None:
    [mitte] = enter_districts(["Mitte"])
    process = make.planned_process()
    record(process, mitte)
    with pytest.raises(errors.AlreadyRecorded):
        record(process, mitte)
    record(process, mitte, answered_on=TODAY, answer="Ja.")
    with pytest.raises(errors.AlreadyRecorded, match="mit der Antwort"):
        record(process, mitte, answered_on=TODAY, answer="Nein.")
    record(process, mitte, invited_on=TODAY)
    assert len(shown(process).districts[0].records) == 2
    assert shown(process).districts[0].state == Involvement.ANSWERED


def test_an_answer_comes_on_the_day_of_the_invitation_at_the_earliest() -> None:
    [mitte] = enter_districts(["Mitte"])
    process = make.planned_process()
    with pytest.raises(errors.AnsweredBeforeInvited, match=r"11.11.2026.*12.11.2026"):
        record(process, mitte, answered_on=TODAY - 10 * ONE, answer="Ja.")
    record(process, mitte, answered_on=TODAY - 9 * ONE, answer="Ja.")


def test_nothing_is_recorded_before_it_happens() -> None:
    [mitte] = enter_districts(["Mitte"])
    process = make.planned_process()
    with pytest.raises(errors.InvitedInFuture):
        record(process, mitte, invited_on=TODAY + ONE)
    with pytest.raises(errors.AnsweredInFuture):
        record(process, mitte, answered_on=TODAY + ONE, answer="Ja.")
    record(process, mitte, invited_on=TODAY)


def test_an_answer_has_a_day_and_words() -> None:
    [mitte] = enter_districts(["Mitte"])
    process = make.planned_process()
    with pytest.raises(errors.AnswerIncomplete, match="Datum"):
        record(process, mitte, answer="Ja.")
    with pytest.raises(errors.AnswerIncomplete, match="Inhalt"):
        record(process, mitte, answered_on=TODAY, answer=" \u200b ")


def test_the_database_refuses_an_answer_before_its_invitation() -> None:
    [mitte] = enter_districts(["Mitte"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            process=make.planned_process(),
            district=mitte,
            invited_on=TODAY,
            answered_on=TODAY - ONE,
            answer="Ja.",
        )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Mitte", "Mitte"),
        ("Neukölln", "Neukölln"),
        ("Reinickendorf", "Reinicke."),
        ("Friedrichshain-Kreuzberg", "Fri.-Kre."),
        ("Altona-Nord", "Alt.-Nord"),
    ],
)
def test_a_long_name_has_a_short_form_for_its_tile(name: str, short: str) -> None:
    enter_districts([name])
    assert shown(make.planned_process()).districts[0].short == short
