"""What moderators did to a contribution, and what is still to be decided about it."""

from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import Appeal, ModerationStep, Remark, Removal
from mitmachstadt.nodes.models import Node

_HIDING = (Step.HIDDEN, Step.REMOVED)


def moderation_history(node: Node) -> list[ModerationStep]:
    """What was done to a contribution, oldest first."""
    return list(node.moderation_steps.order_by("at", "id"))


def hiding_reason(node: Node) -> str:
    """Why a contribution is hidden, in the moderator's words."""
    step = node.moderation_steps.filter(step__in=_HIDING).order_by("-at", "-id").first()
    return step.reason if step else ""


def last_hiding(node: Node) -> ModerationStep | None:
    """The step that hid a contribution last."""
    return node.moderation_steps.filter(step=Step.HIDDEN).order_by("-at", "-id").first()


def who_did(node: Node, step: Step) -> set[int]:
    """Primary keys of everybody who ever took this step with a contribution."""
    done = node.moderation_steps.filter(step=step, by__isnull=False)
    return set(done.values_list("by_id", flat=True))


def involved_in(node: Node, removal: Removal | None = None) -> set[int]:
    """Primary keys of those who had a part in what is now to be decided about a contribution.

    Whoever agrees to a removal ends an open appeal too: then it is not whoever hid it.
    """
    hid = who_did(node, Step.HIDDEN) if open_appeal(node) is not None else set()
    proposed = {removal.proposed_by_id} if removal is not None else set()
    return {number for number in hid | proposed if number is not None}


def appeal_about(hiding: ModerationStep) -> Appeal | None:
    """What its author objected to this hiding."""
    return Appeal.objects.filter(step=hiding).first()


def open_appeal(node: Node) -> Appeal | None:
    """The appeal about a contribution that nobody has decided yet."""
    return Appeal.objects.filter(node=node, decided__isnull=True).first()


def proposed_removal(node: Node) -> Removal | None:
    """The deletion that somebody proposed and nobody agreed to yet."""
    return (
        Removal.objects.filter(node=node, agreed__isnull=True).select_related("proposed_by").first()
    )


def was_let_through(node: Node) -> bool:
    """Whether it is public because a moderator read it."""
    return node.moderation_steps.filter(step__in=(Step.RELEASED, Step.SHOWN)).exists()


def is_unproven(node: Node) -> bool:
    """Whether a contribution came without account and without proof of work."""
    return Remark.objects.filter(node=node, unproven=True).exists()
