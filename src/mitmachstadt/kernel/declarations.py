"""What each app declares about personal data in its tables; `<app>/personal_data.py` holds it.

The register of processing, everybody's export and the notices of processes are made of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import Model, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OURS = "mitmachstadt."
# What holds for most of it.
INSIDE = _("niemand außerhalb der Stadt und ihres Betreibers")
EVERYONE = _("alle: Es ist öffentlich")


class Basis(TextChoices):
    """Why the city may keep something (Art. 6 Abs. 1 DSGVO)."""

    TASK = "task", _("öffentliche Aufgabe: Menschen beteiligen (Art. 6 Abs. 1 Buchst. e DSGVO)")
    CONSENT = "consent", _("Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO)")
    DUTY = (
        "duty",
        _("rechtliche Pflicht: nachweisen, wer entschied (Art. 6 Abs. 1 Buchst. c DSGVO)"),
    )


@dataclass(frozen=True)
class Personal:
    """A table that says something about people.

    Args:
        model: as `app.Model`.
        called: what its rows are called, in the plural.
        purpose: what they are kept for.
        keep: the code of the retention rule (data_protection/enums.py).
        says: field -> what it says about somebody.
        rest: the other fields, which say nothing about anybody.
        whose: paths from a row to the person whose data it is.
        named_by: the field that holds that person's public id, where no path leads there.
        withheld: fields of `says` that are handed to nobody: secrets, marks, what is derived, and
            what somebody else confided about this person.
        theirs: fields of `says` that only the person at the first path gets: their own words, which
            are no data of those who worked on them.
    """

    model: str
    called: str | Promise
    purpose: str | Promise
    keep: str
    says: Mapping[str, str | Promise]
    rest: str = ""
    whose: tuple[str, ...] = ()
    named_by: str = ""
    withheld: str = ""
    theirs: str = ""
    basis: Basis = Basis.TASK
    seen_by: str | Promise = field(default=INSIDE)

    @property
    def table(self) -> type[Model]:
        return apps.get_model(self.model)

    @property
    def handed_out(self) -> list[str]:
        """The fields that somebody gets who asks for their data."""
        return [name for name in self.says if name not in self.withheld.split()]


@dataclass(frozen=True)
class Nobody:
    """Tables that say nothing about any person."""

    models: str


def declared() -> list[Personal]:
    """All tables with personal data, in the order of the apps."""
    return [one for one in _all() if isinstance(one, Personal)]


def declared_impersonal() -> set[str]:
    """The tables without any, as `app.Model`."""
    return {name for one in _all() if isinstance(one, Nobody) for name in one.models.split()}


def _all() -> list[Personal | Nobody]:
    found: list[Personal | Nobody] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.personal_data"
        if config.name.startswith(OURS) and find_spec(name):
            found += import_module(name).DECLARED
    return found
