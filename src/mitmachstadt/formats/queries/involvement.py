"""Who was invited to which process, when and how, and what they answered."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, prefetch_related_objects
from django.utils import timezone

from mitmachstadt.formats.models import Invitation, InvitationStep, Process
from mitmachstadt.formats.queries.invited import DistrictFacts, InvitationFacts, Involved
from mitmachstadt.kernel.rows import rows_column, rows_of
from mitmachstadt.nodes.enums import Scope, Visibility
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.people.queries import districts

OVERVIEW_PAGE = 10
CITYWIDE = (Scope.CITY, Scope.REGION)


def invitation(
    process: Process,
    district: District | None,
    organisation: Organisation | None = None,
    *,
    invited_on: date,
) -> Invitation | None:
    """The record of an invitation on a day."""
    return process.involvement.filter(
        district=district, organisation=organisation, invited_on=invited_on
    ).first()


def invitation_numbered(process: Process, number: int) -> Invitation | None:
    """A record by its number, if it belongs to this process."""
    found = process.involvement.select_related("process__node", "district", "organisation")
    return found.filter(pk=number).first()


def gaps_of(process: Process) -> list[str]:
    """The districts without an invitation, where the whole city is concerned; two queries."""
    if process.node.scope not in CITYWIDE:
        return []
    invited = set(process.involvement.values_list("district", flat=True))
    return [district.name for district in districts() if district.number not in invited]


def with_steps(records: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Invitations with what happened to them later, in one column."""
    steps = InvitationStep.objects.filter(invitation=OuterRef("pk"))
    column = rows_column(
        steps, by="invitation", order="pk", kind="kind", on="on", text="text", was="was"
    )
    return records.annotate(trail=column).select_related("organisation")


def involved_in(processes: Iterable[Process], *, at: datetime) -> list[Involved]:
    """Who was invited to these processes; two queries, and one if some are of districts.

    Citywide ones show all districts, the others those where they take place.
    """
    shown = list(processes)
    records: dict[int, list[InvitationFacts]] = {process.pk: [] for process in shown}
    opened = {process.pk: process.opened for process in shown}
    today = timezone.localdate(at)
    found = with_steps(Invitation.objects.filter(process__in=records)).order_by("invited_on", "pk")
    for record in found:
        began = opened[record.process_id]
        facts = InvitationFacts(
            record,
            tuple(rows_of(record.trail)),  # type: ignore[attr-defined]
            today,
            timezone.localdate(began) if began else None,
        )
        records[record.process_id].append(facts)
    local = [process for process in shown if process.node.scope not in CITYWIDE]
    prefetch_related_objects(local, "districts")
    known = districts()
    return [_involved(process, records[process.pk], known) for process in shown]


def _involved(
    process: Process, records: Sequence[InvitationFacts], known: Sequence[District]
) -> Involved:
    by_number: dict[int | None, list[InvitationFacts]] = {}
    for facts in records:
        by_number.setdefault(facts.record.district_id, []).append(facts)
    wanted: set[int | None] = {district.number for district in known}
    if process.node.scope not in CITYWIDE:
        wanted = {district.number for district in process.districts.all()} | by_number.keys()
    return Involved(
        process,
        tuple(
            DistrictFacts(each.number, each.name, tuple(by_number.get(each.number, ())))
            for each in known
            if each.number in wanted
        ),
        tuple(by_number.get(None, ())),
        tuple(known),
    )


def involvement_page(*, at: datetime, after: int = 0) -> tuple[list[Involved], int | None]:
    """Public processes, the newest first, with whom they invited; at most four queries.

    Returns:
        A page of them, and the number of the process after which the next one begins.
    """
    found = (
        Process.objects.filter(opened__lte=at, node__visibility=Visibility.PUBLIC)
        .select_related("node")
        .order_by("-pk")
    )
    if after:
        found = found.filter(pk__lt=after)
    page = list(found[: OVERVIEW_PAGE + 1])
    shown = page[:OVERVIEW_PAGE]
    return involved_in(shown, at=at), shown[-1].pk if len(page) > OVERVIEW_PAGE else None
