from collections.abc import Sequence

from mitmachstadt.arena.enums import MOST_PARTS
from mitmachstadt.arena.errors import (
    IdeaNotPublic,
    MergedAlready,
    MergeInCircle,
    MergeOfItself,
    NothingToMerge,
    NotMerged,
    OtherArena,
    TooFewParts,
    TooManyParts,
)
from mitmachstadt.arena.models import Idea
from mitmachstadt.arena.rules.ideas import is_reason
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Trace
from mitmachstadt.nodes.queries import merged_above, merged_into, veiled


def may_merge(whole: Idea, parts: Sequence[Idea], *, reason: str) -> Verdict:
    """Public ideas of one arena, none of them merged yet, never in a circle, with a reason.

    The caller lets only one person merge at a time: a circle could else be closed from two sides.
    """
    if not parts:
        return no(NothingToMerge())
    if len(parts) > MOST_PARTS:
        return no(TooManyParts(most=MOST_PARTS, chosen=len(parts)))
    if not (verdict := is_reason(reason)).allowed:
        return verdict
    above = set(merged_above([whole.pk]))
    for idea in (whole, *parts):
        if idea.node.visibility != Visibility.PUBLIC:
            return no(IdeaNotPublic(state=Visibility(idea.node.visibility).label))
        if idea.arena_id != whole.arena_id:
            return no(OtherArena(title=idea.node.title))
    for part in parts:
        if part.pk == whole.pk:
            return no(MergeOfItself())
        if part.pk in above:
            return no(MergeInCircle(whole=whole.node.title, part=part.node.title))
    if (already := merged_into(whole.node)) is not None:
        return no(MergedAlready(title=whole.node.title, whole=veiled(already).title))
    return _none_is_merged(parts)


def _none_is_merged(parts: Sequence[Idea]) -> Verdict:
    merged = (
        Trace.objects.filter(source__in=[part.pk for part in parts], relation="merged_into")
        .select_related("source", "target")
        .first()
    )
    if merged is None:
        return YES
    return no(MergedAlready(title=merged.source.title, whole=veiled(merged.target).title))


def may_undo(trace: Trace | None, part: Idea, *, reason: str) -> Verdict:
    if trace is None:
        return no(NotMerged(title=part.node.title))
    return is_reason(reason)


def may_split(idea: Idea, parts: Sequence[tuple[str, str]], *, reason: str) -> Verdict:
    """Into two or more, each with a title and words."""
    if idea.node.visibility != Visibility.PUBLIC:
        return no(IdeaNotPublic(state=Visibility(idea.node.visibility).label))
    if len(parts) < 2 or not all(title and text for title, text in parts):
        return no(TooFewParts())
    if (whole := merged_into(idea.node)) is not None:
        return no(MergedAlready(title=idea.node.title, whole=whole.title))
    return is_reason(reason)
