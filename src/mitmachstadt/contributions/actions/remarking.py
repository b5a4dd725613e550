"""Saying something about a node."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from mitmachstadt.contributions.actions.submitting import Said, Sort, Submitted, submit
from mitmachstadt.contributions.actions.taking_down import SENT_BY_THEMSELVES, TakenDown
from mitmachstadt.contributions.calculations import Marked
from mitmachstadt.contributions.rules import may_be_remarked_on
from mitmachstadt.nodes.enums import Kind, Verb
from mitmachstadt.nodes.models import Node, Window, Wording
from mitmachstadt.people.queries import Visitor

_REMARK = Sort(Kind.REMARK, Verb.REMARK, may_be_remarked_on)


def submit_remark(
    *,
    about: Node,
    text: str,
    visitor: Visitor,
    submission: str,
    at: datetime,
    wording: Wording | None = None,
    address: str = "",
    windows: Iterable[Window] | None = None,
    marked: Marked | None = None,
    taken: TakenDown = SENT_BY_THEMSELVES,
    **said: Any,
) -> Submitted:
    """Say something about a node, or reply to a remark; see `submit`.

    Args:
        said: what else `Said` holds: name, capacity, organisation, place, language, proof.

    Raises:
        Refusal: why it cannot be said; nothing was written.
    """
    return submit(
        sort=_REMARK,
        about=about,
        said=Said(text=text, submission=submission, **said),
        visitor=visitor,
        at=at,
        address=address,
        wording=wording,
        windows=windows,
        marked=marked,
        taken=taken,
    )
