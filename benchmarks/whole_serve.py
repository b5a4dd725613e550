"""A city served whole, as `mitmachstadt serve` does it: supervisor, web processes, worker."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from benchmarks.client import Connection, get
from benchmarks.serve import HOST, City

PATIENCE = 120


class Serving:
    """Serves from entering to leaving; `kill` ends every process of it at once."""

    def __init__(self, city: City, mail_port: int) -> None:
        self.city = city
        self.environment = {
            **city.environment,
            "MITMACHSTADT_MAIL": f"smtp://{HOST}:{mail_port}?tls=0",
        }

    def __enter__(self) -> "Serving":
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.city.port = probe.getsockname()[1]
        command = ["mitmachstadt.cli.main", "serve", "--host", HOST, "--port", str(self.city.port)]
        # Whatever happens to this run, its servers end with it.
        tether = ["mitmachstadt.kernel.supervisor.tethered", str(os.getpid())]
        self.server = subprocess.Popen(
            [sys.executable, "-m", *tether, sys.executable, "-m", *command],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()
        return self

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.server.poll() is not None:
                raise RuntimeError("the city ended at once; is it migrated?")
            with contextlib.suppress(OSError):
                # A whole answer: the port listens before the processes behind it are ready.
                with contextlib.closing(Connection(self.city.port)) as connection:
                    connection.ask(get("/de/code/"))
                return
            time.sleep(0.1)
        raise RuntimeError("the city did not listen in time")

    def kill(self) -> None:
        """SIGKILL to the supervisor and everything below it, until nothing is left."""
        everyone = [self.server.pid, *_below(self.server.pid)]
        for pid in everyone:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.server.wait()
        while any(Path(f"/proc/{pid}").exists() and not _is_dead(pid) for pid in everyone[1:]):
            time.sleep(0.02)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.server.poll() is None:
            self.server.terminate()
            try:
                self.server.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()


def _below(parent: int) -> list[int]:
    """All processes that descend from it, by /proc."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{parent}/task").iterdir():
            for pid in (thread / "children").read_text().split():
                found += [int(pid), *_below(int(pid))]
    return found


def _is_dead(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True
