"""A PostgreSQL cluster of its own for one run: made in a temporary folder, stopped at the end.

It listens on a Unix socket in that folder only, so any number of runs stand beside each other.
Durability is off: the data lives as long as the run.
"""

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

HOW = "apt-get install postgresql (Debian, Ubuntu)"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "120",
    "shared_buffers": "128MB",
    # Tests roll back: statistics taken of tables that are empty but for rolled-back rows make the
    # planner read them whole, again and again. Without any it trusts the indexes.
    "autovacuum": "off",
    "jit": "off",
    "log_min_messages": "warning",
}


def programs() -> Path | None:
    """The folder with `initdb` and `postgres` of the newest PostgreSQL here, if there is one."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: float(folder.parent.name) if folder.parent.name[0].isdigit() else 0.0,
        reverse=True,
    )
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    for folder in folders:
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder
    return None


def _user() -> str | None:
    """PostgreSQL refuses to run as root; then another user of this machine does it."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise RuntimeError("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


def _die_with_parent() -> None:
    """In the new process: receive SIGQUIT (PostgreSQL's immediate stop) when the run dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


@contextlib.contextmanager
def cluster(*, like: str = "", **settings: str) -> Iterator[str]:
    """A running cluster with an empty database; yields its address for MITMACHSTADT_DATABASE.

    Args:
        like: the address of a running cluster to copy instead, with all that it holds.
    """
    folder = programs()
    if folder is None:
        raise RuntimeError(f"PostgreSQL is not here: {HOW}")
    user = _user()
    # A socket's path may hold about 100 characters, so not below a long TMPDIR.
    home = Path(tempfile.mkdtemp(prefix="mitmachstadt-pg-", dir="/tmp"))
    server = None
    try:
        if user:
            account = pwd.getpwnam(user)
            os.chown(home, account.pw_uid, account.pw_gid)
        if like:
            _copy(folder, home, user, like)
        else:
            _initdb(folder, home, user)
        server = _start(folder, home, user, {**SETTINGS, **settings})
        address = f"postgresql://mitmachstadt@{quote(str(home), safe='')}/mitmachstadt"
        _make_database(home, server, there=bool(like))
        yield address
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(home, ignore_errors=True)


def _initdb(folder: Path, home: Path, user: str | None) -> None:
    command = [str(folder / "initdb"), "--pgdata", str(home / "data")]
    command += ["--username", "mitmachstadt"]
    command += ["--auth", "trust", "--encoding", "UTF8", "--no-sync", "--no-instructions"]
    for locale in ("C.UTF-8", "C"):
        done = subprocess.run(
            [*command, "--locale", locale],
            user=user, cwd=home, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode == 0:
            return
        shutil.rmtree(home / "data", ignore_errors=True)
    raise RuntimeError(f"initdb failed: {done.stderr.strip()}")


def _copy(folder: Path, home: Path, user: str | None, like: str) -> None:
    done = subprocess.run(
        [str(folder / "pg_basebackup"), "--pgdata", str(home / "data"), "--dbname", like,
         "--checkpoint=fast", "--no-sync"],
        user=user, cwd=home, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"pg_basebackup failed: {done.stderr.strip()}")


def _start(
    folder: Path, home: Path, user: str | None, settings: dict[str, str]
) -> "subprocess.Popen[bytes]":
    command = [str(folder / "postgres"), "-D", str(home / "data"), "-k", str(home)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    account = pwd.getpwnam(user) if user else None
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            command, cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            user=user, group=account.pw_gid if account else None,
            extra_groups=[] if account else None, process_group=0, preexec_fn=_die_with_parent,
        )  # fmt: skip


def _make_database(home: Path, server: "subprocess.Popen[bytes]", *, there: bool) -> None:
    """Wait until the server answers, then make the database unless it is there."""
    import psycopg

    deadline = time.monotonic() + 60
    while True:
        try:
            with psycopg.connect(
                host=str(home), user="mitmachstadt", dbname="postgres", autocommit=True
            ) as connection:
                if not there:
                    connection.execute("CREATE DATABASE mitmachstadt")
            return
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                log = (home / "log").read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start: {log or error}") from error
            time.sleep(0.05)


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


if __name__ == "__main__":
    # `python -m tools.postgres COMMAND ...` runs a command beside a cluster of its own.
    with cluster() as url:
        environment = {**os.environ, "MITMACHSTADT_DATABASE": url}
        code = subprocess.run(sys.argv[1:] or ["env"], env=environment, check=False).returncode
    sys.exit(code)
