"""A no has a reason.

A rule returns a `Verdict`; an action calls `require()` on it before it writes. A `Refusal`
carries a stable code, its data, and the German sentence that says what to do.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext

from mitmachstadt.kernel.language import moment_in_words


class Refusal(Exception):
    """Why something is not possible. Subclasses give `text`, with the names of their data in {}."""

    text: ClassVar[str] = "Das ist nicht möglich."
    status: ClassVar[int] = 403

    def __init__(self, **data: Any) -> None:
        super().__init__(self.code, data)
        self.data = data

    @property
    def code(self) -> str:
        """The stable name for machines, e.g. `WindowClosed`."""
        return type(self).__name__

    @property
    def in_words(self) -> str:
        """The sentence a person reads, in the language of the page."""
        words = {
            key: moment_in_words(value) if isinstance(value, datetime) else value
            for key, value in self.data.items()
        }
        return gettext(self.text).format(**words)

    def __str__(self) -> str:
        return self.in_words


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with the reason."""

    refusal: Refusal | None = None

    @property
    def allowed(self) -> bool:
        return self.refusal is None

    def require(self) -> None:
        """Raise the refusal, if there is one."""
        if self.refusal is not None:
            raise self.refusal


YES = Verdict()


def no(refusal: Refusal) -> Verdict:
    """The verdict that refuses."""
    return Verdict(refusal)
