"""What became of a request, as far as it matters here."""

from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    PASSED = "passed"
    REFUSED = "refused"
    MISSING = "not there"
    NO_METHOD = "no such method"


def outcome(response: Any) -> Outcome:
    """Whether somebody got through; what a form then says to its data does not matter."""
    if response.status_code == 405:
        return Outcome.NO_METHOD
    if response.status_code == 404:
        return Outcome.MISSING
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/de/anmelden/")
    return Outcome.REFUSED if to_sign_in or response.status_code == 403 else Outcome.PASSED
