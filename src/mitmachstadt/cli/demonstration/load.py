"""The demonstration city: read from the files in `berlin/`, written through the same actions that
people use. Everything is loaded in one transaction: all of it is there, or nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mitmachstadt.cli.demonstration.cast import Cast, load_cast
from mitmachstadt.cli.demonstration.consultations import load_consultation
from mitmachstadt.cli.demonstration.files import read
from mitmachstadt.cli.demonstration.places import load_news, load_places, load_roles
from mitmachstadt.cli.demonstration.talk import Talk, load_answers, load_remarks
from mitmachstadt.cli.demonstration.texts import (
    Library,
    load_decisions,
    load_second_edition,
    load_texts,
    load_traces,
)
from mitmachstadt.cli.demonstration.vocabulary import load_fields, load_vocabulary
from mitmachstadt.people.queries import person_by_email

Progress = Callable[[str, int, int], None]
EMAIL = "{key}@demo.example"
PASSWORD = "mitmachen-vorfuehrung"  # noqa: S105 - printed for everyone, in the demonstration only
SHOWN_ACCOUNTS = (
    ("buero1", "Strategiebüro"),
    ("moderation", "Moderation"),
    ("admin", "Administration"),
    ("leopold", "Bewohnerin"),
)


@dataclass(frozen=True)
class DemonstrationCity:
    """What somebody trying it needs to know: (e-mail, password, role in words) each."""

    accounts: list[tuple[str, str, str]]
    loaded: bool


def city_is_loaded() -> bool:
    return person_by_email(EMAIL.format(key=SHOWN_ACCOUNTS[0][0])) is not None


def load_city(
    *, at: datetime, progress: Progress = lambda step, done, total: None
) -> DemonstrationCity:
    """Load the demonstration city, unless it is there already.

    Args:
        at: the day of loading; all dates of the city are counted from it.
        progress: told the step in words, how many steps are done, and how many there are.
    """
    accounts = [(EMAIL.format(key=key), PASSWORD, role) for key, role in SHOWN_ACCOUNTS]
    if city_is_loaded():
        return DemonstrationCity(accounts, loaded=False)
    steps = _steps(at)
    with transaction.atomic():
        for number, (words, step) in enumerate(steps, start=1):
            progress(words, number, len(steps))
            step()
    return DemonstrationCity(accounts, loaded=True)


def _steps(at: datetime) -> list[tuple[str, Callable[[], None]]]:
    """The story of the city in the order in which its parts need each other."""
    cast, library, talk = Cast(), Library(), Talk()
    passwords = {key: PASSWORD for key, _ in SHOWN_ACCOUNTS}
    rounds = {row["key"]: row for row in read("process.json")}

    def consult(key: str) -> Callable[[], None]:
        return lambda: load_consultation(rounds[key], cast, library, at)

    def talk_about(key: str) -> Callable[[], None]:
        return lambda: load_remarks(key, cast, library, talk, at)

    def answer(key: str) -> Callable[[], None]:
        return lambda: load_answers(key, cast, library, talk, at)

    return [
        ("Personen und Organisationen", lambda: load_cast(cast, EMAIL, passwords, at)),
        ("Texte", lambda: load_texts(cast, library, at)),
        ("Konsultation zum Grünbuch", consult("gruenbuch")),
        ("Anmerkungen zum Grünbuch", talk_about("gruenbuch")),
        ("Rückmeldungen zum Grünbuch", answer("gruenbuch")),
        ("Konsultation zum Weißbuch", consult("weissbuch1")),
        ("Anmerkungen zum Weißbuch", talk_about("weissbuch1")),
        ("Rückmeldungen zum Weißbuch", answer("weissbuch1")),
        ("Zweite Arbeitsfassung", lambda: load_second_edition(cast, library, talk.nodes, at)),
        ("Zweite Konsultation zum Weißbuch", consult("weissbuch2")),
        ("Anmerkungen zur zweiten Arbeitsfassung", talk_about("weissbuch2")),
        ("Rückmeldungen zur zweiten Arbeitsfassung", answer("weissbuch2")),
        ("Verknüpfungen", lambda: load_traces(cast, library, at)),
        ("Handlungsfelder", lambda: load_fields(cast, library, at)),
        ("Glossar und Merkmale", lambda: load_vocabulary(cast, library, at)),
        ("Beschluss", lambda: load_decisions(cast, library, at)),
        ("Orte zum Mitmachen", lambda: load_places(cast, at)),
        ("Berichte und Neuigkeiten", lambda: load_news(cast, library, at)),
        ("Mitmachen nach Rolle", lambda: load_roles(cast, at)),
    ]
