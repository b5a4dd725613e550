"""Everything that is kept about somebody, as the apps declare it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import F, ForeignKey, Model, Q, QuerySet

from mitmachstadt.data_protection.enums import RULES_BY_CODE
from mitmachstadt.data_protection.models import Export
from mitmachstadt.data_protection.queries.retaining import days_in_force
from mitmachstadt.kernel.declarations import Personal, declared
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Person

_NODE = "nodes.Node"
_ITSELF = "selbst"


@dataclass(frozen=True)
class Part:
    """The rows of one table that are about somebody, with why and how long they are kept."""

    declared: Personal
    found: QuerySet[Any]
    person: Person | None

    @property
    def keep_in_words(self) -> str:
        rule = RULES_BY_CODE[self.declared.keep]
        return rule.in_words(days_in_force().get(rule.code, rule.days))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Field -> value; read row by row, for there may be very many."""
        names = self.declared.handed_out
        fields = [self.declared.table._meta.get_field(name) for name in names]
        joined = [f.name for f in fields if isinstance(f, ForeignKey)]
        rows = self.found.select_related(*joined) if joined else self.found
        if self.declared.theirs:
            rows = rows.annotate(first_of=F(self.declared.whose[0]))
        for row in rows.order_by("pk").iterator(chunk_size=500):
            others = self._words_of_others(row)
            yield {
                name: None if name in others else self._value(getattr(row, name)) for name in names
            }

    def _words_of_others(self, row: Any) -> list[str]:
        """The fields of a row that are told to somebody else alone."""
        theirs = self.declared.theirs.split()
        # Without an account it is whoever holds the code, to whom the words belong.
        mine = self.person is None or (theirs and row.first_of == self.person.pk)
        return [] if mine else theirs

    def _value(self, value: Any) -> Any:
        if isinstance(value, Person):
            # Who else took part in it is theirs to tell.
            return _ITSELF if value == self.person else None
        if isinstance(value, Node):
            readable = value.is_public or (
                self.person is not None and value.author_id == self.person.pk
            )
            return {"id": value.public_id, "title": value.title if readable else ""}
        return str(value) if isinstance(value, Model) else value


def parts_of_person(person: Person) -> Iterator[Part]:
    """Every table with rows about somebody with an account."""
    for one in declared():
        if one.model == "sessions.Session":
            yield Part(one, Session.objects.filter(device_session__person=person), person)
        elif one.whose or one.named_by:
            about = Q()
            for path in one.whose:
                about |= Q(**{path: person.pk})
            if one.named_by:
                about |= Q(**{one.named_by: person.public_id})
            yield Part(one, one.table._default_manager.filter(about), person)


def parts_of_node(node: Node) -> Iterator[Part]:
    """Every table with rows about a contribution, for whoever holds its code."""
    for one in declared():
        about = Q()
        for path in one.whose:
            if one.model == _NODE and path == "author":
                about |= Q(pk=node.pk)
            elif path.endswith("__author"):
                about |= Q(**{path.removesuffix("__author"): node.pk})
        if one.named_by:
            about |= Q(**{one.named_by: node.public_id})
        if about:
            yield Part(one, one.table._default_manager.filter(about), None)


def how_many_rows(person: Person, *, most: int) -> int:
    """How many rows are about somebody; stops counting behind `most`."""
    count = 0
    for part in parts_of_person(person):
        count += part.found[: most + 1].count()
        if count > most:
            break
    return count


def sessions_of(person: Person) -> QuerySet[Session]:
    """All sessions of somebody, with those of no device that is known: each has to be read."""
    own = [
        session.pk
        for session in Session.objects.iterator(chunk_size=2000)
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    return Session.objects.filter(pk__in=own)


def exports_of(person: Person) -> list[Export]:
    """The files that were written or are being written for somebody, newest first."""
    return list(Export.objects.filter(person=person)[:5])


def ready_export(person: Person, number: int) -> Export | None:
    """Somebody's own file; nobody else's."""
    return Export.objects.filter(pk=number, person=person).exclude(name="").first()


def file_of(export: Export) -> Path:
    """Beside the files that a backup takes: it lives only for days."""
    return Path(settings.VAR) / "exports" / export.name
