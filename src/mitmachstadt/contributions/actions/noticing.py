"""What is noticed about words when they come, before anybody has read them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mitmachstadt.contributions.calculations import (
    Patterns,
    fingerprint,
    holds_personal_data,
    patterns_of,
)
from mitmachstadt.contributions.enums import Suspicion
from mitmachstadt.contributions.queries import came_before


@dataclass(frozen=True)
class Noticed:
    """What moderators should know of a contribution, and whether it waits for them."""

    suspicion: str = ""
    fingerprint: int | None = None

    @property
    def waits(self) -> bool:
        """What looks like spam waits; personal data does not: whoever wrote it was asked."""
        return self.suspicion not in {"", Suspicion.PERSONAL}


def notice(*texts: str, rules: str, at: datetime, beside: tuple[str, ...] = ()) -> Noticed:
    """Hold words against the active patterns; the first text is what is said.

    Args:
        rules: the active patterns, as the database keeps them.
        beside: what else was said in sentences: held against the same patterns, each text for
            itself and all together.
    """
    text = texts[0]
    mark, patterns = fingerprint(text), patterns_of(rules)
    said = (text, *beside, "\n".join((text, *beside))) if beside else (text,)
    kind = next(filter(None, map(patterns.match, said)), None)
    if kind is not None:
        return Noticed(Suspicion(kind.value), mark)
    if mark is not None and _is_repeated(mark, patterns, at):
        return Noticed(Suspicion.REPEATED, mark)
    return Noticed(Suspicion.PERSONAL if holds_personal_data(*texts, *beside) else "", mark)


def _is_repeated(mark: int, patterns: Patterns, at: datetime) -> bool:
    return any(
        came_before(mark, number=number, since=at - timedelta(minutes=minutes))
        for number, minutes in patterns.repeated
    )
