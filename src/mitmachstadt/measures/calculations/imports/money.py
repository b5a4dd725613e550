"""What an entry says of money: an amount where it is certain, else the words."""

from django.utils.translation import gettext

from mitmachstadt.kernel.text import clean_line, shorten
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.measures.calculations.imports.said import Said
from mitmachstadt.measures.calculations.money import amount_from, euros
from mitmachstadt.measures.enums import LONGEST_LINE
from mitmachstadt.measures.rules.results import FIRST_YEAR, LAST_YEAR
from mitmachstadt.measures.rules.words import is_placeholder
from mitmachstadt.methods.money_amounts import MOST_CENTS

_CENTS = ("requested_cents", "approved_cents", "spent_cents")


def certain_amount(text: str) -> tuple[int, bool] | None:
    """Cents, where an amount has one meaning and is not said to be rough."""
    try:
        amount = amount_from(text)
    except Refusal:
        return None
    return None if amount.approximate else (amount.cents, False)


def money_of(said: Said) -> tuple[str, tuple[str, str, str, int | None], str]:
    """The whole amount; what was requested, approved, spent, and in which year; a cost in words."""
    item, cost = said.item, ""
    label = gettext("Kosten")
    amount = euros(item.cost) if item.cost is not None else ""
    if item.cost_text and not amount:
        cost = _in_words(said, label, item.cost_text)
    lines = [amount, "", ""]
    rough = said.take("amount_is_rough").casefold() == "true"
    if exact := _exact(said, "amount_cents"):
        amount = f"ca. {exact}" if rough else exact
    exacts = [_exact(said, name) for name in _CENTS]
    if exacts[0]:
        lines = exacts
    elif any(exacts):
        said.not_taken(label, ", ".join(filter(None, exacts)))
    return amount, (lines[0], lines[1], lines[2], _year(said)), cost


def _in_words(said: Said, label: str, text: str) -> str:
    if is_placeholder(text):
        said.nothing(label, text)
        return ""
    told = gettext("{label}: „{text}“ steht als Text da, nicht als Betrag.")
    said.tell(told.format(label=label, text=shorten(text, 80)))
    return shorten(clean_line(text), LONGEST_LINE)


def _exact(said: Said, column: str) -> str:
    """An amount of cents as a machine wrote it."""
    text = said.take(column)
    if not text:
        return ""
    if text.isascii() and text.isdecimal() and len(text) < 18 and int(text) <= MOST_CENTS:
        return euros(int(text))
    said.not_taken(column, text)
    return ""


def _year(said: Said) -> int | None:
    text = said.take("year")
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) == 4:
        year = int(text)
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year
    said.not_taken(gettext("Haushaltsjahr"), text)
    return None
