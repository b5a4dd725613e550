"""Passages that are left out, and taken in again as they were."""

import pytest

from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import PassageForm
from mitmachstadt.strategy.errors import NoPlaceLeft, StillInDraft
from mitmachstadt.strategy.models import EditionPassage
from mitmachstadt.strategy.queries import edition_before, left_out_of
from tests import factories as f


def left_out(desk):
    return left_out_of(desk.edition, edition_before(desk.edition))


def test_passage_left_out_is_listed_and_comes_back_to_its_place(desk):
    two = desk.passage("Zwei.")
    desk.remove_passage(passage=two)
    (line,) = left_out(desk)
    assert (line.public_id, line.text, line.section, line.by) == (
        two.node.public_id, "Zwei.", "Verkehr", "Büro",
    )  # fmt: skip
    desk.bring_passage_back(passage=two)
    assert desk.layout[1] == ("Verkehr", ["Eins.", "Zwei."])
    assert left_out(desk) == []
    with pytest.raises(StillInDraft):
        desk.bring_passage_back(passage=two)


def test_first_passage_of_a_section_comes_back_to_its_end(desk):
    one = desk.passage("Eins.")
    desk.remove_passage(passage=one)
    desk.bring_passage_back(passage=one)
    assert desk.layout[1] == ("Verkehr", ["Zwei.", "Eins."])


def test_passage_comes_back_with_the_words_it_had_last(desk):
    made = desk.add_passage(after=desk.at("Eins."), text="Nur hier.")
    desk.change_passage(passage=made.passage, text="Nur hier, neu.")
    desk.remove_passage(passage=made.passage)
    assert [line.text for line in left_out(desk)] == ["Nur hier, neu."]
    desk.bring_passage_back(passage=made.passage)
    assert "Nur hier, neu." in desk.texts


@pytest.mark.parametrize(
    ("words", "gone", "section"),
    [
        ("Drei.", ["Rad"], "Verkehr"),
        ("Vier.", ["Bildung"], "Rad"),
        ("Eins.", ["Verkehr"], "Grünbuch"),
    ],
)
def test_passage_of_a_section_that_is_gone_comes_back_to_the_one_before(desk, words, gone, section):
    passage = desk.passage(words)
    desk.remove_passage(passage=passage)
    for title in gone:
        desk.remove_heading(section=desk.section(title))
    desk.bring_passage_back(passage=passage)
    assert words in dict(desk.layout)[section]


def test_passage_of_a_new_section_that_is_gone_comes_back_at_the_end(desk):
    desk.add_heading(title="Fuß", level=3, behind=desk.section("Rad"))
    made = desk.begin_section(section=desk.section("Fuß"), text="Zu Fuß.")
    desk.remove_passage(passage=made.passage)
    desk.remove_heading(section=desk.section("Fuß"))
    desk.bring_passage_back(passage=made.passage)
    assert desk.layout[-1] == ("Bildung", ["Vier.", "Zu Fuß."])


def test_passage_comes_back_only_where_there_is_a_heading(desk):
    for words in ("Eins.", "Zwei.", "Drei.", "Vier."):
        passage = desk.passage(words)
        desk.remove_passage(passage=passage)
    for title in ("Bildung", "Rad", "Verkehr", "Grünbuch"):
        desk.remove_heading(section=desk.section(title))
    with pytest.raises(NoPlaceLeft, match="keine Überschrift mehr"):
        desk.bring_passage_back(passage=passage)


@pytest.mark.parametrize("verb", ["remove_passage", "merge_passages"])
def test_passage_that_only_the_draft_had_comes_back_as_the_list_item_it_was(desk, verb):
    made = desk.add_passage(after=desk.at("Eins."), text="Punkt.", form=PassageForm.NUMBERED)
    EditionPassage.objects.filter(pk=made.pk).update(marker="3.", depth=2)
    getattr(desk, verb)(passage=made.passage)
    back = desk.bring_passage_back(passage=made.passage)
    assert (back.form, back.marker, back.depth) == ("numbered", "3.", 2)


def test_form_that_the_draft_gave_a_published_passage_comes_back_with_it(desk):
    two = desk.passage("Zwei.")
    desk.change_passage(passage=two, text="Zwei.", form=PassageForm.QUOTE)
    desk.remove_passage(passage=two)
    assert desk.bring_passage_back(passage=two).form == "quote"


@pytest.mark.parametrize("verb", ["remove_passage", "merge_passages"])
def test_passage_comes_back_with_the_citations_written_in_this_draft(desk, verb):
    two = desk.passage("Zwei.")
    for number in (2, 1):
        desk.cite(
            placing=desk.at("Zwei."), author="Institut", title=f"Studie {number}",
            url=f"https://example.org/{number}", retrieved=f.NOW.date(), note="S. 3",
        )  # fmt: skip
    said = citations_written(desk, two)
    getattr(desk, verb)(passage=two)
    desk.bring_passage_back(passage=two)
    assert citations_written(desk, two) == said
    assert [line[0] for line in said] == ["Studie 2", "Studie 1"]


def citations_written(desk, passage):
    lines = desk.edition.placed_passages.get(passage=passage).citations.order_by("position")
    return list(lines.values_list("title", "author", "source__url", "retrieved", "note"))


def test_citation_taken_out_of_the_draft_does_not_come_back_with_its_passage(desk):
    two = desk.passage("Zwei.")
    made = desk.cite(
        placing=desk.at("Zwei."), author="Institut", title="Studie", url="https://example.org/",
        retrieved=f.NOW.date(),
    )  # fmt: skip
    desk.change_passage(passage=desk.passage("Eins."), text="Eins neu.")
    published = actions.publish_edition(edition=desk.edition, visitor=desk.by, at=f.NOW)
    desk.edition = actions.revise_edition(edition=published, label="3", visitor=desk.by, at=f.NOW)
    desk.remove_citation(citation=desk.at("Zwei.").citations.get())
    desk.remove_passage(passage=two)
    desk.bring_passage_back(passage=two)
    assert citations_written(desk, two) == []
    assert made.placing.citations.count() == 1


def test_remarks_stay_with_a_passage_that_was_moved_left_out_and_brought_back(desk):
    two = desk.passage("Zwei.")
    f.open_window(desk.edition.document.node)
    said = f.remark(f.fresh(two.node))
    desk.remove_passage(passage=two)
    desk.bring_passage_back(passage=two)
    desk.move_passage(passage=two, to=desk.section("Bildung"))
    actions.publish_edition(edition=desk.edition, visitor=desk.by, at=f.NOW)
    assert f.fresh(said).parent_id == two.pk
    assert f.fresh(two.node).visibility == Visibility.PUBLIC
    assert f.fresh(two.node).parent.title == "Bildung"
