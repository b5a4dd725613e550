"""Where one can go in the demonstration city, what is reported, and what roles are told."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.texts import OFFICE, Library
from mitmachstadt.formats.actions import word_role
from mitmachstadt.formats.enums import USUAL_FORMATS, ActorRole
from mitmachstadt.news import actions as news
from mitmachstadt.news.calculations import Written
from mitmachstadt.nodes.enums import Kind, Scope
from mitmachstadt.people.queries import districts
from mitmachstadt.places.actions import enter_rows
from mitmachstadt.places.calculations import Described, hours_of_day, special_days

ROLE_WORDS = {
    ActorRole.RESIDENT: (
        "Sie brauchen kein Konto und kein Vorwissen. Wenn Sie lieber sprechen als schreiben, "
        "kommen Sie zu einem der Orte; dort hilft Ihnen jemand."
    ),
    ActorRole.DISTRICT_OFFICE: (
        "Ihr Amt wird zu jedem Verfahren eingeladen, das die ganze Stadt betrifft. Einladung und "
        "Antwort sind öffentlich."
    ),
}


def load_places(cast: Cast, at: datetime) -> None:
    """Six places, one of them without hours and one that never closes."""
    known = {district.number: district for district in districts()}
    rows = [_described(row, known.get(row["district"])) for row in read("places.json")]
    enter_rows(rows=rows, visitor=cast.visitors[OFFICE], at=days_before(at, 100))


def _described(row: dict[str, Any], district: Any) -> Described:
    given = {**row, "district": district, "special": special_days(row["special"])}
    given["week"] = {int(day): hours_of_day(hours) for day, hours in row["week"].items()}
    return Described(**given)


def load_news(cast: Cast, library: Library, at: datetime) -> None:
    """Two reports and news; one report was put right."""
    for row in read("news.json"):
        _article(row, cast, library, at)


def _article(row: dict[str, Any], cast: Cast, library: Library, at: datetime) -> None:
    office, published = cast.visitors[OFFICE], days_before(at, row["published_days_ago"])
    district = next((each for each in districts() if each.number == row["district"]), None)
    took_place = row["took_days_ago"]
    written = Written(
        title=row["title"],
        lead=row["lead"],
        source=row["source"],
        took_place=timezone.localdate(days_before(at, took_place)) if took_place else None,
        scope=Scope.DISTRICT if district else Scope.CITY,
        district=district,
    )
    first = replace(written, source=written.source.replace("zwölf", "zehn"))
    article = news.draft_article(
        kind=Kind(row["kind"]),
        written=first if row["correction"] else written,
        visitor=office,
        at=published,
    )
    article = news.publish_article(article=article, visitor=office, at=published)
    if row["about"]:
        addresses = [library.editions[row["about"]].node.public_id]
        news.report_on(article=article, addresses=addresses, visitor=office, at=published)
    if row["correction"]:
        news.correct_article(
            article=article,
            written=written,
            note=row["correction"],
            visitor=office,
            at=published + timedelta(days=1),
        )


def load_roles(cast: Cast, at: datetime) -> None:
    for role, text in ROLE_WORDS.items():
        word_role(
            role=role,
            text=text,
            formats=USUAL_FORMATS[role],
            visitor=cast.visitors[OFFICE],
            at=days_before(at, 100),
        )
