"""Real workers, as `serve` starts them, that a test may kill."""

import os
import subprocess
import sys
from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from mitmachstadt.kernel.supervisor.chores import WorkerNames

PATIENCE = 180  # seconds; the machine may be busy, and the worker lets others go first


def database() -> str:
    """The address of the test's database."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    host, user = quote(given["HOST"], safe=""), quote(given["USER"], safe="")
    return f"postgresql://{user}@{host}:{given['PORT'] or 5432}/{given['NAME']}"


class Workers:
    """Each call starts one more; whatever still runs at the end is ended."""

    def __init__(self, **environment: str) -> None:
        self.names = WorkerNames()
        self._running = list[subprocess.Popen[bytes]]()
        self._environment = {
            **os.environ,
            "MITMACHSTADT_DATABASE": database(),
            "MITMACHSTADT_SECRET_KEY": settings.SECRET_KEY,
            **environment,
        }

    def __call__(self) -> subprocess.Popen[bytes]:
        program = "mitmachstadt.kernel.supervisor.worker"
        command = [sys.executable, "-m", program, self.names.next()]
        self._running.append(subprocess.Popen(command, env=self._environment))
        return self._running[-1]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running:
            process.kill()
            process.wait()
