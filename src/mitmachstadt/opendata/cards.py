"""Text for machines: metrics in the format that Prometheus reads. Pictures for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext

from mitmachstadt.contributions.enums import USUAL_REASONS
from mitmachstadt.kernel.counts import BUCKETS
from mitmachstadt.opendata.queries import Month

_HELP = {
    "tasks_ready": "Tasks that wait for the worker.",
    "tasks_failed": "Tasks that failed in the last days.",
    "oldest_task_seconds": "How long the oldest task that is due has waited.",
    "mails_waiting": "Mails that wait for the worker.",
    "contributions_waiting": "Contributions that wait for a moderator.",
    "answers_overdue": "Public contributions whose answer is overdue.",
    "register_entries": "Lines of the public register.",
    "database_bytes": "Size of the database.",
}


def metrics_text(
    *,
    operation: Mapping[str, float],
    requests: Mapping[str, list[float]],
    backup_seconds: float | None,
) -> str:
    """All metrics as one text; a city that was never backed up has no age of a backup."""
    lines: list[str] = []
    for name, value in operation.items():
        lines += _head(name, _HELP[name], "gauge")
        lines.append(f"mitmachstadt_{name} {value:.0f}")
    if backup_seconds is not None:
        lines += _head("last_backup_age_seconds", "Since the last backup.", "gauge")
        lines.append(f"mitmachstadt_last_backup_age_seconds {backup_seconds:.0f}")
    lines += _head("request_seconds", "Requests by method, route and status.", "histogram")
    for key, numbers in sorted(requests.items()):
        lines += _histogram(key, numbers)
    return "\n".join(lines) + "\n"


def _head(name: str, words: str, kind: str) -> list[str]:
    return [f"# HELP mitmachstadt_{name} {words}", f"# TYPE mitmachstadt_{name} {kind}"]


def _histogram(key: str, numbers: list[float]) -> Iterator[str]:
    method, status, route = key.split(" ", 2)
    labels = f'method="{method}",route="{_escaped(route)}",status="{status}"'
    below = 0.0
    for bound, number in zip((*BUCKETS, None), numbers, strict=False):
        below += number
        edge = "+Inf" if bound is None else f"{bound:g}"
        yield f'mitmachstadt_request_seconds_bucket{{{labels},le="{edge}"}} {below:.0f}'
    yield f"mitmachstadt_request_seconds_sum{{{labels}}} {numbers[-1]:.6f}"
    yield f"mitmachstadt_request_seconds_count{{{labels}}} {below:.0f}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


class Column(NamedTuple):
    """A month in the picture: two bars side by side, in a field of 1000 by 200."""

    month: Month
    x: int
    width: int
    released: int
    hidden: int

    @property
    def second(self) -> int:
        return self.x + self.width


_HEIGHT = 190


def columns_of(months: Sequence[Month]) -> list[Column]:
    """The months from left to right, oldest first; the highest bar fills the height."""
    highest = max((max(m.released, m.hidden) for m in months), default=0) or 1
    step = 1000 // max(1, len(months))

    def height(number: int) -> int:
        return round(_HEIGHT * number / highest) or (2 if number else 0)

    return [
        Column(m, place * step + 8, step // 3, height(m.released), height(m.hidden))
        for place, m in enumerate(reversed(months))
    ]


def reasons_of(months: Sequence[Month]) -> list[tuple[str, int]]:
    """Each usual reason, and "other", with how often it was given in all these months."""
    names = [gettext(reason) for reason in USUAL_REASONS] + [gettext("Anderer Grund")]
    return [
        (name, sum(m.reasons.get(place, 0) for m in months)) for place, name in enumerate(names)
    ]
