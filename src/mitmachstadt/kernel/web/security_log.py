"""What matters for security, a line for each: who tried to get in, and who was refused what.

A line holds neither a name nor an address. `account` and `network` are marks with the salt of the
day (`kernel/rates.py`): today's lines can be joined, tomorrow nobody can tell whose they were.
"""

import contextlib
import logging
from datetime import datetime

from django.db import DatabaseError
from django.http import HttpRequest

from mitmachstadt.kernel.logs import route_of
from mitmachstadt.kernel.rates import address_of, mark_of_today

logger = logging.getLogger("mitmachstadt.security")


def write_down(event: str, request: HttpRequest, *, at: datetime, account: str = "") -> None:
    """Write down an event such as `sign_in_failed`.

    Args:
        account: the public id of the account it is about, or the address that somebody typed.
    """
    facts = {"event": event, "route": route_of(request)}
    # Without a database there is no salt; the event is told all the same.
    with contextlib.suppress(DatabaseError):
        facts["network"] = mark_of_today("network", address_of(request), at=at)
        if account:
            facts["account"] = mark_of_today("account", account, at=at)
    words = " ".join(f"{key}={value}" for key, value in facts.items())
    logger.info(words, extra={"facts": facts})
