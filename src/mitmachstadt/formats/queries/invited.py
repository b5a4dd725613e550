"""What can be told about invitations from their rows and the day, without the database."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from mitmachstadt.formats.enums import INVITATION_WORDS, InvitationStepKind, Involvement
from mitmachstadt.formats.models import Invitation, Process
from mitmachstadt.people.models import District
from mitmachstadt.people.queries import short_name


@dataclass(frozen=True)
class InvitationFacts:
    """An invitation, what happened to it later, and what can be told from the day.

    `opened` is the day on which the process began, None before.
    """

    record: Invitation
    steps: tuple[dict[str, Any], ...]
    today: date
    opened: date | None

    @property
    def reminders(self) -> list[date]:
        return [
            date.fromisoformat(step["on"])
            for step in self.steps
            if step["kind"] == InvitationStepKind.REMINDED
        ]

    @property
    def corrections(self) -> list[tuple[date, str, list[tuple[str, str]]]]:
        """Day, reason and what stood there before, of each correction."""
        return [
            (
                date.fromisoformat(step["on"]),
                step["text"],
                [(str(INVITATION_WORDS[name]), value) for name, value in _was(step).items()],
            )
            for step in self.steps
            if step["kind"] == InvitationStepKind.CORRECTED
        ]

    @property
    def is_late(self) -> bool:
        """The day is over by which an answer was asked for."""
        due = self.record.respond_by
        return due is not None and due < self.today and not self.record.answered_on

    @property
    def came_after_opening(self) -> bool:
        return self.opened is not None and self.record.invited_on > self.opened

    @property
    def is_of_another_district(self) -> bool:
        unit, district = self.record.organisation, self.record.district_id
        return bool(unit and district and unit.district_id and unit.district_id != district)


def _was(step: dict[str, Any]) -> dict[str, str]:
    # A column that holds rows as text brings JSON within JSON as text on one of the databases.
    was: dict[str, str] = json.loads(step["was"]) if isinstance(step["was"], str) else step["was"]
    return was


@dataclass(frozen=True)
class DistrictFacts:
    """How a district was involved, newest invitation last."""

    number: int
    name: str
    records: tuple[InvitationFacts, ...]

    @property
    def state(self) -> Involvement:
        if any(facts.record.answered_on for facts in self.records):
            return Involvement.ANSWERED
        return Involvement.INVITED if self.records else Involvement.NONE

    @property
    def short(self) -> str:
        return short_name(self.name)


@dataclass(frozen=True)
class Involved:
    """Everybody who was invited to a process, and which districts were not."""

    process: Process
    districts: tuple[DistrictFacts, ...]
    others: tuple[InvitationFacts, ...]
    known: tuple[District, ...] = ()

    @property
    def invited(self) -> list[DistrictFacts]:
        return [district for district in self.districts if district.records]

    @property
    def answered(self) -> list[DistrictFacts]:
        return [one for one in self.districts if any(r.record.answer for r in one.records)]

    @property
    def gaps(self) -> list[str]:
        """The districts that a process should have invited and has not."""
        return [district.name for district in self.districts if not district.records]
