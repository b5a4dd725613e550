"""The demonstration city's consultations: concept, phase, extension, involvement of districts."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import days_before
from mitmachstadt.cli.demonstration.texts import OFFICE, Library
from mitmachstadt.formats import actions
from mitmachstadt.formats.models import Invitation, Process
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
    _involve(row, process, cast, at)


def _involve(row: dict[str, Any], process: Process, cast: Cast, at: datetime) -> None:
    by_number = {district.number: district for district in districts()}
    for given in row["involvement"]:
        record = _invite(given, process, cast, at, district=by_number[given["district"]])
        if "reminded_days_ago" in given:
            actions.remind(
                record=record, on=_day(at, given["reminded_days_ago"]),
                visitor=cast.visitors[OFFICE], at=at,
            )  # fmt: skip
    for given in row["invited_organisations"]:
        _invite(given, process, cast, at, organisation=cast.organisations[given["organisation"]])


def _invite(
    given: dict[str, Any], process: Process, cast: Cast, at: datetime, **who: Any
) -> Invitation:
    invited, answered = given["invited_days_ago"], given["answered_days_ago"]
    return actions.record_involvement(
        process=process,
        invited_on=_day(at, invited),
        respond_by=_day(at, invited - given["respond_days"]),
        channel=given["channel"],
        audience=given.get("audience", ""),
        answered_on=_day(at, answered) if answered is not None else None,
        answer=given["answer"],
        stance=given.get("stance", ""),
        responses=given.get("responses"),
        visitor=cast.visitors[OFFICE],
        at=at,
        **who,
    )


def _day(at: datetime, days_ago: int) -> Any:
    return timezone.localdate(days_before(at, days_ago))
