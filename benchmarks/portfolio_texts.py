"""Fill an empty database with a portfolio: measures with milestones, districts, money and lessons.

python -m benchmarks.portfolio_texts --measures 2000 --plan plan.json
"""

import argparse
import json
import random
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

SEED = 20261123
BATCH = 1000
OWNERS, MILESTONES = 40, 6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--measures", type=int, required=True)
    parser.add_argument("--plan", type=Path, required=True)
    given = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.generate import _settle

    call_command("migrate", interactive=False, verbosity=0)
    plan = fill(given.measures, random.Random(SEED))
    _settle()
    given.plan.write_text(json.dumps(plan))
    return 0


def fill(count: int, rng: random.Random) -> dict[str, Any]:
    """Measures of forty organisations in twelve districts, some of them copies of others."""
    from django.utils import timezone

    from benchmarks.generate import _people, _session

    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    people = _people(50, rng, now)
    measures = _measures(count, _owners(rng), rng, now)
    _milestones(measures, rng, now)
    _results(measures, rng, now)
    return {
        "resident": _session(people[9]),
        "office": _session(people[0]),
        "measure": measures[count // 2].node.public_id,
        "owner": measures[0].owner.public_id,
        "words": measures[3].node.title.split()[0],
    }


def _owners(rng: random.Random) -> list[Any]:
    from benchmarks import words
    from mitmachstadt.people.enums import OrganisationKind
    from mitmachstadt.people.models import Organisation

    kinds = [each for each in OrganisationKind if each != OrganisationKind.DISTRICT_OFFICE]
    return Organisation.objects.bulk_create(
        Organisation(
            public_id=f"owner{nth:05d}", kind=kinds[nth % len(kinds)],
            name=f"{words.name(rng)} {nth}",
        )
        for nth in range(OWNERS)
    )  # fmt: skip


def _measures(count: int, owners: list[Any], rng: random.Random, now: Any) -> list[Any]:
    from benchmarks import words
    from mitmachstadt.measures.enums import Health, MeasureType, Phase, State
    from mitmachstadt.measures.models import Measure
    from mitmachstadt.nodes.actions import new_node
    from mitmachstadt.nodes.enums import Kind, Relation
    from mitmachstadt.nodes.models import Node, Trace
    from mitmachstadt.people.enums import Capacity
    from mitmachstadt.people.models import District

    nodes, rows = [], []
    for nth in range(count):
        owner, text = rng.choice(owners), words.remark(rng)
        node = new_node(
            kind=Kind.MEASURE, parent=None, title=f"{text[:60]} {nth}", text=text,
            at=now - timedelta(days=rng.randrange(1, 500)), capacity=Capacity.ORGANISATION,
            organisation=owner, organisation_name=owner.name,
        )  # fmt: skip
        nodes.append(node)
        starts = (now - timedelta(days=rng.randrange(-200, 700))).date()
        rows.append(
            Measure(
                node=node, owner=owner, type=rng.choice(MeasureType.values),
                phase=rng.choice(Phase.values), state=rng.choice(State.values),
                health=rng.choice(Health.values), status_on=now.date(), summary=text[:150],
                problem=text if rng.random() < 0.7 else "", goals=words.remark(rng),
                starts=starts, ends=starts + timedelta(days=rng.randrange(60, 900)),
                programme=f"Programm {rng.randrange(12)}", amount_cents=rng.randrange(10**8),
            )
        )  # fmt: skip
    Node.objects.bulk_create(nodes, batch_size=BATCH)
    Measure.objects.bulk_create(rows, batch_size=BATCH)
    where = list(District.objects.all())
    through = Measure.districts.through
    through.objects.bulk_create(
        [
            through(measure_id=row.pk, district_id=district.pk)
            for row in rows
            for district in rng.sample(where, rng.randrange(3))
        ],
        batch_size=BATCH,
    )
    Trace.objects.bulk_create(
        [
            Trace(source=one.node, target=other.node, relation=Relation.COPIED_BY, created=now)
            for one, other in zip(rows[::20], rows[1::20], strict=False)
        ],
        batch_size=BATCH,
    )
    return rows


def _milestones(measures: list[Any], rng: random.Random, now: Any) -> None:
    from mitmachstadt.measures.models import Milestone
    from mitmachstadt.nodes.actions import new_node
    from mitmachstadt.nodes.enums import Kind
    from mitmachstadt.nodes.models import Node
    from mitmachstadt.people.enums import Capacity

    rows = []
    for measure in measures:
        for nth in range(rng.randrange(MILESTONES + 1)):
            node = new_node(
                kind=Kind.MILESTONE, parent=measure.node, title=f"Schritt {nth + 1}",
                at=measure.node.created, capacity=Capacity.ORGANISATION,
                organisation=measure.owner, organisation_name=measure.owner.name,
            )  # fmt: skip
            planned = measure.starts + timedelta(days=rng.randrange(600))
            reached = planned + timedelta(days=rng.randrange(-20, 40))
            past = reached < now.date() and rng.random() < 0.8
            rows.append(
                Milestone(
                    node=node, measure=measure, planned=planned, reached=reached if past else None
                )
            )
    Node.objects.bulk_create([row.node for row in rows], batch_size=BATCH)
    Milestone.objects.bulk_create(rows, batch_size=BATCH)


def _results(measures: list[Any], rng: random.Random, now: Any) -> None:
    from benchmarks import words
    from mitmachstadt.measures.enums import IndicatorKind
    from mitmachstadt.measures.models import BudgetLine, Indicator, Lesson

    today = now.date()
    BudgetLine.objects.bulk_create(
        [
            BudgetLine(measure=measure, title="Haushalt", year=today.year, requested=10**6 * nth)
            for nth, measure in enumerate(measures, 1)
        ],
        batch_size=BATCH,
    )
    Lesson.objects.bulk_create(
        [
            Lesson(measure=measure, tried=words.remark(rng), happened=words.remark(rng),
                   changes=words.remark(rng), on=today)
            for measure in measures[::3]
        ],
        batch_size=BATCH,
    )  # fmt: skip
    Indicator.objects.bulk_create(
        [
            Indicator(measure=measure, kind=IndicatorKind.values[0], name="Wartezeit",
                      unit="Minuten", baseline=40, baseline_on=today - timedelta(days=300),
                      target=10, target_on=today + timedelta(days=300))
            for measure in measures[::2]
        ],
        batch_size=BATCH,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
