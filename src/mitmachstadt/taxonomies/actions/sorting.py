from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.taxonomies.enums import MappingRelation
from mitmachstadt.taxonomies.errors import MappedToItself
from mitmachstadt.taxonomies.models import Assignment, Mapping, Term
from mitmachstadt.taxonomies.queries import entries_in_force, terms_of_node
from mitmachstadt.taxonomies.rules import may_sort


def map_terms(
    *,
    source: Term,
    target: Term,
    relation: MappingRelation,
    visitor: Visitor,
    at: datetime,
    note: str = "",
) -> Mapping:
    """Say how a term relates to one of another taxonomy or version; again means otherwise."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    if source.pk == target.pk:
        raise MappedToItself()
    with transaction.atomic():
        mapping, _ = Mapping.objects.update_or_create(
            source=source,
            target=target,
            defaults={"relation": relation, "note": clean_line(note)[:300]},
        )
        content = {"target": target.public_id, "relation": str(relation)}
        append(kind="term.mapped", subject=source.public_id, content=content, at=at)
    return mapping


def unmap_terms(*, mapping: Mapping, visitor: Visitor, at: datetime) -> None:
    """Take back what was said of two terms."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        content = {"target": mapping.target.public_id, "relation": mapping.relation}
        subject = mapping.source.public_id
        append(kind="term.unmapped", subject=subject, content=content, at=at)
        mapping.delete()


def sort_under(*, node: Node, terms: Collection[str], visitor: Visitor, at: datetime) -> None:
    """Sort a thing under exactly these terms.

    Args:
        terms: their public ids.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_refer_to(node).require()
    with transaction.atomic():
        Node.objects.select_for_update(of=("self",), no_key=True).get(pk=node.pk)
        known = {entry.term.public_id: entry for entry in entries_in_force()}
        kept = terms_of_node(node)
        chosen = [known.get(public_id) for public_id in dict.fromkeys(terms)]
        may_sort(node, chosen, kept=kept).require()
        wanted = {entry.term_id: entry for entry in chosen if entry}
        if set(wanted) == kept:
            return
        Assignment.objects.filter(node=node).exclude(term__in=wanted).delete()
        Assignment.objects.bulk_create(
            Assignment(node=node, term_id=term, by=visitor.person, created=at)
            for term in wanted
            if term not in kept
        )
        content = {"terms": sorted(e.term.public_id for e in wanted.values())}
        append(kind="node.sorted", subject=node.public_id, content=content, at=at)


def sort_new(*, node: Node, terms: Collection[str], by: Person | None, at: datetime) -> None:
    """Sort what has just come under what its author chose; the caller holds the transaction.

    Args:
        terms: public ids of terms that are in force.

    Raises:
        Refusal: a term is not (any more) there to be chosen.
    """
    if not terms:
        return
    known = {entry.term.public_id: entry for entry in entries_in_force()}
    chosen = [known.get(public_id) for public_id in dict.fromkeys(terms)]
    may_sort(node, chosen, kept=set()).require()
    Assignment.objects.bulk_create(
        Assignment(node=node, term_id=entry.term_id, by=by, created=at) for entry in chosen if entry
    )
    content = {"terms": sorted(e.term.public_id for e in chosen if e)}
    append(kind="node.sorted", subject=node.public_id, content=content, at=at)
