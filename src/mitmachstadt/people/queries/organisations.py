"""Organisations as a tree, now and on any day before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.people.enums import ADMINISTRATION, OrganisationKind
from mitmachstadt.people.models import Organisation, OrganisationPeriod, Succession


def organisations() -> list[Organisation]:
    """All that exist, by name, with their district."""
    return list(Organisation.objects.filter(ended=None).select_related("district").order_by("name"))


_ANSWERING = prepared(
    lambda: Organisation.objects.filter(
        kind__in=[kind.value for kind in ADMINISTRATION], ended=None
    ).order_by("name")
)


def answering_units() -> list[Organisation]:
    """Public bodies to which a contribution can be passed on."""
    return _ANSWERING()


def deciding_bodies() -> list[Organisation]:
    """Bodies that decide: what participation informs and does not replace.

    Also those that have ended, after the others: their minutes may come later than their end.
    """
    bodies = Organisation.objects.filter(kind=OrganisationKind.BODY)
    return list(bodies.order_by(F("ended").desc(nulls_first=True), "name"))


def public_organisations() -> list[Organisation]:
    """Those that exist and may be named to everybody, by name."""
    return list(Organisation.objects.filter(ended=None, public=True).order_by("name"))


def organisation_by_public_id(public_id: str) -> Organisation | None:
    return (
        Organisation.objects.select_related("district", "parent__parent__parent")
        .filter(public_id=clean_line(public_id))
        .first()
    )


@dataclass(frozen=True)
class Branch:
    """An organisation as it was on a day, and what belonged to it then."""

    organisation: Organisation
    name: str
    below: list["Branch"] = field(default_factory=list)


def organisations_on(
    day: date, *, with_hidden: bool = False
) -> dict[OrganisationKind, list[Branch]]:
    """The tree of a day, by the kind of what stands at the top; one query.

    Args:
        with_hidden: whether bodies that are not public stand in it.
    """
    periods = (
        OrganisationPeriod.objects.filter(Q(since=None) | Q(since__lte=day))
        .filter(Q(until=None) | Q(until__gt=day))
        .select_related("organisation__district")
        .order_by("name")
    )
    if not with_hidden:
        periods = periods.filter(organisation__public=True)
    branches = {p.organisation_id: Branch(p.organisation, p.name) for p in periods}
    parents = {p.organisation_id: p.parent_id for p in periods if p.parent_id in branches}
    tops: dict[OrganisationKind, list[Branch]] = {kind: [] for kind in OrganisationKind}
    for pk, branch in branches.items():
        above = parents.get(pk)
        beside = (
            branches[above].below if above else tops[OrganisationKind(branch.organisation.kind)]
        )
        beside.append(branch)
    return {kind: found for kind, found in tops.items() if found}


@dataclass(frozen=True)
class PeriodLine:
    """A period, and what the organisation above was called when it began."""

    period: OrganisationPeriod
    above: str


@dataclass(frozen=True)
class History:
    """What an organisation was, what it came from and what it became."""

    periods: list[PeriodLine]
    above: list[Organisation]
    below: list[Organisation]
    came_from: list[Organisation]
    became: list[Organisation]


def history_of(organisation: Organisation, *, with_hidden: bool = False) -> History:
    """Newest period first; three queries.

    Args:
        with_hidden: whether bodies that are not public are named.
    """

    def named(found: Iterable[Organisation]) -> list[Organisation]:
        return [each for each in found if each.public or with_hidden]

    above: list[Organisation] = []
    here = organisation.parent
    while here is not None and here not in above:
        above.insert(0, here)
        here = here.parent
    successions = list(
        Succession.objects.filter(Q(before=organisation) | Q(after=organisation))
        .select_related("before", "after")
        .order_by("pk")
    )
    return History(
        periods=_periods(organisation, with_hidden=with_hidden),
        above=named(above),
        below=named(organisation.children.filter(ended=None).order_by("name")),
        came_from=named(s.before for s in successions if s.after_id == organisation.pk),
        became=named(s.after for s in successions if s.before_id == organisation.pk),
    )


def _periods(organisation: Organisation, *, with_hidden: bool) -> list[PeriodLine]:
    parents = organisation.periods.exclude(parent=None).values("parent")
    above = Q(organisation__in=parents)
    if not with_hidden:
        above &= Q(organisation__public=True)
    found = OrganisationPeriod.objects.filter(Q(organisation=organisation) | above).order_by("pk")
    names: dict[int, list[OrganisationPeriod]] = {}
    for each in found:
        names.setdefault(each.organisation_id, []).append(each)
    periods = names.get(organisation.pk, [])[::-1]
    return [
        PeriodLine(each, _name_then(names.get(each.parent_id or 0, []), each)) for each in periods
    ]


def _name_then(names: list[OrganisationPeriod], period: OrganisationPeriod) -> str:
    """Of these periods of one organisation, the name that held when another period began."""
    held = [n.name for n in names if n.since is None or (period.since and n.since <= period.since)]
    return held[-1] if held else (names[0].name if names else "")


def open_period(organisation: Organisation) -> OrganisationPeriod | None:
    """What holds now, unless the organisation has ended."""
    return organisation.periods.filter(until=None).first()


def name_on(organisation: Organisation, day: date) -> str:
    """What an organisation was called on a day."""
    then = organisation.periods.filter(Q(since=None) | Q(since__lte=day)).order_by("pk").last()
    return then.name if then else organisation.name


def existed_on(organisation: Organisation, day: date) -> bool:
    return organisation.periods.filter(
        Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day)
    ).exists()


def stood_below(organisation: Organisation, other: Organisation, *, since: date) -> bool:
    """Whether an organisation has stood anywhere below another, or is it, on any day since then."""
    later = OrganisationPeriod.objects.filter(Q(until=None) | Q(until__gt=since))
    parents: dict[int, set[int]] = {}
    for pk, parent in later.values_list("organisation_id", "parent_id"):
        if parent is not None:
            parents.setdefault(pk, set()).add(parent)
    found, waiting = {organisation.pk}, [organisation.pk]
    while waiting:
        new = parents.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return other.pk in found
