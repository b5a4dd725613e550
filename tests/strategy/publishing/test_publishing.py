"""Publishing: what it needs, what it makes, and that nothing changes afterwards."""

import pytest

from mitmachstadt.ledger.models import Entry
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.actions.keeping import hash_of
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.errors import DecisionsOpen, EditionIsEmpty, EditionIsPublished
from mitmachstadt.strategy.models import Edition
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f
from tests.strategy.publishing.editions import publish, rows

pytestmark = pytest.mark.django_db

DOUBTFUL = "# Titel\n\nDas ist der Anfang.Hier fehlt etwas.\n\nDort ist das Ende.Auch hier.\n"


def test_published_edition_is_named_by_its_hash_and_everything_of_it_is_public():
    edition = f.published_edition()
    assert edition.is_published
    assert len(edition.content_hash) == 64
    assert edition.content_hash.startswith(edition.short_hash)
    of_it = Node.objects.filter(path__startswith=edition.document.node.path)
    assert {node.visibility for node in of_it} == {Visibility.PUBLIC}


def test_publishing_is_written_into_the_register_with_the_hash():
    edition = f.published_edition()
    line = entries_about(edition.node.public_id)[-1]
    assert (line.kind, line.verified) == ("edition.published", True)
    assert line.content == {"label": "Fassung 1", "content": edition.content_hash}


def test_hash_of_a_published_edition_can_be_computed_again():
    edition = f.published_edition()
    assert hash_of(placed_sections(edition)) == edition.content_hash


def test_hash_of_a_published_edition_stays_when_a_section_is_given_another_kind():
    edition = f.published_edition()
    draft = actions.revise_edition(edition=edition, label="2", visitor=f.office(), at=f.NOW)
    kinds = {placed_sections(draft)[1].public_id: SectionKind.GOAL}
    assert actions.set_section_kinds(edition=draft, kinds=kinds, visitor=f.office(), at=f.NOW) == 1
    assert hash_of(placed_sections(edition)) == edition.content_hash


@pytest.mark.parametrize("who", [f.visitor, f.citizen, f.moderator, f.administrator])
def test_only_the_office_publishes(who):
    edition = f.draft_edition()
    with pytest.raises((RoleNeeded, SignInNeeded)):
        publish(edition, by=who())
    assert not Edition.objects.get().is_published


def test_every_colleague_of_the_office_publishes():
    edition = f.draft_edition()
    assert publish(edition, by=f.office("Kollegin")).is_published


def acts(edition, passage, after):
    """Each verb that could change what an edition says."""
    by = {"edition": edition, "visitor": f.office(), "at": f.NOW}
    return {
        "change": lambda: actions.change_passage(passage=passage, text="Anders.", **by),
        "add": lambda: actions.add_passage(after=after, text="Dazu.", **by),
        "remove": lambda: actions.remove_passage(passage=passage, **by),
        "decide": lambda: actions.decide(decisions={"0": True}, **by),
        "publish": lambda: actions.publish_edition(**by),
        "kinds": lambda: actions.set_section_kinds(
            kinds={after.section.node.public_id: SectionKind.GOAL}, **by
        ),
    }


@pytest.mark.parametrize("verb", ["change", "add", "remove", "decide", "publish", "kinds"])
def test_published_edition_refuses_every_verb(verb):
    edition = f.published_edition(label="Weißbuch 2026")
    after = f.placed(edition, "Wege")
    act = acts(edition, after.passage, after)[verb]
    before, lines = rows(edition), Entry.objects.count()
    with pytest.raises(EditionIsPublished, match="Weißbuch 2026"):
        act()
    assert rows(edition) == before
    assert Entry.objects.count() == lines


@pytest.mark.parametrize("verb", ["change", "add", "remove", "decide", "publish", "kinds"])
def test_edition_published_by_somebody_else_meanwhile_refuses_every_verb(verb):
    edition = f.draft_edition()
    stale = Edition.objects.select_related("document__node").get(pk=edition.pk)
    after = f.placed(edition, "Wege")
    publish(edition)
    before = rows(edition)
    with pytest.raises(EditionIsPublished):
        acts(stale, after.passage, after)[verb]()
    assert rows(edition) == before


def test_open_decisions_refuse_publishing_and_say_how_many():
    edition = f.draft_edition(DOUBTFUL)
    assert edition.report["undecided"] == 2
    with pytest.raises(DecisionsOpen, match="noch 2 Fragen"):
        publish(edition)
    decide_all(edition)
    assert publish(edition).is_published


def test_open_decisions_come_before_edits_by_hand():
    edition = f.draft_edition(DOUBTFUL)
    after = f.placed(edition, "Anfang")
    for verb in ("change", "add", "remove"):
        with pytest.raises(DecisionsOpen):
            acts(edition, after.passage, after)[verb]()


def decide_all(edition):
    decisions = {str(n): False for n, flag in enumerate(edition.report["flags"])}
    actions.decide(edition=edition, decisions=decisions, visitor=f.office(), at=f.NOW - f.DAY)


def test_empty_edition_is_refused():
    edition = f.published_edition("# T\n\nEin einziger Satz.\n")
    draft = actions.revise_edition(edition=edition, label="2", visitor=f.office(), at=f.NOW)
    passage = f.placed(draft, "einziger").passage
    actions.remove_passage(edition=draft, passage=passage, visitor=f.office(), at=f.NOW)
    with pytest.raises(EditionIsEmpty):
        publish(draft)
    assert not Edition.objects.get(pk=draft.pk).is_published
