"""Where people of the demonstration city were asked: cards, conversations, a screen."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import read
from mitmachstadt.cli.demonstration.texts import OFFICE, Library
from mitmachstadt.contributions import actions as contributions
from mitmachstadt.contributions.enums import Channel
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach import actions
from mitmachstadt.outreach.calculations import Described, Said
from mitmachstadt.outreach.models import Card, Kiosk, Occasion
from mitmachstadt.people.queries import districts

HELPERS = ("helfen1", "helfen2")
MODERATOR = "moderation"


def load_occasions(cast: Cast, library: Library, at: datetime) -> None:
    """Three occasions with what was said there, and one to come with its cards."""
    for row in read("occasions.json"):
        begins = _at_ten(at + timedelta(days=row["begins_days"]))
        topics = [library.node(*topic) for topic in row["topics"]]
        made = _occasion(row, topics, cast, library, begins, at)
        cards = _cards(row, made, topics, cast, begins, at)
        kiosk = _kiosk(row, made, cast, begins)
        for number, said in enumerate(row["said"]):
            moment = begins + timedelta(hours=20 + number)
            about = topics[said["topic"]]
            if said.get("kiosk"):
                _at_kiosk(said, kiosk, about, cast, moment)
            else:
                card = cards.pop(0).number if said["card"] else ""
                _entered(said, made, about, card, cast, moment)
                if row.get("compared") and number == 0:
                    _compared(made, card, said, cast, moment)


def _at_ten(day: datetime) -> datetime:
    """Ten o'clock of that day."""
    return timezone.localtime(day).replace(hour=10, minute=0, second=0, microsecond=0)


def _occasion(
    row: dict[str, Any],
    topics: list[Node],
    cast: Cast,
    library: Library,
    begins: datetime,
    at: datetime,
) -> Occasion:
    known = {district.number: district for district in districts()}
    says = Described(
        title=row["title"],
        place=row["place"],
        begins=begins,
        ends=begins + timedelta(hours=row["hours"]),
        district=known[row["district"]],
        neighbourhood=row["neighbourhood"],
        partner=row["partner"],
        staffed_by=row["staffed_by"],
        belongs_to=library.editions[row["about"]].document.node.public_id,
        topics=tuple(topic.public_id for topic in topics),
    )
    entered = min(at, begins) - timedelta(days=2)
    return actions.keep_occasion(
        occasion=None, says=says, visitor=cast.visitors[OFFICE], at=entered
    )


def _cards(
    row: dict[str, Any],
    occasion: Occasion,
    topics: list[Node],
    cast: Cast,
    begins: datetime,
    at: datetime,
) -> list[Card]:
    wanted = row.get("cards")
    if not wanted:
        return []
    sheet = actions.make_cards(
        occasion=occasion,
        about=topics[wanted["topic"]].public_id,
        count=wanted["count"],
        question=wanted["question"],
        visitor=cast.visitors[HELPERS[0]],
        at=min(at, begins) - timedelta(days=1),
    )
    return list(Card.objects.filter(sheet=sheet).order_by("pk"))


def _kiosk(row: dict[str, Any], occasion: Occasion, cast: Cast, begins: datetime) -> Kiosk | None:
    if "kiosk" not in row:
        return None
    helper = cast.visitors[HELPERS[0]]
    return actions.open_kiosk(occasion=occasion, name=row["kiosk"], visitor=helper, at=begins).kiosk


def _entered(
    row: dict[str, Any], occasion: Occasion, about: Node, card: str, cast: Cast, at: datetime
) -> None:
    said = Said(
        text=row["text"],
        day=timezone.localdate(occasion.begins),
        submission=f"demonstration {occasion.public_id} {row['text']}",
        channel=Channel(row.get("channel", Channel.PAPER)),
        name=row["name"],
        card=card,
        about=about.public_id,
        language=row.get("language", "de"),
    )
    actions.enter_for(occasion=occasion, said=said, visitor=cast.visitors[HELPERS[0]], at=at)


def _compared(occasion: Occasion, card: str, row: dict[str, Any], cast: Cast, at: datetime) -> None:
    actions.compare_card(
        occasion=occasion,
        number=card,
        text=row["text"],
        visitor=cast.visitors[HELPERS[1]],
        at=at + timedelta(minutes=30),
    )


def _at_kiosk(
    row: dict[str, Any], kiosk: Kiosk | None, about: Node, cast: Cast, at: datetime
) -> None:
    assert kiosk is not None
    done = actions.say_at_kiosk(
        kiosk=kiosk,
        about=about,
        text=row["text"],
        name=row["name"],
        submission=f"demonstration {row['text']}",
        language=row.get("language", "de"),
        at=at,
    )
    if done.node.visibility == Visibility.WAITING:
        moderator = cast.visitors[MODERATOR]
        contributions.release(node=done.node, visitor=moderator, at=at + timedelta(hours=1))
