"""Taxonomies in versions: what may be written, closed, published, sorted and mapped."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.ledger.models import Entry as Line
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.errors import NodeNotPublic
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from mitmachstadt.taxonomies import actions, errors
from mitmachstadt.taxonomies.calculations import Row
from mitmachstadt.taxonomies.enums import MOST_TERMS, MappingRelation, VersionState
from mitmachstadt.taxonomies.models import Assignment, Entry, Mapping, Term
from mitmachstadt.taxonomies.queries import entries_of, tree, usage
from tests import factories as f
from tests.taxonomies import make

pytestmark = pytest.mark.django_db


def slugs(version):
    return [entry.slug for entry in entries_of(version)]


def verbs():
    """Each verb on something on which the office may do it."""
    version, (one, two) = make.published()
    coming, node = make.next_version(version), f.node(Kind.SECTION)
    other = make.draft("andere")
    entry = make.entry(other, "eins")
    mapping = Mapping.objects.create(
        source=two.term, target=entry.term, relation=MappingRelation.SAME
    )
    return {
        "found": lambda me: actions.found_taxonomy(slug="x", name_de="X", visitor=me, at=f.NOW),
        "begin": lambda me: actions.begin_version(taxonomy=other.taxonomy, visitor=me, at=f.NOW),
        "write": lambda me: actions.write_entry(
            version=coming, slug="neu", name_de="Neu", visitor=me, at=f.NOW
        ),
        "close": lambda me: actions.close_entry(
            version=coming, term=one.term, successor=two.term, visitor=me, at=f.NOW
        ),
        "remove": lambda me: actions.remove_entry(
            version=coming, term=one.term, visitor=me, at=f.NOW
        ),
        "replace": lambda me: actions.replace_entries(
            version=coming, rows=[], visitor=me, at=f.NOW
        ),
        "publish": lambda me: actions.publish_version(
            version=other, valid_from=make.TODAY, visitor=me, at=f.NOW
        ),
        "map": lambda me: actions.map_terms(
            source=one.term, target=entry.term, relation=MappingRelation.SAME, visitor=me, at=f.NOW
        ),
        "reopen": lambda me: actions.reopen_entry(
            version=coming, term=one.term, visitor=me, at=f.NOW
        ),
        "unmap": lambda me: actions.unmap_terms(mapping=mapping, visitor=me, at=f.NOW),
        "sort": lambda me: actions.sort_under(
            node=node, terms=[two.term.public_id], visitor=me, at=f.NOW
        ),
    }


@pytest.mark.parametrize("name", [
    "found", "begin", "write", "close", "remove", "replace", "publish", "map", "sort",
    "reopen", "unmap",
])  # fmt: skip
def test_only_the_office_works_on_taxonomies(name):
    verb, stranger = verbs()[name], f.citizen()
    lines = Line.objects.count()
    with pytest.raises(SignInNeeded):
        verb(ANYONE)
    with pytest.raises(RoleNeeded):
        verb(stranger)
    assert Line.objects.count() == lines


def test_published_version_never_changes():
    version, (one, two) = make.published()
    before = list(Entry.objects.filter(version=version).values())
    for verb in (
        lambda: make.entry(version, "neu"),
        lambda: actions.write_entry(
            version=version, slug="x", name_de="X", term=one.term, visitor=f.office(), at=f.NOW
        ),
        lambda: actions.remove_entry(version=version, term=one.term, visitor=f.office(), at=f.NOW),
        lambda: actions.close_entry(
            version=version, term=one.term, successor=two.term, visitor=f.office(), at=f.NOW
        ),
        lambda: actions.replace_entries(version=version, rows=[], visitor=f.office(), at=f.NOW),
        lambda: make.publish(version),
    ):
        with pytest.raises(errors.VersionIsPublished):
            verb()
    assert list(Entry.objects.filter(version=version).values()) == before


def test_next_version_is_a_copy_whose_terms_keep_their_identity():
    version, entries = make.published("bildung", "verkehr")
    coming = make.next_version(version)
    assert (coming.number, coming.state) == (2, VersionState.DRAFT)
    assert [e.term_id for e in entries_of(coming)] == [e.term_id for e in entries]
    make.publish(coming)
    version.refresh_from_db()
    assert version.state == VersionState.FORMER
    assert slugs(version) == slugs(coming)


def test_there_is_one_draft_at_a_time():
    version, _ = make.published()
    make.next_version(version)
    with pytest.raises(errors.VersionDraftExists):
        make.next_version(version)


def test_database_holds_one_version_in_force():
    version, _ = make.published()
    coming = make.next_version(version)
    coming.state, coming.published, coming.valid_from = VersionState.IN_FORCE, f.NOW, make.TODAY
    with pytest.raises(IntegrityError), transaction.atomic():
        coming.save()


@pytest.mark.parametrize(
    "slug", ["", "Bildung", "büro", "a b", "-a", "a--b", "x" * 61, "a/b", "a\n"]
)
def test_slug_that_is_none_is_refused(slug):
    with pytest.raises(errors.SlugUnfit):
        make.entry(make.draft(), slug, name_de="Name")


def test_slug_is_unique_in_a_version_and_free_in_the_next_taxonomy():
    version = make.draft()
    make.entry(version, "bildung")
    with pytest.raises(errors.SlugTaken):
        make.entry(version, "bildung")
    assert make.entry(make.draft("andere"), "bildung")
    with pytest.raises(errors.SlugTaken):
        make.draft("andere")


def test_hierarchy_in_a_circle_is_refused_however_long():
    version = make.draft()
    top = make.entry(version, "a")
    middle = make.entry(version, "b", parent=top)
    low = make.entry(version, "c", parent=middle)
    for below in (top, middle, low):
        with pytest.raises(errors.HierarchyInACircle):
            actions.write_entry(
                version=version, slug="a", name_de="A", parent=below.term, term=top.term,
                visitor=f.office(), at=f.NOW,
            )  # fmt: skip
    depths = [(line.entry.slug, line.depth) for line in tree(entries_of(version), {})]
    assert depths == [("a", 0), ("b", 1), ("c", 2)]


def test_parent_of_another_taxonomy_is_refused():
    _, (foreign, _) = make.published()
    with pytest.raises(errors.NotInThisVersion):
        make.entry(make.draft("andere"), "a", parent=foreign)


def test_term_in_use_cannot_be_deleted_only_closed_with_a_successor():
    version, (one, two) = make.published()
    node = f.node(Kind.SECTION)
    make.sort(node, one.term)
    coming = make.next_version(version)
    with pytest.raises(errors.TermInUse) as refused:
        actions.remove_entry(version=coming, term=one.term, visitor=f.office(), at=f.NOW)
    assert refused.value.data == {"name": "Bildung", "count": 1}
    actions.close_entry(
        version=coming, term=one.term, successor=two.term, visitor=f.office(), at=f.NOW
    )
    make.publish(coming)
    assert usage() == {one.term_id: 1}
    other = f.node(Kind.SECTION)
    with pytest.raises(errors.TermIsClosed):
        make.sort(other, one.term)
    make.sort(node, one.term, two.term)


def test_term_with_others_below_or_before_it_stays():
    version = make.draft()
    top, other, last = make.entry(version, "a"), make.entry(version, "b"), make.entry(version, "c")
    make.entry(version, "a1", parent=top)
    actions.close_entry(
        version=version, term=last.term, successor=other.term, visitor=f.office(), at=f.NOW
    )
    for entry, refusal in ((top, errors.TermHasTermsBelow), (other, errors.TermIsSuccessor)):
        with pytest.raises(refusal):
            actions.remove_entry(version=version, term=entry.term, visitor=f.office(), at=f.NOW)
    actions.remove_entry(version=version, term=last.term, visitor=f.office(), at=f.NOW)
    assert not Term.objects.filter(pk=last.term_id).exists()


def test_successor_is_another_open_term_of_the_version():
    version, (one, two) = make.published()
    coming = make.next_version(version)
    foreign = make.entry(make.draft("andere"), "fremd")
    close = lambda term, after: actions.close_entry(  # noqa: E731
        version=coming, term=term, successor=after, visitor=f.office(), at=f.NOW
    )
    for after in (None, one.term, foreign.term):
        with pytest.raises(errors.SuccessorUnfit):
            close(one.term, after)
    close(one.term, two.term)
    with pytest.raises(errors.SuccessorUnfit):
        close(two.term, one.term)


def test_version_is_published_with_terms_and_from_a_day_that_has_come():
    version = make.draft()
    with pytest.raises(errors.VersionIsEmpty):
        make.publish(version)
    make.entry(version, "a")
    with pytest.raises(errors.ValidFromUnfit):
        make.publish(version, make.TODAY + timedelta(days=1))
    make.publish(version)
    with pytest.raises(errors.ValidFromUnfit):
        make.publish(make.next_version(version), make.TODAY - timedelta(days=1))


def test_term_sorted_under_while_the_draft_lost_it_stops_publishing():
    version, (one, _) = make.published()
    coming = make.next_version(version)
    actions.remove_entry(version=coming, term=one.term, visitor=f.office(), at=f.NOW)
    make.sort(f.node(Kind.SECTION), one.term)
    with pytest.raises(errors.TermInUse):
        make.publish(coming)


@pytest.mark.parametrize("kind", [Kind.SECTION, Kind.DOCUMENT, Kind.PROCESS])
def test_what_says_what_the_city_wants_can_be_sorted(kind):
    _, (one, two) = make.published()
    node = f.node(kind)
    make.sort(node, one.term, two.term)
    make.sort(node, two.term)
    make.sort(node, two.term)
    assert list(Assignment.objects.filter(node=node).values_list("term", flat=True)) == [
        two.term_id
    ]
    assert Line.objects.filter(kind="node.sorted", subject=node.public_id).count() == 2


def test_remark_and_draft_cannot_be_sorted():
    _, (one, _) = make.published()
    with pytest.raises(errors.CannotBeSorted):
        make.sort(f.remark(f.open_passage()), one.term)
    with pytest.raises(NodeNotPublic):
        make.sort(f.node(Kind.SECTION, visibility=Visibility.DRAFT), one.term)


def test_sorting_under_everything_is_refused():
    names = [f"feld-{n}" for n in range(MOST_TERMS + 1)]
    _, entries = make.published(*names)
    node = f.node(Kind.SECTION)
    with pytest.raises(errors.TooManyTerms) as refused:
        make.sort(node, *(entry.term for entry in entries))
    assert refused.value.data == {"count": 6, "most": 5}
    make.sort(node, *(entry.term for entry in entries[:MOST_TERMS]))


def test_term_of_a_draft_and_one_that_is_none_cannot_be_chosen():
    version, _ = make.published()
    coming = make.next_version(version)
    new = make.entry(coming, "neu")
    node = f.node(Kind.SECTION)
    for public_id in (new.term.public_id, "gibtsnicht", "'; --"):
        with pytest.raises(errors.UnknownTerm):
            actions.sort_under(node=node, terms=[public_id], visitor=f.office(), at=f.NOW)


def test_term_closed_by_mistake_is_opened_again_and_only_in_a_draft():
    version, (one, two) = make.published()
    coming = make.next_version(version)
    given = {"version": coming, "term": one.term, "visitor": f.office(), "at": f.NOW}
    actions.close_entry(**given, successor=two.term)
    assert not actions.reopen_entry(**given).is_closed
    make.publish(coming)
    make.sort(f.node(Kind.SECTION), one.term)
    with pytest.raises(errors.VersionIsPublished):
        actions.reopen_entry(**given)


def test_mapping_is_taken_back_and_the_register_says_so():
    _, (one, _) = make.published()
    _, (other, _) = make.published(slug="andere")
    mapping = actions.map_terms(
        source=one.term, target=other.term, relation=MappingRelation.SAME, visitor=f.office(),
        at=f.NOW,
    )  # fmt: skip
    actions.unmap_terms(mapping=mapping, visitor=f.office(), at=f.NOW)
    assert not Mapping.objects.exists()
    kinds = [line.kind for line in entries_about(one.term.public_id)]
    assert kinds[-2:] == ["term.mapped", "term.unmapped"]


def test_file_that_renames_a_term_with_others_below_and_before_it_is_read_in():
    version = make.draft()
    above = make.entry(version, "verkehr")
    make.entry(version, "radverkehr", parent=above)
    rows = [
        Row("mobilitaet", "", "Mobilität", "", "", ""),
        Row("radverkehr", "mobilitaet", "Radverkehr", "", "", ""),
    ]
    made = actions.replace_entries(version=version, rows=rows, visitor=f.office(), at=f.NOW)
    assert made[1].parent == made[0].term
    assert not Term.objects.filter(pk=above.term_id).exists()


def test_file_that_leaves_out_a_term_of_the_draft_alone_leaves_nothing_of_it():
    version, (one, _) = make.published()
    coming = make.next_version(version)
    new = make.entry(coming, "neu")
    actions.replace_entries(version=coming, rows=[], visitor=f.office(), at=f.NOW)
    assert not Term.objects.filter(pk=new.term_id).exists()
    assert Term.objects.filter(pk=one.term_id).exists()


def test_mapping_joins_two_terms_once():
    _, (one, _) = make.published()
    _, (other, _) = make.published(slug="andere")
    for relation in (MappingRelation.SAME, MappingRelation.BROADER):
        actions.map_terms(
            source=one.term, target=other.term, relation=relation, visitor=f.office(), at=f.NOW
        )
    assert [m.relation for m in Mapping.objects.all()] == ["broader"]
    with pytest.raises(errors.MappedToItself):
        actions.map_terms(
            source=one.term, target=one.term, relation=MappingRelation.SAME,
            visitor=f.office(), at=f.NOW,
        )  # fmt: skip
