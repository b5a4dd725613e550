"""Organisations as a tree, now and on any day before."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.models import Organisation, OrganisationPeriod, Succession

_PUBLIC_BODIES = (
    OrganisationKind.SENATE_DEPARTMENT,
    OrganisationKind.DISTRICT_OFFICE,
    OrganisationKind.SUBORDINATE_AUTHORITY,
)


def organisations() -> list[Organisation]:
    """All that exist, by name, with their district."""
    return list(Organisation.objects.filter(ended=None).select_related("district").order_by("name"))


def answering_units() -> list[Organisation]:
    """Public bodies to which a contribution can be passed on."""
    return list(Organisation.objects.filter(kind__in=_PUBLIC_BODIES, ended=None).order_by("name"))


def deciding_bodies() -> list[Organisation]:
    """Bodies that decide: what participation informs and does not replace."""
    return list(
        Organisation.objects.filter(kind=OrganisationKind.BODY, ended=None).order_by("name")
    )


def organisation_by_public_id(public_id: str) -> Organisation | None:
    return (
        Organisation.objects.select_related("district", "parent")
        .filter(public_id=public_id)
        .first()
    )


@dataclass(frozen=True)
class Branch:
    """An organisation as it was on a day, and what belonged to it then."""

    organisation: Organisation
    name: str
    below: list["Branch"] = field(default_factory=list)


def organisations_on(day: date) -> dict[OrganisationKind, list[Branch]]:
    """The tree of a day, by the kind of what stands at the top; one query."""
    periods = (
        OrganisationPeriod.objects.filter(Q(since=None) | Q(since__lte=day))
        .filter(Q(until=None) | Q(until__gt=day))
        .select_related("organisation__district")
        .order_by("name")
    )
    branches = {p.organisation_id: Branch(p.organisation, p.name) for p in periods}
    tops: dict[OrganisationKind, list[Branch]] = {kind: [] for kind in OrganisationKind}
    for period in periods:
        branch = branches[period.organisation_id]
        above = branches.get(period.parent_id or 0)
        beside = above.below if above else tops[OrganisationKind(period.organisation.kind)]
        beside.append(branch)
    return {kind: found for kind, found in tops.items() if found}


@dataclass(frozen=True)
class History:
    """What an organisation was, what it came from and what it became."""

    periods: list[OrganisationPeriod]
    above: list[Organisation]
    below: list[Organisation]
    came_from: list[Organisation]
    became: list[Organisation]


def history_of(organisation: Organisation) -> History:
    """Newest period first; five queries and one for each level above."""
    above: list[Organisation] = []
    here = organisation.parent
    while here is not None:
        above.insert(0, here)
        here = here.parent
    successions = Succession.objects.select_related("before", "after")
    return History(
        periods=list(organisation.periods.select_related("parent").order_by("-pk")),
        above=above,
        below=list(organisation.children.filter(ended=None).order_by("name")),
        came_from=[s.before for s in successions.filter(after=organisation).order_by("pk")],
        became=[s.after for s in successions.filter(before=organisation).order_by("pk")],
    )


def open_period(organisation: Organisation) -> OrganisationPeriod | None:
    """What holds now, unless the organisation has ended."""
    return organisation.periods.filter(until=None).first()


def name_on(organisation: Organisation, day: date) -> str:
    """What an organisation was called on a day."""
    then = organisation.periods.filter(Q(since=None) | Q(since__lte=day)).order_by("pk").last()
    return then.name if then else organisation.name


def is_below(organisation: Organisation, other: Organisation) -> bool:
    """Whether an organisation stands anywhere below another, or is it."""
    seen: set[int] = set()
    here: Organisation | None = organisation
    while here is not None and here.pk not in seen:
        if here.pk == other.pk:
            return True
        seen.add(here.pk)
        here = here.parent
    return False
