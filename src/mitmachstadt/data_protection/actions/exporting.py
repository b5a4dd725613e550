"""Everything about oneself, to take away (Art. 15 and 20 DSGVO)."""

import os
import secrets
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.actions.letters import link_to
from mitmachstadt.data_protection.actions import letters
from mitmachstadt.data_protection.cards import file_pieces
from mitmachstadt.data_protection.enums import EXPORT_MINUTES, EXPORTS, ROWS_AT_ONCE, Form
from mitmachstadt.data_protection.errors import TooManyExports
from mitmachstadt.data_protection.models import Export
from mitmachstadt.data_protection.queries import (
    file_of,
    how_many_rows,
    parts_of_node,
    parts_of_person,
)
from mitmachstadt.data_protection.rules import may_know
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor

_WRITE = "mitmachstadt.data_protection.tasks.write_export"


def ask_for_export(
    *, person: Person | None, form: Form, visitor: Visitor, at: datetime
) -> Iterator[bytes] | None:
    """The file, piece by piece; None where it is long: then the worker writes it and a mail comes.

    Raises:
        NotYours, SignInNeeded: about oneself only.
        TooManyExports: each of them reads many tables.
    """
    may_know(visitor, person).require()
    assert person is not None
    if count_attempt("export", person.public_id, at=at, minutes=EXPORT_MINUTES) > EXPORTS:
        raise TooManyExports(most=EXPORTS, until=period_ends(at, EXPORT_MINUTES))
    if how_many_rows(person, most=ROWS_AT_ONCE) <= ROWS_AT_ONCE:
        return file_pieces(parts_of_person(person), form=form, name=person.name, at=at)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if not Export.objects.filter(person=person, form=form, name="").exists():
            waiting = Export.objects.create(person=person, form=form, asked=at)
            enqueue(_WRITE, number=waiting.pk)
    return None


def export_node(*, node: Node, form: Form, at: datetime) -> Iterator[bytes]:
    """Everything about one contribution, for whoever holds its code."""
    return file_pieces(parts_of_node(node), form=form, name=node.author_name, at=at)


def write_export(*, number: int, at: datetime) -> bool:
    """Write somebody's file and tell them; returns whether there was one to write."""
    export = Export.objects.select_related("person").filter(pk=number, name="").first()
    if export is None:
        return False
    person, form = export.person, Form(export.form)
    export.name = f"{secrets.token_hex(16)}.{form.value}"
    file = file_of(export)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        for piece in file_pieces(parts_of_person(person), form=form, name=person.name, at=at):
            stream.write(piece)
    with transaction.atomic():
        if not Export.objects.filter(pk=number, name="").update(name=export.name):
            file.unlink()
            return False
        subject = _("Ihre Daten bei Mitmachstadt {city} liegen bereit")
        words = {"name": person.name, "link": link_to("my-data")}
        letters.write(
            to=person.email, subject=subject, template="export", words=words, at=at, person=person
        )
    return True
