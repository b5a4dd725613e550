"""The register of responsibilities, as it stands and as it stood."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    CharField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce

from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import District
from mitmachstadt.responsibilities.enums import PAGE
from mitmachstadt.responsibilities.models import Responsibility
from mitmachstadt.taxonomies.models import Entry, Term
from mitmachstadt.taxonomies.queries import names_of

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
    """The rules in force on a day, in some order; at most three queries.

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


def beside(
    node: Node | None, term: Term | None, district: District | None
) -> QuerySet[Responsibility]:
    """The rules that name exactly the same."""
    return _rules().filter(node=node, term=term, district=district).order_by("since", "pk")


def _rules() -> QuerySet[Responsibility]:
    return Responsibility.objects.select_related("node", "term", "district", "unit")


def lines_of(rules: list[Responsibility]) -> list[RuleLine]:
    """The rules with the names of their subjects; two queries."""
    terms = {rule.term_id for rule in rules if rule.term_id}
    names = names_of(Term.objects.filter(pk__in=terms)) if terms else {}
    closed = _closed(terms) if terms else set()
    return [
        RuleLine(
            rule,
            names.get(rule.term_id or 0, ""),
            rule.term_id in closed or bool(rule.node and rule.node.visibility != Visibility.PUBLIC),
        )
        for rule in rules
    ]


def _closed(terms: set[int]) -> set[int]:
    """Those of the terms under which nothing new can be sorted."""
    open_ = Entry.objects.filter(term__in=terms, version__state="in_force", successor=None)
    return terms - set(open_.values_list("term", flat=True))
