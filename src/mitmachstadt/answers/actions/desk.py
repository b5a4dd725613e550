"""What a desk keeps: templates, how far it was read, and whether two have to look at answers."""

from datetime import datetime, timedelta

from django.db import transaction

from mitmachstadt.answers.errors import TemplateNameTaken
from mitmachstadt.answers.models import DeskVisit, FourEyes, TextTemplate
from mitmachstadt.answers.queries import officer_of
from mitmachstadt.answers.rules import (
    may_keep_template,
    may_work_at_a_desk,
    may_write_template,
)
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as

# A write that carries an earlier moment may still be on its way into the database.
SETTLES = timedelta(minutes=2)


def keep_template(
    *,
    name: str,
    text: str,
    unit: Organisation | None,
    visitor: Visitor,
    at: datetime,
    template: TextTemplate | None = None,
) -> TextTemplate:
    """Enter a text template or change one; of a unit, or of everybody's."""
    name, text = clean_line(name), clean_text(text)
    officer = officer_of(visitor, at=at)
    may_work_at_a_desk(officer).require()
    may_keep_template(officer, unit).require()
    may_write_template(name=name, text=text).require()
    with transaction.atomic():
        kept = template or TextTemplate()
        if template is not None:
            may_keep_template(officer, template.unit).require()
        same = TextTemplate.objects.filter(unit=unit, name=name).exclude(pk=kept.pk)
        if same.exists():
            raise TemplateNameTaken(name=name)
        kept.name, kept.text, kept.unit = name, text, unit
        kept.by, kept.changed = officer.person, at
        kept.save()
    return kept


def delete_template(*, template: TextTemplate, visitor: Visitor, at: datetime) -> None:
    """Answers that were written with it keep their words."""
    may_keep_template(officer_of(visitor, at=at), template.unit).require()
    template.delete()


def mark_read(*, until: datetime, visitor: Visitor, at: datetime) -> DeskVisit:
    """What was new until then has been read.

    What was written in the last minutes stays new: rather told twice than never. Where the clock
    was set back, the mark goes back with it, for the same reason.
    """
    officer = officer_of(visitor, at=at)
    may_work_at_a_desk(officer).require()
    until = min(until, at - SETTLES)
    visit, _ = DeskVisit.objects.get_or_create(
        person=officer.person, defaults={"read_until": until}
    )
    if visit.read_until < until or visit.read_until > at:
        visit.read_until = until
        visit.save(update_fields=["read_until"])
    return visit


def demand_four_eyes(
    *, process: Node | None, demanded: bool, visitor: Visitor, at: datetime
) -> bool:
    """Whether answers are released by a second person, in a process or in the whole city.

    Returns whether that is another answer than before.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        there = FourEyes.objects.filter(process=process)
        if there.exists() == demanded:
            return False
        if demanded:
            FourEyes.objects.create(process=process, by=visitor.person, since=at)
        else:
            there.delete()
        subject = process.public_id if process else "city"
        content = {"demanded": demanded}
        append(kind="four_eyes.changed", subject=subject, content=content, at=at)
    return True
