import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from mitmachstadt.kernel.commitments import commitment
from mitmachstadt.ledger.models import Entry, Payload


def append(*, kind: str, subject: str, content: dict[str, Any], at: datetime) -> Entry:
    """Write a line into the public register, in the transaction of the thing it records.

    Args:
        kind: what happened, as `thing.verb`, e.g. `remark.submitted`.
        subject: the public id of the node it happened to.
        content: what the entry commits to: strings, integers, lists and dicts, no floats.

    Raises:
        TransactionManagementError: outside a transaction; the line and the thing belong together.
    """
    return append_many(kind=kind, contents=[(subject, content)], at=at)[0]


def append_many(
    *, kind: str, contents: list[tuple[str, dict[str, Any]]], at: datetime
) -> list[Entry]:
    """The same for many nodes, in two statements."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("the register is written inside a transaction")
    salts = [secrets.token_hex(16) for _ in contents]
    entries = Entry.objects.bulk_create(
        Entry(
            kind=kind,
            subject=subject,
            at=at,
            commitment=commitment(salt=salt, kind=kind, subject=subject, at=at, content=content),
        )
        for salt, (subject, content) in zip(salts, contents, strict=True)
    )
    Payload.objects.bulk_create(
        Payload(entry=entry, salt=salt, content=content)
        for entry, salt, (_, content) in zip(entries, salts, contents, strict=True)
    )
    return entries


def forget_words(*, subject: str) -> int:
    """Delete what the register's lines about a node commit to; the lines themselves stay."""
    # Two plain statements: PostgreSQL joins tables that it has no statistics of row by row.
    entries = list(Entry.objects.filter(subject=subject).values_list("pk", flat=True))
    deleted, _ = Payload.objects.filter(entry__in=entries).delete()
    return deleted
