"""Where a contribution is about."""

from dataclasses import dataclass

from mitmachstadt.people.models import District


@dataclass(frozen=True)
class Place:
    """A district and a part of it, or the whole city."""

    district: District | None = None
    neighbourhood: str = ""
