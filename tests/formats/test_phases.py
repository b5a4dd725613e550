"""Phases: moments in their order, windows that follow them, more time only in public."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.formats import errors
from mitmachstadt.formats.actions import drop_phase, extend_phase, plan_phase
from mitmachstadt.formats.models import Phase, PhaseChange, Process
from mitmachstadt.formats.queries import phases_of, process_page
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Kind, Moderation, Verb
from mitmachstadt.nodes.errors import (
    AccountNeeded,
    AnswerDueTooEarly,
    EndsBeforeItStarts,
    NoWindow,
    WindowClosed,
)
from mitmachstadt.nodes.models import Node, Window
from tests import factories as make
from tests.factories import DAY, NOW, TICK

WHY = "Zwei Vereine hatten wegen der Schulferien um mehr Zeit gebeten."


def extend(phase: Phase, closes: datetime, at: datetime = NOW, **rest: object) -> PhaseChange:
    given = {"reason": WHY, **rest}
    return extend_phase(phase=phase, closes=closes, visitor=make.office(), at=at, **given)  # type: ignore[arg-type]


def only_phase(process: Process) -> Phase:
    return phases_of(process)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("length", [timedelta(0), -TICK, -DAY])
def test_a_phase_that_ends_before_it_starts_is_refused_with_both_moments(
    length: timedelta,
) -> None:
    process = make.planned_process()
    with pytest.raises(EndsBeforeItStarts, match="Beginn") as refused:
        make.planned_phase(process, opens=NOW, closes=NOW + length)
    assert "21. November 2026, 13:00 Uhr" in refused.value.in_words
    assert not Phase.objects.exists()


@pytest.mark.django_db
def test_answers_are_due_at_the_end_at_the_earliest() -> None:
    process = make.planned_process()
    with pytest.raises(AnswerDueTooEarly):
        make.planned_phase(process, closes=NOW + DAY, answer_due=NOW + DAY - TICK)
    make.planned_phase(process, closes=NOW + DAY, answer_due=NOW + DAY)


@pytest.mark.django_db
def test_a_phase_that_is_over_cannot_be_planned() -> None:
    process = make.planned_process()
    with pytest.raises(errors.PhaseIsOver):
        make.planned_phase(process, closes=NOW, at=NOW)
    make.planned_phase(process, closes=NOW, at=NOW - TICK)


@pytest.mark.django_db
def test_a_phase_needs_a_name_and_something_to_do() -> None:
    process = make.planned_process()
    with pytest.raises(errors.PhaseNameMissing):
        make.planned_phase(process, name=" \u200b ")
    with pytest.raises(errors.NothingOpened):
        make.planned_phase(process, verbs=())


@pytest.mark.django_db
def test_a_planned_phase_can_be_changed_and_dropped_until_the_process_opens() -> None:
    process = make.planned_process()
    phase = make.planned_phase(process)
    make.planned_phase(process, phase=phase, name="Zweiter Versuch")
    assert [one.name for one in phases_of(process)] == ["Zweiter Versuch"]
    drop_phase(phase=phases_of(process)[0], visitor=make.office(), at=NOW)
    assert phases_of(process) == []
    opened = make.opened_process()
    with pytest.raises(errors.AlreadyOpened):
        make.planned_phase(opened)
    with pytest.raises(errors.AlreadyOpened):
        drop_phase(phase=only_phase(opened), visitor=make.office(), at=NOW)


@pytest.mark.django_db
def test_a_phase_of_another_process_is_not_taken_over() -> None:
    stranger = make.planned_phase(make.planned_process())
    with pytest.raises(ValueError, match="another"):
        make.planned_phase(make.planned_process(), phase=stranger)


@pytest.mark.django_db
def test_opening_opens_a_window_for_everyone_and_one_for_accounts() -> None:
    process = make.opened_process(phase={"moderation": Moderation.EVERYBODY})
    phase = only_phase(process)
    remarks, supports = phase.remark_window, phase.support_window
    assert remarks and supports
    assert (remarks.verbs, remarks.audience_id) == (Verb.REMARK, "everyone")
    assert (supports.verbs, supports.audience_id) == (Verb.SUPPORT, "signed-in")
    for window in (remarks, supports):
        assert window.node == process.scope_node
        assert window.opened_by == process.node
        assert window.moderation == Moderation.EVERYBODY
        assert window.opens == phase.opens == NOW - 7 * DAY
        assert (window.closes, window.answer_due) == (phase.closes, phase.answer_due)


@pytest.mark.django_db
def test_an_audience_of_its_own_is_the_audience_of_both_windows() -> None:
    phase = only_phase(make.opened_process(audience="signed-in"))
    assert {window.audience_id for window in phase.windows} == {"signed-in"}


@pytest.mark.django_db
def test_verbs_that_are_not_chosen_open_nothing() -> None:
    phase = only_phase(make.opened_process(phase={"verbs": [Verb.REMARK]}))
    assert phase.remark_window and not phase.support_window


@pytest.mark.django_db
def test_an_edition_is_consulted_on_through_its_document() -> None:
    document = make.node(Kind.DOCUMENT)
    edition = make.node(Kind.EDITION, parent=document)
    passage = make.passage(document)
    process = make.opened_process(edition)
    assert (process.about, process.scope_node) == (edition, document)
    assert make.remark(passage).window == only_phase(process).remark_window


@pytest.mark.django_db
def test_a_remark_is_possible_from_the_first_moment_to_before_the_last() -> None:
    passage = make.passage()
    with pytest.raises(NoWindow):
        make.remark(passage, at=NOW - 8 * DAY)
    process = make.opened_process(passage)
    phase = only_phase(process)
    make.remark(passage, at=phase.opens)
    make.remark(passage, at=phase.closes - TICK)
    with pytest.raises(WindowClosed):
        make.remark(passage, at=phase.closes)
    extend(phase, phase.closes + DAY)
    make.remark(passage, at=phase.closes)
    with pytest.raises(WindowClosed) as refused:
        make.remark(passage, at=phase.closes + DAY)
    assert refused.value.data["closes"] == phase.closes + DAY


@pytest.mark.django_db
def test_a_group_with_accounts_only_asks_strangers_to_sign_in() -> None:
    passage = make.passage()
    make.opened_process(passage, audience="signed-in")
    with pytest.raises(AccountNeeded):
        make.submitted(passage)


@pytest.mark.django_db
def test_an_extension_moves_the_windows_and_keeps_what_was_promised() -> None:
    process = make.opened_process()
    change = extend(only_phase(process), NOW + 9 * DAY, answer_due=NOW + 20 * DAY)
    page = process_page(process.node, at=NOW)
    assert page
    assert page.phases[0].changes == (change,)
    assert (change.old_closes, change.closes) == (NOW + 7 * DAY, NOW + 9 * DAY)
    assert (change.old_answer_due, change.answer_due) == (NOW + 14 * DAY, NOW + 20 * DAY)
    for window in Window.objects.all():
        assert (window.closes, window.answer_due) == (NOW + 9 * DAY, NOW + 20 * DAY)
    last = entries_about(process.node.public_id)[-1]
    assert last.kind == "phase.extended" and last.content and last.content["reason"] == WHY


@pytest.mark.django_db
def test_an_extension_keeps_the_day_for_answers_unless_another_is_named() -> None:
    phase = only_phase(make.opened_process())
    assert extend(phase, NOW + 14 * DAY).answer_due == NOW + 14 * DAY
    with pytest.raises(AnswerDueTooEarly):
        extend(phase, NOW + 14 * DAY + TICK)


@pytest.mark.django_db
@pytest.mark.parametrize("by", [timedelta(0), -TICK, -30 * DAY])
def test_a_phase_is_never_shortened(by: timedelta) -> None:
    phase = only_phase(make.opened_process())
    with pytest.raises(errors.PhaseShortened, match="nicht verkürzt"):
        extend(phase, phase.closes + by)
    assert not PhaseChange.objects.exists()


@pytest.mark.django_db
def test_a_phase_that_has_ended_is_not_extended() -> None:
    phase = only_phase(make.opened_process())
    with pytest.raises(errors.PhaseHasEnded):
        extend(phase, NOW + 30 * DAY, at=phase.closes, answer_due=NOW + 30 * DAY)
    extend(phase, NOW + 14 * DAY, at=phase.closes - TICK)


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "tbd", "mehr Zeit"])
def test_an_extension_needs_a_reason(reason: str) -> None:
    phase = only_phase(make.opened_process())
    with pytest.raises(errors.ReasonNeeded):
        extend(phase, NOW + 9 * DAY, reason=reason)


@pytest.mark.django_db
def test_what_is_not_open_yet_is_not_extended() -> None:
    phase = make.planned_phase(make.planned_process())
    with pytest.raises(errors.NotYetOpened):
        extend(phase, NOW + 9 * DAY)


@pytest.mark.django_db
def test_a_stale_phase_is_judged_as_the_database_has_it() -> None:
    phase = only_phase(make.opened_process())
    extend(phase, NOW + 10 * DAY)
    with pytest.raises(errors.PhaseShortened):
        extend(phase, NOW + 9 * DAY)  # `phase` itself still says NOW + 7 days


@pytest.mark.django_db
def test_the_database_refuses_contradictory_moments() -> None:
    process = make.planned_process()
    with pytest.raises(IntegrityError), transaction.atomic():
        Phase.objects.create(process=process, name="x", opens=NOW, closes=NOW, answer_due=NOW + DAY)


@pytest.mark.django_db
def test_planning_writes_into_the_register_and_not_into_public() -> None:
    process = make.planned_process()
    plan_phase(
        process=process,
        name="Anmerkungen",
        opens=NOW,
        closes=NOW + DAY,
        answer_due=NOW + DAY,
        visitor=make.office(),
        at=NOW,
    )
    kinds = [line.kind for line in entries_about(process.node.public_id)]
    assert kinds == ["process.planned", "phase.planned"]
    assert not Node.objects.get(pk=process.pk).is_public
    assert not Window.objects.exists()
