"""The background worker as a program: `python -m mitmachstadt.kernel.supervisor.worker ID`.

The same loop as django-tasks-db's `db_worker`, but with the log levels of our settings: its own
command reports every task on the console.
"""

import logging
import os
import sys


def main() -> None:
    """Work through the queue until SIGTERM."""
    # Whoever waits for a page goes first.
    os.nice(5)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitmachstadt.config.settings")
    import django

    django.setup()
    # Its warnings are greetings: "shutting down gracefully" at every stop.
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    from django.tasks import DEFAULT_TASK_BACKEND_ALIAS
    from django_tasks_db.management.commands.db_worker import Worker

    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1,
        batch=False,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=sys.argv[1],
    )
    worker.configure_signals()
    worker.run()


if __name__ == "__main__":
    main()
