"""The demonstration city: read from the files in `berlin/`, written through the same actions that
people use. Everything is loaded in one transaction: all of it is there, or nothing.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mitmachstadt.cli.demonstration.bodies import load_bodies
from mitmachstadt.cli.demonstration.cast import Cast, load_cast
from mitmachstadt.cli.demonstration.consultations import load_consultation
from mitmachstadt.cli.demonstration.crowd.answers import answer_crowd
from mitmachstadt.cli.demonstration.crowd.people import (
    WHOLE,
    Crowd,
    Scale,
    load_follows,
    load_people,
)
from mitmachstadt.cli.demonstration.crowd.rounds import Round, Said
from mitmachstadt.cli.demonstration.desk import load_desks
from mitmachstadt.cli.demonstration.drafts import load_draft
from mitmachstadt.cli.demonstration.duties import load_duties
from mitmachstadt.cli.demonstration.files import read
from mitmachstadt.cli.demonstration.idea_people import load_idea_people
from mitmachstadt.cli.demonstration.ideas import load_ideas
from mitmachstadt.cli.demonstration.measures import load_measures
from mitmachstadt.cli.demonstration.moderation import load_moderation
from mitmachstadt.cli.demonstration.occasions import load_occasions
from mitmachstadt.cli.demonstration.own_data import load_own_data
from mitmachstadt.cli.demonstration.places import load_news, load_places, load_roles
from mitmachstadt.cli.demonstration.responsibilities import load_later_duties, load_register
from mitmachstadt.cli.demonstration.second_factors import load_second_factors
from mitmachstadt.cli.demonstration.talk import MODERATOR, Talk, load_answers, load_remarks
from mitmachstadt.cli.demonstration.texts import (
    OFFICE,
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
SEED = 20261122
UNIT = "lageso"
PASSWORD = "mitmachen-vorfuehrung"  # noqa: S105 - printed for everyone, in the demonstration only
SHOWN_ACCOUNTS = (
    ("buero1", "Strategiebüro"),
    ("reinickendorf1", "Bezirksamt"),
    ("moderation", "Moderation"),
    ("moderation2", "Moderation, zweiter Mensch"),
    ("helfen1", "Helfende"),
    ("pruefung", "Prüfung"),
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
    *,
    at: datetime,
    rng: random.Random,
    scale: Scale = WHOLE,
    progress: Progress = lambda step, done, total: None,
) -> DemonstrationCity:
    """Load the demonstration city, unless it is there already.

    Args:
        at: the day of loading; all dates of the city are counted from it.
        rng: what is invented on loading is the same for the same seed.
        scale: how many take part, and how much they say.
        progress: told the step in words, how many steps are done, and how many there are.
    """
    accounts = [(EMAIL.format(key=key), PASSWORD, role) for key, role in SHOWN_ACCOUNTS]
    if city_is_loaded():
        return DemonstrationCity(accounts, loaded=False)
    steps = _steps(at, Crowd(scale, rng))
    with transaction.atomic():
        for number, (words, step) in enumerate(steps, start=1):
            progress(words, number, len(steps))
            step()
    return DemonstrationCity(accounts, loaded=True)


def _steps(at: datetime, crowd: Crowd) -> list[tuple[str, Callable[[], None]]]:
    """The story of the city in the order in which its parts need each other."""
    cast, library, talk = Cast(), Library(), Talk()
    said: dict[str, list[Said]] = {}
    passwords = {key: PASSWORD for key, _ in SHOWN_ACCOUNTS}
    rounds = {row["key"]: row for row in read("process.json")}

    def consult(key: str) -> Callable[[], None]:
        return lambda: load_consultation(rounds[key], cast, library, at)

    def talk_about(key: str) -> Callable[[], None]:
        def load() -> None:
            load_remarks(key, cast, library, talk, at)
            count = round(crowd.remarks * rounds[key]["crowd"]["share"])
            if count:
                edition, moderator = library.editions[rounds[key]["about"]], cast.persons[MODERATOR]
                said[key] = Round(edition, crowd, moderator, at).hold(count)

        return load

    def answer(key: str) -> Callable[[], None]:
        def load() -> None:
            load_answers(key, cast, library, talk, at)
            if key in said:
                share, unit = rounds[key]["crowd"]["answered"], cast.organisations[UNIT]
                answer_crowd(crowd, said[key], share, cast.visitors[OFFICE], unit, at)

        return load

    return [
        ("Personen und Organisationen", lambda: load_cast(cast, EMAIL, passwords, at)),
        ("Funktionen und Gremien", lambda: load_bodies(cast, at)),
        ("Teilnehmende", lambda: load_people(crowd, EMAIL, at)),
        ("Texte", lambda: load_texts(cast, library, at)),
        ("Konsultation zum Grünbuch", consult("gruenbuch")),
        ("Anmerkungen zum Grünbuch", talk_about("gruenbuch")),
        ("Rückmeldungen zum Grünbuch", answer("gruenbuch")),
        ("Konsultation zum Weißbuch", consult("weissbuch1")),
        ("Anmerkungen zum Weißbuch", talk_about("weissbuch1")),
        ("Rückmeldungen zum Weißbuch", answer("weissbuch1")),
        ("Zweite Arbeitsfassung", lambda: load_second_edition(cast, library, talk.nodes, at)),
        ("Zuständigkeiten", lambda: load_register(cast, library, at)),
        ("Zweite Konsultation zum Weißbuch", consult("weissbuch2")),
        ("Anmerkungen zur zweiten Arbeitsfassung", talk_about("weissbuch2")),
        ("Rückmeldungen zur zweiten Arbeitsfassung", answer("weissbuch2")),
        ("Konsultation zum Rahmen", consult("rahmen")),
        ("Anmerkungen zum Rahmen", talk_about("rahmen")),
        ("Rückmeldungen zum Rahmen", answer("rahmen")),
        ("Konsultation zum Bericht", consult("bericht")),
        ("Anmerkungen zum Bericht", talk_about("bericht")),
        ("Rückmeldungen zum Bericht", answer("bericht")),
        ("Moderation", lambda: load_moderation(cast, talk, EMAIL, PASSWORD, at)),
        ("Anmeldung", lambda: load_second_factors(cast, list(passwords), at)),
        ("Verknüpfungen", lambda: load_traces(cast, library, at)),
        ("Handlungsfelder", lambda: load_fields(cast, library, at)),
        ("Neue Zuständigkeiten", lambda: load_later_duties(cast, library, at)),
        ("Glossar und Merkmale", lambda: load_vocabulary(cast, library, at)),
        ("Beschluss", lambda: load_decisions(cast, library, at)),
        ("Maßnahmen", lambda: load_measures(cast, library, at, whole=crowd.newcomers > 0)),
        ("Orte zum Mitmachen", lambda: load_places(cast, at)),
        ("Berichte und Neuigkeiten", lambda: load_news(cast, library, at)),
        ("Was eine Stadt schuldet", lambda: load_duties(cast, at)),
        ("Mitmachen nach Rolle", lambda: load_roles(cast, at)),
        ("Vor Ort", lambda: load_occasions(cast, library, at)),
        ("Schreibtische der Stellen", lambda: load_desks(cast, talk, at)),
        ("Arena der Ideen", lambda: load_ideas(cast, library, crowd, at)),
        ("Stellungnahmen und Bewertung", lambda: load_idea_people(cast, library, at)),
        ("Fassung in Vorbereitung", lambda: load_draft(cast, library, at)),
        ("Wer was verfolgt", lambda: load_follows(crowd, list(library.sections.values()), at)),
        (
            "Eigene Daten",
            lambda: load_own_data(cast, EMAIL, PASSWORD, [*library.sections.values()], at),
        ),
    ]
