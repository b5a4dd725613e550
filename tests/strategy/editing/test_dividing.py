"""Splitting and joining passages: identity, remarks and traces."""

import pytest

from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.errors import CannotBeJoined, NothingThere, OnePartOnly
from mitmachstadt.strategy.models import Derivation, Passage
from tests import factories as f


def published(desk):
    return actions.publish_edition(edition=desk.edition, visitor=desk.by, at=f.NOW)


def traces():
    return {
        (trace.source.title, trace.relation, trace.target.title)
        for trace in Trace.objects.select_related("source", "target")
    }


def test_part_most_like_the_passage_stays_the_passage(desk):
    two = desk.passage("Zwei.")
    desk.change_passage(passage=two, text="Die Stadt baut sichere Wege für alle.")
    parts = ["Ganz neu.", "Die Stadt baut sichere Wege.", "Für alle."]
    placed = desk.split_passage(passage=two, texts=parts)
    assert [row.wording.text for row in placed] == parts
    assert [row.passage_id == two.pk for row in placed] == [False, True, False]
    assert desk.layout[1] == ("Verkehr", ["Eins.", *parts])


def test_first_part_stays_the_passage_when_none_is_like_it(desk):
    two = desk.passage("Zwei.")
    placed = desk.split_passage(passage=two, texts=["Anderes.", "Ganz anderes."])
    assert placed[0].passage_id == two.pk


@pytest.mark.parametrize("texts", [[], ["Zwei."], ["Zwei.", " \n"]])
def test_one_part_is_not_split(desk, texts):
    with pytest.raises(OnePartOnly):
        desk.split_passage(passage=desk.passage("Zwei."), texts=texts)
    assert desk.layout[1] == ("Verkehr", ["Eins.", "Zwei."])


def test_passage_joins_the_one_before_it_with_the_words_of_the_form(desk):
    desk.merge_passages(passage=desk.passage("Zwei."), text="Und zwei.")
    assert desk.layout[1] == ("Verkehr", ["Eins. Und zwei."])


def test_first_passage_of_a_section_has_nothing_to_join(desk):
    with pytest.raises(NothingThere):
        desk.merge_passages(passage=desk.passage("Eins."))


def test_table_does_not_join_running_text(desk):
    desk.change_passage(passage=desk.passage("Zwei."), text="x = 1", form="code")
    with pytest.raises(CannotBeJoined):
        desk.merge_passages(passage=desk.passage("x = 1"))


def test_publishing_tells_what_came_of_a_passage(desk):
    f.open_window(desk.edition.document.node)
    said = f.remark(f.fresh(desk.passage("Zwei.").node))
    desk.merge_passages(passage=desk.passage("Zwei."))
    desk.split_passage(passage=desk.passage("Drei."), texts=["Drei.", "Dreieinhalb."])
    assert traces() == set()
    published(desk)
    assert traces() == {
        ("Zwei.", Relation.MERGED_INTO, "Eins. Zwei."),
        ("Drei.", Relation.SPLIT_INTO, "Dreieinhalb."),
    }
    joined = Node.objects.get(title="Zwei.")
    assert joined.visibility == Visibility.RETIRED
    assert f.fresh(said).parent_id == joined.pk


def test_what_was_divided_and_joined_again_leaves_no_trace(desk):
    desk.split_passage(passage=desk.passage("Zwei."), texts=["Zwei.", "Rest."])
    desk.merge_passages(passage=desk.passage("Rest."))
    desk.change_passage(passage=desk.passage("Zwei. Rest."), text="Zwei neu.")
    published(desk)
    assert traces() == set()
    assert not Derivation.objects.exists()


def test_part_that_joined_something_else_is_told_to_its_end(desk):
    desk.split_passage(passage=desk.passage("Eins."), texts=["Eins.", "Teil."])
    desk.move_passage(passage=desk.passage("Teil."), to=desk.section("Bildung"))
    desk.merge_passages(passage=desk.passage("Teil."))
    published(desk)
    assert traces() == {("Eins.", Relation.SPLIT_INTO, "Vier. Teil.")}


def test_what_only_the_draft_had_leaves_neither_trace_nor_node(desk):
    made = desk.add_passage(after=desk.at("Eins."), text="Nur hier.")
    desk.split_passage(passage=made.passage, texts=["Nur hier.", "Auch hier."])
    desk.merge_passages(passage=desk.passage("Nur hier."))
    published(desk)
    assert traces() == set()
    assert not Node.objects.filter(visibility=Visibility.DRAFT, kind="passage").exists()
    assert Passage.objects.filter(document=desk.edition.document).count() == 5


def test_draft_that_divided_and_joined_can_be_discarded(desk):
    before = set(Node.objects.exclude(pk=desk.edition.pk).values_list("pk", flat=True))
    desk.split_passage(passage=desk.passage("Zwei."), texts=["Zwei.", "Rest."])
    desk.merge_passages(passage=desk.passage("Zwei."))
    actions.discard_draft(edition=desk.edition, visitor=desk.by, at=f.NOW)
    assert set(Node.objects.values_list("pk", flat=True)) == before
