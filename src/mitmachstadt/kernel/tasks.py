"""Work that follows a write: enqueued by dotted name, inside the transaction that made it due.

A killed process loses nothing, because the task is a row written with the data it belongs to.
Tasks take primitives and are safe to run twice.
"""

from typing import Any

from django.tasks import Task
from django.utils.module_loading import import_string


def enqueue(name: str, **arguments: Any) -> None:
    """Have the worker call the task with this dotted name, e.g. `mitmachstadt.people.tasks.x`."""
    task = import_string(name)
    if not isinstance(task, Task):
        raise TypeError(f"{name} is not a task")
    task.enqueue(**arguments)
