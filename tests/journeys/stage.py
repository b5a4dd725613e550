"""What a journey begins with: a small city with one open consultation, or the demonstration city.

Everything is written through the actions, with the real clock: the server under test looks at
its own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from mitmachstadt.formats import actions as formats
from mitmachstadt.formats.models import Phase, Process
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.actions import (
    app_code,
    enter_districts,
    found_organisation,
    grant_role,
    register_person,
    set_up_app,
)
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.queries import Visitor, visitor
from mitmachstadt.strategy import actions as strategy
from mitmachstadt.strategy.calculations import read_bytes
from mitmachstadt.strategy.enums import DocumentKind
from mitmachstadt.strategy.models import Edition
from tests import factories as make

DAY = timedelta(days=1)
PASSWORD = "kastanie am kanal 7"
SECRET = "KASTANIEAMKANALKASTANIEAMKANALXX"
OFFICE, MODERATOR = "buero@stadt.example", "moderation@stadt.example"
RESIDENT, NEIGHBOUR = "ada@stadt.example", "cem@stadt.example"
TEXT = """# Weißbuch der kleinen Stadt

## Worum es geht

Die Stadt will bis zum Jahr 2030 jede Leistung auch ohne Amtsgang anbieten.

Niemand soll dafür ein eigenes Gerät brauchen.

## Handlungsbedarf: Orte ohne Anschluss

In drei Ortsteilen fehlt ein Ort, an dem man Hilfe bekommt.

- Bibliotheken öffnen auch am Sonntag.
- Jeder Ortsteil bekommt eine Sprechstunde.

## Ziel: Hilfe in jedem Ortsteil

Bis Ende 2028 gibt es in jedem Ortsteil einen Ort mit Beratung.
"""


@dataclass(frozen=True)
class Stage:
    """A small city: a published text, a consultation on it, and people with accounts."""

    edition: Edition
    process: Process
    office: Visitor
    moderator: Visitor

    @property
    def reading(self) -> str:
        return f"/de/lesen/{self.edition.node.public_id}/1/"

    def passage(self, words: str) -> Node:
        """The passage in which these words stand."""
        return Node.objects.get(kind="passage", text__contains=words)

    def address(self, words: str) -> str:
        return f"/de/n/{self.passage(words).public_id}/"

    def close(self, *, ago: timedelta = timedelta(seconds=1)) -> datetime:
        """End the consultation, as the clock would have done; returns the moment."""
        moment = timezone.now() - ago
        Phase.objects.filter(process=self.process).update(closes=moment)
        Window.objects.update(closes=moment)
        return moment


def account(email: str, name: str, *roles: BuiltInGroup, at: datetime) -> Visitor:
    person = register_person(email=email, name=name, password=PASSWORD, at=at)
    for role in roles:
        grant_role(person=person, role=role, by=None, at=at)
    if roles:
        code = app_code(SECRET, at=at)
        set_up_app(person=person, secret=SECRET, code=code, address="", at=at)
    return visitor(person, at=timezone.now())


def people() -> tuple[Visitor, Visitor]:
    """Office, moderator and two residents; returns the first two."""
    at = timezone.now() - 100 * DAY
    enter_districts(["Mitte", "Pankow", "Spandau"])
    found_organisation(name="Stadtrat", kind=OrganisationKind.BODY)
    office = account(OFFICE, "Katrin Lorenz", BuiltInGroup.OFFICE, at=at)
    moderator = account(MODERATOR, "Mehmet Acar", BuiltInGroup.MODERATOR, at=at)
    account(RESIDENT, "Ada Winter", at=at)
    account(NEIGHBOUR, "Cem Yıldız", at=at)
    return office, moderator


def published(office: Visitor, *, title: str = "Weißbuch der kleinen Stadt") -> Edition:
    """The text above, published three days ago."""
    edition = strategy.read_in(
        read=read_bytes(TEXT.encode(), name="weissbuch.md"),
        label="Arbeitsfassung 1",
        document="",
        title=title,
        kind=DocumentKind.WHITE_PAPER,
        strategy_name="Digitalstrategie",
        visitor=office,
        at=timezone.now() - 4 * DAY,
    )
    at = timezone.now() - 3 * DAY
    return strategy.publish_edition(edition=edition, visitor=office, at=at)


def planned(edition: Edition, office: Visitor, *, closes: datetime | None = None) -> Process:
    """A consultation on the edition with one phase around today, without a concept."""
    at = timezone.now() - 3 * DAY
    process = formats.plan_process(
        about=edition.node,
        title="Was fehlt im Weißbuch?",
        purpose="Wir wollen wissen, ob die Ziele zu den Ortsteilen passen.",
        visitor=office,
        at=at,
    )
    closes = closes or timezone.now() + 7 * DAY
    formats.plan_phase(
        process=process,
        name="Anmerkungen",
        opens=timezone.now() - 2 * DAY,
        closes=closes,
        answer_due=closes + 14 * DAY,
        visitor=office,
        at=at,
    )
    return process


def small_city() -> Stage:
    """The whole stage, with the consultation open since two days."""
    office, moderator = people()
    edition = published(office)
    process = planned(edition, office)
    at = timezone.now() - 2 * DAY
    formats.write_concept(process=process, words=make.CONCEPT, visitor=office, at=at)
    process = formats.open_process(process=process, visitor=office, at=at)
    return Stage(edition, process, office, moderator)
