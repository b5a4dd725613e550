"""The register of responsibilities, as it stands and as it stood."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.responsibilities.enums import PAGE
from mitmachstadt.responsibilities.models import Responsibility
from mitmachstadt.taxonomies.enums import VersionState
from mitmachstadt.taxonomies.models import Entry, Term

# What the register is put in order by; a rule that names no such thing comes last.
_BY = {
    "stelle": ("unit__name", ""),
    "abschnitt": ("node__path", "~"),
    "thema": ("term", 2**31),
    "bezirk": ("district", 2**15),
}
ORDERS = tuple(_BY)


@dataclass(frozen=True)
class RuleLine:
    """A rule and what its subject is called; `retired` where what it names no longer holds."""

    rule: Responsibility
    subject: str = ""
    retired: bool = False


@dataclass(frozen=True)
class RegisterPage:
    """A page of the register, and the rule after which the next one begins."""

    lines: list[RuleLine]
    after: int | None


def register_page(
    *, on: date, order: str = "stelle", unit: str = "", district: int = 0, after: int = 0
) -> RegisterPage:
    """The rules in force on a day, in some order; one query.

    Args:
        unit: public id of the unit whose rules are wanted; empty for all.
        after: number of the rule that the page before ended with.
    """
    field, last = _BY[order]
    kind: CharField[str, str] | IntegerField[int, int] = (
        CharField() if isinstance(last, str) else IntegerField()
    )
    place = ExpressionWrapper(Coalesce(F(field), Value(last)), output_field=kind)
    found = in_force(on).annotate(place=place).order_by("place", "pk")
    if unit:
        found = found.filter(unit__public_id=unit)
    if district:
        found = found.filter(Q(district=district) | Q(district=None))
    if after:
        before = Responsibility.objects.filter(pk=after).annotate(place=place).values("place")[:1]
        found = found.filter(Q(place__gt=before) | Q(place=before, pk__gt=after))
    page = list(found[: PAGE + 1])
    return RegisterPage(lines_of(page[:PAGE]), page[PAGE - 1].pk if len(page) > PAGE else None)


def in_force(on: date) -> QuerySet[Responsibility]:
    """What leads somewhere on a day."""
    return _rules().filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))


def to_come(on: date) -> list[RuleLine]:
    """What has been entered and does not hold yet, soonest first."""
    found = _rules().filter(since__gt=on).filter(Q(until=None) | Q(until__gt=F("since")))
    return lines_of(list(found.order_by("since", "pk")[:PAGE]))


def ended_lately(on: date) -> list[RuleLine]:
    """What held until lately, newest first; what never held is left out."""
    found = _rules().filter(until__lte=on, until__gt=F("since"))
    return lines_of(list(found.order_by("-until", "-pk")[:PAGE]))


def rule_by_public_id(public_id: str) -> Responsibility | None:
    return _rules().filter(public_id=public_id).first()


def rules_numbered(numbers: Iterable[int]) -> list[RuleLine]:
    """These rules, in the order of their numbers as given."""
    wanted = list(numbers)
    found = {rule.pk: rule for rule in _rules().filter(pk__in=wanted)}
    return lines_of([found[number] for number in wanted if number in found])


def units_numbered(numbers: Iterable[int]) -> list[Organisation]:
    """These units, by name."""
    return list(Organisation.objects.filter(pk__in=list(numbers)).order_by("name"))


def beside(
    node: Node | None, term: Term | None, district: District | None
) -> QuerySet[Responsibility]:
    """The rules that name exactly the same."""
    return _rules().filter(node=node, term=term, district=district).order_by("since", "pk")


def every_rule() -> QuerySet[Any]:
    """All rules that there ever were, in the order in which they were entered."""
    return _rules().order_by("pk")


def _rules() -> QuerySet[Responsibility]:
    """Rules with what they name, what their subject is called, and whether that still holds."""
    entries = Entry.objects.filter(term=OuterRef("term")).exclude(version__state=VersionState.DRAFT)
    named = entries.order_by("-version__number").values("name_de")[:1]
    still = entries.filter(version__state=VersionState.IN_FORCE, successor=None)
    return Responsibility.objects.select_related("node", "term", "district", "unit").annotate(
        subject=Subquery(named), subject_holds=Exists(still)
    )


def lines_of(rules: list[Any]) -> list[RuleLine]:
    """Rules that came from here, as a list shows them."""
    return [
        RuleLine(
            rule,
            rule.subject or "",
            bool(rule.term_id and not rule.subject_holds)
            or bool(rule.node and rule.node.visibility != Visibility.PUBLIC),
        )
        for rule in rules
    ]
