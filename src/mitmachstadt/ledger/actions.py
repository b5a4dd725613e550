import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

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
    _require_transaction()
    salt = secrets.token_hex(16)
    entry = Entry(
        kind=kind,
        subject=subject,
        at=at,
        commitment=commitment(salt=salt, kind=kind, subject=subject, at=at, content=content),
    )
    # Written out, as every write comes through here: Django takes ten times as long to make two
    # such statements as it takes to run them.
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(_ENTRY, [kind, subject, moment, entry.commitment])
        entry.pk = cursor.fetchone()[0]
        words = connection.ops.adapt_json_value(content, None)
        cursor.execute(_PAYLOAD, [entry.pk, salt, words])
    entry._state.adding = False
    return entry


_ENTRY = (
    "INSERT INTO ledger_entry (kind, subject, at, commitment) VALUES (%s, %s, %s, %s) RETURNING id"
)
_PAYLOAD = "INSERT INTO ledger_payload (entry_id, salt, content) VALUES (%s, %s, %s)"


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the register is written inside a transaction")


def append_many(
    *, kind: str, contents: list[tuple[str, dict[str, Any]]], at: datetime
) -> list[Entry]:
    """The same for many nodes, in two statements."""
    _require_transaction()
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


def forget_words(*, subject: str, kind: str = "") -> int:
    """Delete what the register's lines about a node commit to; the lines themselves stay.

    Args:
        kind: only lines of this kind; "" means all.
    """
    found = Entry.objects.filter(subject=subject)
    found = found.filter(kind=kind) if kind else found
    # Two plain statements: PostgreSQL joins tables that it has no statistics of row by row.
    entries = list(found.values_list("pk", flat=True))
    deleted, _ = Payload.objects.filter(entry__in=entries).delete()
    return deleted


def forget_lines_by(*, by: str, kinds: Iterable[str]) -> int:
    """Delete what the register's lines of these kinds commit to that name somebody as `by`."""
    entries = Entry.objects.filter(kind__in=list(kinds), payload__content__by=by)
    found = list(entries.values_list("pk", flat=True))
    deleted, _ = Payload.objects.filter(entry__in=found).delete()
    return deleted


def forget_part(*, subject: str, name: str, value: int) -> int:
    """Delete what a node's lines commit to about one of its parts, e.g. `statement` 17."""
    entries = Entry.objects.filter(subject=subject, **{f"payload__content__{name}": value})
    found = list(entries.values_list("pk", flat=True))
    deleted, _ = Payload.objects.filter(entry__in=found).delete()
    return deleted
