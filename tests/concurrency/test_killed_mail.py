"""A worker is killed while it sends: every mail that was enqueued goes out once or twice.

The worker is the program of `serve`; the mail server is a small one of our own, which lets the
test kill the worker at the worst moment: the mail is accepted, and the worker does not know yet.
"""

import os
import signal
import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tools.mail_server import MailServer

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.actions.sending import message_id
from mitmachstadt.contributions.models import Mail
from mitmachstadt.kernel.supervisor.chores import requeue_orphans
from mitmachstadt.kernel.tasks import enqueue
from tests import factories as f
from tests.concurrency.workers import PATIENCE, Workers

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 12


@pytest.fixture
def server():
    with MailServer() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.05,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def worker(server):
    """Starts a real worker; whatever still runs is ended."""
    with Workers(MITMACHSTADT_MAIL=f"smtp://127.0.0.1:{server.server_address[1]}?tls=0") as start:
        yield start


def waiting(number):
    ada = actions.subscriber_for(f.person(), at=timezone.now())
    for place in range(number):
        Mail.objects.create(
            key=f"kill/{place}", subscriber=ada, subject="Neues", text="Worte",
            created=timezone.now(), due=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("killed_at", [1, 5])
def test_every_mail_goes_out_once_or_twice_when_the_worker_is_killed(server, worker, killed_at):
    waiting(MAILS)
    enqueue("mitmachstadt.contributions.tasks.send_mails")
    dead = threading.Event()

    def kill(number):
        if number == killed_at and not dead.is_set():
            os.kill(first.pid, signal.SIGKILL)
            first.wait()
            dead.set()

    server.before_answer = kill
    first = worker()
    assert dead.wait(PATIENCE)
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING
    assert Mail.objects.filter(due__isnull=False).count() == MAILS - killed_at + 1
    # What the supervisor does when a worker has ended, and the pause before the next try.
    worker.names.forget()
    assert requeue_orphans(worker.names, at=timezone.now()) == 1
    Mail.objects.filter(tries=1, sent=None).update(due=timezone.now() - timedelta(seconds=1))
    worker()
    expected = {message_id(f"kill/{place}") for place in range(MAILS)}
    server.wait_for(lambda: len(server.taken) == MAILS + 1, PATIENCE)
    counts = Counter(server.taken)
    assert set(counts) == expected
    assert sorted(counts.values()) == [1] * (MAILS - 1) + [2]


def test_answer_of_a_killed_worker_is_told(server, worker):
    """Killed before anything was sent: the answer's task is a row like the answer."""
    remark = f.remark(f.open_passage())
    answer = f.answer(remark)
    started = worker.names.next()
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, worker_ids=[started], started_at=timezone.now()
    )
    worker.names.forget()
    assert requeue_orphans(worker.names, at=timezone.now()) == 1
    worker()
    server.wait_for(lambda: len(server.taken) == 1, PATIENCE)
    key = f"answer/{answer.public_id}/{remark.author.subscriber.public_id}"
    assert server.taken == [message_id(key)]
