"""What organisations there are, what they were called when, and what became of them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.actions.bodies import end_seats_of
from mitmachstadt.people.actions.directory import end_memberships_of
from mitmachstadt.people.actions.posts import end_posts_of
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.models import (
    District,
    Organisation,
    OrganisationPeriod,
    Succession,
)
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import (
    may_dissolve,
    may_enter,
    may_reorganise,
    may_work_as,
)

ENTERED_BY_THE_CITY = "von der Stadt eingetragen"
# Hands on what the organisation owed.
SETTLE = "mitmachstadt.responsibilities.tasks.settle_dissolution_of"
_LONGEST_REASON, _LONGEST_GROUNDS = 300, 200


def found_organisation(
    *,
    name: str,
    kind: OrganisationKind | str,
    district: District | None = None,
    parent: Organisation | None = None,
    verified: str = ENTERED_BY_THE_CITY,
    since: date | None = None,
    website: str = "",
    public: bool = True,
) -> Organisation:
    """Enter an organisation into the directory; the name of a living one gives that one.

    Args:
        verified: on what grounds somebody may speak as it; empty: nobody may as yet.
        since: its first day; None: as long as anybody has known.
        public: whether everybody may know of it; what is not is a body.
    """
    name = clean_line(name)
    with transaction.atomic():
        organisation, made = Organisation.objects.get_or_create(
            name=name,
            ended=None,
            defaults={
                "kind": OrganisationKind(kind),
                "district": district,
                "parent": parent,
                "verified": verified,
                "website": website,
                "public": public,
            },
        )
        if made:
            OrganisationPeriod.objects.create(
                organisation=organisation, name=name, parent=parent, since=since
            )
    return organisation


def enter_organisation(
    *,
    name: str,
    kind: OrganisationKind,
    district: District | None,
    parent: Organisation | None = None,
    verified: str = "",
    website: str = "",
    public: bool = True,
    visitor: Visitor,
    at: datetime,
) -> Organisation:
    """Enter an organisation, as an administrator; a known name gives the known organisation.

    Raises:
        Refusal: the name is missing, or a district office without its district.
    """
    name = clean_line(name)
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    may_enter(name=name, kind=kind, district=district, public=public).require()
    with transaction.atomic():
        known = Organisation.objects.filter(name=name, ended=None).first()
        if known:
            return known
        made = found_organisation(
            name=name, kind=kind, district=district, parent=parent,
            verified=clean_grounds(verified), since=timezone.localdate(at), website=website,
            public=public,
        )  # fmt: skip
        register_organisation("entered", made, {"name": made.name, "kind": made.kind}, visitor, at)
        if made.verified:
            register_organisation("verified", made, {"grounds": made.verified}, visitor, at)
    return made


def reorganise(
    *,
    organisation: Organisation,
    name: str,
    parent: Organisation | None,
    since: date,
    reason: str = "",
    visitor: Visitor,
    at: datetime,
) -> None:
    """Let an organisation be called otherwise or belong elsewhere from a day on.

    What was said in its name and what it answered keeps the name of then.

    Raises:
        Refusal: it has ended, stands above its new parent, or the day does not fit.
    """
    name = clean_line(name)
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        known = locked_organisations()
        organisation = known[organisation.pk]
        parent = known[parent.pk] if parent else None
        may_reorganise(
            organisation, name=name, parent=parent, since=since, today=timezone.localdate(at)
        ).require()
        organisation.periods.filter(until=None).update(until=since)
        OrganisationPeriod.objects.create(
            organisation=organisation, name=name, parent=parent, since=since,
            reason=clean_reason(reason),
        )  # fmt: skip
        organisation.name, organisation.parent = name, parent
        organisation.save(update_fields=["name", "parent"])
        above = parent.public_id if parent else ""
        content = {"name": name, "parent": above, "since": since.isoformat()}
        register_organisation("reorganised", organisation, content, visitor, at)


def dissolve(
    *,
    organisation: Organisation,
    successors: Iterable[Organisation],
    on: date,
    reason: str = "",
    visitor: Visitor,
    at: datetime,
) -> None:
    """End an organisation on a day; others may have taken over. Nobody speaks in its name any more.

    Raises:
        Refusal: it has ended already, units still belong to it, or the day does not fit.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        known = locked_organisations()
        organisation = known[organisation.pk]
        successors = [known[successor.pk] for successor in successors]
        may_dissolve(
            organisation, successors=successors, on=on, today=timezone.localdate(at)
        ).require()
        organisation.periods.filter(until=None).update(until=on)
        organisation.ended, organisation.ended_because = on, clean_reason(reason)
        organisation.save(update_fields=["ended", "ended_because"])
        Succession.objects.bulk_create(
            Succession(before=organisation, after=successor) for successor in successors
        )
        end_memberships_of(organisation, at=at)
        end_posts_of(organisation, on=on)
        end_seats_of(organisation, on=on)
        content = {"on": on.isoformat(), "successors": [s.public_id for s in successors]}
        register_organisation("ended", organisation, content, visitor, at)
        enqueue(SETTLE, public_id=organisation.public_id)


def locked_organisations() -> dict[int, Organisation]:
    """All of them as they are now, some hundred: two who move things at once make no circle."""
    found = {each.pk: each for each in Organisation.objects.select_for_update().order_by("pk")}
    for each in found.values():
        each.parent = found.get(each.parent_id or 0)
    return found


def clean_reason(text: str) -> str:
    return clean_line(text)[:_LONGEST_REASON]


def clean_grounds(text: str) -> str:
    return clean_line(text)[:_LONGEST_GROUNDS]


def register_organisation(
    verb: str, about: Organisation, content: dict[str, Any], visitor: Visitor, at: datetime
) -> None:
    content["by"] = visitor.person.public_id if visitor.person else ""
    append(kind=f"organisation.{verb}", subject=about.public_id, content=content, at=at)
