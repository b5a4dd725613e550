"""`mitmachstadt check`: is this installation fit to serve a city? Says how to mend what is not."""

import argparse
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from mitmachstadt.cli.output import print_json, set_up_django
from mitmachstadt.kernel.environment import problems

HELP = "Look whether this installation is fit to serve, and say how to mend what is not."
EXAMPLES = """\
  mitmachstadt check
  mitmachstadt check --json | jq '.findings[] | select(.level != "ok")'
"""
SIGNS = {"ok": " ok ", "note": "note", "wrong": "FAIL"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `ok`, a `note` that a person should know, or `wrong`."""

    level: str
    about: str
    says: str
    mend: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document for machines")


def run(arguments: argparse.Namespace) -> int:
    findings = list(environment())
    # What is malformed keeps the settings from being read: there is nothing more to look at.
    if not any(problem.fatal for problem in problems(os.environ)):
        set_up_django()
        from mitmachstadt.cli import checks

        findings += look(checks.ALL)
    failed = any(finding.level == "wrong" for finding in findings)
    if arguments.json:
        print_json({"ok": not failed, "findings": [asdict(finding) for finding in findings]})
        return int(failed)
    for finding in findings:
        print(f"[{SIGNS[finding.level]}] {finding.about}: {finding.says}")
        if finding.mend:
            print(f"       {finding.mend}")
    return int(failed)


def environment() -> Iterator[Finding]:
    """What the environment says, before anything reads it."""
    found = list(problems(os.environ))
    for problem in found:
        yield Finding("wrong", problem.name, problem.says, problem.mend)
    if not found:
        yield Finding("ok", "environment", "every variable is known and well formed")


def look(checks: list[Callable[[], Iterator[Finding]]]) -> Iterator[Finding]:
    """Every finding; a check that fails itself is a finding too."""
    for check in checks:
        try:
            yield from check()
        except Exception as error:
            about = (check.__doc__ or check.__name__).rstrip(".")
            yield Finding("wrong", about, f"could not be looked at: {error}".strip())
