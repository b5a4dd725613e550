import re
from collections.abc import Collection, Sequence
from datetime import date

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from mitmachstadt.taxonomies.enums import (
    LONGEST_NAME,
    LONGEST_SLUG,
    MOST_ENTRIES,
    MOST_TERMS,
    VersionState,
)
from mitmachstadt.taxonomies.errors import (
    CannotBeSorted,
    HierarchyInACircle,
    NotInThisVersion,
    SlugTaken,
    SlugUnfit,
    SuccessorUnfit,
    TaxonomyNameMissing,
    TermHasTermsBelow,
    TermInUse,
    TermIsClosed,
    TermIsSuccessor,
    TermNameMissing,
    TooManyEntries,
    TooManyTerms,
    UnknownTerm,
    ValidFromUnfit,
    VersionDraftExists,
    VersionIsEmpty,
    VersionIsPublished,
)
from mitmachstadt.taxonomies.models import Entry, Taxonomy, Term, Version
from mitmachstadt.taxonomies.queries import terms_above, usage

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What says what the city wants or does; remarks and answers belong where these belong.
SORTED = frozenset({Kind.DOCUMENT, Kind.SECTION, Kind.PROCESS, Kind.IDEA, Kind.MEASURE})


def may_name_slug(slug: str, taken: Collection[str]) -> Verdict:
    """Short, plain letters, and nobody else's."""
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        return no(SlugUnfit(slug=slug[:LONGEST_SLUG], most=LONGEST_SLUG))
    return no(SlugTaken(slug=slug)) if slug in taken else YES


def may_found(*, slug: str, name: str) -> Verdict:
    """A taxonomy has a name and a slug of its own."""
    if not name or len(name) > LONGEST_NAME:
        return no(TaxonomyNameMissing())
    return may_name_slug(slug, set(Taxonomy.objects.values_list("slug", flat=True)))


def may_begin_version(taxonomy: Taxonomy) -> Verdict:
    """One draft at a time."""
    draft = Version.objects.filter(taxonomy=taxonomy, state=VersionState.DRAFT).first()
    return no(VersionDraftExists(number=draft.number)) if draft else YES


def may_write(version: Version) -> Verdict:
    """A published version never changes."""
    if version.state == VersionState.DRAFT:
        return YES
    return no(VersionIsPublished(number=version.number))


def may_enter(
    entries: Sequence[Entry], *, slug: str, name: str, parent: Term | None, term: Term | None = None
) -> Verdict:
    """A term has a name, a slug of its own, and stands below nothing that stands below it.

    Args:
        term: the term that changes; None for a new one.
    """
    own = term.pk if term else None
    if not name or len(name) > LONGEST_NAME:
        return no(TermNameMissing(most=LONGEST_NAME))
    if term is None and len(entries) >= MOST_ENTRIES:
        return no(TooManyEntries(most=MOST_ENTRIES))
    slugs = may_name_slug(slug, {e.slug for e in entries if e.term_id != own})
    if not slugs.allowed or parent is None:
        return slugs
    if parent.pk not in {entry.term_id for entry in entries}:
        return no(NotInThisVersion())
    if own is not None and own in {parent.pk, *terms_above(parent.pk, entries)}:
        return no(HierarchyInACircle(name=name))
    return YES


def may_remove(entry: Entry, entries: Sequence[Entry]) -> Verdict:
    """What nothing is sorted under, nothing stands below and nothing leads to."""
    if count := usage([entry.term]).get(entry.term_id, 0):
        return no(TermInUse(name=entry.name_de, count=count))
    if any(each.parent_id == entry.term_id for each in entries):
        return no(TermHasTermsBelow(name=entry.name_de))
    if any(each.successor_id == entry.term_id for each in entries):
        return no(TermIsSuccessor(name=entry.name_de))
    return YES


def may_close(entry: Entry, successor: Entry | None) -> Verdict:
    """In favour of another term of the version that is open itself, so that none is a circle."""
    fits = successor is not None and successor.term_id != entry.term_id and not successor.is_closed
    if not fits:
        return no(SuccessorUnfit(name=entry.name_de))
    return YES


def may_publish(
    version: Version, entries: Sequence[Entry], *, former: Version | None, day: date, today: date
) -> Verdict:
    """A version with terms, from a day that has come; what is in use is still in it."""
    written = may_write(version)
    if not written.allowed:
        return written
    if not entries:
        return no(VersionIsEmpty())
    if day > today or (former and former.valid_from and day < former.valid_from):
        return no(ValidFromUnfit())
    return _nothing_lost(version, entries)


def _nothing_lost(version: Version, entries: Sequence[Entry]) -> Verdict:
    kept = {entry.term_id for entry in entries}
    terms = Term.objects.filter(taxonomy=version.taxonomy_id).exclude(pk__in=kept)
    for term, count in usage(terms).items():
        name = Entry.objects.filter(term=term).order_by("-version__number").first()
        return no(TermInUse(name=name.name_de if name else "", count=count))
    return YES


def may_sort(node: Node, chosen: Sequence[Entry | None], *, kept: Collection[int]) -> Verdict:
    """A thing that can be sorted, under a few terms that are in force.

    Args:
        kept: terms it is sorted under already; a closed one among them may stay.
    """
    if node.kind not in SORTED:
        return no(CannotBeSorted())
    for entry in chosen:
        if entry is None:
            return no(UnknownTerm())
        if entry.is_closed and entry.term_id not in kept:
            return no(TermIsClosed(name=entry.name_de))
    by_taxonomy: dict[int, int] = {}
    for entry in chosen:
        if entry is not None:
            of = entry.version.taxonomy_id
            by_taxonomy[of] = by_taxonomy.get(of, 0) + 1
    most = max(by_taxonomy.values(), default=0)
    return no(TooManyTerms(count=most, most=MOST_TERMS)) if most > MOST_TERMS else YES
