"""Cities served as in production, and what their processes use.

Every city has a granian of its own, started with the command that `mitmachstadt serve` uses
(2 workers, 1 thread each, the same middleware, static files collected, DEBUG off). PostgreSQL is
a cluster of its own for the run with the settings that guard data: fsync, synchronous commit.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools import postgres

HOST = "127.0.0.1"
WORKERS = 2
DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "256MB",
    "max_connections": "60",
    "log_min_messages": "error",
}


@dataclass
class City:
    """A generated city and, while it is served, its processes."""

    database: str
    remarks: int
    url: str
    var: Path
    plan: dict[str, Any] = field(default_factory=dict)
    port: int = 0
    server: "subprocess.Popen[bytes] | None" = None
    workers: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.database} {self.remarks}"

    @property
    def is_postgresql(self) -> bool:
        return self.database == "PostgreSQL"

    @property
    def environment(self) -> dict[str, str]:
        """As for a city behind a proxy that names the client, which the clients here do."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mitmachstadt.config.settings",
            "MITMACHSTADT_DATABASE": self.url,
            "MITMACHSTADT_VAR": str(self.var),
            "MITMACHSTADT_BEHIND_PROXY": "1",
            "MITMACHSTADT_DEBUG": "0",
            "MITMACHSTADT_HOSTS": f"localhost,{HOST}",
        }

    def run(self, *command: str) -> str:
        """Run a Python module with this city's settings."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A durable PostgreSQL; yields the address of its empty database."""
    with postgres.cluster(**DURABLE) as url:
        yield url


def another_database(url: str, name: str) -> str:
    """Make one more database in the cluster and return its address."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.rsplit("/", 1)[0] + f"/{name}"


@contextlib.contextmanager
def served(city: City, *, quiet: bool = False) -> Iterator[City]:
    """Serve a city on a free port until the block ends; `quiet` leaves out what it logs."""
    from mitmachstadt.cli.serve import web_command

    with socket.socket() as probe:
        probe.bind((HOST, 0))
        city.port = probe.getsockname()[1]
    # Whatever happens to this run, its servers end with it.
    tether = [sys.executable, "-m", "mitmachstadt.kernel.supervisor.tethered", str(os.getpid())]
    city.server = subprocess.Popen(
        [*tether, *web_command(HOST, city.port, WORKERS)],
        env=city.environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if quiet else None,
    )
    try:
        _wait(city)
        yield city
    finally:
        city.server.terminate()
        try:
            city.server.wait(15)
        except subprocess.TimeoutExpired:
            city.server.kill()
            city.server.wait()


def _wait(city: City) -> None:
    assert city.server is not None
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if city.server.poll() is not None:
            raise RuntimeError("granian ended at once; is the city migrated?")
        city.workers = [pid for pid in _children(city.server.pid) if _is_python(pid)]
        with contextlib.suppress(OSError):
            socket.create_connection((HOST, city.port), timeout=1).close()
            if len(city.workers) >= WORKERS:
                time.sleep(1)
                return
        time.sleep(0.1)
    raise RuntimeError("granian did not listen within a minute")


def database_processes(city: City) -> list[int]:
    """The backends that serve this city, by their title; none for SQLite."""
    if not city.is_postgresql:
        return []
    name = city.url.rsplit("/", 1)[1]
    wanted = f" {name} [local]"
    return [pid for pid in _pids() if wanted in _title(pid)]


def cpu_nanoseconds(pids: list[int]) -> int:
    """CPU time that these processes have used so far, with threads that ended, exactly.

    Linux answers for any process: the clock's number is made of its id (clock_getcpuclockid).
    """
    return sum(time.clock_gettime_ns((~pid << 3) | 2) for pid in pids)


def memory_bytes(pid: int) -> int:
    """Resident memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _children(parent: int) -> list[int]:
    path = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in path.read_text().split()]


def _title(pid: int) -> str:
    with contextlib.suppress(OSError):
        return (
            Path(f"/proc/{pid}/cmdline")
            .read_bytes()
            .replace(b"\0", b" ")
            .decode("utf-8", "replace")
        )
    return ""


def _is_python(pid: int) -> bool:
    """Granian's workers; Python's own resource tracker is a child as well."""
    return "resource_tracker" not in _title(pid)
