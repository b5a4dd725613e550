"""What keeps the task queue healthy: what was left or failed goes back, old results go."""

import json
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.db import DatabaseError, close_old_connections, connection
from django.db.models import Q
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.visits import Gathering

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 5  # a task that ends its worker each time must not do so for ever
# How long after a task failed it is tried again: a locked database, a mail server that is away.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60))
ELSEWHERE_AFTER = timedelta(hours=1)  # when a task of another machine's worker counts as orphaned
KEEP_RESULTS = timedelta(days=14)
EVERY = 15.0


class WorkerNames:
    """Names for this supervisor's worker: machine, supervisor's process, one token a start."""

    def __init__(self) -> None:
        self.machine = socket.gethostname().replace(":", "-")[:30]
        self.current: str | None = None

    def next(self) -> str:
        """A fresh name; tasks under any earlier one are orphans from now on."""
        self.current = f"{self.machine}:{os.getpid()}:{secrets.token_hex(6)}"
        return self.current

    def forget(self) -> None:
        """The worker has ended."""
        self.current = None

    def may_live(self, name: str, started: datetime, at: datetime) -> bool:
        """Whether the worker of this name can still be working on its task."""
        machine, _, rest = name.partition(":")
        pid = rest.partition(":")[0]
        if machine != self.machine or not pid.isdigit():
            return started > at - ELSEWHERE_AFTER
        if int(pid) == os.getpid():
            return name == self.current
        return _runs(int(pid))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def requeue_orphans(names: WorkerNames, *, at: datetime) -> int:
    """Tasks whose worker is gone become ready again; returns how many. Tasks bear two runs."""
    count = 0
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).only(
        "id", "worker_ids", "started_at", "task_path"
    ):
        worker = row.worker_ids[-1] if row.worker_ids else ""
        if names.may_live(worker, row.started_at or at, at):
            continue
        # Only if it still is what we read: its worker may have finished it a moment ago.
        same = DBTaskResult.objects.filter(
            id=row.id, status=TaskResultStatus.RUNNING, started_at=row.started_at
        )
        if len(row.worker_ids) >= MOST_ATTEMPTS:
            log.error("%s ended its worker %d times: given up", row.task_path, MOST_ATTEMPTS)
            same.update(status=TaskResultStatus.FAILED, finished_at=at)
        else:
            count += same.update(status=TaskResultStatus.READY, started_at=None)
    return count


def repeat_failed(names: Iterable[str], *, at: datetime) -> int:
    """These tasks become ready again some time after they failed; returns how many.

    What comes in periodically needs none of this.
    """
    paths = [import_string(name).module_path for name in names]
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, task_path__in=paths)
    count = 0
    for row in failed.filter(finished_at__gt=at - KEEP_RESULTS).only(
        "id", "worker_ids", "finished_at"
    ):
        attempts = len(row.worker_ids)
        if attempts >= MOST_ATTEMPTS or row.finished_at + PAUSES[attempts - 1] > at:
            continue
        same = DBTaskResult.objects.filter(
            id=row.id, status=TaskResultStatus.FAILED, finished_at=row.finished_at
        )
        count += same.update(status=TaskResultStatus.READY, started_at=None, finished_at=None)
    return count


def enqueue_due(periodic: Mapping[str, float], *, at: datetime) -> list[str]:
    """Enqueue each periodic task that was not enqueued within its period; returns their names.

    The queue itself remembers the last time, so a restart neither forgets nor repeats.
    """
    due = []
    for name, seconds in periodic.items():
        recent = Q(status=TaskResultStatus.READY) | Q(
            enqueued_at__gt=at - timedelta(seconds=seconds)
        )
        path = import_string(name).module_path
        if not DBTaskResult.objects.filter(recent, task_path=path).exists():
            enqueue(name)
            due.append(name)
    return due


def forget_old_results(periodic: Mapping[str, float], *, at: datetime) -> int:
    """Delete results that nobody needs any more; returns how many."""
    keep = max([KEEP_RESULTS, *(timedelta(seconds=2 * period) for period in periodic.values())])
    finished = DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    )
    return finished.filter(finished_at__lt=at - keep).delete()[0]


class Chores(threading.Thread):
    """Does the chores beside the supervisor, which must never wait for a database."""

    def __init__(
        self,
        names: WorkerNames,
        periodic: Mapping[str, float],
        heartbeat: Path,
        repeated: Sequence[str] = (),
    ) -> None:
        super().__init__(name="chores", daemon=True)
        self.names = names
        self.periodic = periodic
        self.heartbeat = heartbeat
        self.repeated = repeated
        self._wake = threading.Event()
        self._stopped = False
        self._pruned = 0.0
        self._visits = Gathering()

    def hurry(self) -> None:
        """Do the next round at once, e.g. because a worker has ended."""
        self._wake.set()

    def stop(self) -> None:
        """End after the round that is under way, and say that nobody works any more."""
        self._stopped = True
        self._wake.set()
        self.heartbeat.unlink(missing_ok=True)

    def run(self) -> None:
        """Round after round until `stop`."""
        pause = min([EVERY, *self.periodic.values()])
        while not self._stopped:
            self._wake.clear()
            self.one_round()
            self._wake.wait(pause)
        connection.close()

    def one_round(self) -> None:
        """All chores once; a database that is away is tried again in the next round."""
        close_old_connections()
        try:
            at = timezone.now()
            requeue_orphans(self.names, at=at)
            repeat_failed(self.repeated, at=at)
            enqueue_due(self.periodic, at=at)
            self._visits.if_due(at=at)
            if time.monotonic() - self._pruned > 3600 or not self._pruned:
                forget_old_results(self.periodic, at=at)
                self._pruned = time.monotonic()
            self._beat(at)
        except (DatabaseError, OSError) as error:
            log.warning("The task queue could not be looked after", exc_info=error)
            connection.close()

    def _beat(self, at: datetime) -> None:
        if not self._stopped:
            self.heartbeat.write_text(json.dumps({"at": at.isoformat(), "pid": os.getpid()}))
