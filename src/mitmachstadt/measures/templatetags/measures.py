"""How pages write money and measured values."""

from django import template

from mitmachstadt.measures import calculations

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    """An amount of cents in words; a dash where it is not known."""
    return "–" if cents is None else calculations.euros(cents)


@register.filter
def value(text: object) -> str:
    """A decimal without zeros at its end, with a comma."""
    said = str(text)
    short = said.rstrip("0").rstrip(".") if "." in said else said
    return short.replace(".", ",")
