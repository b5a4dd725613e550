"""What the inbox can be asked for by subject."""

from collections.abc import Collection
from typing import NamedTuple

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.taxonomies.enums import VersionState
from mitmachstadt.taxonomies.models import Entry


class Subject(NamedTuple):
    """A term in force, and the one above it."""

    term: int
    public_id: str
    above: int | None
    name: str
    successor: int | None


_SUBJECTS = prepared(
    lambda: (
        Entry.objects.filter(version__state=VersionState.IN_FORCE.value)
        .order_by("version", "position", "id")
        .values_list("term_id", "term__public_id", "parent_id", "name_de", "successor_id")
    )
)


def subjects() -> list[Subject]:
    return [Subject(*row) for row in _SUBJECTS()]


def terms_below(known: Collection[Subject], public_id: str) -> tuple[int, ...]:
    """The term with this public id and all below it; nothing where nobody knows it."""
    found = {each.term for each in known if each.public_id == public_id}
    size = 0
    while size != len(found):
        size = len(found)
        found |= {each.term for each in known if each.above in found}
    return tuple(sorted(found))
