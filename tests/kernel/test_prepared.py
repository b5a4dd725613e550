"""A prepared query gives what the queryset would have given, for any values, at any time."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.forms.models import model_to_dict

from mitmachstadt.kernel.prepared import insert, prepared
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.models import GroupMembership
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_prepared_query_gives_the_rows_for_each_value(django_assert_num_queries):
    by_title = prepared(lambda title: Node.objects.filter(title=title).order_by("id"))
    first, second = make.passage(text="Erstens."), make.passage(text="Zweitens.")
    with django_assert_num_queries(3):
        assert by_title("Erstens.") == [first]
        assert by_title("Zweitens.") == [second]
        assert by_title("Drittens.") == []
    assert by_title.first("Zweitens.") == second
    assert by_title.first("Drittens.") is None


def test_prepared_query_sees_what_was_written_since():
    public = prepared(lambda kind: Node.objects.filter(kind=kind).order_by("id"))
    one = make.passage()
    assert public("passage") == [one]
    two = make.passage()
    assert public("passage") == [one, two]


def test_rows_are_whole_objects_with_what_select_related_brings(django_assert_num_queries):
    below = make.remark(make.open_passage())
    found = prepared(
        lambda pk: Node.objects.select_related("parent", "window", "district").filter(pk=pk)
    ).first(below.pk)
    with django_assert_num_queries(0):
        assert found.parent == below.parent and found.parent.text == below.parent.text
        assert found.window == below.window and found.district is None
    assert found.created == below.created and found.created.tzinfo
    found.title = "Anders"
    found.save(update_fields=["title"])
    assert make.fresh(below).title == "Anders"


def test_deferred_columns_are_loaded_when_asked_for(django_assert_num_queries):
    made = make.passage(text="Lang.")
    found = prepared(lambda pk: Node.objects.defer("text").filter(pk=pk)).first(made.pk)
    with django_assert_num_queries(1):
        assert found.text == "Lang."


def test_moments_numbers_and_model_instances_are_values():
    person = make.person("Ada", "office")
    held = prepared(
        lambda person, at: (
            GroupMembership.objects.filter(person=person, since__lte=at)
            .filter(Q(until__isnull=True) | Q(until__gt=at))
            .values_list("group_id", flat=True)
        )
    )
    assert held(person, make.NOW) == held(person.pk, make.NOW) == ["office"]
    assert held(person, make.NOW - 400 * make.DAY) == []
    edge = make.open_window(make.passage(), opens=make.NOW, closes=make.NOW + make.DAY)
    open_at = prepared(lambda at: Window.objects.filter(opens__lte=at, closes__gt=at))
    assert open_at(make.NOW) == [edge]
    assert open_at(make.NOW - timedelta(microseconds=1)) == []


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8, 9])
def test_lists_of_any_length_match_like_the_queryset(count):
    made = [make.passage(text=f"Nummer {number}") for number in range(9)]
    by_pk = prepared(lambda pks: Node.objects.filter(id__in=pks).order_by("id"))
    assert by_pk([node.pk for node in made[:count]]) == made[:count]


def test_lists_over_a_relation_match_like_the_queryset():
    parents = [make.passage() for _ in range(3)]
    children = [make.node(parent=parent) for parent in parents]
    below = prepared(lambda parents: Node.objects.filter(parent__id__in=parents).order_by("id"))
    assert below([parent.pk for parent in parents[:2]]) == children[:2]


def test_words_that_look_like_sql_are_words():
    title = "'; DROP TABLE nodes_node; -- %s %"
    made = make.passage(text=title)
    assert prepared(lambda t: Node.objects.filter(title=t))(title) == [made]


def test_none_is_no_value():
    with pytest.raises(TypeError, match="must not be None"):
        prepared(lambda title: Node.objects.filter(title=title))(None)


def test_prefetching_is_refused():
    with pytest.raises(TypeError, match="prefetch"):
        prepared(lambda pk: Node.objects.prefetch_related("children").filter(pk=pk))(1)


@pytest.mark.django_db(transaction=True)
def test_threads_do_not_see_each_others_values():
    made = [make.passage(text=f"Nummer {number}") for number in range(4)]
    by_title = prepared(lambda title: Node.objects.filter(title=title))
    wrong: list[object] = []

    def ask(node: Node) -> None:
        wrong.extend(None for _ in range(50) if by_title(node.title) != [node])
        connection.close()

    threads = [Thread(target=ask, args=[node]) for node in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def new_node(**more):
    more = {"kind": "remark", "path": "a", "title": "Ä" * 500, "text": "o\n", **more}
    return Node(created=make.NOW, changed=make.NOW + timedelta(microseconds=1), **more)


@pytest.mark.parametrize("prepare", [True, False])
def test_row_that_is_inserted_is_the_row_that_would_have_been_saved(settings, prepare):
    settings.PREPARED_QUERIES = prepare
    person, parent = make.person("Ada"), make.passage()
    saved = new_node(author=person, parent=parent, district=None, remarks=3)
    saved.save(force_insert=True)
    one = new_node(author=person, parent=parent, district=None, remarks=3)
    insert(one)
    assert one.pk > saved.pk
    found = make.fresh(one)
    assert (found, found.created) == (one, saved.created)
    same = {"id", "public_id"}
    assert model_to_dict(found, exclude=same) == model_to_dict(make.fresh(saved), exclude=same)
    one.title = "Anders"
    one.save()
    assert make.fresh(one).title == "Anders"


def test_row_that_is_there_already_is_not_inserted_again():
    one = new_node()
    insert(one)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(new_node(public_id=one.public_id))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(new_node(title=None))


def test_statement_for_a_row_is_made_once(django_assert_num_queries):
    insert(new_node())
    with django_assert_num_queries(1) as asked:
        insert(new_node())
    assert asked.captured_queries[0]["sql"].startswith("INSERT")
