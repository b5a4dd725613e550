"""What every verb does with the rows of a measure."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from mitmachstadt.ledger.actions import append
from mitmachstadt.measures.errors import ChangedMeanwhile
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.rules.owning import may_write
from mitmachstadt.nodes.enums import Scope
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.queries import Visitor


def locked(measure: Measure) -> Measure:
    """The measure as it is now; whoever else writes to it waits."""
    found = Measure.objects.select_for_update(of=("self",)).select_related("node", "owner", "post")
    return found.get(pk=measure.pk)


@contextlib.contextmanager
def writing(
    measure: Measure, visitor: Visitor, *, at: datetime, seen: int | None = None
) -> Iterator[Measure]:
    """One transaction in which somebody who may writes to a measure as it is now.

    Args:
        seen: the version that somebody had before them while they wrote.

    Raises:
        Refusal: they may not, or somebody was quicker.
    """
    with transaction.atomic():
        row = locked(measure)
        may_write(visitor, row, at=at).require()
        if seen is not None and row.node.version != seen:
            raise ChangedMeanwhile()
        yield row
        touch(row, at)


def touch(measure: Measure, at: datetime) -> None:
    """The node says that something changed."""
    Node.objects.filter(pk=measure.pk).update(changed=at, version=F("version") + 1)


def tell(measure: Measure, kind: str, content: dict[str, Any], at: datetime) -> None:
    """A line in the public register."""
    append(kind=f"measure.{kind}", subject=measure.node.public_id, content=content, at=at)


def index(measure: Measure) -> None:
    """The node's title, text and place, as the search and every list of nodes have them."""
    districts = list(measure.districts.all())
    parts = [
        measure.summary, measure.problem, measure.goals, measure.for_whom, measure.programme,
        measure.owner.name, ", ".join(r.number for r in measure.references.order_by("id")),
    ]  # fmt: skip
    Node.objects.filter(pk=measure.pk).update(
        title=measure.node.title,
        text="\n\n".join(part for part in parts if part),
        scope=Scope.DISTRICT if len(districts) == 1 else Scope.CITY,
        district=districts[0] if len(districts) == 1 else None,
    )
