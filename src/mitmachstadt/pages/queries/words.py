"""The city's own words about what binds, as everybody reads them."""

from datetime import date
from typing import Any

from mitmachstadt.kernel.language import current
from mitmachstadt.people.enums import TextKind
from mitmachstadt.people.queries.texts import texts_of


def text_to_show(kind: TextKind, number: int | None, *, day: date) -> dict[str, Any]:
    """A version with its words in the language of the page; the one that holds if none is named."""
    texts = texts_of(kind, day=day)
    named = next((each for each in texts.versions if each.number == number), None)
    shown = named or texts.holding
    translated = shown is not None and (current() == "de" or bool(shown.text_en))
    words = ""
    if shown is not None:
        words = shown.text_en if current() == "en" and shown.text_en else shown.text
    return {"texts": texts, "shown": shown, "words": words, "translated": translated}
