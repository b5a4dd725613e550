"""`mitmachstadt serve`: the web processes and the background worker under one supervisor."""

import argparse
import contextlib
import errno
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator

from mitmachstadt.cli.output import Failure, set_up_django

HELP = "Serve the city: web processes and background worker, kept running by one supervisor."
EXAMPLES = """\
  mitmachstadt serve
  mitmachstadt serve --host 0.0.0.0 --port 80 --workers 4
"""
APPLICATION = "mitmachstadt.config.wsgi:application"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument(
        "--workers",
        type=_positive,
        default=2,
        help="web processes, one a core (%(default)s)",
    )


def add_address(parser: argparse.ArgumentParser) -> None:
    """Where to listen; shared with `demo`."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on (%(default)s)")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError("must be from 1 to 65535")
    return number


def run(arguments: argparse.Namespace) -> int:
    with reserved(arguments.host, arguments.port):
        set_up_django()
        require_migrated()
        return serve(arguments.host, arguments.port, arguments.workers)


@contextlib.contextmanager
def reserved(host: str, port: int) -> Iterator[None]:
    """Refuse early and clearly where nobody can listen; keep the port from others meanwhile.

    The web server shares ports between its processes, and would share ours with a second city.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Failure(_why_not(error, host, port)) from error
    with socket.socket(family, socket.SOCK_STREAM) as keeper:
        # Bound but never listening: connections go to the web server alone. A port on which
        # another program has just ended may be refused to us, and is then not kept.
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        with contextlib.suppress(OSError):
            keeper.bind((host, port))
        yield


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program: end that one, or choose another port "
            f"('mitmachstadt serve --port {port + 1}', 'make demo PORT={port + 1}')."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than you have: choose one from 1024 up."
    return f"This machine cannot listen on {host}: {error.strerror or error}."


def require_migrated() -> None:
    """Refuse to serve a database that lacks tables of this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        names = ", ".join(f"{step.app_label}.{step.name}" for step, _ in missing[:3])
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        raise Failure(
            f"The database lacks migrations ({names}{more}): run 'mitmachstadt migrate' first."
        )


def web_command(host: str, port: int, workers: int) -> list[str]:
    """The web server: one blocking thread a process was the quickest in trials."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "1", "--backlog", "1024", "--log-level", "warning"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "5"),
        APPLICATION,
    ]


def serve(host: str, port: int, workers: int) -> int:
    """Run until SIGTERM or SIGINT; Django is set up and the database is ready."""
    from django.conf import settings
    from django.db import connections

    from mitmachstadt.kernel.counts import forget
    from mitmachstadt.kernel.supervisor.children import Child
    from mitmachstadt.kernel.supervisor.chores import Chores, WorkerNames
    from mitmachstadt.kernel.supervisor.supervisor import Supervisor
    from mitmachstadt.kernel.web.watching import folder

    forget(folder())
    connections.close_all()  # the supervisor itself needs none
    names = WorkerNames()
    heartbeat = settings.VAR / "serving.json"
    chores = Chores(names, settings.PERIODIC_TASKS, heartbeat, settings.REPEATED_TASKS)

    def worker_command() -> list[str]:
        return [sys.executable, "-m", "mitmachstadt.kernel.supervisor.worker", names.next()]

    def worker_ended() -> None:
        names.forget()
        chores.hurry()

    web = Child("The web server", lambda: web_command(host, port, workers), gives_up_after=3)
    worker = Child("The background worker", worker_command, worker_ended)
    supervisor = Supervisor([web, worker], say=_say)
    chores.start()
    _when_up(host, port, lambda: _say(f"Serving at {address(host, port)} (Ctrl-C ends it)"))
    try:
        return supervisor.run()
    finally:
        chores.stop()


def address(host: str, port: int) -> str:
    """The address to open: passkeys work on `localhost`, not on 127.0.0.1."""
    name = "localhost" if host in {"127.0.0.1", "::1", "0.0.0.0", "::"} else host  # noqa: S104
    return f"http://{name}:{port}/"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _when_up(host: str, port: int, then: Callable[[], None]) -> None:
    """Call `then` as soon as the port answers; the supervisor does not wait for it."""

    def look() -> None:
        target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        for _ in range(300):
            try:
                socket.create_connection((target, port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                then()
                return

    threading.Thread(target=look, daemon=True).start()
