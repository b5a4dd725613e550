import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.nodes.actions import add_wording, bump
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.errors import NodeNotPublic, NodeRetired
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.nodes.queries import (
    Place,
    children_page,
    node_by_public_id,
    nodes_above,
    wordings_of,
)
from mitmachstadt.nodes.rules import may_refer_to
from tests.factories import DAY, NOW, fresh, node, passage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("visibility", "refused"),
    [
        (Visibility.PUBLIC, None),
        (Visibility.RETIRED, NodeRetired),
        (Visibility.DRAFT, NodeNotPublic),
        (Visibility.WAITING, NodeNotPublic),
        (Visibility.HIDDEN, NodeNotPublic),
        (Visibility.WITHDRAWN, NodeNotPublic),
    ],
)
def test_may_refer_to_only_what_everyone_can_see_and_what_is_still_there(visibility, refused):
    refusal = may_refer_to(passage(visibility=visibility)).refusal
    assert (type(refusal) if refusal else None) is refused
    if refused is NodeNotPublic:
        assert refusal.data == {"state": visibility.label}


def test_node_by_public_id_gives_nothing_for_an_unknown_one():
    made = passage()
    assert node_by_public_id(made.public_id) == made
    assert node_by_public_id("nobody") is None


def test_nodes_above_go_from_the_root_down_without_the_node():
    root = node(Kind.DOCUMENT)
    middle = node(Kind.SECTION, parent=root)
    leaf = passage(middle)
    assert nodes_above(leaf) == [root, middle]
    assert nodes_above(root) == []


def test_add_wording_with_known_words_gives_the_known_wording():
    made = passage()
    first = add_wording(node=made, text="a", html="<p>a</p>", at=NOW)
    second = add_wording(node=made, text="b", html="<p>b</p>", at=NOW + DAY)
    assert add_wording(node=made, text="a", html="", at=NOW + 2 * DAY) == first
    assert wordings_of(made) == [first, second]
    assert add_wording(node=passage(), text="a", html="", at=NOW) != first


def test_bump_counts_in_the_database_and_not_from_what_was_loaded():
    made = passage()
    Node.objects.filter(pk=made.pk).update(remarks=5)
    bump([made.pk, made.pk], counter="remarks")
    assert fresh(made).remarks == 6


def test_counter_below_zero_is_refused_by_the_database():
    made = passage()
    with pytest.raises(IntegrityError), transaction.atomic():
        bump([made.pk], counter="remarks", by=-1)


def test_new_node_cuts_a_title_that_is_too_long():
    assert len(fresh(node(title="x" * 600)).title) == 500


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_children_page_by_page_gives_every_child_once_newest_first(size):
    parent = passage()
    # Two at each moment, so that the id has to decide.
    made = [node(Kind.REMARK, parent=parent, at=NOW + n // 2 * DAY) for n in range(6)]
    node(Kind.REMARK, parent=parent, visibility=Visibility.WAITING)
    node(Kind.SECTION, parent=parent)
    node(Kind.REMARK, parent=passage())
    made += [
        node(Kind.REMARK, parent=parent, visibility=Visibility.HIDDEN, at=NOW + n * DAY)
        for n in range(2)
    ]
    seen, after = [], None
    for _ in range(20):
        page, after = children_page(
            parent,
            Kind.REMARK,
            visibilities=[Visibility.PUBLIC, Visibility.HIDDEN],
            after=after,
            limit=size,
        )
        seen += [listed.pk for listed in page]
        if after is None:
            break
        assert len(page) == size
        after = Place.read(str(after))
    newest_first = sorted(made, key=lambda n: (n.created, n.pk), reverse=True)
    assert seen == [each.pk for each in newest_first]


@pytest.mark.parametrize("text", ["", "-", "x-1", "2026-11-21T12:00:00", "1-2", "2026-01-01-x"])
def test_place_that_cannot_be_read_is_none(text):
    assert Place.read(text) is None


@pytest.mark.parametrize("text", ["2026-11-21T12:00:00-5", "2026-11-21-99999999999999999999"])
def test_place_that_no_list_gave_out_is_none(text):
    assert Place.read(text) is None


def test_wording_of_a_node_cannot_be_kept_twice():
    made = passage()
    add_wording(node=made, text="a", html="", at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.create(node=made, digest=Wording.objects.get().digest, created=NOW)
