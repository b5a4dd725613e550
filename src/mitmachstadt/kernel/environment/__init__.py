"""The environment: what can be set, and what is wrong with what is set.

Needs neither Django nor the settings: what is wrong here would keep both from starting.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mitmachstadt.kernel.environment import kinds
from mitmachstadt.kernel.environment.variables import VARIABLES

PREFIX = "MITMACHSTADT_"
LOCAL = {"localhost", "127.0.0.1", "[::1]"}
# Only the tests and the tools of the checkout read these.
OF_DEVELOPMENT = {"MITMACHSTADT_REAL_DATA", "MITMACHSTADT_TEST_DATABASES"}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a variable and how to mend it; `fatal` prevents a start."""

    name: str
    says: str
    mend: str
    fatal: bool = False


_KNOWN = {variable.name: variable for variable in VARIABLES}


def problems(environment: Mapping[str, str]) -> Iterator[Problem]:
    """Everything that is wrong with an environment; no value of a secret is repeated.

    An empty variable is one that is not set, as env files have it.
    """
    for name, value in sorted(environment.items()):
        if not name.startswith(PREFIX) or name in OF_DEVELOPMENT:
            continue
        variable = _KNOWN.get(name)
        if variable is None:
            yield _unknown(name)
        elif value and (says := variable.kind(value)):
            shown = "" if variable.secret else f" ({value})"
            mend = f"It looks like {name}={variable.example}."
            # A short secret is bad, but it works.
            yield Problem(
                name, f"{says}{shown}", mend, variable.kind not in {kinds.secret, kinds.token}
            )
    yield from _together(environment)


def _unknown(name: str) -> Problem:
    ends = [known.removeprefix(PREFIX) for known in _KNOWN]
    near = difflib.get_close_matches(name.removeprefix(PREFIX), ends, 1)
    mend = (
        f"Is {PREFIX}{near[0]} meant?" if near else "docs/settings.md lists the ones that are read."
    )
    return Problem(name, "is set, but nothing reads it", mend)


def _together(environment: Mapping[str, str]) -> Iterator[Problem]:
    """What fits nothing else that is set."""

    def on(name: str) -> bool:
        return environment.get(name, "").lower() not in {"", "0", "false", "no", "off"}

    named = [host for host in environment.get("MITMACHSTADT_HOSTS", "").split(",") if host]
    public = [host for host in named if host not in LOCAL]
    if on("MITMACHSTADT_HTTPS") and not on("MITMACHSTADT_BEHIND_PROXY"):
        yield Problem(
            "MITMACHSTADT_HTTPS",
            "is on, but nobody is believed who says that a request came over TLS",
            "Set MITMACHSTADT_BEHIND_PROXY=1: Mitmachstadt itself speaks no TLS.",
        )
    if on("MITMACHSTADT_HTTPS") and not public:
        yield Problem(
            "MITMACHSTADT_HOSTS",
            "names no host but this machine, and HTTPS is on",
            "Set MITMACHSTADT_HOSTS=mitmachen.example.org, the name that people will open.",
        )
    yield from _provider(environment)
    if on("MITMACHSTADT_DEBUG") and public:
        yield Problem(
            "MITMACHSTADT_DEBUG",
            "is on, though the site answers to a public name",
            "Unset it: error pages show the program and its settings.",
        )


_OF_PROVIDER = tuple(f"MITMACHSTADT_OIDC_{part}" for part in ("ISSUER", "CLIENT", "SECRET"))


def _provider(environment: Mapping[str, str]) -> Iterator[Problem]:
    """An OpenID provider needs its three parts."""
    named = [*_OF_PROVIDER, "MITMACHSTADT_OIDC_NAME"]
    if not any(environment.get(name) for name in named):
        return
    for name in _OF_PROVIDER:
        if not environment.get(name):
            mend = f"Set {name}, or unset the other MITMACHSTADT_OIDC_ variables."
            yield Problem(name, "is missing, and other parts of the provider are set", mend)


def sentence(environment: Mapping[str, str]) -> str:
    """The problems that keep the settings from being read, as one text; "" if there are none."""
    fatal = [problem for problem in problems(environment) if problem.fatal]
    return " ".join(f"{problem.name} {problem.says}. {problem.mend}" for problem in fatal)
