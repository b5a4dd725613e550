"""Expert statements: given, corrected, marked as not shown to be true, withdrawn (D4)."""

from dataclasses import asdict, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from mitmachstadt.arena.actions.moving import locked_idea
from mitmachstadt.arena.errors.statements import StatedAlready
from mitmachstadt.arena.models import Idea, Statement, StatementVersion
from mitmachstadt.arena.rules import may_run_arena
from mitmachstadt.arena.rules.statements import (
    Expertise,
    is_correction,
    may_change_statement,
    may_mark,
    may_say,
    may_state,
)
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append, forget_part
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import Visitor


def _clean(said: Expertise) -> Expertise:
    return replace(
        said,
        expertise=clean_line(said.expertise),
        interest=clean_text(said.interest),
        text=clean_text(said.text),
    )


def state(
    *,
    idea: Idea,
    said: Expertise,
    visitor: Visitor,
    at: datetime,
    organisation: Organisation | None = None,
) -> Statement:
    """Say as somebody with expertise whether an idea can be done.

    Raises:
        Refusal: expertise or interest are not declared, it was said already, or one may not.
    """
    said = _clean(said)
    with transaction.atomic():
        idea = locked_idea(idea)
        may_state(visitor, idea, organisation=organisation, at=at).require()
        may_say(visitor, idea, said).require()
        try:
            with transaction.atomic():
                made = Statement.objects.create(
                    idea=idea,
                    person=visitor.person,
                    name=visitor.name,
                    organisation=organisation,
                    organisation_name=organisation.name if organisation else "",
                    created=at,
                    **asdict(said),
                )
        except IntegrityError as error:
            raise StatedAlready(name=visitor.name) from error
        _keep(made, said, visitor.person, at, "given")
    return made


def _keep(
    statement: Statement, said: Expertise, by: Person | None, at: datetime, verb: str
) -> None:
    """The version, and a line of the register that names nobody but by the identifier."""
    words = asdict(said)
    StatementVersion.objects.create(
        statement=statement, number=statement.number, by=by, at=at, **words
    )
    content = {
        **words,
        "no_interest": "yes" if said.no_interest else "",
        "feasible": str(said.feasible),
        "statement": statement.pk,
        "number": statement.number,
        "organisation": statement.organisation_name,
        "by": by.public_id if by else "",
    }
    subject = statement.idea.node.public_id
    append(kind=f"statement.{verb}", subject=subject, content=content, at=at)


def _locked(statement: Statement) -> Statement:
    rows = Statement.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("idea__node", "organisation").get(pk=statement.pk)


def correct_statement(
    *, statement: Statement, said: Expertise, seen: int, visitor: Visitor, at: datetime
) -> Statement:
    """Say it otherwise; what was said before stays readable.

    Args:
        seen: the number of the version that was read.

    Raises:
        Refusal: it is somebody else's, nothing changed, or a declaration is missing.
    """
    said = _clean(said)
    with transaction.atomic():
        mine = _locked(statement)
        may_change_statement(visitor, mine, at=at).require()
        is_correction(mine, said, seen=seen).require()
        may_say(visitor, mine.idea, said).require()
        for name, value in asdict(said).items():
            setattr(mine, name, value)
        mine.number += 1
        mine.save()
        _keep(mine, said, visitor.person, at, "corrected")
    return mine


def mark_statement(
    *, statement: Statement, reason: str, visitor: Visitor, at: datetime
) -> Statement:
    """Show beside it that the expertise is not shown to be true, and why; the words stay.

    Raises:
        Refusal: only the office may, and only with a reason.
    """
    may_run_arena(visitor).require()
    reason = clean_text(reason)
    with transaction.atomic():
        theirs = _locked(statement)
        may_mark(theirs, reason=reason).require()
        return _mark(theirs, at, reason, visitor.person)


def unmark_statement(*, statement: Statement, visitor: Visitor, at: datetime) -> Statement:
    """Take the mark away: it was shown after all."""
    may_run_arena(visitor).require()
    with transaction.atomic():
        return _mark(_locked(statement), None, "", visitor.person, now=at)


def _mark(
    statement: Statement,
    since: datetime | None,
    reason: str,
    by: Person | None,
    *,
    now: datetime | None = None,
) -> Statement:
    statement.marked, statement.marked_because = since, reason
    statement.marked_by = by if since else None
    statement.save(update_fields=["marked", "marked_because", "marked_by"])
    at = now or since
    assert at is not None
    kind = "statement.marked" if since else "statement.unmarked"
    content = {"statement": statement.pk, "reason": reason}
    append(kind=kind, subject=statement.idea.node.public_id, content=content, at=at)
    return statement


def withdraw_statement(*, statement: Statement, visitor: Visitor, at: datetime) -> Statement:
    """Take it back: the words go, that there was one stays."""
    with transaction.atomic():
        mine = _locked(statement)
        may_change_statement(visitor, mine, at=at).require()
        return empty_statement(mine, at=at)


def empty_statement(statement: Statement, *, at: datetime) -> Statement:
    """Delete the words of a locked statement, former ones too, and who said them."""
    nothing = {"expertise": "", "interest": "", "no_interest": False, "text": ""}
    for name, value in nothing.items():
        setattr(statement, name, value)
    statement.withdrawn, statement.person, statement.name = at, None, ""
    statement.marked_because = ""
    statement.hidden, statement.hidden_because, statement.hidden_by = None, "", None
    statement.save()
    StatementVersion.objects.filter(statement=statement).delete()
    content = {"statement": statement.pk}
    subject = statement.idea.node.public_id
    forget_part(subject=subject, name="statement", value=statement.pk)
    append(kind="statement.withdrawn", subject=subject, content=content, at=at)
    return statement
