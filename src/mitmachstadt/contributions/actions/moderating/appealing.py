"""Objecting to a hiding, and deciding about it: not by whoever hid."""

from datetime import datetime, timedelta

from django.db import transaction

from mitmachstadt.contributions.actions.keeping import locked
from mitmachstadt.contributions.actions.moderating.deciding import close_appeal, moderate
from mitmachstadt.contributions.enums import (
    DECIDE_DAYS,
    LONGEST_APPEAL,
    LONGEST_REASON,
    AppealOutcome,
    Step,
)
from mitmachstadt.contributions.errors import (
    AppealEmpty,
    AppealMissing,
    NotYourContribution,
    ReasonMissing,
    SomebodyElseDecides,
)
from mitmachstadt.contributions.models import Appeal, Claim, ModerationStep
from mitmachstadt.contributions.queries import (
    last_hiding,
    node_by_code,
    open_appeal,
    who_did,
)
from mitmachstadt.contributions.rules import appealing, is_short_enough, may_judge, was_read
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.queries import Visitor


def appeal(*, node: Node, visitor: Visitor, text: str, at: datetime, code: str = "") -> Appeal:
    """Ask somebody else to look at a hiding again, as its author: by account or by code.

    Raises:
        Refusal: why not; nothing was written.
    """
    text = clean_text(text)
    with transaction.atomic():
        node = locked(node)
        is_author = visitor.person is not None and visitor.person.pk == node.author_id
        if not is_author and (not code or node_by_code(code) != node):
            raise NotYourContribution()
        appealing(node, at=at).verdict.require()
        hiding = last_hiding(node)
        assert hiding is not None  # else there is nothing to object to
        if not text:
            raise AppealEmpty()
        is_short_enough(text, LONGEST_APPEAL).require()
        due = at + timedelta(days=DECIDE_DAYS)
        made = Appeal.objects.create(step=hiding, node=node, text=text, at=at, due=due)
        ModerationStep.objects.create(node=node, step=Step.APPEALED, by=node.author, at=at)
        append(kind=f"{node.kind}.appealed", subject=node.public_id, content={"text": text}, at=at)
    return made


def decide_appeal(
    *,
    node: Node,
    visitor: Visitor,
    grant: bool,
    reason: str,
    at: datetime,
    seen: int | None = None,
) -> Node:
    """Show the contribution again, or leave it hidden; with a reason for author and public.

    Raises:
        Refusal: why this person cannot, or that there is nothing to decide any more.
    """
    reason = clean_text(reason)
    with transaction.atomic():
        node = locked(node)
        involved = who_did(node, Step.HIDDEN)
        refusal = SomebodyElseDecides()
        may_judge(visitor, node, involved=involved, refusal=refusal, at=at).require()
        by = visitor.person
        assert by is not None
        was_read(node, seen).require()
        if open_appeal(node) is None:
            raise AppealMissing()
        if grant:
            return moderate(
                node, by, at, step=Step.SHOWN, reason=reason,
                allowed={Visibility.HIDDEN}, becomes=Visibility.PUBLIC,
            )  # fmt: skip
        if not reason:
            raise ReasonMissing()
        is_short_enough(reason, LONGEST_REASON).require()
        close_appeal(node, AppealOutcome.UPHELD, reason, by, at)
        Claim.objects.filter(node=node).delete()
        step = Step.UPHELD
        done = ModerationStep.objects.create(node=node, step=step, reason=reason, by=by, at=at)
        content = {"reason": reason, "by": by.public_id}
        append(kind=f"{node.kind}.appeal_upheld", subject=node.public_id, content=content, at=at)
        enqueue("mitmachstadt.contributions.tasks.tell_of_step", number=done.pk)
    return node
