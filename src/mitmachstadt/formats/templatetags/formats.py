"""The timeline of a process: a small SVG; the list of phases below it says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template import Library

from mitmachstadt.formats.enums import PhaseState
from mitmachstadt.formats.queries import PhaseFacts

register = Library()

WIDTH = 1000
_LOOK = {PhaseState.NEXT: "info", PhaseState.NOW: "decided", PhaseState.PAST: "hidden"}


@dataclass(frozen=True)
class Segment:
    """A piece of the line: where it begins, how long it is (of 1,000), and how it looks."""

    start: str
    width: str
    status: str


@register.inclusion_tag("formats/parts/timeline.html")
def timeline(phases: Sequence[PhaseFacts]) -> dict[str, Any]:
    """Phases and the times for answering, from the first moment to the last.

    There is no mark for today: the page may be kept until the next moment that changes it.
    """
    phases = [facts for facts in phases if facts.state != PhaseState.OFF]
    if not phases:
        return {"segments": []}
    begins = min(facts.phase.opens for facts in phases)
    ends = max(facts.phase.answer_due for facts in phases)
    whole = (ends - begins).total_seconds()

    def place(start: datetime, stop: datetime, status: str) -> Segment:
        left = WIDTH * (start - begins).total_seconds() / whole
        width = WIDTH * (stop - start).total_seconds() / whole
        return Segment(f"{left:.1f}", f"{width:.1f}", status)

    answering = [
        place(f.phase.closes, f.phase.answer_due, "overdue" if f.overdue else "open")
        for f in phases
    ]
    taking_part = [place(f.phase.opens, f.phase.closes, _LOOK[f.state]) for f in phases]
    return {
        "segments": answering + taking_part,
        "begins": begins,
        "ends": ends,
        "phases": phases,
        "looks": next((part.status for part in taking_part if part.status == "decided"), "hidden"),
        "late": any(f.overdue for f in phases),
    }
