from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class City:
    """What every page says about where it comes from."""

    name: str
    demonstration: bool
    contact: str


def city(_: HttpRequest) -> dict[str, City]:
    return {"city": City(settings.CITY_NAME, settings.DEMONSTRATION, settings.CITY_CONTACT)}
