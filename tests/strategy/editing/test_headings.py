"""Headings: writing, moving with all below them, taking out; chapters by templates."""

from dataclasses import replace

import pytest

from mitmachstadt.ledger.models import Entry
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import Direction, Gap, SectionKind
from mitmachstadt.strategy.errors import (
    BlockTwice,
    HeadingEmpty,
    HeadingRewritten,
    KindsRewritten,
    LevelImpossible,
    NothingThere,
    NumberTooLong,
    PassageNotInDraft,
    TemplateIncomplete,
    TemplateNameTaken,
)
from mitmachstadt.strategy.models import TemplateBlock
from mitmachstadt.strategy.queries import (
    BlockLine,
    HeadingWords,
    chapters_of,
    completeness_of,
    placed_sections,
)
from tests import factories as f
from tests.strategy.editing.conftest import TEXT

UP, DOWN = Direction.UP, Direction.DOWN
SEEN = HeadingWords("Verkehr", "", 2, SectionKind.PROSE)


def titles(desk):
    return [title for title, _ in desk.layout]


def write(desk, section, **rest):
    said = {"title": "Verkehr", "number": "", "level": 2, "kind": SectionKind.PROSE, **rest}
    return desk.write_heading(section=section, **said)


def test_heading_before_a_passage_takes_what_follows_below_it(desk):
    desk.add_heading(title="Fuß", level=3, before=desk.passage("Zwei."))
    assert desk.layout[1:4] == [("Verkehr", ["Eins."]), ("Fuß", ["Zwei."]), ("Rad", ["Drei."])]


def test_heading_stands_behind_a_chapter_with_all_below_it_or_at_the_end(desk):
    desk.add_heading(title="Wohnen", level=2, behind=desk.section("Verkehr"))
    desk.add_heading(title="Schluss", level=2)
    assert titles(desk) == ["Grünbuch", "Verkehr", "Rad", "Wohnen", "Bildung", "Schluss"]


def test_heading_of_four_thousand_characters_is_kept_whole(desk):
    long = "Sehr lang " * 400
    made = desk.add_heading(title=long, level=2)
    assert made.title == long.strip()
    assert len(made.section.node.title) <= 120


def test_heading_is_changed_with_its_kind_and_level(desk):
    rad = desk.section("Rad")
    write(desk, rad, title="Radverkehr", number="2.1", level=2, kind=SectionKind.NEED)
    section = placed_sections(desk.edition)[2]
    assert (section.title, section.number, section.level) == ("Radverkehr", "2.1", 2)
    assert section.kind == SectionKind.NEED
    assert section.public_id == rad.node.public_id


def test_heading_that_a_colleague_changed_is_not_overwritten_unread(desk):
    verkehr = desk.section("Verkehr")
    write(desk.colleague(), verkehr, title="Wege", seen=SEEN)
    with pytest.raises(HeadingRewritten, match="Jetzt gilt: „Wege“"):
        write(desk, verkehr, title="Mobilität", seen=SEEN)
    write(desk, verkehr, title="Mobilität", seen=replace(SEEN, title="Wege"))
    assert titles(desk)[1] == "Mobilität"


def test_what_a_colleague_changed_of_a_heading_stays_when_another_part_of_it_is_written(desk):
    verkehr = desk.section("Verkehr")
    theirs = {"level": 3, "number": "2.1", "kind": SectionKind.GOAL}
    write(desk.colleague(), verkehr, **theirs, seen=SEEN)
    told = Entry.objects.filter(kind="section.typed").count()
    write(desk, verkehr, title="Mobilität", seen=SEEN)
    row = placed_sections(desk.edition)[1]
    assert (row.title, row.level, row.number, row.kind) == ("Mobilität", 3, "2.1", "goal")
    assert Entry.objects.filter(kind="section.typed").count() == told


@pytest.mark.parametrize(
    ("theirs", "mine", "now"),
    [
        ({"number": "1"}, {"number": "2"}, "Nummer „1“"),
        ({"level": 3}, {"level": 4}, "Ebene 3"),
        ({"kind": SectionKind.GOAL}, {"kind": SectionKind.NEED}, "„Ziel“"),
    ],
)
def test_same_part_of_a_heading_changed_by_two_people_is_told(desk, theirs, mine, now):
    verkehr = desk.section("Verkehr")
    write(desk.colleague(), verkehr, **theirs, seen=SEEN)
    with pytest.raises(HeadingRewritten, match=now):
        write(desk, verkehr, **mine, seen=SEEN)
    write(desk, verkehr, **theirs, seen=SEEN)


def test_number_longer_than_any_that_is_read_in_is_refused(desk):
    write(desk, desk.section("Verkehr"), number="1" * 120)
    with pytest.raises(NumberTooLong, match="120"):
        write(desk, desk.section("Verkehr"), number="1" * 121)
    assert placed_sections(desk.edition)[1].number == "1" * 120


def test_kinds_that_a_colleague_chose_since_stay(desk):
    ids = {s.title: s.public_id for s in placed_sections(desk.edition)}
    seen = dict.fromkeys(ids.values(), SectionKind.PROSE)
    desk.colleague().set_section_kinds(kinds={**seen, ids["Rad"]: SectionKind.GOAL}, seen=seen)
    mine = {**seen, ids["Bildung"]: SectionKind.NEED}
    assert desk.set_section_kinds(kinds=mine, seen=seen) == 1
    kinds = [s.kind for s in placed_sections(desk.edition)]
    assert kinds == ["prose", "prose", "goal", "need"]
    assert Entry.objects.filter(kind="section.typed").count() == 2
    with pytest.raises(KindsRewritten, match="„Rad“"):
        desk.set_section_kinds(kinds={ids["Rad"]: SectionKind.TERM}, seen=seen)


@pytest.mark.parametrize(
    ("rest", "refusal"),
    [
        ({"title": " \n"}, HeadingEmpty),
        ({"level": 0}, LevelImpossible),
        ({"level": 7}, LevelImpossible),
    ],
)
def test_heading_without_words_or_with_an_impossible_level_is_refused(desk, rest, refusal):
    with pytest.raises(refusal):
        write(desk, desk.section("Verkehr"), **rest)
    with pytest.raises(refusal):
        desk.add_heading(**{"title": "Neu", "level": 2, **rest})


@pytest.mark.parametrize(
    ("title", "direction", "order"),
    [
        ("Bildung", UP, ["Grünbuch", "Bildung", "Verkehr", "Rad"]),
        ("Verkehr", DOWN, ["Grünbuch", "Bildung", "Verkehr", "Rad"]),
        ("Rad", DOWN, ["Grünbuch", "Verkehr", "Bildung", "Rad"]),
    ],
)
def test_section_moves_with_all_below_it(desk, title, direction, order):
    texts = sorted(desk.texts)
    desk.move_section(section=desk.section(title), direction=direction)
    assert titles(desk) == order
    assert sorted(desk.texts) == texts
    assert dict(desk.layout)["Rad"] == ["Drei."]


@pytest.mark.parametrize(("title", "direction"), [("Grünbuch", UP), ("Bildung", DOWN)])
def test_section_at_the_edge_stays(desk, title, direction):
    with pytest.raises(NothingThere):
        desk.move_section(section=desk.section(title), direction=direction)


def test_passages_of_a_heading_taken_out_go_below_the_one_before(desk):
    desk.remove_heading(section=desk.section("Rad"))
    assert desk.layout[1] == ("Verkehr", ["Eins.", "Zwei.", "Drei."])


def test_section_of_another_document_is_not_in_the_draft(desk):
    strange = f.published_edition().placed_sections.first().section
    with pytest.raises(PassageNotInDraft):
        desk.remove_heading(section=strange)


def test_first_heading_goes_only_without_passages(desk):
    desk.begin_section(section=desk.section("Grünbuch"), text="Vorwort.")
    with pytest.raises(NothingThere):
        desk.remove_heading(section=desk.section("Grünbuch"))


# Chapter templates and what a draft lacks.

BLOCKS = [
    BlockLine("Ausgangslage", 1, SectionKind.FINDING, True),
    BlockLine("Szenario", 1, SectionKind.SCENARIO, True),
    BlockLine("Wirtschaft", 2, SectionKind.PROSE, False, "Was ändert sich für Betriebe?"),
]


def template(desk, name="Zukunftsbild", blocks=BLOCKS, **rest):
    return actions.keep_template(
        name=name, description="", blocks=blocks, visitor=desk.by, at=f.NOW, **rest
    )


def report(desk):
    return completeness_of(desk.edition, chapters_of(desk.edition))


def gaps(desk):
    return {(line.gap, line.title, line.words) for line in report(desk).gaps}


def test_chapter_begins_with_the_blocks_of_its_template(desk):
    desk.add_chapter(title="Morgen", template=template(desk))
    assert titles(desk)[-4:] == ["Morgen", "Ausgangslage", "Szenario", "Wirtschaft"]
    assert [s.level for s in placed_sections(desk.edition)][-4:] == [2, 3, 3, 4]
    (line,) = report(desk).chapters
    assert (line.title, line.written, line.required) == ("Morgen", 0, 2)
    desk.begin_section(section=desk.section("Wirtschaft"), text="Betriebe.")
    assert report(desk).chapters[0].written == 1


def test_known_chapter_follows_a_template_and_lacks_what_is_not_called_so(desk):
    desk.add_heading(title="ausgangslage", level=3, behind=desk.section("Rad"))
    desk.follow_template(section=desk.section("Verkehr"), template=template(desk))
    assert (Gap.BLOCK_MISSING, "Verkehr", "Szenario") in gaps(desk)
    assert (Gap.BLOCK_MISSING, "Verkehr", "Ausgangslage") not in gaps(desk)
    assert desk.fill_template(section=desk.section("Verkehr")) == 2
    assert titles(desk)[1:6] == ["Verkehr", "Rad", "ausgangslage", "Szenario", "Wirtschaft"]
    desk.follow_template(section=desk.section("Verkehr"), template=None)
    assert report(desk).chapters == []


def test_template_goes_on_into_the_next_edition_and_a_renamed_block_is_still_that_block(desk):
    desk.add_chapter(title="Morgen", template=template(desk))
    write(desk, desk.section("Szenario"), title="So könnte es sein", level=3)
    desk.begin_section(section=desk.section("So könnte es sein"), text="Bild.")
    published = actions.publish_edition(edition=desk.edition, visitor=desk.by, at=f.NOW)
    draft = actions.revise_edition(edition=published, label="3", visitor=desk.by, at=f.NOW)
    (line,) = completeness_of(draft, chapters_of(draft)).chapters
    assert (line.written, line.required) == (1, 2)


def test_template_survives_a_text_that_is_read_in_anew(desk):
    desk.follow_template(section=desk.section("Bildung"), template=template(desk))
    desk.change_passage(passage=desk.passage("Vier."), text="Vier neu.")
    actions.publish_edition(edition=desk.edition, visitor=desk.by, at=f.NOW)
    again = f.draft_edition(TEXT, document=desk.edition.document, label="3")
    (line,) = completeness_of(again, chapters_of(again)).chapters
    assert (line.title, line.template) == ("Bildung", "Zukunftsbild")


def test_report_names_empty_sections_levels_left_out_and_titles_twice(desk):
    desk.add_heading(title="Leer", level=5)
    desk.add_heading(title="Rad", level=3, behind=desk.section("Rad"))
    assert gaps(desk) == {
        (Gap.EMPTY, "Leer", ""),
        (Gap.EMPTY, "Rad", ""),
        (Gap.LEVEL_SKIPPED, "Leer", "2 → 5"),
        (Gap.TITLE_TWICE, "Rad", ""),
    }


def test_draft_without_gaps_is_complete_and_counts_its_kinds(desk):
    write(desk, desk.section("Bildung"), title="Bildung", kind=SectionKind.NEED)
    found = report(desk)
    assert found.is_complete
    assert found.kinds == [("Handlungsbedarf", 1)]


@pytest.mark.parametrize(
    ("name", "blocks", "refusal"),
    [
        ("", BLOCKS, TemplateIncomplete),
        ("Neu", [], TemplateIncomplete),
        ("zukunftsbild", BLOCKS, TemplateNameTaken),
        ("Neu", [BLOCKS[0], BLOCKS[0]], BlockTwice),
    ],
)
def test_template_without_name_or_blocks_or_with_one_twice_is_refused(desk, name, blocks, refusal):
    template(desk)
    with pytest.raises(refusal):
        template(desk, name, blocks)


def test_changed_template_keeps_the_blocks_it_had(desk):
    made = template(desk)
    before = {block.title: block.pk for block in made.blocks.all()}
    template(desk, blocks=[BLOCKS[1], BLOCKS[0]], template=made)
    after = {block.title: block.pk for block in TemplateBlock.objects.all()}
    assert after == {title: before[title] for title in ("Szenario", "Ausgangslage")}
    assert [block.title for block in made.blocks.all()] == ["Szenario", "Ausgangslage"]


@pytest.mark.parametrize("chapters", [1, 3])
def test_report_takes_the_same_statements_for_one_and_three_chapters(
    desk, django_assert_num_queries, chapters
):
    made = template(desk)
    for number in range(chapters):
        desk.add_chapter(title=f"Morgen {number}", template=made)
    with django_assert_num_queries(4):
        report(desk)
