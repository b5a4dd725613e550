"""A worker is killed while it takes over a long list: every entry comes in once."""

import os
import signal
import time
from collections.abc import Callable

import pytest
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mitmachstadt.kernel.supervisor.chores import requeue_orphans
from mitmachstadt.ledger.models import Entry
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import READ_AT_ONCE
from mitmachstadt.measures.models import HeldList, ImportedMeasure, Measure
from tests.concurrency.workers import PATIENCE, Workers
from tests.measures.city import city
from tests.measures.lists import hold, rows

pytestmark = pytest.mark.django_db(transaction=True)
LISTED = 3 * READ_AT_ONCE + 7


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "The worker took too long."
        time.sleep(0.02)


def test_every_entry_comes_in_once_though_the_worker_is_killed_twice():
    here = city()
    hold(here.office, rows(LISTED))
    assert actions.import_measures(visitor=here.office, at=timezone.now()) is None
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    with Workers() as start:
        for parts in (1, 2):
            worker = start()
            # In the middle of a part: the one before it stands, and this one has begun.
            until(lambda parts=parts: Measure.objects.count() >= parts * READ_AT_ONCE)
            until(running.exists)
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
            came = Measure.objects.count()
            assert came % READ_AT_ONCE == 0 and came < LISTED
            assert ImportedMeasure.objects.count() == came
            assert HeldList.objects.get().is_being_read
            start.names.forget()
            requeue_orphans(start.names, at=timezone.now())
            assert not running.exists()
        start()
        until(lambda: not HeldList.objects.get().is_being_read)
    titles = set(Measure.objects.values_list("node__title", flat=True))
    assert titles == {f"Ort {number}" for number in range(LISTED)}
    assert Measure.objects.count() == ImportedMeasure.objects.count() == LISTED
    told = Entry.objects.filter(kind="measures.imported").count()
    assert told == 4, "one line in the register for each part"


def test_what_was_clicked_while_no_worker_runs_is_done_when_one_comes():
    here = city()
    hold(here.office, rows(READ_AT_ONCE + 1))
    actions.import_measures(visitor=here.office, at=timezone.now())
    assert not Measure.objects.exists()
    with Workers() as start:
        start()
        until(lambda: not HeldList.objects.get().is_being_read)
    assert Measure.objects.count() == READ_AT_ONCE + 1
