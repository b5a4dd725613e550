"""How pages write money and measured values."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from mitmachstadt.measures import calculations, cards

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    """An amount of cents in words; a dash where it is not known."""
    return "–" if cents is None else calculations.euros(cents)


@register.filter
def status(measure: Any) -> SafeString:
    """How a measure stands, as a badge."""
    return cards.status_badge(measure.state, measure.health)


@register.filter
def value(text: object) -> str:
    """A decimal without zeros at its end, with a comma."""
    said = str(text)
    short = said.rstrip("0").rstrip(".") if "." in said else said
    return short.replace(".", ",")
