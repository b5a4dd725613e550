"""What somebody asks the search for, and as whom."""

from dataclasses import dataclass, field
from datetime import datetime

from mitmachstadt.nodes.enums import FoundState, Kind, Scope, Visibility


@dataclass(frozen=True)
class Sight:
    """What somebody may find: these visibilities, and what waits and is their own."""

    visibilities: tuple[Visibility, ...] = (Visibility.PUBLIC, Visibility.RETIRED)
    author: int | None = None


@dataclass(frozen=True)
class Asked:
    """Words and what narrows them down. `below` is the path of a document."""

    words: str
    at: datetime
    sight: Sight = field(default_factory=Sight)
    kind: Kind | None = None
    scope: Scope | None = None
    district: int | None = None
    below: str = ""
    state: FoundState | None = None
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False
    page: int = 1
