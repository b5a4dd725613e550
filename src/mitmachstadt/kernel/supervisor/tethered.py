"""Becomes another program that receives SIGTERM when its parent dies, even by SIGKILL (on Linux).

    python -m mitmachstadt.kernel.supervisor.tethered PARENT-PID PROGRAM ARGUMENT...

A step of its own, because a function between fork and exec may hang in a process with threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Tie this process to its parent, then become the program."""
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 - a fixed command, and no shell on purpose


if __name__ == "__main__":
    main()
