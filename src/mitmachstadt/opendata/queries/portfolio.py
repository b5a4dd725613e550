"""Measures and ideas as rows; read some hundred at a time, without anybody's name."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from mitmachstadt.arena.enums import STAGE_OF, Stage, State
from mitmachstadt.arena.models import Idea
from mitmachstadt.measures.models import BudgetLine, Measure, Milestone
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace

CHUNK = 200
type Row = list[Any]


def measure_rows(*, at: datetime) -> Iterator[Row]:
    """Public measures, oldest first; four statements for each hundred or two."""
    today = timezone.localdate(at)
    found = (
        Measure.objects.filter(node__visibility=Visibility.PUBLIC)
        .select_related("node", "owner")
        .prefetch_related("districts", "references")
        .annotate(
            copy_of=_copied_from(),
            **{f"money_{name}": _sum(name) for name in ("requested", "approved", "spent")},
            milestones_all=_milestones(Q()),
            milestones_reached=_milestones(Q(reached__isnull=False)),
            milestones_overdue=_milestones(Q(reached=None, planned__lt=today)),
        )
        .order_by("pk")
    )
    last = 0
    while page := list(found.filter(pk__gt=last)[:CHUNK]):
        for measure in page:
            yield _measure(measure)
        last = page[-1].pk


def _sum(name: str) -> Subquery:
    lines = BudgetLine.objects.filter(measure=OuterRef("pk")).order_by().values("measure")
    return Subquery(lines.annotate(sum=Sum(name)).values("sum"))


def _milestones(which: Q) -> Subquery:
    here = Milestone.objects.filter(
        which, measure=OuterRef("pk"), node__visibility=Visibility.PUBLIC
    )
    counted = here.order_by().values("measure").annotate(count=Count("pk")).values("count")
    return Subquery(counted, output_field=IntegerField())


def _copied_from() -> Subquery:
    traces = Trace.objects.filter(target=OuterRef("pk"), relation=Relation.COPIED_BY)
    public = traces.filter(source__visibility=Visibility.PUBLIC).order_by("pk")
    return Subquery(public.values("source__public_id")[:1])


def _measure(row: Measure) -> Row:
    facts = vars(row)
    return [
        row.node.public_id,
        row.node.title,
        row.type,
        row.owner.public_id,
        row.owner.name,
        row.phase,
        row.state,
        row.health,
        row.status_on,
        row.status_words,
        row.summary,
        row.problem,
        row.goals,
        row.for_whom,
        row.starts,
        row.ends,
        " ".join(str(district.pk) for district in row.districts.all()),
        "; ".join(district.name for district in row.districts.all()),
        row.programme,
        row.amount_cents,
        row.amount_is_rough,
        row.posts_hundredths,
        row.funding,
        *(facts[f"money_{name}"] for name in ("requested", "approved", "spent")),
        *(facts[f"milestones_{name}"] or 0 for name in ("all", "reached", "overdue")),
        facts["copy_of"],
        "; ".join(sorted(reference.number for reference in row.references.all())),
        row.repository,
        row.standards,
        row.imported,
    ]


def idea_rows() -> Iterator[Row]:
    """Public ideas, oldest first; what is hidden, waits or was withdrawn is left out."""
    found = _ideas()
    last = 0
    while page := list(found.filter(pk__gt=last)[:CHUNK]):
        became = _became([node.pk for node in page])
        for node in page:
            measures = became.get((node.pk, Relation.CARRIED_OUT_BY), [])
            merged = became.get((node.pk, Relation.MERGED_INTO), [])
            goals = became.get((node.pk, Relation.PAYS_INTO), [])
            yield [
                node.public_id,
                node.title,
                node.created,
                node.capacity,
                node.organisation_name,
                node.scope,
                node.district.name if node.district else None,
                node.neighbourhood,
                node.language,
                node.text,
                node.supports,
                node.remarks,
                node.answers,
                " ".join(measures),
                " ".join(merged),
                " ".join(goals),
                *_stands(node, is_measure=bool(measures)),
            ]
        last = page[-1].pk


def _ideas() -> QuerySet[Node]:
    found = Node.objects.filter(kind=Kind.IDEA, visibility=Visibility.PUBLIC)
    return found.select_related("district", "idea").defer("card").order_by("pk")


def _stands(node: Node, *, is_measure: bool) -> Row:
    """Sort, public stage and state; empty for an idea that no arena knows."""
    idea: Idea | None = getattr(node, "idea", None)
    if idea is None:
        return ["", "", ""]
    stage = Stage.MEASURE if is_measure else STAGE_OF[State(idea.state)]
    return [idea.sort, stage.value, idea.state]


def _became(ids: list[int]) -> dict[tuple[int, str], list[str]]:
    """What followed from ideas: idea and relation -> public ids."""
    relations = (Relation.CARRIED_OUT_BY, Relation.MERGED_INTO, Relation.PAYS_INTO)
    traces = Trace.objects.filter(
        source__in=ids, relation__in=relations, target__visibility=Visibility.PUBLIC
    ).order_by("pk")
    found: dict[tuple[int, str], list[str]] = {}
    for source, relation, target in traces.values_list("source", "relation", "target__public_id"):
        found.setdefault((source, relation), []).append(target)
    return found
