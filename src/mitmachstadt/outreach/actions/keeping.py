"""Recording where people were asked."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.outreach.calculations import Described
from mitmachstadt.outreach.errors import NothingToTalkAbout
from mitmachstadt.outreach.models import Occasion, Topic
from mitmachstadt.outreach.rules import may_be_held, may_be_topics, may_change, may_help
from mitmachstadt.people.queries import Visitor

_OF_THE_ROW = (
    "title", "place", "begins", "ends", "district", "neighbourhood", "partner", "staffed_by",
)  # fmt: skip


def keep_occasion(
    *,
    occasion: Occasion | None,
    says: Described,
    visitor: Visitor,
    at: datetime,
    seen: int | None = None,
) -> Occasion:
    """Record an occasion, past or to come, or change what is known of it.

    Args:
        seen: the version that somebody had before them while they wrote.

    Raises:
        Refusal: the role, the name or the place is missing, it ends before it begins, it would be
            dated back, or a topic is nothing that one can remark on.
    """
    may_help(visitor).require()
    may_be_held(title=says.title, place=says.place, begins=says.begins, ends=says.ends).require()
    topics = [(typed, node_by_public_id(typed)) for typed in dict.fromkeys(says.topics)]
    may_be_topics(topics).require()
    belongs_to = _node(says.belongs_to)
    with transaction.atomic():
        kept = Occasion(created=at, created_by=visitor.person)
        if occasion is not None:
            kept = Occasion.objects.select_for_update().get(pk=occasion.pk)
            may_change(kept, begins=says.begins, seen=seen).require()
            kept.version += 1
        for name in _OF_THE_ROW:
            setattr(kept, name, getattr(says, name))
        kept.node = belongs_to
        kept.save()
        _keep_topics(kept, [node for _, node in topics if node is not None])
        kind = "occasion.changed" if occasion else "occasion.entered"
        append(kind=kind, subject=kept.public_id, content=_content(says), at=at)
    return kept


def _node(public_id: str) -> Node | None:
    if not public_id:
        return None
    node = node_by_public_id(public_id)
    if node is None or not node.is_public:
        raise NothingToTalkAbout(address=public_id[:60])
    return node


def _keep_topics(occasion: Occasion, nodes: Sequence[Node]) -> None:
    occasion.topics.all().delete()
    Topic.objects.bulk_create(
        Topic(occasion=occasion, node=node, position=position)
        for position, node in enumerate(nodes)
    )


def _content(says: Described) -> dict[str, object]:
    content = asdict(says)
    content["district"] = says.district.name if says.district else ""
    content["begins"], content["ends"] = says.begins.isoformat(), says.ends.isoformat()
    content["topics"] = list(says.topics)
    return content
