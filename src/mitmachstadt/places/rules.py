from collections.abc import Collection
from datetime import date

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD
from mitmachstadt.places.enums import LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT
from mitmachstadt.places.errors import (
    AddressMissing,
    ChangedMeanwhile,
    NeighbourhoodTooLong,
    NothingToDoThere,
    PlaceKnown,
    PlaceNameMissing,
    TextTooLong,
    ValidityBackwards,
)
from mitmachstadt.places.models import Place


def may_be_found(*, name: str, address: str, services: Collection[str]) -> Verdict:
    """People know where to go, and what for."""
    if not 0 < len(name) <= LONGEST_NAME:
        return no(PlaceNameMissing(longest=LONGEST_NAME))
    if not 0 < len(address) <= LONGEST_LINE:
        return no(AddressMissing(longest=LONGEST_LINE))
    return YES if services else no(NothingToDoThere())


def may_say(*lines: str, texts: Collection[str] = ()) -> Verdict:
    """What is said about a place fits where it is kept."""
    if any(len(line) > LONGEST_LINE for line in lines):
        return no(TextTooLong(longest=LONGEST_LINE))
    if any(len(text) > LONGEST_TEXT for text in texts):
        return no(TextTooLong(longest=LONGEST_TEXT))
    return YES


def may_be_called(neighbourhood: str) -> Verdict:
    """The name of a part of the district fits where it is kept."""
    if len(neighbourhood) > LONGEST_NEIGHBOURHOOD:
        return no(NeighbourhoodTooLong(longest=LONGEST_NEIGHBOURHOOD))
    return YES


def may_hold(valid_from: date | None, valid_until: date | None) -> Verdict:
    """Hours do not end before they begin to hold."""
    if valid_from and valid_until and valid_until < valid_from:
        return no(ValidityBackwards())
    return YES


def may_keep(known: Place | None, same: Place | None, *, seen: int | None) -> Verdict:
    """Each place once, and nobody overwrites what they have not seen."""
    if same is not None and (known is None or same.pk != known.pk):
        return no(PlaceKnown())
    if known is not None and seen is not None and known.version != seen:
        return no(ChangedMeanwhile())
    return YES
