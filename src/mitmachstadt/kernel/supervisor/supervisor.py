"""Keeps a few programs running until it is told to stop, and then ends them all."""

import contextlib
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from mitmachstadt.kernel.supervisor.children import Child, Spawn, spawn

GRACE = 10.0  # seconds that a program has to finish what it is doing
LOOK_EVERY = 5.0  # a signal wakes us at once; this is for the one that gets lost


class Supervisor:
    """Starts the children, restarts those that end, passes a request to stop on to all.

    The clock, the way of starting a program and the way of waiting are arguments, so that tests
    need neither time nor programs.
    """

    def __init__(
        self,
        children: Sequence[Child],
        *,
        say: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
        spawn: Spawn = spawn,
        grace: float = GRACE,
    ) -> None:
        self.children = children
        self.stopping = False
        self.exit_code = 0
        self._hurried = False
        self._say = say
        self._clock = clock
        self._spawn = spawn
        self._grace = grace

    def run(self) -> int:
        """Keep everything running until SIGTERM or SIGINT; returns the exit code."""
        with self._woken_by_signals() as wait:
            try:
                while not self.stopping:
                    wait(self.step())
            finally:
                self.end_all(wait)
        return self.exit_code

    def step(self) -> float:
        """Look at every child once; returns how many seconds may pass until the next look."""
        now = self._clock()
        pauses = [LOOK_EVERY]
        for child in self.children:
            code = child.look(now)
            if code is not None:
                self._report(child, code)
                if child.hopeless:
                    self.stopping, self.exit_code = True, 1
                    return 0.0
            if child.process is None:
                if now >= child.due:
                    child.start(now, self._spawn)
                else:
                    pauses.append(child.due - now)
        return min(pauses)

    def stop(self) -> None:
        """Ask for an orderly end; asked twice, nobody is waited for."""
        self._hurried = self.stopping
        self.stopping = True

    def end_all(self, wait: Callable[[float], None]) -> None:
        """End every child: politely first, by force after the grace period."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = self._clock() + self._grace
        while any(process.poll() is None for process in running):
            left = deadline - self._clock()
            if left <= 0 or self._hurried:
                break
            wait(min(left, 0.2))
        for process in running:
            if process.poll() is None:
                process.kill()
        for child in self.children:
            child.process = None

    def _report(self, child: Child, code: int) -> None:
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        if child.hopeless:
            self._say(f"{child.name} {how} and does not come up; its last words stand above.")
        else:
            self._say(f"{child.name} {how}; it starts again in {child.due - self._clock():.0f} s.")

    @contextlib.contextmanager
    def _woken_by_signals(self) -> Iterator[Callable[[float], None]]:
        """Yields a way to wait that ends at once when a signal arrives or a child ends."""
        reader, writer = socket.socketpair()
        reader.setblocking(False)
        writer.setblocking(False)

        def stop(number: int, frame: FrameType | None) -> None:
            self.stop()

        def wait(seconds: float) -> None:
            if select.select([reader], [], [], max(seconds, 0))[0]:
                reader.recv(4096)

        before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda number, frame: None)
        old = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        try:
            yield wait
        finally:
            signal.set_wakeup_fd(old)
            for number, handler in before.items():
                signal.signal(number, handler)
            reader.close()
            writer.close()
