"""The index follows every write, and a new edition brings new words."""

import pytest
from django.db import connection

from mitmachstadt.nodes.actions import bump, new_node, rebuild_search
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy.actions import publish_edition
from tests import factories as f
from tests.nodes.search.looking import found

pytestmark = pytest.mark.django_db
ANEW = (
    "The triggers of the search are gone: a migration let Django build nodes_node anew. Add"
    " migrations.RunPython(make_triggers) after it (nodes/migrations/_search.py)."
)


def test_every_way_to_write_reaches_the_index():
    made = f.passage(text="Nilpferd")
    other = new_node(kind=Kind.PASSAGE, parent=None, title="Giraffe", at=f.NOW)
    [bulk] = Node.objects.bulk_create([other])
    assert found("Nilpferd") == [made], ANEW
    assert found("Giraffe") == [bulk], ANEW
    Node.objects.filter(pk=made.pk).update(text="Nashorn", title="Nashorn")
    bulk.title = "Elefant"
    Node.objects.bulk_update([bulk], ["title"])
    assert found("Nilpferd") == found("Giraffe") == [], ANEW
    assert found("Nashorn") == [made], ANEW
    assert found("Elefant") == [bulk], ANEW
    made.delete()
    assert found("Nashorn") == [], ANEW


def test_a_counter_leaves_the_index_alone():
    made = f.passage(text="Nilpferd")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO nodes_search(nodes_search) VALUES ('delete-all')")
        bump([made.pk], counter="supports")
        made.card = "neu"
        made.save()
        assert found("Nilpferd") == []
    else:
        bump([made.pk], counter="supports")
    rebuild_search()
    assert found("Nilpferd") == [made]


def test_rebuilding_finds_the_same_and_makes_lost_triggers_again():
    made = f.passage(text="Nilpferd")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER nodes_search_new")
    lost = f.passage(text="Giraffe")
    assert rebuild_search() == 2
    later = f.passage(text="Elefant")
    assert (found("Nilpferd"), found("Giraffe"), found("Elefant")) == ([made], [lost], [later])


def test_a_passage_is_found_by_its_newest_published_words():
    first = f.published_edition("# Text\n\nDie Stadt baut einen Steg am alten Kanal.\n")
    assert len(found("Steg")) == 1
    text = "# Text\n\nDie Stadt baut eine Fähre am alten Kanal.\n"
    draft = f.draft_edition(text, document=first.document, label="2", at=f.NOW - f.DAY)
    assert found("Fähre") == []
    assert len(found("Steg")) == 1
    publish_edition(edition=draft, visitor=f.office(), at=f.NOW)
    assert found("Steg") == []
    assert len(found("Fähre")) == 1


def test_a_very_long_text_is_found_by_how_it_begins():
    made = f.passage(text="Nilpferd " + "wort " * 300_000 + "Nashorn")
    assert found("Nilpferd") == [made]
    assert found("Nashorn") == []
