import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mitmachstadt.kernel.supervisor import chores
from mitmachstadt.kernel.supervisor.chores import (
    Chores,
    WorkerNames,
    enqueue_due,
    forget_old_results,
    repeat_failed,
    requeue_orphans,
)
from mitmachstadt.kernel.tasks import enqueue

pytestmark = pytest.mark.django_db
NAME = f"{__name__}.tick"


@task
def tick() -> None:
    """A periodic task that does nothing."""


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def running(worker: str, started: datetime, attempts: int = 1) -> DBTaskResult:
    tick.enqueue()
    row = DBTaskResult.objects.latest("enqueued_at")
    row.status, row.started_at = TaskResultStatus.RUNNING, started
    row.worker_ids = ["earlier:1:x"] * (attempts - 1) + [worker]
    row.save()
    return row


def status(row: DBTaskResult) -> str:
    return DBTaskResult.objects.get(pk=row.pk).status


def test_a_task_of_the_worker_that_runs_now_stays(now: datetime) -> None:
    names = WorkerNames()
    row = running(names.next(), now)
    assert requeue_orphans(names, at=now) == 0
    assert status(row) == TaskResultStatus.RUNNING


def test_a_task_of_our_former_worker_becomes_ready(now: datetime) -> None:
    names = WorkerNames()
    row = running(names.next(), now)
    names.next()
    assert requeue_orphans(names, at=now) == 1
    assert status(row) == TaskResultStatus.READY


def test_a_task_of_a_supervisor_that_is_gone_becomes_ready(now: datetime) -> None:
    names = WorkerNames()
    gone, alive = 2**22 + 1, os.getppid()
    orphan = running(f"{names.machine}:{gone}:x", now)
    other = running(f"{names.machine}:{alive}:x", now)
    assert requeue_orphans(names, at=now) == 1
    assert (status(orphan), status(other)) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def test_a_task_of_another_machine_is_given_an_hour(now: datetime) -> None:
    names = WorkerNames()
    fresh = running("elsewhere:1:x", now - timedelta(minutes=59))
    old = running("elsewhere:1:x", now - timedelta(minutes=61))
    assert requeue_orphans(names, at=now) == 1
    assert (status(fresh), status(old)) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)


def test_a_task_that_ends_its_worker_again_and_again_is_given_up(
    now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    names = WorkerNames()
    row = running("elsewhere:1:x", now - timedelta(days=1), attempts=chores.MOST_ATTEMPTS)
    assert requeue_orphans(names, at=now) == 0
    assert status(row) == TaskResultStatus.FAILED
    assert "given up" in caplog.text


def failed(ago: timedelta, now: datetime, attempts: int = 1) -> DBTaskResult:
    row = running("here:1:x", now, attempts)
    row.status, row.finished_at = TaskResultStatus.FAILED, now - ago
    row.save()
    return row


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 20), (4, 60)])
def test_a_failed_task_is_tried_again_after_longer_and_longer(
    now: datetime, attempts: int, minutes: int
) -> None:
    row = failed(timedelta(minutes=minutes), now, attempts)
    assert repeat_failed([NAME], at=now - timedelta(seconds=1)) == 0
    assert repeat_failed([NAME], at=now) == 1
    assert status(row) == TaskResultStatus.READY
    row.refresh_from_db()
    assert row.finished_at is None


def test_a_task_that_failed_five_times_or_is_not_to_be_repeated_stays_failed(
    now: datetime,
) -> None:
    rows = [failed(timedelta(hours=2), now, attempts=5), failed(timedelta(hours=2), now)]
    assert repeat_failed(["mitmachstadt.contributions.tasks.tell_of_step"], at=now) == 0
    assert repeat_failed([NAME], at=now) == 1
    assert [status(row) for row in rows] == [TaskResultStatus.FAILED, TaskResultStatus.READY]


def test_news_and_password_links_are_repeated(now: datetime) -> None:
    DBTaskResult.objects.all().delete()
    enqueue("mitmachstadt.contributions.tasks.tell_of_answer", public_id="x")
    enqueue("mitmachstadt.contributions.tasks.tell_of_step", number=1)
    enqueue("mitmachstadt.people.tasks.mail_password_link", public_id="", site="http://x")
    then = now - timedelta(minutes=2)
    DBTaskResult.objects.update(
        status=TaskResultStatus.FAILED, finished_at=then, worker_ids=["here:1:x"]
    )
    assert repeat_failed(settings.REPEATED_TASKS, at=now) == 3


def test_a_periodic_task_is_enqueued_when_due_and_not_twice(now: datetime) -> None:
    assert enqueue_due({NAME: 60}, at=now) == [NAME]
    assert enqueue_due({NAME: 60}, at=now) == []
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, enqueued_at=now)
    assert enqueue_due({NAME: 60}, at=now + timedelta(seconds=59)) == []
    assert enqueue_due({NAME: 60}, at=now + timedelta(seconds=61)) == [NAME]


def test_a_queue_that_stands_still_is_not_filled_further(now: datetime) -> None:
    enqueue_due({NAME: 60}, at=now)
    assert enqueue_due({NAME: 60}, at=now + timedelta(days=1)) == []


def test_old_results_go_and_those_a_timetable_needs_stay(now: datetime) -> None:
    tick.enqueue()
    DBTaskResult.objects.update(
        status=TaskResultStatus.SUCCESSFUL, finished_at=now - timedelta(days=20)
    )
    assert forget_old_results({NAME: 11 * 24 * 3600}, at=now) == 0
    assert forget_old_results({NAME: 60}, at=now) == 1


def test_a_round_survives_a_database_that_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*arguments: object, **more: object) -> int:
        raise OperationalError("gone")

    monkeypatch.setattr(chores, "close_old_connections", lambda: None)
    monkeypatch.setattr(chores.connection, "close", lambda: None)
    work = Chores(WorkerNames(), {}, tmp_path / "serving.json")
    monkeypatch.setattr(chores, "requeue_orphans", away)
    work.one_round()
    assert "gone" in caplog.text
    assert not work.heartbeat.exists()
    monkeypatch.undo()


def test_a_round_leaves_a_heartbeat_and_stopping_takes_it_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chores, "close_old_connections", lambda: None)
    work = Chores(WorkerNames(), {NAME: 60}, tmp_path / "serving.json")
    work.one_round()
    assert work.heartbeat.is_file()
    assert DBTaskResult.objects.count() == 1
    work.stop()
    assert not work.heartbeat.exists()
