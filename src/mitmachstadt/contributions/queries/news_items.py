"""Something new, and the span of time in which it is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from mitmachstadt.contributions.enums import WITH_WORDS, NewsKind
from mitmachstadt.nodes.enums import Relation


@dataclass(frozen=True, slots=True)
class News:
    """Something new. `key` names it for ever, `path` is the node it happened to.

    Attributes:
        public_id: what one reads about it.
        about: the title of what it happened to, where that is something else.
        capacity: in which somebody said it, and with `organisation` for whom; `affiliation` says
            where they work for the city.
        below: whether it concerns everything below `path` as well, as a window does.
        also: another node that it happened to.
        closes: until when something is open.
        relation: how the title follows from `about`, where the kind does not say it.
    """

    at: datetime
    kind: NewsKind
    key: str
    public_id: str
    path: str
    title: str
    words: str = ""
    by: str = ""
    about: str = ""
    below: bool = False
    also: str = ""
    closes: datetime | None = None
    relation: str = ""
    capacity: str = ""
    organisation: str = ""
    affiliation: str = ""

    @property
    def names(self) -> list[tuple[str, str]]:
        """The nodes that are named when it is told: public ids with the titles that are said."""
        # The former words of a passage stay public, in the edition that has them.
        said = [(self.public_id, "" if self.kind == NewsKind.CHANGED else self.title)]
        if self.about:
            said.append((self.path.rpartition("/")[2], self.about))
        return said

    @property
    def in_words(self) -> str:
        """The title as it is shown, in the language that is active."""
        return f"{Relation(self.relation).label}: {self.title}" if self.relation else self.title

    @property
    def reason(self) -> str:
        """What a digest says beside the title."""
        return self.words if self.kind in WITH_WORDS else ""


@dataclass(frozen=True)
class Span:
    """After `since`, up to and including `until`; on the node with this path and below it."""

    since: datetime | None
    until: datetime
    path: str = ""
    limit: int | None = None

    def of(self, found: QuerySet[Any], moment: str, *paths: str) -> Iterator[Any]:
        """The rows of this span, newest first, a few at a time."""
        if self.since is not None:
            found = found.filter(**{f"{moment}__gt": self.since})
        if self.path:
            here = Q()
            for name in paths:
                here |= Q(**{name: self.path}) | Q(**{f"{name}__startswith": self.path + "/"})
            found = found.filter(here)
        found = found.filter(**{f"{moment}__lte": self.until}).order_by(f"-{moment}", "-pk")
        return (found[: self.limit] if self.limit else found).iterator(chunk_size=500)
