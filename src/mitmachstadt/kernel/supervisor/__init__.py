"""One process that keeps the others running: `supervisor` watches, `chores` looks after the queue.

The task queue's own worker ends with an error when the database stays locked for some seconds,
leaves tasks "running" when it is killed, and knows no timetable. So it is restarted with growing
pauses, its orphaned tasks go back into the queue, and periodic tasks are enqueued when due.
"""
