"""What helpers type, as plain values, and what two of them typed, side by side."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from mitmachstadt.contributions.enums import Channel
from mitmachstadt.methods import text_changes
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.people.models import District


@dataclass(frozen=True)
class Described:
    """What is known of an occasion. `belongs_to` and `topics` are public ids."""

    title: str
    place: str
    begins: datetime
    ends: datetime
    district: District | None = None
    neighbourhood: str = ""
    partner: str = ""
    staffed_by: str = ""
    belongs_to: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What a helper typed: the words as they stand there, and whose they are.

    `card` and `about` are as typed; one of them says what it is about. `anyway`: it may be said
    although the same words are there. `meant`: what looks personal in it may be read by all.
    """

    text: str
    day: date
    submission: str
    channel: Channel = Channel.PAPER
    name: str = ""
    card: str = ""
    about: str = ""
    district: District | None = None
    neighbourhood: str = ""
    anyway: bool = False
    meant: bool = False
    verb: Verb = Verb.REMARK
    language: str = settings.LANGUAGE_CODE


def differences(first: str, second: str) -> list[text_changes.Change]:
    """The stretches that are the same, and those that only one of them has."""
    return list(text_changes.readable(text_changes.compare(first, second).changes))
