"""The supervisor with a clock and programs of the test's own; the last tests use real ones."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field

import pytest

from mitmachstadt.kernel.supervisor.children import Child, Process, spawn
from mitmachstadt.kernel.supervisor.supervisor import Supervisor


@dataclass
class FakeProcess:
    pid: int = 1
    code: int | None = None
    stubborn: bool = False
    heard: list[str] = field(default_factory=list)

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.heard.append("terminate")
        if not self.stubborn:
            self.code = -15

    def kill(self) -> None:
        self.heard.append("kill")
        self.code = -9


class World:
    """A clock that stands still, and the programs that were started."""

    def __init__(self, *children: Child) -> None:
        self.now = 0.0
        self.started: list[FakeProcess] = []
        self.said: list[str] = []
        self.supervisor = Supervisor(
            children, say=self.said.append, clock=lambda: self.now, spawn=self.spawn
        )

    def spawn(self, command: list[str]) -> Process:
        self.started.append(FakeProcess())
        return self.started[-1]

    def wait(self, seconds: float) -> None:
        self.now += max(seconds, 0.001)

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        self.supervisor.step()


def test_a_child_that_ends_starts_again_after_growing_pauses() -> None:
    world = World(Child("worker", lambda: ["w"]))
    world.supervisor.step()
    pauses = []
    for _ in range(8):
        world.started[-1].code = 1
        pauses.append(world.supervisor.step())
        count = len(world.started)
        world.supervisor.step()
        assert len(world.started) == count, "it must not start before its pause is over"
        while len(world.started) == count:
            world.wait(world.supervisor.step())
            world.supervisor.step()
    # The supervisor itself looks every five seconds at the latest.
    assert pauses == [1, 2, 4, 5, 5, 5, 5, 5]
    assert [words.split(" in ")[1] for words in world.said] == [
        *("1 s.", "2 s.", "4 s.", "8 s.", "16 s.", "32 s.", "60 s.", "60 s.")
    ]


def test_a_child_that_ran_well_starts_again_soon() -> None:
    world = World(Child("worker", lambda: ["w"]))
    world.supervisor.step()
    for _ in range(4):
        world.started[-1].code = 1
        world.supervisor.step()
        world.pass_time(60)
    world.pass_time(61)
    world.started[-1].code = 0
    assert world.supervisor.step() == 1.0


def test_the_end_of_a_child_is_told_and_the_command_is_made_anew() -> None:
    ended, names = [], iter(["first", "second"])
    made: list[str] = []

    def command() -> list[str]:
        made.append(next(names))
        return [made[-1]]

    world = World(Child("worker", command, lambda: ended.append(made[-1])))
    world.supervisor.step()
    world.started[-1].code = -9
    world.supervisor.step()
    world.pass_time(1)
    assert (made, ended) == (["first", "second"], ["first"])
    assert "ended by signal 9" in world.said[0]


def test_a_program_that_never_comes_up_ends_everything_with_1() -> None:
    web = Child("web", lambda: ["x"], gives_up_after=3)
    world = World(Child("worker", lambda: ["w"]), web)
    world.supervisor.step()
    while not world.supervisor.stopping and world.now < 30:
        if web.process is not None:
            world.started[-1].code = 1
        world.pass_time(1)
    assert world.supervisor.stopping
    assert world.supervisor.exit_code == 1
    assert "does not come up" in world.said[-1]
    world.supervisor.end_all(world.wait)
    assert all(process.code is not None for process in world.started)


def test_stopping_is_polite_first_and_by_force_after_the_grace_period() -> None:
    world = World(Child("a", lambda: ["a"]), Child("b", lambda: ["b"]))
    world.supervisor.step()
    world.started[1].stubborn = True
    world.supervisor.end_all(world.wait)
    assert world.started[0].heard == ["terminate"]
    assert world.started[1].heard == ["terminate", "kill"]
    assert 10 <= world.now < 10.5


def test_asked_twice_nobody_is_waited_for() -> None:
    world = World(Child("a", lambda: ["a"]))
    world.supervisor.step()
    world.started[0].stubborn = True
    world.supervisor.stop()
    world.supervisor.stop()
    world.supervisor.end_all(world.wait)
    assert world.started[0].heard == ["terminate", "kill"]
    assert world.now == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_reaches_real_children_and_run_returns(number: signal.Signals) -> None:
    """The child tells that it is ready by ending a read of ours, so nobody sleeps."""
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    program = f"""
import os, signal, sys
signal.signal(signal.SIGTERM, lambda *a: (os.write({writer}, b"t"), sys.exit(0)))
os.write({writer}, b"r")
while True:
    signal.pause()
"""

    def start(command: list[str]) -> Process:
        return subprocess.Popen(command, pass_fds=[writer])

    supervisor = Supervisor(
        [Child("child", lambda: [sys.executable, "-c", program])], say=print, spawn=start
    )

    def end_when_ready() -> None:
        assert os.read(reader, 1) == b"r"
        os.kill(os.getpid(), number)

    helper = threading.Thread(target=end_when_ready)
    helper.start()
    before = signal.getsignal(number)
    assert supervisor.run() == 0
    helper.join()
    assert os.read(reader, 1) == b"t"
    assert signal.getsignal(number) is before
    os.close(reader)
    os.close(writer)


def test_a_real_child_is_tethered_and_has_a_group_of_its_own() -> None:
    process = spawn([sys.executable, "-c", "import signal; signal.pause()"])
    assert os.getpgid(process.pid) == process.pid != os.getpgid(0)
    process.kill()
    assert isinstance(process, subprocess.Popen)
    assert process.wait(10) == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_children_end_when_the_supervisor_is_killed() -> None:
    child = "import signal; print('up', flush=True); signal.pause()"
    parent = f"""
from mitmachstadt.kernel.supervisor.children import spawn
import signal, sys
spawn([sys.executable, "-c", {child!r}])
signal.pause()
"""
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"up\n"
        process.kill()
        # The grandchild holds the other end of the pipe: this read ends when it does.
        assert process.stdout.read() == b""
