"""What experts say about an idea."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch

from mitmachstadt.arena.enums import STATEMENTS_PAGE, Feasible
from mitmachstadt.arena.models import Idea, Sponsorship, Statement, StatementVersion
from mitmachstadt.people.models import Organisation, Person


@dataclass(frozen=True)
class StatementsPage:
    """Statements newest first, where the next page begins, and how all of them judge."""

    statements: list[Statement]
    older: int | None
    counts: list[tuple[str, int]]


def statements_page(idea: Idea, *, before: int | None = None) -> StatementsPage:
    """Three statements of the database."""
    versions = StatementVersion.objects.order_by("-number")
    found = Statement.objects.filter(idea=idea).prefetch_related(Prefetch("versions", versions))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: STATEMENTS_PAGE + 1])
    shown = rows[:STATEMENTS_PAGE]
    counted = dict(
        Statement.objects.filter(idea=idea, withdrawn=None, hidden=None)
        .order_by()
        .values_list("feasible")
        .annotate(Count("id"))
    )
    return StatementsPage(
        statements=shown,
        older=shown[-1].pk if len(rows) > STATEMENTS_PAGE else None,
        counts=[(str(each.label), counted[each]) for each in Feasible if each in counted],
    )


def statement_of(idea: Idea, number: int) -> Statement | None:
    found = Statement.objects.select_related("idea__node", "organisation")
    return found.filter(idea=idea, pk=number).first()


def statement_by(idea: Idea, person: Person, organisation: Organisation | None) -> Statement | None:
    """What somebody said for themselves, or anybody for an organisation."""
    found = Statement.objects.filter(idea=idea, withdrawn=None, organisation=organisation)
    if organisation is None:
        found = found.filter(person=person)
    return found.first()


def has_a_stake(idea: Idea, person: Person) -> bool:
    """Whether somebody brought the idea or takes responsibility for it."""
    if idea.node.author_id == person.pk:
        return True
    return Sponsorship.objects.filter(idea=idea, person=person, ended=None).exists()
