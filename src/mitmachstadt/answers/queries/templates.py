"""Text templates, and what their placeholders stand for."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from mitmachstadt.answers.models import TextTemplate
from mitmachstadt.answers.queries.officers import Officer
from mitmachstadt.nodes.models import Node

MOST_SHOWN = 200


def templates(officer: Officer) -> list[TextTemplate]:
    """Everybody's, and those of this person's units, by name."""
    found = TextTemplate.objects.select_related("unit").filter(_mine(officer))
    return list(found[:MOST_SHOWN])


def _mine(officer: Officer) -> Q:
    return Q(unit=None) | Q(unit__in=officer.unit_ids)


def template_by_public_id(public_id: str, officer: Officer) -> TextTemplate | None:
    """Everybody's, or one of this person's units; who reads all desks finds each."""
    found = TextTemplate.objects.select_related("unit").filter(public_id=public_id)
    return found.filter(Q() if officer.reads_all else _mine(officer)).first()


@dataclass(frozen=True)
class Filling:
    """What the placeholders stand for where these are answered."""

    values: dict[str, str]

    def fill(self, text: str) -> str:
        for name, value in self.values.items():
            for written in (f"{{{name}}}", f"{{{name.capitalize()}}}"):
                text = text.replace(written, value)
        return text


def filling(contributions: Collection[Node], officer: Officer) -> Filling:
    """Taken from the first: a rule sees to it that it holds for all of them. At most one query."""
    first = next(iter(contributions))
    window, about = first.window, first.parent
    process = window.opened_by if window else None
    unit = "" if officer.is_office else first.unit.name if first.unit else ""
    return Filling(
        {
            "titel": first.title,
            "textstelle": (about.text or about.title) if about else "",
            "verfahren": process.title if process else "",
            "stelle": unit or "Strategiebüro",
        }
    )
