"""Writing, moving, leaving out and bringing back passages; two people lose nothing."""

import pytest

from mitmachstadt.people.errors import RoleNeeded
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import Direction, EditVerb, PassageForm
from mitmachstadt.strategy.errors import (
    EditionIsPublished,
    FormRewritten,
    NothingThere,
    PassageEmpty,
    PassageNotInDraft,
    PassageRewritten,
)
from mitmachstadt.strategy.models import Edit, EditionPassage
from tests import factories as f

UP, DOWN = Direction.UP, Direction.DOWN


def test_passage_is_written_behind_another_and_below_a_heading(desk):
    desk.add_passage(after=desk.at("Eins."), text="Anderthalb.")
    desk.begin_section(section=desk.section("Rad"), text="Vorweg.")
    desk.begin_section(section=desk.section("Grünbuch"), text="Vorwort.")
    assert desk.layout == [
        ("Grünbuch", ["Vorwort."]),
        ("Verkehr", ["Eins.", "Anderthalb.", "Zwei."]),
        ("Rad", ["Vorweg.", "Drei."]),
        ("Bildung", ["Vier."]),
    ]


def test_passage_becomes_a_list_item_and_keeps_its_address(desk):
    before = desk.at("Eins.")
    desk.change_passage(passage=before.passage, text="Eins.", form=PassageForm.BULLET)
    after = desk.at("Eins.")
    assert (after.form, after.passage_id) == ("bullet", before.passage_id)


def test_form_that_a_colleague_chose_stays_when_only_the_words_are_written(desk):
    one = desk.at("Eins.")
    plain = PassageForm.PARAGRAPH
    desk.colleague().change_passage(
        passage=one.passage, text="Eins.", form=PassageForm.QUOTE, seen_form=plain
    )
    desk.change_passage(passage=one.passage, text="Eins neu.", form=plain, seen_form=plain)
    assert desk.at("Eins neu.").form == "quote"
    with pytest.raises(FormRewritten, match="Jetzt ist sie „Zitat“"):
        desk.change_passage(
            passage=one.passage, text="Anders.", form=PassageForm.BULLET, seen_form=plain
        )
    assert "Eins neu." in desk.texts


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b"])
def test_passage_without_words_is_refused(desk, text):
    with pytest.raises(PassageEmpty):
        desk.change_passage(passage=desk.passage("Eins."), text=text)
    with pytest.raises(PassageEmpty):
        desk.add_passage(after=desk.at("Eins."), text=text)


@pytest.mark.parametrize(
    ("words", "direction", "layout"),
    [
        ("Zwei.", UP, [["Zwei.", "Eins."], ["Drei."], ["Vier."]]),
        ("Eins.", DOWN, [["Zwei.", "Eins."], ["Drei."], ["Vier."]]),
        ("Zwei.", DOWN, [["Eins."], ["Zwei.", "Drei."], ["Vier."]]),
        ("Drei.", UP, [["Eins.", "Zwei.", "Drei."], [], ["Vier."]]),
        ("Vier.", UP, [["Eins.", "Zwei."], ["Drei.", "Vier."], []]),
    ],
)
def test_passage_moves_one_place_over_headings_too(desk, words, direction, layout):
    desk.move_passage(passage=desk.passage(words), direction=direction)
    assert [texts for _, texts in desk.layout][1:] == layout


def test_passage_moves_to_the_end_of_a_section(desk):
    desk.move_passage(passage=desk.passage("Eins."), to=desk.section("Bildung"))
    assert desk.layout[-1] == ("Bildung", ["Vier.", "Eins."])


def test_last_passage_cannot_go_down_and_first_not_above_everything(desk):
    with pytest.raises(NothingThere):
        desk.move_passage(passage=desk.passage("Vier."), direction=DOWN)
    desk.move_passage(passage=desk.passage("Eins."), direction=UP)
    assert desk.layout[0] == ("Grünbuch", ["Eins."])
    with pytest.raises(NothingThere):
        desk.move_passage(passage=desk.passage("Eins."), direction=UP)


def test_positions_stay_in_reading_order_whatever_is_moved(desk):
    desk.move_passage(passage=desk.passage("Vier."), direction=UP)
    desk.begin_section(section=desk.section("Grünbuch"), text="Vorwort.")
    desk.move_passage(passage=desk.passage("Eins."), to=desk.section("Bildung"))
    rows = EditionPassage.objects.filter(edition=desk.edition).order_by("position")
    assert [row.wording.text for row in rows.select_related("wording")] == desk.texts


# Two people at once.


def test_colleague_does_not_write_over_words_they_have_not_read(desk):
    other, two = desk.colleague(), desk.at("Zwei.")
    desk.change_passage(passage=two.passage, text="Zwei und halb.", seen=two.wording_id)
    with pytest.raises(PassageRewritten) as refused:
        other.change_passage(passage=two.passage, text="Drittes.", seen=two.wording_id)
    assert refused.value.in_words.startswith("Büro hat diese Textstelle inzwischen geändert.")
    assert "Zwei und halb." in desk.texts


@pytest.mark.parametrize("verb", ["remove", "split", "merge"])
def test_other_verbs_do_not_take_words_away_that_nobody_has_read(desk, verb):
    other, two = desk.colleague(), desk.at("Zwei.")
    desk.change_passage(passage=two.passage, text="Wichtig.", seen=two.wording_id)
    with pytest.raises(PassageRewritten):
        if verb == "remove":
            other.remove_passage(passage=two.passage, seen=two.wording_id)
        elif verb == "split":
            other.split_passage(passage=two.passage, texts=["A.", "B."], seen=two.wording_id)
        else:
            other.merge_passages(passage=two.passage, text="A.", seen=two.wording_id)
    assert "Wichtig." in desk.texts


def test_same_words_written_twice_contradict_nobody(desk):
    two = desk.at("Zwei.")
    for writer in (desk, desk.colleague()):
        writer.change_passage(passage=two.passage, text="Beide.", seen=two.wording_id)
    assert "Beide." in desk.texts
    assert Edit.objects.filter(verb=EditVerb.CHANGED).count() == 1


def test_passage_that_a_colleague_took_out_is_not_written_silently(desk):
    two = desk.passage("Zwei.")
    desk.colleague().remove_passage(passage=two)
    for verb, rest in (
        ("change_passage", {"text": "Neu."}),
        ("remove_passage", {}),
        ("move_passage", {"direction": UP}),
        ("split_passage", {"texts": ["A.", "B."]}),
    ):
        with pytest.raises(PassageNotInDraft):
            getattr(desk, verb)(passage=two, **rest)


def test_two_people_write_at_two_passages_without_noticing_each_other(desk):
    one, two = desk.at("Eins."), desk.at("Zwei.")
    desk.change_passage(passage=one.passage, text="Eins neu.", seen=one.wording_id)
    desk.colleague().change_passage(passage=two.passage, text="Zwei neu.", seen=two.wording_id)
    assert desk.layout[1] == ("Verkehr", ["Eins neu.", "Zwei neu."])


# Who may, and when.


@pytest.mark.parametrize("who", [f.citizen, f.moderator, f.administrator])
def test_only_the_office_writes(desk, who):
    desk.by = who()
    verbs = {
        "change_passage": {"passage": desk.passage("Eins."), "text": "Neu."},
        "begin_section": {"section": desk.section("Rad"), "text": "Neu."},
        "move_passage": {"passage": desk.passage("Eins."), "direction": DOWN},
        "bring_passage_back": {"passage": desk.passage("Eins.")},
        "split_passage": {"passage": desk.passage("Eins."), "texts": ["A", "B"]},
        "merge_passages": {"passage": desk.passage("Zwei.")},
        "add_heading": {"title": "Neu", "level": 2},
        "move_section": {"section": desk.section("Rad"), "direction": UP},
        "remove_heading": {"section": desk.section("Rad")},
    }
    before = desk.layout
    for verb, rest in verbs.items():
        with pytest.raises(RoleNeeded):
            getattr(desk, verb)(**rest)
    assert desk.layout == before


def test_published_edition_is_not_written_at(desk):
    actions.add_passage(
        edition=desk.edition, after=desk.at("Eins."), text="Neu.", visitor=desk.by, at=f.NOW
    )
    passage, section = desk.passage("Eins."), desk.section("Rad")
    actions.publish_edition(edition=desk.edition, visitor=desk.by, at=f.NOW)
    for verb, rest in (
        ("move_passage", {"passage": passage, "direction": DOWN}),
        ("split_passage", {"passage": passage, "texts": ["A", "B"]}),
        ("merge_passages", {"passage": passage}),
        ("begin_section", {"section": section, "text": "Neu."}),
        ("add_heading", {"title": "Neu", "level": 2}),
        ("move_section", {"section": section, "direction": UP}),
        ("remove_heading", {"section": section}),
    ):
        with pytest.raises(EditionIsPublished):
            getattr(desk, verb)(**rest)
