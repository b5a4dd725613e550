"""How the districts are involved: dated records, and gaps that everybody sees (finding 5)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.formats import errors
from mitmachstadt.formats.actions import (
    correct_invitation,
    open_process,
    record_involvement,
    remind,
    write_concept,
)
from mitmachstadt.formats.enums import InvitationChannel, Involvement, Stance
from mitmachstadt.formats.models import Invitation, Process
from mitmachstadt.formats.queries import ProcessPage, involvement_page, process_page
from mitmachstadt.formats.rules import is_of_another_district
from mitmachstadt.ledger.models import Payload
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Scope
from mitmachstadt.people.actions import enter_districts, found_organisation
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.models import District
from tests import factories as make
from tests.factories import CONCEPT, NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
ONE = timedelta(days=1)


def record(process: Process, district: District | None, **rest: Any) -> Invitation:
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


def test_a_unit_is_invited_with_its_channel_audience_and_response_count() -> None:
    """What the daily message to all staff was: who, how, when, how many replied (B19)."""
    process, unit = make.opened_process(), make.organisation("Amt für Statistik")
    made = record_involvement(
        process=process,
        organisation=unit,
        audience="alle Beschäftigten",
        channel=InvitationChannel.STAFF_NEWS,
        invited_on=TODAY - 9 * ONE,
        responses=412,
        visitor=make.office(),
        at=NOW,
    )
    [facts] = shown(process).others
    assert (facts.record, facts.record.unit, facts.record.responses) == (made, unit.name, 412)
    assert facts.came_after_opening


def test_a_district_office_stands_for_its_district() -> None:
    mitte, pankow = enter_districts(["Mitte", "Pankow"])
    office = found_organisation(
        name="Bezirksamt Pankow", kind=OrganisationKind.DISTRICT_OFFICE, district=pankow
    )
    process = make.planned_process()
    record(process, None, organisation=office)
    assert shown(process).gaps == [mitte.name]
    wrong = record(process, mitte, organisation=office)
    assert is_of_another_district(wrong.district, wrong.organisation)
    assert [facts.is_of_another_district for facts in shown(process).districts[0].records] == [True]


def test_somebody_has_to_be_invited() -> None:
    with pytest.raises(errors.NobodyInvited):
        record(make.planned_process(), None)


def test_a_deadline_leaves_time_and_an_answer_that_is_missing_then_is_a_gap() -> None:
    mitte, pankow = enter_districts(["Mitte", "Pankow"])
    process = make.planned_process()
    with pytest.raises(errors.RespondByTooEarly):
        record(process, mitte, respond_by=TODAY - 10 * ONE)
    record(process, mitte, respond_by=TODAY - ONE)
    record(process, pankow, respond_by=TODAY)
    late = [district.records[0].is_late for district in shown(process).districts]
    assert late == [True, False]


def test_how_an_answer_turned_out_is_said_with_the_answer() -> None:
    [mitte] = enter_districts(["Mitte"])
    process = make.planned_process()
    with pytest.raises(errors.StanceWithoutAnswer):
        record(process, mitte, stance=Stance.CONSENT)
    made = record(process, mitte, stance=Stance.CRITICISM, answered_on=TODAY, answer="Zu spät.")
    assert made.get_stance_display() == "Kritik"


def test_reminders_stand_between_the_invitation_and_its_answer() -> None:
    [mitte] = enter_districts(["Mitte"])
    made, by = record(make.opened_process(), mitte), make.office()
    for day in (TODAY - 10 * ONE, TODAY + ONE):
        with pytest.raises(errors.RemindedOutOfOrder):
            remind(record=made, on=day, visitor=by, at=NOW)
    remind(record=made, on=TODAY - ONE, visitor=by, at=NOW)
    with pytest.raises(errors.RemindedAlready):
        remind(record=made, on=TODAY - ONE, visitor=by, at=NOW)
    record(made.process, mitte, answered_on=TODAY - 2 * ONE, answer="Ja.")
    with pytest.raises(errors.RemindedOutOfOrder):
        remind(record=made, on=TODAY, visitor=by, at=NOW)
    assert shown(made.process).districts[0].records[0].reminders == [TODAY - ONE]


def test_a_correction_keeps_what_stood_there_with_its_reason() -> None:
    mitte, pankow = enter_districts(["Mitte", "Pankow"])
    made, by = record(make.opened_process(), mitte, channel="letter"), make.office()
    with pytest.raises(errors.CorrectionWithoutReason):
        correct_invitation(record=made, reason=" ", district=pankow, visitor=by, at=NOW)
    with pytest.raises(errors.CorrectionUnchanged):
        correct_invitation(record=made, reason="Tippfehler", channel="letter", visitor=by, at=NOW)
    with pytest.raises(errors.InvitedInFuture):
        correct_invitation(
            record=made, reason="Tippfehler", invited_on=TODAY + ONE, visitor=by, at=NOW
        )
    correct_invitation(
        record=made,
        reason="Eingeladen war Pankow.",
        district=pankow,
        unit="",
        channel="mail",
        visitor=by,
        at=NOW,
    )
    page = shown(made.process)
    assert page.gaps == [mitte.name]
    [(day, reason, was)] = page.districts[1].records[0].corrections
    assert (day, reason) == (TODAY, "Eingeladen war Pankow.")
    assert ("Auf welchem Weg", "letter") in was
    assert ("Teil der Stadt", "Mitte") in was
    kinds = [line.kind for line in entries_about(made.process.node.public_id)]
    assert "involvement.corrected" in kinds


def test_a_correction_does_not_fall_onto_another_record() -> None:
    [mitte] = enter_districts(["Mitte"])
    process = make.planned_process()
    made, other = record(process, mitte), record(process, mitte, invited_on=TODAY)
    with pytest.raises(errors.AlreadyRecorded):
        correct_invitation(
            record=made, reason="Am Tag geirrt.", invited_on=other.invited_on,
            visitor=make.office(), at=NOW,
        )  # fmt: skip


def test_what_a_citywide_process_opens_without_stands_in_the_register() -> None:
    mitte, _ = enter_districts(["Mitte", "Pankow"])
    process = make.planned_process()
    write_concept(process=process, words=CONCEPT, visitor=make.office(), at=NOW)
    make.planned_phase(process)
    record(process, mitte)
    open_process(process=process, visitor=make.office(), at=NOW)
    lines = Payload.objects.filter(entry__kind="process.opened").values_list("content", flat=True)
    assert [line["not_invited"] for line in lines] == [["Pankow"]]


def test_the_overview_goes_from_the_newest_process_to_the_oldest(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("mitmachstadt.formats.queries.involvement.OVERVIEW_PAGE", 2)
    [mitte] = enter_districts(["Mitte"])
    made = [make.opened_process() for _ in range(3)]
    make.planned_process()
    record(made[2], mitte)
    first, after = involvement_page(at=NOW)
    assert [each.process for each in first] == [made[2], made[1]]
    assert [each.gaps for each in first] == [[], ["Mitte"]]
    rest, end = involvement_page(at=NOW, after=after or 0)
    assert ([each.process for each in rest], end) == ([made[0]], None)
