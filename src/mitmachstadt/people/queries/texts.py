"""The city's own words about what binds it and those who take part, in versions."""

from dataclasses import dataclass
from datetime import date

from mitmachstadt.people.enums import TextKind
from mitmachstadt.people.models import CityText, Person


@dataclass(frozen=True)
class TextsOfKind:
    """The version that holds on a day, one that is announced, and all of them, newest first."""

    holding: CityText | None
    coming: CityText | None
    versions: list[CityText]

    @property
    def number(self) -> int:
        """0 where the usual words of the program hold."""
        return self.holding.number if self.holding else 0


def texts_of(kind: TextKind, *, day: date) -> TextsOfKind:
    """All versions of a text; one query."""
    versions = list(CityText.objects.filter(kind=kind).order_by("-number")[:100])
    past = [each for each in versions if each.holds_from <= day]
    ahead = [each for each in versions if each.holds_from > day]
    return TextsOfKind(past[0] if past else None, ahead[-1] if ahead else None, versions)


def all_texts(*, day: date) -> dict[TextKind, TextsOfKind]:
    return {kind: texts_of(kind, day=day) for kind in TextKind}


def agreed_to(person: Person) -> list[tuple[int, object]]:
    """Which versions of the terms somebody agreed to, and when; the latest first."""
    return list(person.agreements.order_by("-at").values_list("number", "at"))
