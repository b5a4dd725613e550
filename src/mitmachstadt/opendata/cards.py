"""Text for machines: metrics in the format that Prometheus reads."""

from collections.abc import Iterator, Mapping

from mitmachstadt.kernel.counts import BUCKETS

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
