"""From a text to a draft, and from one text to the next: what keeps its identity."""

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import nodes_above
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import PassageForm, SectionKind
from mitmachstadt.strategy.errors import DraftExists, EditedByHand, LabelMissing
from mitmachstadt.strategy.models import ChapterTemplate, Edition, EditionPassage, Section
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f

pytestmark = pytest.mark.django_db
DOUBTFUL = "# Titel\n\n## Ziel\n\nDas ist der Anfang.Hier fehlt ein Leerzeichen.\n\nUnd ein Ende.\n"


def shape(edition):
    return [
        (s.level, s.title, [(p.form, p.marker, p.text) for p in s.passages])
        for s in placed_sections(edition)
    ]


def ids(edition):
    rows = EditionPassage.objects.filter(edition=edition).order_by("position")
    return dict(rows.values_list("wording__text", "passage__node__public_id"))


def section_ids(edition):
    return {s.title: s.public_id for s in placed_sections(edition)}


def imported(edition, text, *, days=30, label="Fassung 2", publish=True):
    make = f.published_edition if publish else f.draft_edition
    return make(text, document=edition.document, label=label, at=f.NOW - days * f.DAY)


def test_imported_text_has_its_sections_and_passages_in_order():
    assert shape(f.draft_edition()) == [
        (1, "Grünbuch", [("paragraph", "", "Vorwort der Stadt.")]),
        (
            2,
            "Verkehr",
            [
                ("paragraph", "", "Die Stadt baut sichere Wege."),
                ("bullet", "-", "Ampeln schalten schneller."),
            ],
        ),
        (2, "Bildung", [("paragraph", "", "Jede Schule hat Netz.")]),
    ]


def test_imported_text_is_a_draft_that_nobody_else_sees(client):
    edition = f.draft_edition()
    nodes = Node.objects.filter(kind__in=[Kind.SECTION, Kind.PASSAGE, Kind.EDITION])
    assert {node.visibility for node in nodes} == {Visibility.DRAFT}
    for node in nodes:
        assert client.get(f"/de/n/{node.public_id}/").status_code == 404
    for address in ("lesen/{}/1/", "vergleich/{}/", "n/{}/register/"):
        assert client.get(f"/de/{address.format(edition.node.public_id)}").status_code == 404


def test_sections_stand_below_each_other_as_their_levels_say():
    edition = f.draft_edition("# A\n\na\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n")
    above = {
        title: [node.title for node in nodes_above(Node.objects.get(public_id=public_id))][2:]
        for title, public_id in section_ids(edition).items()
    }
    assert above == {"A": [], "B": ["A"], "C": ["A", "B"], "D": ["A"]}


def test_kind_of_a_section_follows_from_its_heading():
    edition = f.draft_edition("# T\n\nt\n\n## Handlungsbedarf: Netz\n\nn\n\n## Ziele\n\nz\n")
    assert [s.kind for s in placed_sections(edition)] == [
        SectionKind.PROSE, SectionKind.NEED, SectionKind.GOAL,
    ]  # fmt: skip


def test_table_and_code_are_passages_of_their_own_form():
    edition = f.draft_edition("# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx = 1 < 2\n```\n")
    assert [p.form for s in placed_sections(edition) for p in s.passages] == [
        PassageForm.TABLE, PassageForm.CODE,
    ]  # fmt: skip


def test_very_long_heading_is_kept_whole():
    title = "sehr " * 200 + "lang"
    edition = f.published_edition(f"# T\n\nt\n\n## {title}\n\nText.\n")
    assert placed_sections(edition)[1].title == title


def test_label_is_needed():
    with pytest.raises(LabelMissing):
        f.draft_edition(label=" \u200b ")


def test_second_draft_is_refused_with_the_label_of_the_first():
    edition = f.draft_edition(label="Arbeitsfassung 3")
    with pytest.raises(DraftExists, match="Arbeitsfassung 3"):
        f.draft_edition(document=edition.document)
    assert Edition.objects.count() == 1


def test_draft_of_another_document_is_no_obstacle():
    f.draft_edition()
    f.draft_edition()
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("who", [f.visitor, f.citizen, f.moderator, f.administrator])
def test_only_the_office_imports(who):
    document = f.strategy_document()
    with pytest.raises((RoleNeeded, SignInNeeded)):
        actions.import_edition(
            document=document, label="F", read=f.read_text(), visitor=who(), at=f.NOW
        )
    assert not Edition.objects.exists()


# Decisions on what the importer asks.


def asked(edition):
    flags = edition.report["flags"]
    return [str(n) for n, flag in enumerate(flags) if flag["suggestion"] is not None]


def decide(edition, accept, **rest):
    decisions = dict.fromkeys(asked(edition), accept)
    return actions.decide(
        edition=edition, decisions=decisions, visitor=f.office(), at=f.NOW, **rest
    )


def test_decision_for_the_suggestion_changes_the_text_also_of_nested_sections():
    edition = f.draft_edition(DOUBTFUL)
    assert edition.report["undecided"] == len(asked(edition)) == 1
    decide(edition, True)
    assert "Das ist der Anfang. Hier fehlt ein Leerzeichen." in ids(edition)
    assert Edition.objects.get(pk=edition.pk).report["undecided"] == 0


def test_decision_against_the_suggestion_leaves_the_text():
    edition = f.draft_edition(DOUBTFUL)
    decide(edition, False)
    assert "Das ist der Anfang.Hier fehlt ein Leerzeichen." in ids(edition)


def test_decision_can_be_turned_round():
    edition = f.draft_edition(DOUBTFUL)
    before = shape(edition)
    decide(edition, True)
    assert shape(edition) != before
    decide(edition, False)
    assert shape(edition) == before


def test_decision_leaves_no_nodes_behind():
    edition = f.draft_edition(DOUBTFUL)
    before = Node.objects.count()
    decide(edition, True)
    assert Node.objects.count() == before


def test_decision_about_a_number_that_was_not_asked_changes_nothing():
    edition = f.draft_edition(DOUBTFUL)
    before = shape(edition)
    for number in ("99", "-1", "x", "1e9"):
        actions.decide(edition=edition, decisions={number: True}, visitor=f.office(), at=f.NOW)
    assert shape(edition) == before
    assert edition.decisions == {}


def test_decision_on_a_revised_edition_without_questions_keeps_the_text():
    first = f.published_edition()
    draft = actions.revise_edition(
        edition=first, label="Fassung 2", visitor=f.office(), at=f.NOW - f.DAY
    )
    actions.decide(edition=draft, decisions={"0": True}, visitor=f.office(), at=f.NOW)
    assert shape(draft) == shape(first)


def test_decision_after_an_edit_by_hand_is_refused_and_the_edit_stays():
    edition = f.draft_edition(DOUBTFUL)
    decide(edition, False)
    passage = f.placed(edition, "Ende").passage
    actions.change_passage(
        edition=edition, passage=passage, text="Von Hand.", visitor=f.office(), at=f.NOW
    )
    with pytest.raises(EditedByHand):
        decide(edition, True)
    assert "Von Hand." in ids(edition)


@pytest.mark.parametrize("change", [{"title": "Anders"}, {"number": "7"}, {"level": 3}])
def test_decision_after_a_heading_was_changed_is_refused_and_the_heading_stays(change):
    edition = f.draft_edition(DOUBTFUL)
    decide(edition, False)
    heading = placed_sections(edition)[1]
    said = {"title": heading.title, "number": "", "level": 2, "kind": heading.kind, **change}
    actions.write_heading(
        edition=edition, section=Section.objects.get(pk=heading.node_id), visitor=f.office(),
        at=f.NOW, **said,
    )  # fmt: skip
    before = placed_sections(edition)
    decide(edition, False)
    with pytest.raises(EditedByHand):
        decide(edition, True)
    assert placed_sections(edition) == before


def test_decision_after_a_chapter_was_tied_to_a_template_is_refused():
    edition = f.draft_edition(DOUBTFUL)
    decide(edition, False)
    template = ChapterTemplate.objects.create(name="Kapitel")
    section = Section.objects.get(pk=placed_sections(edition)[1].node_id)
    actions.follow_template(
        edition=edition, section=section, template=template, visitor=f.office(), at=f.NOW
    )
    with pytest.raises(EditedByHand):
        decide(edition, True)


def test_draft_laid_out_before_layouts_were_told_apart_is_decided_until_it_is_edited():
    edition = f.draft_edition(DOUBTFUL)
    decide(edition, False)
    report = {key: value for key, value in edition.report.items() if key != "laid_out"}
    Edition.objects.update(report=report)
    actions.change_passage(
        edition=edition, passage=f.placed(edition, "Ende").passage, text="Von Hand.",
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    with pytest.raises(EditedByHand):
        decide(edition, True)
    edition.edits.all().delete()
    assert decide(edition, True).report["undecided"] == 0


def test_draft_with_a_new_text_is_decided_on_whatever_was_edited_in_the_former_one():
    edition = f.draft_edition()
    actions.change_passage(
        edition=edition, passage=f.placed(edition, "Netz").passage, text="Von Hand.",
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    actions.replace_draft(edition=edition, read=f.read_text(DOUBTFUL), visitor=f.office(), at=f.NOW)
    decide(edition, True)
    assert "Das ist der Anfang. Hier fehlt ein Leerzeichen." in ids(edition)


def test_kind_that_somebody_gave_a_section_outlives_a_decision():
    edition = f.draft_edition(DOUBTFUL)
    section = placed_sections(edition)[1]
    actions.set_section_kinds(
        edition=edition, kinds={section.public_id: SectionKind.MEASURE}, visitor=f.office(),
        at=f.NOW,
    )  # fmt: skip
    decide(edition, True)
    assert placed_sections(edition)[1].kind == SectionKind.MEASURE


@pytest.mark.parametrize("who", [f.visitor, f.citizen, f.moderator])
def test_only_the_office_decides(who):
    edition = f.draft_edition(DOUBTFUL)
    with pytest.raises((RoleNeeded, SignInNeeded)):
        actions.decide(edition=edition, decisions={"0": True}, visitor=who(), at=f.NOW)
    assert Edition.objects.get().decisions == {}


# The next text of the same document.

SECOND = """\
# Grünbuch

Vorwort der Stadt.

## Bildung

Jede Schule hat Netz.

### Verkehr

Die Stadt baut sichere breite Wege.

Etwas ganz anderes steht jetzt hier.

- Ampeln schalten schneller.
"""


def test_same_passage_keeps_its_identity_when_its_section_moves():
    first = f.published_edition()
    second = imported(first, SECOND)
    for words in ("Vorwort der Stadt.", "Jede Schule hat Netz.", "Ampeln schalten schneller."):
        assert ids(second)[words] == ids(first)[words]
    assert section_ids(second) == section_ids(first)


def test_similar_passage_keeps_its_identity_and_a_strange_one_is_new():
    first = f.published_edition()
    second = imported(first, SECOND)
    old = ids(first)
    assert ids(second)["Die Stadt baut sichere breite Wege."] == old["Die Stadt baut sichere Wege."]
    assert ids(second)["Etwas ganz anderes steht jetzt hier."] not in old.values()


def test_passage_keeps_its_remarks_through_a_second_import():
    first = f.published_edition()
    node = f.placed(first, "Wege").passage.node
    f.open_window(first.document.node)
    remark = f.remark(node, wording=f.placed(first, "Wege").wording)
    second = imported(first, SECOND, days=-1)
    assert f.placed(second, "Wege").passage.node == node
    assert f.fresh(node).remarks == 1
    assert remark.remark.wording.text == "Die Stadt baut sichere Wege."


def test_section_that_moved_is_shown_below_its_new_parent_with_all_below_it():
    first = f.published_edition()
    wide = f.placed(first, "Wege").passage.node
    f.open_window(first.document.node)
    remark = f.remark(wide)
    reply = f.remark(remark, "Dem stimme ich zu.")
    imported(first, SECOND, days=-1)
    titles = [node.title for node in nodes_above(f.fresh(wide))]
    assert titles[2:] == ["Grünbuch", "Bildung", "Verkehr"]
    assert f.fresh(reply).path.startswith(f.fresh(remark).path)
    assert f.fresh(remark).path.startswith(f.fresh(wide).path)
    for node in Node.objects.exclude(parent=None).select_related("parent"):
        assert node.path == f"{node.parent.path}/{node.public_id}"


def test_window_on_a_section_that_moved_still_opens_what_stands_below_it():
    first = f.published_edition()
    placing = f.placed(first, "Wege")
    window = f.open_window(placing.section.node)
    imported(first, SECOND, days=-1)
    window.refresh_from_db()
    assert window.path == f.fresh(placing.section.node).path
    f.remark(f.fresh(placing.passage.node))


def test_sections_that_change_places_do_not_lose_each_other():
    first = f.published_edition("# T\n\nt\n\n## A\n\na\n\n### B\n\nb\n")
    second = imported(first, "# T\n\nt\n\n## B\n\nb\n\n### A\n\na\n")
    assert section_ids(second) == section_ids(first)
    for node in Node.objects.exclude(parent=None).select_related("parent"):
        assert node.path == f"{node.parent.path}/{node.public_id}"
    above = nodes_above(f.placed(second, "a").passage.node.__class__.objects.get(title="a"))
    assert [n.title for n in above][2:] == ["T", "B", "A"]


def test_draft_moves_nothing_before_it_is_published():
    first = f.published_edition()
    paths = dict(Node.objects.values_list("pk", "path"))
    imported(first, SECOND, publish=False)
    assert dict(Node.objects.filter(pk__in=paths).values_list("pk", "path")) == paths


def test_two_sections_with_the_same_title_continue_the_former_two_in_order():
    text = "# T\n\nt\n\n## Ziele\n\nerstes\n\n## Ziele\n\nzweites\n"
    first = f.published_edition(text)
    second = imported(first, text + "\ndrittes\n")
    sections = [[s.public_id for s in placed_sections(e)] for e in (first, second)]
    assert sections[0] == sections[1]


def test_section_with_a_common_title_continues_the_one_of_its_own_chapter():
    chapter = "## {}\n\nText {}.\n\n### Ausgangslage\n\nLage {}.\n\n"
    both = "# Titel\n\n" + chapter.format("A", "A", "A") + chapter.format("B", "B", "B")
    first = f.published_edition(both)
    second = imported(first, "# Titel\n\n" + chapter.format("B", "B", "B"))
    (old,) = [s for s in placed_sections(first) if s.passages and s.passages[0].text == "Lage B."]
    (new,) = [s for s in placed_sections(second) if s.title == "Ausgangslage"]
    assert new.public_id == old.public_id


def test_same_words_twice_are_two_passages_each_once():
    first = f.published_edition("# T\n\nGleich.\n\nGleich.\n")
    second = imported(first, "# T\n\nGleich.\n\nGleich.\n\nGleich.\n")
    counts = [EditionPassage.objects.filter(edition=e).count() for e in (first, second)]
    assert counts == [2, 3]


def test_passage_comes_back_when_a_later_text_takes_it_up_again():
    first = f.published_edition()
    node = f.placed(first, "Ampeln").passage.node
    without = f.TEXT.replace("- Ampeln schalten schneller.\n", "")
    second = imported(first, without)
    assert f.state_of(node) == Visibility.RETIRED
    third = imported(second, f.TEXT + "\nEin neuer Schluss.\n", days=20, label="Fassung 3")
    assert f.placed(third, "Ampeln").passage.node == node
    assert f.state_of(node) == Visibility.PUBLIC


def test_section_comes_back_when_a_later_text_takes_it_up_again():
    first = f.published_edition()
    section = Section.objects.get(node__title="Bildung")
    second = imported(first, f.TEXT.split("## Bildung")[0])
    assert f.state_of(section.node) == Visibility.RETIRED
    third = imported(second, f.TEXT + "\nNoch ein Satz.\n", days=20, label="Fassung 3")
    assert section_ids(third)["Bildung"] == section.node.public_id
    assert f.state_of(section.node) == Visibility.PUBLIC


def test_passage_that_had_two_wordings_comes_back_once():
    first = f.published_edition("# T\n\nAlpha Beta Gamma Delta.\n\nBleibt.\n")
    second = imported(first, "# T\n\nAlpha Beta Gamma Delta Epsilon.\n\nBleibt.\n")
    third = imported(second, "# T\n\nBleibt.\n", days=20, label="Fassung 3")
    both = "# T\n\nAlpha Beta Gamma Delta.\n\nAlpha Beta Gamma Delta Epsilon.\n\nBleibt.\n"
    fourth = imported(third, both, days=10, label="Fassung 4")
    assert len(ids(fourth)) == 3


def test_database_takes_no_published_edition_without_hash():
    edition = f.draft_edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(state="published", published=f.NOW)
