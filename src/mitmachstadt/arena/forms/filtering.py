"""What narrows a list of ideas down: as it stands in the address, and as a bar of choices."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from mitmachstadt.arena.enums import Sort, Stage, State
from mitmachstadt.arena.queries import IdeaFilter
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import District
from mitmachstadt.taxonomies.models import Entry

_ON = "on"


class ListFilter:
    """What stands in the address of a list; nonsense narrows nothing down.

    No form: nothing is ever refused, and Django's forms made up a fifth of the page.
    """

    NAMES = ("stufe", "art", "stand", "bezirk", "ziel", "feld", "still")

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        districts: Iterable[District],
        goals: Iterable[Node],
        terms: Iterable[Entry],
    ) -> None:
        goals, terms = list(goals), list(terms)
        self._goals = {goal.public_id: goal.pk for goal in goals}
        self._terms = {entry.term.public_id: entry.term_id for entry in terms}
        every, whichever = ("", _("alle")), ("", _("jeder"))
        offered: list[tuple[str, str, list[tuple[str, Any]]]] = [
            ("stufe", _("Stufe"), [every, *Stage.choices]),
            ("art", _("Art"), [every, *Sort.choices]),
            ("stand", _("Stand"), [whichever, *State.choices]),
            ("bezirk", _("Ort"), [every, *((str(each.number), each.name) for each in districts)]),
            ("ziel", _("Ziel"), [every, *((goal.public_id, goal.title) for goal in goals)]),
            ("feld", _("Handlungsfeld"), [every, *((e.term.public_id, e.name_de) for e in terms)]),
            ("still", _("Bewegung"), [every, (_ON, _("nur was stillsteht"))]),
        ]
        # A choice of nothing but "all" is none.
        self._offered = [each for each in offered if len(each[2]) > 1]
        self._chosen: dict[str, tuple[str, str]] = {
            name: (value, str(dict(options)[value]))
            for name, _label, options in self._offered
            if (value := data.get(name, "")) and value in dict(options)
        }

    def _value(self, name: str) -> str:
        return self._chosen.get(name, ("", ""))[0]

    @property
    def asked(self) -> IdeaFilter:
        value = self._value
        return IdeaFilter(
            stage=Stage(value("stufe")) if value("stufe") else None,
            sort=Sort(value("art")) if value("art") else None,
            state=State(value("stand")) if value("stand") else None,
            district=int(value("bezirk")) if value("bezirk") else None,
            goal=self._goals.get(value("ziel")),
            field=self._terms.get(value("feld")),
            stuck=bool(value("still")),
        )

    @property
    def bar(self) -> list[dict[str, Any]]:
        """The choices as `kernel/parts/filter.html` takes them."""
        return [
            {"name": name, "label": label, "value": self._value(name), "options": options}
            for name, label, options in self._offered
        ]

    @property
    def in_words(self) -> str:
        """What was chosen, as its labels say it."""
        return ", ".join(label for _value, label in self._chosen.values())

    @property
    def is_narrowed(self) -> bool:
        return bool(self._chosen)
