"""An invented city with a given number of remarks, the same for the same seed.

    python -m benchmarks.generate --remarks 1000 --plan plan.json

It fills the empty database that MITMACHSTADT_DATABASE names. Texts and consultations go through
the actions, as in life; remarks go in by bulk inserts, with the real card renderer and the
counters that the actions would have kept. `plan.json` says what the measurements need to know.
"""

import argparse
import json
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

SEED = 20261121
PASSAGES = 200
CHAPTERS = 10
CITIZENS_WITH_SESSION = 16
BUSY = "busy"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--remarks", type=int, required=True)
    parser.add_argument("--plan", type=Path, required=True)
    arguments = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", interactive=False, verbosity=0)
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    rng = random.Random(SEED)
    with (
        patch("mitmachstadt.nodes.actions.new_public_id", lambda: public_id(rng)),
        # A page of 200 passages and their headings: the publisher counts a heading as one.
        patch("mitmachstadt.strategy.calculations.PASSAGES_PER_LEAF", PASSAGES + CHAPTERS + 1),
    ):
        plan = city(arguments.remarks, rng, now)
    _settle()
    arguments.plan.write_text(json.dumps(plan))
    return 0


def public_id(rng: random.Random) -> str:
    from mitmachstadt.kernel.ids import ALPHABET, ID_LENGTH

    return "".join(rng.choice(ALPHABET) for _ in range(ID_LENGTH))


def city(remarks: int, rng: random.Random, now: datetime) -> dict[str, Any]:
    """The whole city; returns the plan for the measurements."""
    from benchmarks import talk
    from mitmachstadt.people.queries import visitor

    people = _people(max(50, remarks // 10), rng, now)
    office = visitor(people[0], at=now)
    documents = 2 if remarks < 5000 else 8
    shares = [remarks * 2 // 5] + [remarks * 3 // 5 // (documents - 1)] * (documents - 1)
    shares[-1] += remarks - sum(shares)
    strategy = _strategy(office, now)
    editions = []
    for number, share in enumerate(shares):
        edition = _document(strategy, number, office, rng, now)
        editions.append(edition)
        conversation = talk.Conversation(edition, people, rng, now, busy=number == 0)
        conversation.fill(share)
    talk.answer_all(people[0], rng, now)
    return _plan(editions[0], people, now)


def _people(count: int, rng: random.Random, now: datetime) -> list[Any]:
    """The office first, then citizens; nobody of them has a password."""
    from benchmarks import words
    from mitmachstadt.people.actions import enter_districts, grant_role
    from mitmachstadt.people.enums import BuiltInGroup
    from mitmachstadt.people.models import Person

    enter_districts([f"Bezirk {number}" for number in range(1, 13)])
    people = Person.objects.bulk_create(
        Person(
            public_id=public_id(rng),
            email=f"person{number}@example.org",
            name=words.name(rng),
            password="!",
            created=now - timedelta(days=700),
            address_proven=now - timedelta(days=700),
        )
        for number in range(count)
    )
    for role in (BuiltInGroup.OFFICE, BuiltInGroup.MODERATOR):
        grant_role(person=people[0], role=role, by=None, at=now - timedelta(days=700))
    return people


def _strategy(office: Any, now: datetime) -> Any:
    from mitmachstadt.strategy import actions

    at = now - timedelta(days=650)
    return actions.found_strategy(name="Strategie der Stadt", visitor=office, at=at)


def _document(strategy: Any, number: int, office: Any, rng: random.Random, now: datetime) -> Any:
    """A document with one edition of 200 passages on one page, and its consultation."""
    from benchmarks import words
    from mitmachstadt.formats import actions as formats
    from mitmachstadt.formats.enums import ConceptPart
    from mitmachstadt.strategy import actions
    from mitmachstadt.strategy.calculations import read_source
    from mitmachstadt.strategy.enums import DocumentKind
    from mitmachstadt.strategy.models import EditionPassage, Leaf

    opens = now - timedelta(days=20 + 60 * number)
    closes = opens + timedelta(days=50)
    lines = [f"# Text {number + 1}"]
    for chapter in range(CHAPTERS):
        lines.append(f"## {words.heading(rng, chapter + 1)}")
        lines += [words.passage(rng) for _ in range(PASSAGES // CHAPTERS)]
    at = opens - timedelta(days=10)
    document = actions.add_document(
        strategy=strategy, kind=DocumentKind.GREEN_PAPER, title=f"Text {number + 1}",
        visitor=office, at=at,
    )  # fmt: skip
    read = read_source("\n\n".join(lines), format="markdown", decisions={})
    edition = actions.import_edition(
        document=document, label="Fassung 1", read=read, visitor=office, at=at
    )
    assert not read.undecided, "the importer asks about words that nobody wrote"
    actions.publish_edition(edition=edition, visitor=office, at=at)
    placed = EditionPassage.objects.filter(edition=edition, leaf=1).count()
    assert placed == PASSAGES, f"{placed} passages on the page, {PASSAGES} wanted"
    assert Leaf.objects.filter(edition=edition).count() == 1
    process = formats.plan_process(
        about=edition.node, title=f"Was fehlt in Text {number + 1}?",
        purpose="Wir wollen wissen, was fehlt und was klarer werden muss.", visitor=office, at=at,
    )  # fmt: skip
    concept = {part.value: f"{words.sentence(rng)} {words.sentence(rng)}" for part in ConceptPart}
    formats.write_concept(process=process, words=concept, visitor=office, at=at)
    formats.plan_phase(
        process=process, name="Anmerkungen", opens=opens, closes=closes,
        answer_due=closes + timedelta(days=60), visitor=office, at=at,
    )  # fmt: skip
    formats.open_process(process=process, visitor=office, at=opens)
    return edition


def _plan(edition: Any, people: list[Any], now: datetime) -> dict[str, Any]:
    """What is asked for: addresses, sessions, and what can still be supported or remarked on."""
    from mitmachstadt.contributions.models import Support
    from mitmachstadt.nodes.models import Node, Wording

    inside = Node.objects.filter(path__startswith=edition.document.node.path + "/")
    busiest = inside.filter(kind="passage").order_by("-remarks", "id").first()
    citizens = people[1 : 1 + CITIZENS_WITH_SESSION]
    taken = set(Support.objects.filter(person__in=citizens).values_list("person_id", "node_id"))
    public = list(
        inside.filter(kind="remark", visibility="public")
        .order_by("id")
        .values_list("id", "public_id", "author_id")
    )
    supportable = [
        (number, public_id)
        for pk, public_id, author in public
        for number, person in enumerate(citizens)
        if author != person.pk and (person.pk, pk) not in taken
    ]
    open_passages = list(
        Wording.objects.filter(node__in=inside.filter(kind="passage").exclude(pk=busiest.pk))
        .order_by("id")
        .values_list("node__public_id", "id")
    )
    return {
        "reading": f"/de/lesen/{edition.node.public_id}/1/",
        "thread": f"/de/n/{busiest.public_id}/",
        "office": _session(people[0]),
        "citizens": [_session(person) for person in citizens],
        "supportable": supportable,
        "passages": open_passages,
        "remarks": Node.objects.filter(kind="remark").count(),
    }


def _session(person: Any) -> str:
    """A session as signing in makes it; passwords are slow on purpose and not measured."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from mitmachstadt.people.views.sessions import BACKEND, PROVEN

    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store[PROVEN] = True
    store.save()
    return str(store.session_key)


def _settle() -> None:
    """Leave the database as one finds it in the morning: statistics fresh, nothing to catch up."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    sys.exit(main())
