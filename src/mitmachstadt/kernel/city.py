"""The city that this installation serves: its name, imprint, own words and mark.

It is read once by a process, and again when `mitmachstadt init` or `restore` has left its stamp:
asking the database on every page would cost a statement, asking the file system costs nothing.
On other machines with the same database it shows after a restart.
"""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, gettext_noop

from mitmachstadt.kernel import models

STAMP = "city.stamp"


@dataclass(frozen=True)
class Imprint:
    """Who answers for the site by law."""

    responsible: str = ""
    address: tuple[str, ...] = ()
    represented_by: str = ""
    phone: str = ""
    email: str = ""
    data_protection: str = ""
    hours: str = ""
    # Whom one tells of barriers, by which law of the state, and who enforces that they go.
    accessibility: str = ""
    accessibility_law: str = ""
    enforcement: str = ""
    enforcement_contact: str = ""


@dataclass(frozen=True)
class Words:
    """What the city calls its parts. The plural is also the genitive: "Einbindung der Bezirke"."""

    strategy: str = gettext_noop("Digitalstrategie")
    district: str = gettext_noop("Bezirk")
    districts: str = gettext_noop("Bezirke")
    district_office: str = gettext_noop("Bezirksamt")
    department: str = gettext_noop("Senatsverwaltung")
    body: str = gettext_noop("Gremium")
    neighbourhood: str = gettext_noop("Kiez")


@lru_cache(maxsize=64)
def _spoken(words: Words, language: str) -> Words:
    """The usual words in a language; a city's own stay as they are, nobody can translate them."""
    usual = Words()
    return Words(
        **{
            name: gettext(word) if word == getattr(usual, name) else word
            for name, word in asdict(words).items()
        }
    )


@dataclass(frozen=True)
class City:
    """What every page says about where it comes from."""

    name: str
    demonstration: bool
    contact: str
    address: str = ""
    imprint: Imprint = Imprint()
    words: Words = Words()
    logo: str = ""


@dataclass
class _Remembered:
    """What this process knows: the stamp that it saw then, and the row, if there was one."""

    stamp: int | None = None
    row: City | None = None


_remembered = _Remembered()


def the_city() -> City:
    """The city of the database, else the one that the settings name."""
    stamp = _stamp()
    if stamp != _remembered.stamp:
        try:
            _remembered.row = _read()
        except DatabaseError:
            return _of_settings()  # away, or without tables as yet: asked again next time
        _remembered.stamp = stamp
    return _remembered.row or _of_settings()


def the_words() -> Words:
    """What the city calls its parts, in the language of the page."""
    return _spoken(the_city().words, get_language() or "")


def _of_settings() -> City:
    return _named(settings.CITY_NAME, settings.DEMONSTRATION, settings.CITY_CONTACT)


@lru_cache(maxsize=8)
def _named(name: str, demonstration: bool, contact: str) -> City:
    return City(name, demonstration, contact)


def _read() -> City | None:
    row = models.City.objects.first()
    if row is None:
        return None
    imprint = {**row.imprint, "address": tuple(row.imprint.get("address", ()))}
    return City(
        name=row.name,
        demonstration=settings.DEMONSTRATION,
        contact=row.contact,
        address=row.address,
        imprint=Imprint(**_known(Imprint, imprint)),
        words=Words(**_known(Words, row.words)),
        logo=row.logo,
    )


def _known(kind: type, values: dict[str, Any]) -> dict[str, Any]:
    """Without what another version of the program may have left there."""
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in values.items() if name in names}


def _stamp() -> int:
    try:
        return (settings.VAR / STAMP).stat().st_mtime_ns
    except OSError:
        return 0


def saved_city() -> models.City | None:
    """The row as it is now, without what is remembered."""
    return models.City.objects.first()


def save_city(city: City, *, at: datetime) -> None:
    """Write the city; after the commit every process of this machine shows it on its next page."""
    values = asdict(city)
    del values["demonstration"]
    models.City.objects.update_or_create(pk=1, defaults={**values, "changed": at})
    # The city is entered even if there is no room for the stamp.
    transaction.on_commit(lambda: _show(at), robust=True)


def _show(at: datetime) -> None:
    tell_processes()
    # Pages made between the write and the stamp show the old city: another write ends them.
    models.City.objects.filter(pk=1).update(changed=at)


def tell_processes() -> None:
    """Leave the stamp that has every process on this machine read the city again."""
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    stamp = settings.VAR / STAMP
    stamp.unlink(missing_ok=True)
    stamp.touch()


def remember_none() -> None:
    """For tests: as if there were no row, without asking the database."""
    _remembered.stamp, _remembered.row = _stamp(), None


def _word(name: str) -> str:
    return str(getattr(the_words(), name))


# One of the city's words for a form's label, looked up when it is shown.
word = lazy(_word, str)
