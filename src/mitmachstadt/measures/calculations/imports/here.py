"""What a city calls its own: what names in a list can mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mitmachstadt.methods.list_import import fold
from mitmachstadt.people.models import District


@dataclass(frozen=True)
class Here:
    """The districts, the fields of action by their names, and the day.

    A name that means two fields means none.
    """

    districts: Sequence[District]
    today: date
    fields: Mapping[str, str] = field(default_factory=dict)

    def district(self, name: str) -> District | None:
        return next((each for each in self.districts if each.name == name), None)


def folded(name: str) -> str:
    """A name for comparing."""
    return fold(name)


def by_name[Thing](named: Iterable[tuple[str, Thing]]) -> dict[str, Thing]:
    """Things by their names for comparing; a name of two different things is left out."""
    found: dict[str, list[Thing]] = {}
    for name, thing in named:
        known = found.setdefault(fold(name), [])
        if name and thing not in known:
            known.append(thing)
    return {name: things[0] for name, things in found.items() if name and len(things) == 1}
