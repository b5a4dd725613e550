"""The many who take part in the demonstration city, written by bulk inserts.

Each row and each line of the register is as the actions would have written it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate

from django.contrib.auth.hashers import make_password

from mitmachstadt.cli.demonstration.cast import FOUNDED
from mitmachstadt.cli.demonstration.crowd.writing import Writer
from mitmachstadt.contributions.enums import Digest
from mitmachstadt.contributions.models import Follow, Subscriber
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import found_organisation
from mitmachstadt.people.models import Organisation, OrganisationMembership, Person
from mitmachstadt.people.queries import districts

_FOLLOWING = 0.15


@dataclass(frozen=True)
class Scale:
    """How large the city is, with those whose words stand in the files."""

    participants: int
    remarks: int


STORY = Scale(participants=46, remarks=121)
WHOLE = Scale(participants=2000, remarks=1200)


@dataclass
class Crowd:
    """Everybody besides the cast; the first ones take part more than the last ones."""

    scale: Scale
    rng: random.Random
    people: list[Person] = field(default_factory=list)
    speaks_for: dict[int, Organisation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.writer = Writer(self.rng)
        self._weights = list(accumulate(1 / (n + 12) for n in range(self.newcomers)))

    @property
    def newcomers(self) -> int:
        return max(0, self.scale.participants - STORY.participants)

    @property
    def remarks(self) -> int:
        return max(0, self.scale.remarks - STORY.remarks)

    def some(self, count: int) -> list[Person]:
        """So many people at most, nobody twice."""
        chosen = self.rng.choices(self.people, cum_weights=self._weights, k=count)
        return list({person.pk: person for person in chosen}.values())


def load_people(crowd: Crowd, email: str, at: datetime) -> None:
    """Enter accounts, which nobody can sign in to, and organisations that some speak for."""
    since, rng, unusable = at - FOUNDED, crowd.rng, make_password(None)
    crowd.people = Person.objects.bulk_create(
        Person(
            email=email.format(key=f"mensch{number:04}"),
            name=crowd.writer.name(),
            password=unusable,
            last_login=at,
            address_proven=since,
            created=since + timedelta(minutes=rng.randrange(300 * 24 * 60)),
        )
        for number in range(crowd.newcomers)
    )
    for person in crowd.people:
        append(kind="person.registered", subject=person.public_id, content={}, at=person.created)
    by_number = {district.number: district for district in districts()}
    rows = crowd.writer.given["organisations"] if crowd.people else []
    for nth, (name, kind, number) in enumerate(rows):
        organisation = found_organisation(name=name, kind=kind, district=by_number.get(number))
        for member in crowd.people[nth * 3 : nth * 3 + 2]:
            crowd.speaks_for[member.pk] = organisation
            OrganisationMembership.objects.create(
                person=member, organisation=organisation, since=member.created
            )


def load_follows(crowd: Crowd, nodes: Sequence[Node], at: datetime) -> None:
    """Some want to hear of a text or a chapter; what happened so far they were told."""
    rng = crowd.rng
    subscribers = Subscriber.objects.bulk_create(
        Subscriber(
            person=person,
            digest=rng.choices([Digest.WEEKLY, Digest.DAILY, Digest.NEVER], [70, 20, 10])[0],
            told_until=at,
            created=person.created,
        )
        for person in crowd.people
        if rng.random() < _FOLLOWING
    )
    Follow.objects.bulk_create(
        Follow(subscriber=subscriber, node=node, since=max(subscriber.created, node.created))
        for subscriber in subscribers
        for node in rng.sample(nodes, rng.choice((1, 1, 2, 4)))
    )
