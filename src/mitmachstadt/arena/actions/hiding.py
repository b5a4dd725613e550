"""Moderators hide words beside ideas, with a reason, and show them again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.actions.telling import tell
from mitmachstadt.arena.enums import Words
from mitmachstadt.arena.errors.hiding import NothingToHide
from mitmachstadt.arena.queries.hiding import Judged, words_to_judge
from mitmachstadt.arena.rules.hiding import may_hide, may_show_again
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.queries import Visitor


def hide_words(*, what: Words, number: int, reason: str, visitor: Visitor, at: datetime) -> Judged:
    """Show everybody the reason instead of the words; whoever wrote them gets a mail.

    Raises:
        Refusal: only moderators may, not their own words, with a reason, and only once.
    """
    reason = clean_text(reason)
    with transaction.atomic():
        judged = _locked(what, number)
        may_hide(visitor, judged, reason=reason).require()
        row = judged.row
        row.hidden, row.hidden_because, row.hidden_by = at, reason, visitor.person
        _keep(judged, "hidden", reason, visitor, at)
    return judged


def show_words(*, what: Words, number: int, reason: str, visitor: Visitor, at: datetime) -> Judged:
    """Let everybody read hidden words again."""
    reason = clean_text(reason)
    with transaction.atomic():
        judged = _locked(what, number)
        may_show_again(visitor, judged, reason=reason).require()
        row = judged.row
        row.hidden, row.hidden_because, row.hidden_by = None, "", None
        _keep(judged, "shown", reason, visitor, at)
    return judged


def _locked(what: Words, number: int) -> Judged:
    judged = words_to_judge(what, number, lock=True)
    if judged is None:
        raise NothingToHide()
    return judged


_SUBJECTS = {
    "hidden": _("Ihre Worte sind ausgeblendet"),
    "shown": _("Ihre Worte sind wieder zu lesen"),
}


def _keep(judged: Judged, verb: str, reason: str, visitor: Visitor, at: datetime) -> None:
    """The row, the register's line, and a mail to whoever wrote the words."""
    row = judged.row
    row.save(update_fields=["hidden", "hidden_because", "hidden_by"])
    by = visitor.person.public_id if visitor.person else ""
    content = {"words": judged.what.value, "number": row.pk, "reason": reason, "by": by}
    append(kind=f"words.{verb}", subject=judged.about.public_id, content=content, at=at)
    for person in judged.authors:
        tell(
            person=person,
            key=f"words-{verb}/{judged.what}/{row.pk}/{person.public_id}/{at:%Y%m%d%H%M%S}",
            subject=_SUBJECTS[verb],
            template=f"words_{verb}",
            words={"idea": judged.about, "way": judged.way, "reason": reason, "what": judged.what},
            at=at,
        )
