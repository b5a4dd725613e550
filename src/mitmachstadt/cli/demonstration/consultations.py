"""The demonstration city's consultations: concept, phase, extension, involvement of districts."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import days_before
from mitmachstadt.cli.demonstration.texts import OFFICE, Library
from mitmachstadt.formats import actions
from mitmachstadt.formats.models import Process
from mitmachstadt.people.queries import districts


def load_consultation(row: dict[str, Any], cast: Cast, library: Library, at: datetime) -> None:
    """One consultation on an edition, planned two weeks before it opened."""
    office, phase = cast.visitors[OFFICE], row["phase"]
    opens = at + timedelta(days=phase["opens_days"])
    planned = opens - timedelta(days=2)
    process = actions.plan_process(
        about=library.editions[row["about"]].node,
        title=row["title"],
        purpose=row["purpose"],
        visitor=office,
        at=planned,
    )
    actions.write_concept(process=process, words=row["concept"], visitor=office, at=planned)
    planned_phase = actions.plan_phase(
        process=process,
        name=phase["name"],
        opens=opens,
        closes=at + timedelta(days=phase["closes_days"]),
        answer_due=at + timedelta(days=phase["answer_due_days"]),
        visitor=office,
        at=planned,
    )
    actions.open_process(process=process, visitor=office, at=opens)
    for extension in row["extensions"]:
        actions.extend_phase(
            phase=planned_phase,
            closes=at + timedelta(days=extension["new_closes_days"]),
            reason=extension["reason"],
            visitor=office,
            at=days_before(at, extension["days_ago"]),
        )
    _involve(row["involvement"], process, cast, at)


def _involve(rows: list[dict[str, Any]], process: Process, cast: Cast, at: datetime) -> None:
    by_number = {district.number: district for district in districts()}
    for row in rows:
        answered = row["answered_days_ago"]
        actions.record_involvement(
            process=process,
            district=by_number[row["district"]],
            invited_on=_day(at, row["invited_days_ago"]),
            answered_on=_day(at, answered) if answered is not None else None,
            answer=row["answer"],
            visitor=cast.visitors[OFFICE],
            at=at,
        )


def _day(at: datetime, days_ago: int) -> Any:
    return timezone.localdate(days_before(at, days_ago))
