"""Lines of the log without what people said, typed or are called.

An exception's text may hold any of it (`Key (email)=(...) already exists`), an address may hold a
code: so a line has the kind of an error and the places it came through, and the pattern of a route.
"""

import json
import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.http import HttpRequest

NO_ROUTE = "(no route)"


def route_of(request: HttpRequest) -> str:
    """The pattern that an address matched, with names for its parts instead of their values."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match is not None else NO_ROUTE


class Plain(logging.Formatter):
    """One line for people, and one for each place that an error came through."""

    def format(self, record: logging.LogRecord) -> str:
        lines = [f"{record.levelname} {record.name}: {_message(record)}"]
        if error := _error(record):
            lines += [
                *(f"  {place}" for place in error["at"]),
                f"  {' from '.join(error['kinds'])}",
            ]
        return "\n".join(lines)


class Json(logging.Formatter):
    """One JSON object a line, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            **getattr(record, "facts", {}),
        }
        if error := _error(record):
            line["error"] = error
        return json.dumps(line, ensure_ascii=False, default=type)


def _message(record: logging.LogRecord) -> str:
    # Django's own lines about a request quote its address.
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        status = getattr(record, "status_code", "")
        return f"{request.method} {route_of(request)} {status}".rstrip()
    return record.getMessage()


def _error(record: logging.LogRecord) -> dict[str, list[str]] | None:
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return None
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"kinds": list(_kinds(error)), "at": places[-12:]}


def _kinds(error: BaseException | None) -> Iterator[str]:
    seen = 0
    while error is not None and seen < 5:
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        error, seen = error.__cause__ or error.__context__, seen + 1


def _short(file: str) -> str:
    return "/".join(Path(file).parts[-3:])
