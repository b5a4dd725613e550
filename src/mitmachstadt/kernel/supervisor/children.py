"""A program that should always run: started, watched, restarted with growing pauses."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

LONGEST_PAUSE = 60.0
STEADY_AFTER = 60.0  # seconds after which a program counts as running well
STARTED_AFTER = 5.0  # one that ends sooner never really started


class Process(Protocol):
    """What the supervisor needs of `subprocess.Popen`; tests bring a fake."""

    pid: int

    def poll(self) -> int | None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...


Spawn = Callable[[list[str]], Process]


class GroupProcess(subprocess.Popen[bytes]):
    """A process with a group of its own, so that Ctrl-C reaches only the supervisor."""

    def __init__(self, command: list[str]) -> None:
        super().__init__(command, stdin=subprocess.DEVNULL, process_group=0)

    def kill(self) -> None:
        """End the program and whatever it started."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            super().kill()


def spawn(command: list[str]) -> Process:
    """Start a program that ends when this process ends, however that happens."""
    tether = [sys.executable, "-m", "mitmachstadt.kernel.supervisor.tethered", str(os.getpid())]
    return GroupProcess([*tether, *command])


@dataclass
class Child:
    """One program with its present process, if it runs, and what is known of its past."""

    name: str
    command: Callable[[], list[str]]
    ended: Callable[[], None] = lambda: None
    gives_up_after: int | None = None
    process: Process | None = None
    due: float = 0.0
    pause: float = 1.0
    started: float = 0.0
    failed_starts: int = 0
    came_up: bool = field(default=False)

    def start(self, now: float, spawn: Spawn) -> None:
        """Start the program now."""
        self.process = spawn(self.command())
        self.started = now

    def look(self, now: float) -> int | None:
        """The exit code of a process that has just ended; the next start is planned then."""
        if self.process is None:
            return None
        code = self.process.poll()
        if now - self.started >= STARTED_AFTER:
            self.came_up = True
        if code is None:
            return None
        self.process = None
        ran = now - self.started
        self.failed_starts = 0 if self.came_up else self.failed_starts + 1
        if ran >= STEADY_AFTER:
            self.pause = 1.0
        self.due = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.ended()
        return code

    @property
    def hopeless(self) -> bool:
        """Whether it failed so often without ever coming up that trying again is no use."""
        return self.gives_up_after is not None and self.failed_starts >= self.gives_up_after
