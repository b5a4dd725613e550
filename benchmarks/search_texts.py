"""Fill an empty database with texts to search: eight documents and what was said about them.

python -m benchmarks.search_texts --texts 200000
"""

import argparse
import random
import sys
from datetime import timedelta
from typing import Any

SEED = 20261122
BATCH = 1000
DOCUMENTS, SECTIONS, PASSAGES = 8, 20, 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, required=True)
    arguments = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.generate import _settle
    from mitmachstadt.nodes.models import Node

    call_command("migrate", interactive=False, verbosity=0)
    if not Node.objects.exists():
        fill(arguments.texts, random.Random(SEED))
        _settle()
    return 0


def fill(texts: int, rng: random.Random) -> None:
    """Nine of ten are remarks, a third of them answered; some wait, some are hidden."""
    from django.utils import timezone

    from benchmarks.vocabulary import Writer
    from mitmachstadt.kernel.text import shorten
    from mitmachstadt.nodes.actions import new_node
    from mitmachstadt.nodes.enums import Kind, Visibility
    from mitmachstadt.nodes.models import Node

    writer, now = Writer(rng), timezone.now()
    passages = _documents(writer, now - timedelta(days=800))
    rest = texts - Node.objects.count()
    for first in range(0, rest, BATCH):
        rows = []
        for number in range(first, min(first + BATCH, rest)):
            text = writer.text()
            is_answer = number % 10 == 9
            states = (Visibility.PUBLIC, Visibility.WAITING, Visibility.HIDDEN)
            state = states[0] if is_answer else rng.choices(states, (91, 6, 3))[0]
            rows.append(
                new_node(
                    kind=Kind.ANSWER if is_answer else Kind.REMARK,
                    parent=None if is_answer else rng.choice(passages),
                    title=shorten(text, 120),
                    text=text,
                    at=now - timedelta(days=700) + timedelta(days=699) * number / rest,
                    visibility=state,
                    # As wide as a real row, so that reading one costs as much.
                    card=f"<article>{text}</article>{'<p>Stand der Dinge</p>' * 20}",
                    answers=number % 3 == 0,
                )
            )
        Node.objects.bulk_create(rows)


def _documents(writer: Any, at: Any) -> list[Any]:
    from mitmachstadt.kernel.text import shorten
    from mitmachstadt.nodes.actions import new_node
    from mitmachstadt.nodes.enums import Kind
    from mitmachstadt.nodes.models import Node

    made = []
    strategy = new_node(kind=Kind.STRATEGY, parent=None, title="Strategie", at=at)
    strategy.save(force_insert=True)
    for number in range(DOCUMENTS):
        document = new_node(kind=Kind.DOCUMENT, parent=strategy, title=f"Text {number}", at=at)
        document.public_id = f"text{number}"
        document.path = f"{strategy.path}/{document.public_id}"
        document.save(force_insert=True)
        for _ in range(SECTIONS):
            title = shorten(writer.text(), 60)
            section = new_node(kind=Kind.SECTION, parent=document, title=title, text=title, at=at)
            section.save(force_insert=True)
            for _ in range(PASSAGES):
                text = writer.text()
                title = shorten(text, 120)
                made.append(
                    new_node(kind=Kind.PASSAGE, parent=section, title=title, text=text, at=at)
                )
    return Node.objects.bulk_create(made, batch_size=BATCH)


if __name__ == "__main__":
    sys.exit(main())
