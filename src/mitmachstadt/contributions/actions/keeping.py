"""What every change to a remark keeps right: its lock, its counters, its card."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from mitmachstadt.contributions import cards
from mitmachstadt.contributions.actions.recounting import hiding_changed
from mitmachstadt.contributions.models import Appeal, Claim, Quote, Remark, Removal, Report
from mitmachstadt.ledger.actions import forget_words
from mitmachstadt.nodes.actions import bump
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import merged_above, paths_above


def count(node: Node, *, by: int) -> None:
    """Count a remark on what it is about, and on the remark it replies to."""
    parent = node.parent
    assert parent is not None
    counted = [parent.pk]
    if parent.kind == Kind.REMARK and parent.parent_id is not None:
        counted.append(parent.parent_id)
    bump(counted, counter="remarks", by=by)


def content_of(node: Node) -> dict[str, Any]:
    named = {"title": node.title} if node.kind == Kind.IDEA else {}
    return {
        **named,
        "about": node.parent.public_id if node.parent else "",
        "author": node.author_name,
        "capacity": str(node.capacity),
        "organisation": node.organisation_name,
        "affiliation": node.affiliation,
        "district": str(node.district_id or ""),
        "neighbourhood": node.neighbourhood,
        "text": node.text,
        "visibility": str(node.visibility),
    }


def fresh(node: Node) -> Node:
    """The node as the database has it now."""
    return Node.objects.get(pk=node.pk)


def locked(node: Node) -> Node:
    """The contribution as it is now, locked together with what its counters stand in.

    All writers take these rows in the order of their ids, so that no two wait for each other; with
    what it was merged into, for there too people are counted.
    """
    counted = Q(path__in=paths_above(node.path)[-3:])
    if node.kind == Kind.IDEA:
        counted |= Q(pk__in=merged_above([node.pk]))
    rows = (
        Node.objects.select_for_update(of=("self",), no_key=True)
        .select_related("parent", "window", "author")
        .filter(counted)
        .order_by("pk")
    )
    return next(row for row in rows if row.pk == node.pk)


def change_visibility(node: Node, becomes: Visibility, at: datetime) -> None:
    was_public = node.visibility == Visibility.PUBLIC
    was_hidden = node.visibility == Visibility.HIDDEN
    node.visibility = becomes
    node.changed, node.version = at, node.version + 1
    cards.render_again([node])
    # Counters belong to the database: saving a loaded row must not write them back.
    node.save(
        update_fields=[
            "visibility", "changed", "version", "card", "text", "title",
            "author", "author_name", "capacity", "organisation", "organisation_name",
            "affiliation",
        ]
    )  # fmt: skip
    if was_public != (becomes == Visibility.PUBLIC):
        count(node, by=-1 if was_public else 1)
    if was_hidden != (becomes == Visibility.HIDDEN):
        hiding_changed(node)


def forget_text(node: Node) -> None:
    """Delete every copy of a contribution's former words; the register keeps its commitments.

    The caller has emptied the node itself.
    """
    Remark.objects.filter(wording__node=node).update(wording=None)
    node.wordings.all().delete()
    Quote.objects.filter(node=node).delete()
    Remark.objects.filter(node=node).update(fingerprint=None, suspicion="", unseen=False)
    forget_words(subject=node.public_id)


def settle_reports(node: Node, at: datetime, *, upheld: bool) -> int:
    """What readers reported about a contribution is decided; returns how many reports."""
    waiting = Report.objects.filter(node=node, settled__isnull=True)
    return waiting.update(settled=at, upheld=upheld)


def clear_desk(node: Node, at: datetime) -> None:
    """Its author took it back: nobody at the desk has anything left to do with it."""
    Claim.objects.filter(node=node).delete()
    Appeal.objects.filter(node=node, decided__isnull=True).delete()
    Removal.objects.filter(node=node, agreed__isnull=True).delete()
    settle_reports(node, at, upheld=False)
    forget_letters(node)


def forget_letters(node: Node) -> None:
    """What readers and its author wrote to the moderators, unless somebody has yet to decide."""
    Report.objects.filter(node=node, settled__isnull=False).update(text="")
    Appeal.objects.filter(node=node, decided__isnull=False).update(text="")
