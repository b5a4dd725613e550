"""Decisions about what is unclear in a text."""

import pytest

from mitmachstadt.nodes.models import Node
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.errors import EditedByHand
from mitmachstadt.strategy.models import ChapterTemplate, Edition, Section
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f
from tests.strategy.importing.texts import ids, shape

pytestmark = pytest.mark.django_db

DOUBTFUL = "# Titel\n\n## Ziel\n\nDas ist der Anfang.Hier fehlt ein Leerzeichen.\n\nUnd ein Ende.\n"


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
