"""What commands share in speaking to a person or a program."""

import json
import os
import sys
from typing import Any


class Failure(Exception):
    """A command cannot do what was asked; the message is the sentence a person reads."""


def set_up_django() -> None:
    """Load settings and apps. Late, so that `--help` is instant."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitmachstadt.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Failure(f"The settings do not fit together: {error}") from error
    except OSError as error:
        raise Failure(
            f"{error.filename or 'The data folder'}: {error.strerror}. "
            "MITMACHSTADT_VAR names the folder for data; it must be writable."
        ) from error
    from mitmachstadt.kernel.catalogues import bring_up_to_date

    bring_up_to_date()


def in_a_sentence(error: Exception) -> str | None:
    """The sentence for an error that is no fault in the program, else None."""
    if "django.db" in sys.modules:
        from django.db import OperationalError, ProgrammingError

        if isinstance(error, ProgrammingError) or "no such table" in str(error):
            return f"The database lacks tables: run 'mitmachstadt migrate'. ({_first_line(error)})"
        if isinstance(error, OperationalError):
            return (
                f"The database does not answer: {_first_line(error)}. "
                "MITMACHSTADT_DATABASE says which one is used."
            )
    if "mitmachstadt.kernel.verdicts" in sys.modules:
        from mitmachstadt.kernel.verdicts import Refusal

        if isinstance(error, Refusal):
            return f"{error.in_words} ({error.code})"
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0].rstrip(".")


def print_json(data: Any) -> None:
    """One JSON document on standard output, for machines."""
    print(json.dumps(data, ensure_ascii=False, default=str))


class Progress:
    """Long work on standard error: one line that moves on a terminal, one line a step elsewhere."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._step = ""

    def __call__(self, words: str, done: int, total: int) -> None:
        """Say how far `words` is; cheap enough to be called for every item."""
        if self._terminal:
            end = "\n" if done >= total else ""
            print(f"\r\x1b[K{words}: {done} of {total}", end=end, file=sys.stderr, flush=True)
        elif words != self._step:
            print(f"{words} ...", file=sys.stderr, flush=True)
        self._step = words
