"""Whatever is opened and extended in whatever order: windows and phases tell the same moments."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from mitmachstadt.formats.actions import extend_phase, open_process, plan_phase, write_concept
from mitmachstadt.formats.models import ParticipationConcept, Phase, PhaseChange, Process
from mitmachstadt.formats.queries import phases_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.models import Window
from tests import factories as make
from tests.factories import CONCEPT, NOW

HOUR = timedelta(hours=1)
hours = st.integers(min_value=-30, max_value=90)
WHY = "Zwei Vereine hatten um mehr Zeit gebeten, die Frist lag in den Ferien."


class OneProcess(RuleBasedStateMachine):
    """A clerk who tries everything at any time; a no must change nothing."""

    process: Process

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.at = NOW
        self.office = make.office()
        self.process = make.planned_process(at=NOW)
        self.promised: dict[int, Any] = {}
        self.versions = 0

    def teardown(self) -> None:
        """Every example leaves the database as it was."""
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def attempt(self, act: Any) -> bool:
        before = self.everything()
        try:
            act()
        except Refusal as refusal:
            assert refusal.in_words
            assert self.everything() == before
            return False
        return True

    def everything(self) -> list[Any]:
        tables: tuple[Any, ...] = (Process, Phase, Window, PhaseChange, ParticipationConcept)
        return [list(table.objects.order_by("pk").values_list()) for table in tables]

    def phase(self, number: int) -> Phase | None:
        found = phases_of(Process.objects.get(pk=self.process.pk))
        return found[number % len(found)] if found else None

    @initialize(ready=st.booleans())
    def begin(self, ready: bool) -> None:
        """Half of the time the way to the opening is already short."""
        if ready:
            self.write("ganz")
            self.plan(opens=-2, length=40, answers=20, number=0, anew=False)

    @rule(passing=st.integers(min_value=0, max_value=12))
    def time_passes(self, passing: int) -> None:
        self.at += passing * HOUR

    @rule(words=st.sampled_from(["ganz", "Lücke", "Platzhalter", "anders"]))
    def write(self, words: str) -> None:
        changed = {
            "ganz": {},
            "Lücke": {"how_used": ""},
            "Platzhalter": {"how_used": "tbd"},
            "anders": {"how_used": f"Beiträge werden gelesen und beantwortet ({self.at})."},
        }[words]
        self.attempt(
            lambda: write_concept(
                process=self.process,
                words=CONCEPT | changed,
                visitor=self.office,
                at=self.at,
                reason=WHY,
            )
        )

    @rule(opens=hours, length=hours, answers=hours, number=st.integers(0, 3), anew=st.booleans())
    def plan(self, opens: int, length: int, answers: int, number: int, anew: bool) -> None:
        known = self.phase(number) if anew else None
        begin = self.at + opens * HOUR
        end = begin + length * HOUR
        self.attempt(
            lambda: plan_phase(
                process=self.process,
                phase=known,
                name="Phase",
                opens=begin,
                closes=end,
                answer_due=end + answers * HOUR,
                visitor=self.office,
                at=self.at,
            )
        )

    @rule()
    def open(self) -> None:
        self.attempt(lambda: open_process(process=self.process, visitor=self.office, at=self.at))

    @precondition(lambda self: Phase.objects.exists())
    @rule(number=st.integers(0, 3), more=hours, answers=hours, says_why=st.booleans())
    def extend(self, number: int, more: int, answers: int, says_why: bool) -> None:
        phase = self.phase(number)
        assert phase
        closes = phase.closes + more * HOUR
        done = self.attempt(
            lambda: extend_phase(
                phase=phase,
                closes=closes,
                answer_due=phase.answer_due + answers * HOUR,
                reason=WHY if says_why else "tbd",
                visitor=self.office,
                at=self.at,
            )
        )
        if done:
            assert says_why and more > 0 and self.at < phase.closes

    @invariant()
    def windows_tell_what_the_phases_tell(self) -> None:
        process = Process.objects.get(pk=self.process.pk)
        windows = []
        for phase in phases_of(process):
            assert len(phase.windows) == (2 if process.opened else 0)
            for window in phase.windows:
                assert (window.opens, window.closes) == (phase.opens, phase.closes)
                assert window.answer_due == phase.answer_due
                windows.append(window.pk)
        assert sorted(windows) == sorted(Window.objects.values_list("pk", flat=True))

    @invariant()
    def a_promised_end_only_moves_away_and_says_why(self) -> None:
        process = Process.objects.get(pk=self.process.pk)
        for phase in phases_of(process) if process.opened else []:
            first = self.promised.setdefault(phase.pk, phase.closes)
            assert phase.closes >= first
            changes = list(phase.changes.order_by("at", "pk"))
            assert (phase.closes == first) == (not changes)
            ends = [first, *(change.closes for change in changes)]
            assert ends == sorted(ends)
            assert [change.old_closes for change in changes] == ends[:-1]

    @invariant()
    def no_version_of_the_concept_is_lost(self) -> None:
        found = list(self.process.concepts.order_by("version").values_list("version", flat=True))
        assert found == list(range(1, len(found) + 1))
        assert len(found) >= self.versions
        self.versions = len(found)


@pytest.mark.django_db
def test_windows_and_phases_stay_together() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        OneProcess,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
