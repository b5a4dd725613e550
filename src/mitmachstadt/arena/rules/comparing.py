"""When all ideas of an arena may be compared."""

from datetime import datetime, timedelta

from mitmachstadt.arena.enums import COMPARING_MINUTES
from mitmachstadt.arena.errors.comparing import ComparingAlready
from mitmachstadt.arena.models import Comparison
from mitmachstadt.arena.rules.ideas import may_run_arena
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.queries import Visitor


def may_compare(visitor: Visitor, comparison: Comparison | None, *, at: datetime) -> Verdict:
    """The office, unless a comparison goes already; one that was given up does not."""
    if not (verdict := may_run_arena(visitor)).allowed:
        return verdict
    since = comparison.asked if comparison is not None else None
    if since is not None and at < since + timedelta(minutes=COMPARING_MINUTES):
        return no(ComparingAlready(since=since))
    return YES
