"""Fill an empty database for the arena: ideas by the ten thousand, with remarks and supports.

python -m benchmarks.arena_texts --ideas 20000 --remarks 60000 --supports 200000 --plan plan.json
"""

import argparse
import json
import random
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

SEED = 20261123
BATCH = 1000
PEOPLE = 4_000
MERGED, BEHIND = 200, 50_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ideas", type=int, required=True)
    parser.add_argument("--remarks", type=int, required=True)
    parser.add_argument("--supports", type=int, required=True)
    parser.add_argument("--plan", type=Path, required=True)
    given = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.generate import _settle

    call_command("migrate", interactive=False, verbosity=0)
    plan = fill(given.ideas, given.remarks, given.supports, random.Random(SEED))
    _settle()
    given.plan.write_text(json.dumps(plan))
    return 0


def fill(ideas: int, remarks: int, supports: int, rng: random.Random) -> dict[str, Any]:
    """One arena with all of it; the 200 that are merged have many of the supports."""
    from django.utils import timezone

    from benchmarks.desk_texts import _remarks
    from benchmarks.generate import _people, _session
    from mitmachstadt.arena import actions
    from mitmachstadt.nodes.models import Node
    from mitmachstadt.people.queries import visitor

    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    people = _people(PEOPLE, rng, now)
    office = visitor(people[0], at=now)
    arena = actions.keep_arena(
        arena=None, title="Arena", intro="Was fehlt?", goals=[], visitor=office,
        at=now - timedelta(days=200),
    )  # fmt: skip
    window = actions.open_arena(
        arena=arena, opens=now - timedelta(days=190), closes=now + timedelta(days=30),
        visitor=office, at=now - timedelta(days=200),
    )  # fmt: skip
    nodes = _ideas(ideas, arena, window, people, now, rng)
    _remarks(remarks, [(window, nodes)], [None], people, now, rng)
    _supports(nodes, supports, window, people, now, rng)
    Node.objects.filter(pk=arena.pk).update(remarks=ideas)
    return {
        "office": _session(people[0]),
        "resident": _session(people[9]),
        "arena": arena.node.public_id,
        "idea": nodes[MERGED + 5].public_id,
        "merged": [node.public_id for node in nodes[:MERGED]],
        "text": nodes[MERGED + 7].text,
    }


def _ideas(
    count: int, arena: Any, window: Any, people: list[Any], now: Any, rng: random.Random
) -> list[Any]:
    from benchmarks import words
    from mitmachstadt.arena.enums import WAY
    from mitmachstadt.arena.models import Idea
    from mitmachstadt.contributions.cards import render
    from mitmachstadt.contributions.models import Remark
    from mitmachstadt.nodes.actions import new_node
    from mitmachstadt.nodes.enums import Kind
    from mitmachstadt.nodes.models import Node
    from mitmachstadt.people.enums import Capacity

    made = []
    for nth in range(count):
        author, text = rng.choice(people), words.remark(rng)
        node = new_node(
            kind=Kind.IDEA, parent=arena.node, title=f"{text[:70]} {nth}", text=text,
            at=now - timedelta(seconds=rng.randrange(60, 180 * 86400)), window=window,
            author=author, author_name=author.name, capacity=Capacity.CITIZEN,
        )  # fmt: skip
        node.card = render(node)
        made.append(node)
    Node.objects.bulk_create(made, batch_size=BATCH)
    Idea.objects.bulk_create(
        [
            Idea(node=node, arena=arena, sort=rng.choice(["need", "proposal"]),
                 state=rng.choice(WAY[:-1]), since=node.created)
            for node in made
        ],
        batch_size=BATCH,
    )  # fmt: skip
    Remark.objects.bulk_create(
        [Remark(node=node, thread=arena.node) for node in made], batch_size=BATCH
    )
    return made


def _supports(
    nodes: list[Any], count: int, window: Any, people: list[Any], now: Any, rng: random.Random
) -> None:
    from mitmachstadt.contributions.models import Support
    from mitmachstadt.nodes.models import Node

    behind = min(BEHIND, count // 2)
    pairs = {(rng.randrange(MERGED), rng.randrange(PEOPLE)) for _ in range(behind)}
    while len(pairs) < behind:
        pairs.add((rng.randrange(MERGED), rng.randrange(PEOPLE)))
    while len(pairs) < count:
        pairs.add((rng.randrange(len(nodes)), rng.randrange(PEOPLE)))
    Support.objects.bulk_create(
        [
            Support(node=nodes[idea], person=people[who], window=window, created=now)
            for idea, who in sorted(pairs)
        ],
        batch_size=BATCH,
    )
    counted = Counter(idea for idea, _ in pairs)
    for idea, number in counted.items():
        nodes[idea].supports = number
    Node.objects.bulk_update([nodes[i] for i in counted], ["supports"], batch_size=BATCH)


if __name__ == "__main__":
    sys.exit(main())
