from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.expressions import Subquery
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.kernel.rows import rows_column, rows_of
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.taxonomies.enums import MappingRelation, VersionState
from mitmachstadt.taxonomies.models import Assignment, Entry, Mapping, Taxonomy, Term, Version

# A field with more in it shows the newest of these.
MOST_SHOWN = 200


@dataclass(frozen=True)
class TreeLine:
    """An entry in its place: how deep it stands, what follows it, how much is sorted under it."""

    entry: Entry
    depth: int
    count: int
    successor: Entry | None


@dataclass(frozen=True)
class TaxonomyLine:
    """A taxonomy with its version in force, if there is one, and the terms of that version."""

    taxonomy: Taxonomy
    version: Version | None
    tree: list[TreeLine]


@dataclass(frozen=True)
class MappingLine:
    """A mapping as read from one of its two terms."""

    mapping: Mapping
    words: str
    name: str
    public_id: str


@dataclass(frozen=True)
class TermPage:
    """A term with everything sorted under it."""

    term: Term
    entry: Entry
    version: Version
    above: list[Entry]
    below: list[Entry]
    successor: Entry | None
    nodes: list[Node]
    in_all: int
    mappings: list[MappingLine]


def taxonomy_by_slug(slug: str) -> Taxonomy | None:
    return Taxonomy.objects.filter(slug=slug).first()


def taxonomies() -> list[Taxonomy]:
    return list(Taxonomy.objects.order_by("pk"))


def taxonomy_lines() -> list[TaxonomyLine]:
    """All taxonomies with what is in force; four queries."""
    found = taxonomies()
    versions = {v.taxonomy_id: v for v in Version.objects.filter(state=VersionState.IN_FORCE)}
    entries: dict[int, list[Entry]] = {}
    for entry in _entries().filter(version__in=versions.values()):
        entries.setdefault(entry.version_id, []).append(entry)
    counts = usage()
    return [
        TaxonomyLine(t, v, tree(entries.get(v.pk, []) if v else [], counts))
        for t, v in ((t, versions.get(t.pk)) for t in found)
    ]


def versions_of(taxonomy: Taxonomy) -> list[Version]:
    """All versions, newest first."""
    return list(Version.objects.filter(taxonomy=taxonomy).order_by("-number"))


def version_numbered(taxonomy: Taxonomy, number: int) -> Version | None:
    return (
        Version.objects.select_related("taxonomy").filter(taxonomy=taxonomy, number=number).first()
    )


def entries_of(version: Version) -> list[Entry]:
    """The terms of a version as they were entered."""
    return list(_entries().filter(version=version))


def entries_in_force() -> list[Entry]:
    """What things can be sorted under now, with taxonomy and version."""
    return _IN_FORCE()


def usage(terms: Iterable[Term] | None = None) -> dict[int, int]:
    """How many public things are sorted under terms: term -> number."""
    found = Assignment.objects.filter(_SHOWN)
    if terms is not None:
        found = found.filter(term__in=terms)
    return dict(found.values_list("term").annotate(Count("id")))


def tree(entries: Sequence[Entry], counts: dict[int, int]) -> list[TreeLine]:
    """Entries in reading order, each below its parent; what hangs nowhere stands at the top."""
    known = {entry.term_id: entry for entry in entries}
    below: dict[int | None, list[Entry]] = {}
    for entry in entries:
        parent = entry.parent_id if entry.parent_id in known else None
        below.setdefault(parent, []).append(entry)
    lines: list[TreeLine] = []
    waiting = [(entry, 0) for entry in reversed(below.get(None, []))]
    while waiting:
        entry, depth = waiting.pop()
        after = known.get(entry.successor_id) if entry.successor_id else None
        lines.append(TreeLine(entry, depth, counts.get(entry.term_id, 0), after))
        waiting.extend((each, depth + 1) for each in reversed(below.get(entry.term_id, [])))
    return lines


def terms_above(term_id: int, entries: Iterable[Entry]) -> list[int]:
    """The terms above a term in a version, nearest first."""
    parents = {entry.term_id: entry.parent_id for entry in entries}
    above: list[int] = []
    parent = parents.get(term_id)
    while parent is not None and parent not in above:
        above.append(parent)
        parent = parents.get(parent)
    return above


def term_by_public_id(public_id: str) -> Term | None:
    return Term.objects.select_related("taxonomy").filter(public_id=public_id).first()


def term_page(public_id: str) -> TermPage | None:
    """A term as the newest published version has it; at most six queries."""
    term = term_by_public_id(public_id)
    if term is None:
        return None
    entry = (
        _entries()
        .filter(term=term)
        .exclude(version__state=VersionState.DRAFT)
        .order_by("-version__number")
        .first()
    )
    if entry is None:
        return None
    entries = entries_of(entry.version)
    known = {each.term_id: each for each in entries}
    nodes = Node.objects.filter(
        assignments__term__in=_led_here(term.pk, entries), visibility__in=_VISIBLE
    ).distinct()
    return TermPage(
        term=term,
        entry=entry,
        version=entry.version,
        above=[known[i] for i in reversed(terms_above(term.pk, entries)) if i in known],
        below=[each for each in entries if each.parent_id == term.pk],
        successor=known.get(entry.successor_id) if entry.successor_id else None,
        nodes=list(nodes.order_by("kind", "-created", "-id")[:MOST_SHOWN]),
        in_all=nodes.count(),
        mappings=mappings_of(term),
    )


def _led_here(term_id: int, entries: Iterable[Entry]) -> set[int]:
    """The term, and the closed ones whose successors end with it."""
    after = {entry.term_id: entry.successor_id for entry in entries if entry.successor_id}
    found, size = {term_id}, 0
    while size != len(found):
        size = len(found)
        found |= {term for term, successor in after.items() if successor in found}
    return found


def mappings_of(term: Term) -> list[MappingLine]:
    """What the term corresponds to elsewhere, read in both directions; two queries."""
    found = list(
        Mapping.objects.filter(Q(source=term) | Q(target=term))
        .select_related("source__taxonomy", "target__taxonomy")
        .order_by("pk")
    )
    others = [m.target if m.source_id == term.pk else m.source for m in found]
    names = names_of(others)
    return [
        MappingLine(
            mapping,
            _words(MappingRelation(mapping.relation), mapping.source_id == term.pk),
            f"{names.get(other.pk, '')} ({other.taxonomy.name_de})",
            other.public_id,
        )
        for mapping, other in zip(found, others, strict=True)
    ]


def mappings_from(version: Version) -> list[Mapping]:
    """What the terms of a version correspond to."""
    terms = Term.objects.filter(entries__version=version)
    return list(Mapping.objects.filter(source__in=terms).select_related("target").order_by("pk"))


def names_elsewhere(term: Term) -> list[tuple[str, str]]:
    """All other terms that were ever published, for a choice: public id and name."""
    rows = (
        Entry.objects.exclude(term=term)
        .exclude(version__state=VersionState.DRAFT)
        .order_by("version__taxonomy", "version__number", "position")
        .values_list("term__public_id", "name_de", "version__taxonomy__name_de")
    )
    return list({public_id: f"{name} ({of})" for public_id, name, of in rows}.items())


def names_of(terms: Iterable[Term]) -> dict[int, str]:
    """What terms are called in the newest published version that has them."""
    rows = (
        Entry.objects.filter(term__in=list(terms))
        .exclude(version__state=VersionState.DRAFT)
        .order_by("version__number")
    )
    return dict(rows.values_list("term", "name_de"))


_BACKWARD = {
    MappingRelation.SAME: MappingRelation.SAME.label,
    MappingRelation.BROADER: MappingRelation.NARROWER.label,
    MappingRelation.NARROWER: MappingRelation.BROADER.label,
    MappingRelation.MERGED_INTO: _("nahm auf"),
}


def _words(relation: MappingRelation, forward: bool) -> str:
    return str(relation.label if forward else _BACKWARD[relation])


def terms_of_node(node: Node) -> set[int]:
    """The terms that a node is sorted under."""
    return set(Assignment.objects.filter(node=node).values_list("term", flat=True))


def fields_column() -> Subquery:
    """A column with the terms of the node of the outer row (`node_id`): `fields_in` reads it."""
    return rows_column(
        Entry.objects.filter(
            version__state=VersionState.IN_FORCE, term__assignments__node=OuterRef("node_id")
        ),
        by="term__assignments__node",
        order="position",
        name="name_de",
        public_id="term__public_id",
    )


def fields_in(column: str | None) -> list[dict[str, str]]:
    """Name and public id of each term in such a column."""
    return rows_of(column)


_VISIBLE = (Visibility.PUBLIC, Visibility.RETIRED)
_SHOWN = Q(node__visibility__in=_VISIBLE)


def _entries() -> QuerySet[Entry]:
    return Entry.objects.select_related("term", "version__taxonomy", "parent").order_by(
        "version", "position", "id"
    )


_IN_FORCE = prepared(lambda: _entries().filter(version__state=VersionState.IN_FORCE))
