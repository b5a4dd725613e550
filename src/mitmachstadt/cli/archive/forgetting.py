"""What was deleted after a backup was written does not come back with it.

Deletions are kept as keyed hashes. A restore takes over those of the database that it replaces and
of a newer backup, and deletes once more what they name.
"""

import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.utils import timezone

from mitmachstadt.cli.archive import manifest
from mitmachstadt.cli.output import Failure

TABLE = "kernel_forgotten"
# Key, how it was deleted, and when.
type Key = tuple[str, str, str]
type Keys = Iterable[Key]


def kept_here() -> list[Key]:
    """The keys in the database that is about to be replaced; none in an empty one."""
    from mitmachstadt.kernel.models import Forgotten

    if TABLE not in connection.introspection.table_names():
        return []
    rows = Forgotten.objects.values_list("key", "how", "at")
    return [(key, how, at.isoformat()) for key, how, at in rows]


def kept_in(file: Path | None) -> list[Key]:
    """The keys in another backup; nothing else of it is read.

    Raises:
        Failure: it is no backup of ours.
    """
    if file is None:
        return []
    try:
        with zipfile.ZipFile(file) as archive:
            whole = manifest.from_json(archive.read(manifest.NAME))
            part = whole.tables.get(TABLE)
            if part is None:
                return []
            rows = [
                dict(zip(part.columns, json.loads(line), strict=True))
                for line in archive.read(part.name).splitlines()
            ]
    except (zipfile.BadZipFile, OSError, KeyError) as error:
        raise Failure(f"{file} is no whole backup ({error}). Nothing was changed.") from error
    return [(row["key"], row["how"], row["at"]) for row in rows]


def keep(keys: Keys) -> None:
    """Add these keys to those of the restored city."""
    from mitmachstadt.kernel.models import Forgotten

    rows = [Forgotten(key=key, how=how, at=datetime.fromisoformat(at)) for key, how, at in keys]
    Forgotten.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def forget_again() -> int:
    """Delete once more what the keys name; returns how much that was."""
    from mitmachstadt.data_protection.actions import forget_again as delete

    return delete(at=timezone.now())
