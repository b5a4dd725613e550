"""Merging, taking apart and splitting: who may, and what is kept of it."""

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.errors import IdeaNotPublic, MergedAlready, ReasonMissing, TooFewParts
from mitmachstadt.arena.models import Idea
from mitmachstadt.contributions.enums import LONGEST_TITLE
from mitmachstadt.contributions.models import Remark
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
LATER = f.NOW + f.DAY
PARTS = [("Terminal", "Im Amt fehlt ein Terminal."), ("Ampel", "Die Ampel ist zu langsam.")]


def split(one, parts=PARTS, reason="Zwei Ämter.", by=None, at=LATER):
    return actions.split_idea(idea=one, parts=parts, reason=reason, visitor=by or f.office(), at=at)


def merge(whole, part, reason="Beide sagen dasselbe.", at=LATER):
    return actions.merge_ideas(whole=whole, parts=[part], reason=reason, visitor=f.office(), at=at)


@pytest.mark.parametrize("by", [f.citizen, f.moderator, f.administrator])
def test_only_the_office_splits_and_takes_apart(by):
    inside = a.arena()
    whole, part = a.idea(inside, "Ganzes"), a.idea(inside, "Teil")
    merge(whole, part)
    with pytest.raises(RoleNeeded):
        split(whole, by=by())
    with pytest.raises(RoleNeeded):
        actions.undo_merge(part=part, reason="Doch zwei.", visitor=by(), at=LATER)
    assert Idea.objects.count() == 2
    assert Trace.objects.count() == 1


def test_hidden_or_merged_idea_is_not_split_and_nothing_without_a_reason():
    inside = a.arena()
    whole, part, hidden = (a.idea(inside, title) for title in ("Ganzes", "Teil", "Verborgen"))
    merge(whole, part)
    Node.objects.filter(pk=hidden.pk).update(visibility=Visibility.HIDDEN)
    with pytest.raises(MergedAlready, match="Ganzes"):
        split(part)
    with pytest.raises(IdeaNotPublic):
        split(hidden)
    with pytest.raises(ReasonMissing):
        split(whole, reason=" \x00 ")
    with pytest.raises(TooFewParts):
        split(whole, [*PARTS[:1], ("Ampel", " \x00 ")])
    assert Idea.objects.count() == 3


def test_whole_that_went_into_something_takes_nothing_in():
    inside = a.arena()
    top, whole, part = (a.idea(inside, title) for title in ("Oben", "Ganzes", "Teil"))
    merge(top, whole)
    with pytest.raises(MergedAlready, match="Oben"):
        merge(whole, part)
    assert Trace.objects.count() == 1


def test_pieces_are_ideas_like_any_other(client):
    one = a.idea(a.arena(), "Zweierlei")
    made = split(one, [("x" * (LONGEST_TITLE + 9), " Text\x00 eins. "), PARTS[1]])
    first = f.fresh(made[0].node)
    assert (first.title, first.text) == ("x" * LONGEST_TITLE, "Text eins.")
    for piece in made:
        node = f.fresh(piece.node)
        assert node.card and Remark.objects.get(node=node).thread_id == one.arena_id
        assert Entry.objects.filter(kind="idea.submitted", subject=node.public_id).count() == 1
        assert a.fresh(piece).since == LATER
    page = client.get(f"/de/arena/{one.arena.node.public_id}/").content.decode()
    assert all(piece.node.public_id in page for piece in made)


def test_reasons_are_told_clean_and_as_long_as_a_trace_holds():
    inside = a.arena()
    whole, part = a.idea(inside, "Ganzes"), a.idea(inside, "Teil")
    merge(whole, part, reason=f" Gleich\x00 {'x' * 600}")
    split(whole, reason=f" Zwei\x00 {'y' * 600}")
    notes = dict(Trace.objects.values_list("relation", "note"))
    assert notes[Relation.MERGED_INTO] == f"Gleich {'x' * 600}"[:500]
    assert notes[Relation.SPLIT_INTO] == f"Zwei {'y' * 600}"[:500]
    with pytest.raises(ReasonMissing):
        actions.undo_merge(part=part, reason=" \x00 ", visitor=f.office(), at=LATER)
    actions.undo_merge(part=part, reason=" Doch\x00 zwei. ", visitor=f.office(), at=LATER)
    told = Entry.objects.get(kind="trace.removed").payload.content
    assert told["reason"] == "Doch zwei."


def test_what_becomes_one_or_comes_apart_has_moved_and_nothing_else():
    inside = a.arena()
    whole, part, other = (a.idea(inside, title) for title in ("Ganzes", "Teil", "Andere"))

    def since():
        return [a.fresh(each).since for each in (whole, part, other)]

    merge(whole, part)
    assert since() == [LATER, f.NOW, f.NOW]
    actions.undo_merge(part=part, reason="Zwei.", visitor=f.office(), at=LATER + f.DAY)
    assert since() == [LATER + f.DAY, LATER + f.DAY, f.NOW]
