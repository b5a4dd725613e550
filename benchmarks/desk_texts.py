"""Fill an empty database for the desk: units, their officers, and open remarks by the ten thousand.

python -m benchmarks.desk_texts --open 50000 --answered 150000 --plan plan.json
"""

import argparse
import json
import random
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

SEED = 20261124
BATCH = 1000
PROCESSES, PASSAGES, UNITS = 8, 200, 12
BULK = 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--open", type=int, required=True)
    parser.add_argument("--answered", type=int, required=True)
    parser.add_argument("--plan", type=Path, required=True)
    arguments = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.generate import _settle

    call_command("migrate", interactive=False, verbosity=0)
    plan = fill(arguments.open, arguments.answered, random.Random(SEED))
    _settle()
    arguments.plan.write_text(json.dumps(plan))
    return 0


def fill(waiting: int, answered: int, rng: random.Random) -> dict[str, Any]:
    """Processes, units and remarks; every tenth remark lies with no unit."""
    from django.utils import timezone

    from benchmarks.generate import _people, _session
    from mitmachstadt.answers.actions import count_figures
    from mitmachstadt.nodes.models import Node
    from mitmachstadt.people.actions import found_organisation, join_organisation
    from mitmachstadt.people.enums import MembershipRole, OrganisationKind

    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    people = _people(200, rng, now)
    units = [
        found_organisation(name=f"Amt {number}", kind=OrganisationKind.SUBORDINATE_AUTHORITY)
        for number in range(UNITS)
    ]
    works, since = MembershipRole.WORKS, now - timedelta(days=300)
    for unit in units[:2]:
        join_organisation(person=people[1], organisation=unit, role=works, at=since)
    windows = [_window(number, people[0], now) for number in range(PROCESSES)]
    term = _subject([about for _, passages in windows for about in passages[:3]], people[0], now)
    _remarks(waiting, windows, units, people, now, rng)
    open_ones = list(Node.objects.filter(kind="remark").order_by("?")[: 12 * BULK])
    _answer(_remarks(answered, windows, units, people, now, rng, cards=False), people[0], now)
    count_figures(at=now)
    return {
        "office": _session(people[0]),
        "officer": _session(people[1]),
        "subject": term,
        "unit": units[2].public_id,
        "one": open_ones[0].public_id,
        "bulks": [
            [f"{node.public_id}:{node.version}" for node in open_ones[start : start + BULK]]
            for start in range(0, len(open_ones), BULK)
        ],
    }


def _window(number: int, office: Any, now: Any) -> tuple[Any, list[Any]]:
    """A window around a document with its passages; each process promises another day."""
    from benchmarks import words
    from mitmachstadt.nodes.actions import new_node, open_window
    from mitmachstadt.nodes.enums import Kind, Verb
    from mitmachstadt.nodes.models import Node

    rng, opens = random.Random(SEED + number), now - timedelta(days=100 + number)
    nodes = [
        new_node(kind=kind, parent=None, title=f"{kind.label} {number}", at=opens)
        for kind in (Kind.DOCUMENT, Kind.PROCESS)
    ]
    Node.objects.bulk_create(nodes)
    document, process = nodes
    passages = [
        new_node(kind=Kind.PASSAGE, parent=document, title=text[:100], at=opens, text=text)
        for text in (words.passage(rng) for _ in range(PASSAGES))
    ]
    Node.objects.bulk_create(passages, batch_size=BATCH)
    window = open_window(
        node=document, verbs=[Verb.REMARK], audience="everyone", opens=opens,
        closes=opens + timedelta(days=90), answer_due=opens + timedelta(days=97 + 3 * number),
        opened_by=process, at=opens,
    )  # fmt: skip
    return window, passages


def _subject(nodes: list[Any], office: Any, now: Any) -> str:
    """Some passages are sorted under a term that is in force."""
    from mitmachstadt.taxonomies.models import Assignment, Entry, Taxonomy, Term, Version

    taxonomy = Taxonomy.objects.create(slug="felder", name_de="Felder")
    version = Version.objects.create(
        taxonomy=taxonomy, number=1, state="in_force", valid_from=now.date(), published=now
    )
    term = Term.objects.create(taxonomy=taxonomy)
    Entry.objects.create(version=version, term=term, slug="wege", name_de="Wege", position=1)
    Assignment.objects.bulk_create(
        Assignment(node=node, term=term, by=office, created=now) for node in nodes
    )
    return str(term.public_id)


def _remarks(
    count: int,
    windows: list[Any],
    units: list[Any],
    people: list[Any],
    now: Any,
    rng: Any,
    *,
    cards: bool = True,
) -> list[Any]:
    from benchmarks import words
    from mitmachstadt.contributions.cards import render
    from mitmachstadt.contributions.models import Receipt, Remark
    from mitmachstadt.nodes.actions import new_node
    from mitmachstadt.nodes.enums import Kind
    from mitmachstadt.nodes.models import Node
    from mitmachstadt.people.enums import Capacity

    made = []
    for _ in range(count):
        window, passages = rng.choice(windows)
        author, text = rng.choice(people), words.remark(rng)
        node = new_node(
            kind=Kind.REMARK, parent=rng.choice(passages), title=text[:100], text=text,
            at=window.opens + timedelta(seconds=rng.randrange(80 * 86400)), window=window,
            author=author, author_name=author.name, capacity=Capacity.CITIZEN,
            unit=None if rng.random() < 0.1 else rng.choice(units),
        )  # fmt: skip
        node.card = render(node) if cards else ""
        made.append(node)
    Node.objects.bulk_create(made, batch_size=BATCH)
    Remark.objects.bulk_create(
        [Remark(node=node, thread_id=node.parent_id) for node in made], batch_size=BATCH
    )
    Receipt.objects.bulk_create(
        [Receipt(node=node, code_hash=node.public_id) for node in made], batch_size=BATCH
    )
    return made


def _answer(nodes: list[Any], office: Any, now: Any) -> None:
    """One answer for each hundred, without cards and register: here they only count."""
    from mitmachstadt.answers.models import Answer
    from mitmachstadt.nodes.actions import new_node
    from mitmachstadt.nodes.enums import Kind, Relation
    from mitmachstadt.nodes.models import Node, Trace

    for start in range(0, len(nodes), 100):
        group = nodes[start : start + 100]
        answer = new_node(
            kind=Kind.ANSWER, parent=None, title="Zustimmung", text="Ja, das wird so gemacht.",
            at=now - timedelta(days=1), author=office, author_name=office.name,
        )  # fmt: skip
        answer.save(force_insert=True)
        Answer.objects.create(node=answer, kind="agreed")
        Trace.objects.bulk_create(
            Trace(
                source=node, target=answer, relation=Relation.ANSWERED_BY, by=office,
                created=node.created + timedelta(days=9),
            )
            for node in group
        )  # fmt: skip
        Node.objects.filter(pk__in=[node.pk for node in group]).update(answers=1)


if __name__ == "__main__":
    sys.exit(main())
