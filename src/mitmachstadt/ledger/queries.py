from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mitmachstadt.kernel.commitments import commitment
from mitmachstadt.ledger.models import Entry


@dataclass(frozen=True)
class RegisterLine:
    """An entry as a page shows it. `verified` is None when the words have been deleted."""

    number: int
    kind: str
    at: datetime
    commitment: str
    content: dict[str, Any] | None
    verified: bool | None


def entries_about(subject: str) -> list[RegisterLine]:
    """The newest 200 lines of the register about one node, the oldest of them first."""
    entries = Entry.objects.filter(subject=subject).select_related("payload").order_by("-id")[:200]
    return [_line(entry) for entry in entries][::-1]


def _line(entry: Entry) -> RegisterLine:
    payload = getattr(entry, "payload", None)
    verified = None
    if payload is not None:
        expected = commitment(
            salt=payload.salt,
            kind=entry.kind,
            subject=entry.subject,
            at=entry.at,
            content=payload.content,
        )
        verified = expected == entry.commitment
    return RegisterLine(
        number=entry.pk,
        kind=entry.kind,
        at=entry.at,
        commitment=entry.commitment,
        content=payload.content if payload else None,
        verified=verified,
    )
