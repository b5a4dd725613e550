"""What stands on a printed card."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from mitmachstadt.kernel.codes import card_code, code_in_groups
from mitmachstadt.outreach.models import Card, Sheet


@dataclass(frozen=True)
class PrintedCard:
    """One card: its number for the desk, and the code for whoever writes on it."""

    number: str
    code: str


@dataclass(frozen=True)
class Printed:
    """The pages of a sheet, and what is the same on every card."""

    pages: list[list[PrintedCard]]
    words: str
    address: str
    square: SafeString
    code_address: str


def printed(sheet: Sheet, cards: Iterable[Card], *, site: str) -> Printed:
    """The cards of a sheet, page by page.

    Args:
        site: where the city is, as it stands on paper.
    """
    ready = [PrintedCard(card.number, code_in_groups(card_code(card.seed))) for card in cards]
    most = sheet.per_sheet
    address = f"{site}/n/{sheet.about.public_id}/"
    return Printed(
        pages=[ready[start : start + most] for start in range(0, len(ready), most)],
        words=sheet.about.text or sheet.about.title,
        address=address,
        square=qr_code(address),
        code_address=f"{site}{reverse('code')}",
    )


def qr_code(address: str) -> SafeString:
    """An address as a square of dots: inline SVG, black on white."""
    stream = io.BytesIO()
    square = segno.make(address, error="m", micro=False)
    square.save(stream, kind="svg", xmldecl=False, svgns=False, omitsize=True, nl=False,
                svgclass="m-square", lineclass=None, dark="#000")  # fmt: skip
    return mark_safe(stream.getvalue().decode())  # noqa: S308 - drawn by the library
