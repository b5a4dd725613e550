from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mitmachstadt.kernel.verdicts import YES, Refusal, Verdict, no
from mitmachstadt.nodes.enums import WITHOUT_CIRCLE, Kind, Relation, Verb, Visibility
from mitmachstadt.nodes.errors import (
    AccountNeeded,
    AnswerDueTooEarly,
    AudienceExcluded,
    CircularRelation,
    EndsBeforeItStarts,
    NodeMerged,
    NodeNotPublic,
    NodeRetired,
    NoWindow,
    SelfRelation,
    WindowClosed,
    WindowNotYetOpen,
)
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.queries import merged_into, reaches, veiled
from mitmachstadt.nodes.queries.search import Sight
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor


@dataclass(frozen=True)
class Opening:
    """Whether a verb is open to somebody on a node, and through which window."""

    window: Window | None
    verdict: Verdict

    @property
    def is_open(self) -> bool:
        return self.window is not None


def opening(
    verb: Verb, windows: Iterable[Window], *, groups: frozenset[str], at: datetime
) -> Opening:
    """The window through which somebody of these groups may do this now, or why not.

    Args:
        windows: all windows above the node, as `queries.windows_above` gives them. They are a
            union; of several open ones the one that closes last is taken.
    """
    offered = [window for window in windows if window.verbs & verb]
    running = [window for window in offered if window.opens <= at < window.closes]
    mine = [window for window in running if window.audience_id in groups]
    if mine:
        return Opening(max(mine, key=lambda window: (window.closes, window.pk)), YES)
    return Opening(None, no(_why_closed(offered, running, groups, at)))


def _why_closed(
    offered: list[Window], running: list[Window], groups: frozenset[str], at: datetime
) -> Refusal:
    if running:
        signed_in = BuiltInGroup.SIGNED_IN
        if signed_in not in groups and any(w.audience_id == signed_in for w in running):
            return AccountNeeded()
        return AudienceExcluded(audience=", ".join(sorted({w.audience.label for w in running})))
    to_come = [window.opens for window in offered if window.opens > at]
    if to_come:
        return WindowNotYetOpen(opens=min(to_come))
    if offered:
        return WindowClosed(closes=max(window.closes for window in offered))
    return NoWindow()


def may_refer_to(node: Node) -> Verdict:
    """Remarks, supports and traces point only at what everyone can see."""
    if node.visibility == Visibility.RETIRED:
        return no(NodeRetired())
    if not node.is_public:
        return no(NodeNotPublic(state=Visibility(node.visibility).label))
    return YES


def may_add_to(node: Node, *, merged: str | None = None) -> Verdict:
    """The same, and not to what goes on within something else.

    Args:
        merged: what the node went into is called, "" for nothing, by somebody who has read it.
    """
    verdict = may_refer_to(node)
    if not verdict.allowed or node.kind != Kind.IDEA:
        return verdict
    if merged is None:
        whole = merged_into(node)
        merged = veiled(whole).title if whole else ""
    return no(NodeMerged(title=merged)) if merged else YES


def may_link(source: Node, target: Node, relation: Relation) -> Verdict:
    """No node follows from itself; documents do not build on each other in a circle."""
    if source.pk == target.pk:
        return no(SelfRelation())
    if relation in WITHOUT_CIRCLE and reaches(target, source, WITHOUT_CIRCLE):
        return no(CircularRelation(source=source.title, target=target.title))
    return YES


def may_open(*, opens: datetime, closes: datetime, answer_due: datetime | None) -> Verdict:
    """A window ends after it starts, and answers are due after it ends."""
    if closes <= opens:
        return no(EndsBeforeItStarts(opens=opens, closes=closes))
    if answer_due is not None and answer_due < closes:
        return no(AnswerDueTooEarly(answer_due=answer_due, closes=closes))
    return YES


def sight_of(visitor: Visitor) -> Sight:
    """What somebody may find: what is public, what their role shows them, what of theirs waits.

    What was withdrawn nobody finds.
    """
    seen = [Visibility.PUBLIC, Visibility.RETIRED]
    if visitor.is_moderator or visitor.is_auditor:
        seen += [Visibility.WAITING, Visibility.HIDDEN]
    if visitor.is_office or visitor.is_auditor:
        seen.append(Visibility.DRAFT)
    return Sight(tuple(seen), visitor.person.pk if visitor.person else None)
