"""Occasions for tests: an hour at a market, yesterday, about one open passage."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach import actions
from mitmachstadt.outreach.calculations import Described, Said
from mitmachstadt.outreach.models import Card, Kiosk, Occasion
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from tests.factories import DAY, NOW, open_passage, person, visitor

HOUR = timedelta(hours=1)
YESTERDAY = date(2026, 11, 20)
MARKET = Described(
    title="Stand auf dem Wochenmarkt",
    place="Hafenplatz",
    begins=NOW - DAY,
    ends=NOW - DAY + 4 * HOUR,
    partner="Stadtteilverein am Hafen",
    staffed_by="zwei Helfende",
)


def helper(name: str = "Helferin") -> Visitor:
    return visitor(person(name, BuiltInGroup.HELPER))


def occasion(about: Node | None = None, *, by: Visitor | None = None, **change: Any) -> Occasion:
    """An occasion with one topic: an open passage unless another is named."""
    topic = about or open_passage()
    says = replace(MARKET, topics=(topic.public_id,), **change)
    at = change.get("at", NOW)
    return actions.keep_occasion(occasion=None, says=says, visitor=by or helper(), at=at)


def topic_of(made: Occasion) -> Node:
    return made.topics.get().node


def said(made: Occasion, text: str = "Mehr Bänke am Hafen.", **rest: Any) -> Said:
    given = {"day": YESTERDAY, "submission": text, "about": topic_of(made).public_id, **rest}
    return Said(text=text, **given)


def entered(
    made: Occasion, text: str = "Mehr Bänke am Hafen.", *, by: Visitor | None = None, **rest: Any
) -> actions.Entered:
    at = rest.pop("at", NOW)
    words = said(made, text, **rest)
    return actions.enter_for(occasion=made, said=words, visitor=by or helper(), at=at)


def cards(made: Occasion, count: int = 1) -> list[Card]:
    sheet = actions.make_cards(
        occasion=made, about=topic_of(made).public_id, count=count, visitor=helper(), at=NOW - DAY
    )
    return list(Card.objects.filter(sheet=sheet).select_related("code").order_by("pk"))


def kiosk(made: Occasion | None = None) -> tuple[Kiosk, str]:
    """A kiosk at an occasion that lasts from yesterday until tomorrow, and its key."""
    lasting = made or occasion(ends=NOW + DAY)
    opened = actions.open_kiosk(occasion=lasting, name="Eingang", visitor=helper(), at=NOW)
    return opened.kiosk, opened.key
