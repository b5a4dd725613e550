"""The ways from one overview of measures to another, with the same filters."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

WAYS = {
    "measures": _("Liste"),
    "measure-board": _("Tafel"),
    "measure-timeline": _("Zeitplan"),
    "measure-map": _("Bezirke"),
}


def ways_from(here: str, narrowed: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Address, label, and whether it is where one is."""
    query = f"?{urlencode(narrowed)}" if narrowed else ""
    return [(f"{reverse(name)}{query}", str(label), name == here) for name, label in WAYS.items()]
