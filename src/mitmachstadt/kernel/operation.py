"""What this machine knows of its own running: its last backup, and whether the worker lives."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

WORKER_SILENT_AFTER = timedelta(minutes=2)


def backup_age(*, at: datetime) -> timedelta | None:
    """How long ago the last backup was written from here; None if never."""
    return _age("last_backup.json", at)


def worker_silence(*, at: datetime) -> timedelta | None:
    """How long ago `serve` was last seen looking after its worker; None if it does not run."""
    return _age("serving.json", at)


def _age(name: str, at: datetime) -> timedelta | None:
    try:
        note = json.loads((Path(settings.VAR) / name).read_text())
        return at - datetime.fromisoformat(note["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
