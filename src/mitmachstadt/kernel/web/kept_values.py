"""Values that are the same for everybody who asks, kept in the process's memory.

Kept pages (`anonymous_pages`) are for visitors without a session. Somebody who is signed in gets a
page of their own, but the overview on it, its choices and its numbers are those of everybody else,
and take as long as the city is large. Such a value is made once and used again while the database
shows exactly what it showed then: nothing has to be invalidated by hand.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import local
from typing import Any

from mitmachstadt.kernel.web.anonymous_pages import database_state

MOST_VALUES = 200


class _Shelf(local):
    """One per thread: the state of the database is that of the thread's own connection."""

    def __init__(self) -> None:
        self.values: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()


_shelf = _Shelf()


def kept_value[T](key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made anew only after the database has changed.

    Args:
        key: names the value and all that it depends on beside the database: the language, the
            day, what was asked. Never a person: what is theirs alone is not kept.
        make: what it gives is shared and must not be changed.
    """
    # Asked before it is made: a write in between must not be taken for seen.
    state = database_state()
    kept = _shelf.values.get(key)
    if kept is not None and kept[0] == state:
        _shelf.values.move_to_end(key)
        found: T = kept[1]
        return found
    value = make()
    _shelf.values[key] = state, value
    _shelf.values.move_to_end(key)
    while len(_shelf.values) > MOST_VALUES:
        _shelf.values.popitem(last=False)
    return value


def forget_values() -> None:
    """Clear this thread's shelf."""
    _shelf.values.clear()
