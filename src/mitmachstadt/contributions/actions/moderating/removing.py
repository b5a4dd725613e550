"""Deleting words for good takes two people; until both agree the contribution is hidden."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.contributions.actions.keeping import (
    change_visibility,
    forget_text,
    locked,
    settle_reports,
)
from mitmachstadt.contributions.actions.moderating.deciding import close_appeal, hide
from mitmachstadt.contributions.enums import LONGEST_REASON, AppealOutcome, Step
from mitmachstadt.contributions.errors import (
    ReasonMissing,
    RemovalMissing,
    RemovalProposed,
    SecondPersonNeeded,
    SomebodyElseDecides,
)
from mitmachstadt.contributions.models import (
    Appeal,
    Claim,
    Mail,
    ModerationStep,
    Removal,
    Report,
)
from mitmachstadt.contributions.queries import involved_in, proposed_removal
from mitmachstadt.contributions.rules import (
    is_short_enough,
    may_be_removed,
    may_judge,
    may_moderate,
    was_read,
)
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.kernel.verdicts import Verdict
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as

_HIDEABLE = {Visibility.WAITING, Visibility.PUBLIC, Visibility.HIDDEN}


def propose_removal(
    *, node: Node, visitor: Visitor, reason: str, at: datetime, seen: int | None = None
) -> Removal:
    """Hide a contribution now, and ask another moderator to agree that its words are deleted."""
    may_work_as(visitor, BuiltInGroup.MODERATOR).require()
    by, reason = visitor.person, clean_text(reason)
    assert by is not None
    with transaction.atomic():
        node = locked(node)
        was_read(node, seen).require()
        may_moderate(node, by, allowed=_HIDEABLE, reason=reason, needs_reason=True).require()
        is_short_enough(reason, LONGEST_REASON).require()
        if proposed_removal(node) is not None:
            raise RemovalProposed()
        if node.visibility != Visibility.HIDDEN:
            node = hide(node=node, visitor=visitor, reason=reason, at=at)
        made = Removal.objects.create(node=node, reason=reason, proposed_by=by, proposed=at)
        ModerationStep.objects.create(node=node, step=Step.PROPOSED, reason=reason, by=by, at=at)
        Claim.objects.filter(node=node).delete()
        content = {"reason": reason, "by": by.public_id}
        append(kind="removal.proposed", subject=node.public_id, content=content, at=at)
    return made


def decline_removal(*, node: Node, visitor: Visitor, reason: str, at: datetime) -> Node:
    """Let the words be: as the second person, or as whoever proposed it. It stays hidden."""
    by, reason = visitor.person, clean_text(reason)
    with transaction.atomic():
        node = locked(node)
        removal = proposed_removal(node)
        # Whoever proposed it may take it back, but does not keep the office from standing in.
        others = involved_in(node, removal) - {by.pk if by else 0}
        refusal = SecondPersonNeeded()
        may_judge(visitor, node, involved=others, refusal=refusal, at=at).require()
        assert by is not None
        if removal is None:
            raise RemovalMissing()
        if not reason:
            raise ReasonMissing()
        is_short_enough(reason, LONGEST_REASON).require()
        Removal.objects.filter(node=node).delete()
        ModerationStep.objects.create(node=node, step=Step.DECLINED, reason=reason, by=by, at=at)
        content = {"reason": reason, "by": by.public_id}
        append(kind="removal.declined", subject=node.public_id, content=content, at=at)
    return node


def agree_to_removal(*, node: Node, visitor: Visitor, at: datetime) -> Node:
    """Delete the words wherever they are kept; what stays is the reason and the register's line.

    Raises:
        Refusal: nobody proposed it, it was this person, they would decide an appeal against their
            own hiding with it, or the words are held as evidence.
    """
    with transaction.atomic():
        node = locked(node)
        removal = proposed_removal(node)
        if removal is None:
            raise RemovalMissing()
        _may_agree(visitor, removal, at).require()
        may_be_removed(node, at=at).require()
        by = visitor.person
        assert by is not None
        removal.agreed_by, removal.agreed = by, at
        removal.save(update_fields=["agreed_by", "agreed"])
        close_appeal(node, AppealOutcome.UPHELD, removal.reason, by, at)
        _forget_everywhere(node, at)
        done = ModerationStep.objects.create(
            node=node, step=Step.REMOVED, reason=removal.reason, by=by, at=at
        )
        change_visibility(node, Visibility.HIDDEN, at)
        content = {"reason": removal.reason, "by": by.public_id}
        append(kind=f"{node.kind}.removed", subject=node.public_id, content=content, at=at)
        enqueue("mitmachstadt.contributions.tasks.tell_of_step", number=done.pk)
    return node


def _may_agree(visitor: Visitor, removal: Removal, at: datetime) -> Verdict:
    """Not whoever proposed it, nor whoever would decide an appeal against their own hiding."""
    node, involved = removal.node, involved_in(removal.node, removal)
    by = visitor.person.pk if visitor.person else None
    proposed = by == removal.proposed_by_id
    refusal = SecondPersonNeeded() if proposed else SomebodyElseDecides()
    return may_judge(visitor, node, involved=involved, refusal=refusal, at=at)


def _forget_everywhere(node: Node, at: datetime) -> None:
    """The node's words and their copies, what readers and the author wrote of them, mail with them.

    Digests that name it are taken back when they are about to be sent (`recalling`).
    """
    node.text, node.title, node.author_name = "", "Gelöschter Beitrag", ""
    node.neighbourhood = ""
    Node.objects.filter(pk=node.pk).update(neighbourhood="")
    forget_text(node)
    settle_reports(node, at, upheld=True)
    Report.objects.filter(node=node).update(text="")
    Appeal.objects.filter(node=node).update(text="")
    Claim.objects.filter(node=node).delete()
    answers = Trace.objects.filter(
        source=node, relation__in=(Relation.ANSWERED_BY, Relation.DECIDED_BY)
    )
    for answer in answers.values_list("target__public_id", flat=True):
        # They name the contribution; its author reads the answer on the page instead.
        Mail.objects.filter(key__startswith=f"answer/{answer}/", due__isnull=False).delete()
