"""What measures lack of that which the gates ask for: one set of conditions, asked of the database.

The same conditions say what is missing before a step, which gaps a page shows, and which measures
the list finds as having gaps.
"""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from mitmachstadt.measures.enums import GATES, MeasureType, Need, Phase
from mitmachstadt.measures.models import (
    BudgetLine,
    CheckedItem,
    Lesson,
    Measure,
    PrinciplesVersion,
    Reading,
    SelfCommitment,
)
from mitmachstadt.people.enums import PostState
from mitmachstadt.people.models import Post

_NETWORK = Q(type=MeasureType.NETWORK)
_LACKS: dict[Need, Q] = {
    Need.PROBLEM: Q(problem=""),
    Need.UNDERSTOOD: Q(understood_on__isnull=True) | Q(understood_by=""),
    Need.GOALS: Q(goals=""),
    Need.FOR_WHOM: Q(for_whom=""),
    Need.RESOURCES: (Q(amount_cents__isnull=True) | Q(amount_cents=0))
    & (Q(posts_hundredths__isnull=True) | Q(posts_hundredths=0)),
    Need.FUNDING: Q(funding=""),
    Need.ROLE: Q(role="") | Q(fact_post_empty=True) | Q(owner__ended__isnull=False),
    Need.COMPETENCE: Q(competence=""),
    Need.COMMITMENT: _NETWORK & Q(fact_committed=False),
    Need.CHECKLIST: _NETWORK & Q(fact_unchecked__gt=0),
    Need.INDICATOR: Q(fact_measured=False),
    Need.LESSON: Q(fact_learned=False),
    Need.RECURRING: Q(fact_recurring=False),
}
GAPS = reduce(
    or_, (Q(phase__gte=phase) & _LACKS[need] for phase, needs in GATES.items() for need in needs)
)


def with_facts(found: QuerySet[Measure], *, on: date) -> QuerySet[Measure]:
    """What the conditions ask about, in the same statement."""
    here = OuterRef("pk")
    empty = Q(ended__isnull=False) | (
        Q(periods__until__isnull=True) & ~Q(periods__state=PostState.FILLED)
    )
    signed = SelfCommitment.objects.filter(
        organisation=OuterRef("owner"), ended=None, signed__lte=on, until__gte=on
    )
    return found.annotate(
        fact_post_empty=Exists(Post.objects.filter(empty, pk=OuterRef("post"))),
        fact_committed=Exists(signed),
        fact_unchecked=_unchecked(on),
        fact_measured=Exists(Reading.objects.filter(indicator__measure=here)),
        fact_learned=Exists(Lesson.objects.filter(measure=here)),
        fact_recurring=Exists(BudgetLine.objects.filter(measure=here, recurring=True)),
    )


def _unchecked(on: date) -> Any:
    """How many items of the version in force have no evidence; one where none is in force."""
    newest = PrinciplesVersion.objects.filter(in_force__lte=on).order_by("-in_force")
    checked = (
        CheckedItem.objects.filter(
            measure=OuterRef("pk"), version=Subquery(newest.values("pk")[:1])
        )
        .order_by()
        .values("measure")
        .annotate(count=Count("id"))
        .values("count")
    )
    size = Coalesce(Subquery(newest.values("size")[:1]), Value(1), output_field=IntegerField())
    return size - Coalesce(Subquery(checked), Value(0), output_field=IntegerField())


def with_lacks(found: QuerySet[Measure], *, on: date) -> QuerySet[Measure]:
    """Each measure with all it lacks, whatever its phase; read with `lacks_of`."""
    marks = {
        f"lacks_{need.value}": Case(
            When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
        )
        for need, condition in _LACKS.items()
    }
    return with_facts(found, on=on).annotate(**marks)


def lacks_of(measure: Measure) -> frozenset[Need]:
    """All that a measure lacks that came with `with_lacks`."""
    return frozenset(need for need in Need if getattr(measure, f"lacks_{need.value}"))


def lacks(measure: Measure, *, on: date) -> frozenset[Need]:
    """All that a measure lacks as the database has it now; one statement."""
    return lacks_of(with_lacks(Measure.objects.filter(pk=measure.pk), on=on).get())


def gaps_of(measure: Measure) -> list[Need]:
    """What a measure lacks that its phase asks for, in the order of the gates."""
    lacking = lacks_of(measure)
    return [need for need in asked_until(Phase(measure.phase)) if need in lacking]


def asked_until(phase: Phase) -> list[Need]:
    """All that the gates up to a phase ask for."""
    return [need for each in Phase if each <= phase for need in GATES[each]]


def only_with_gaps(found: QuerySet[Measure]) -> QuerySet[Measure]:
    """Of measures that came with `with_facts`, those that lack what their phase asks for."""
    return found.filter(GAPS)
