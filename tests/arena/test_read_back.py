"""What is read back of one idea is of this idea, the newest of it, and in its order."""

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import State
from mitmachstadt.arena.models import Selection
from mitmachstadt.arena.queries import facts_about, idea_page
from mitmachstadt.arena.queries.gates import is_sponsor, states_reached
from mitmachstadt.arena.queries.ideas import (
    idea_by_public_id,
    ideas_at,
    merge_parts,
    newest_sheet,
    part_trace,
    sheets_of,
)
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.queries import has_merged, merged_into
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal():
    return f.passage(text="Kurze Wege")


@pytest.fixture
def inside(goal):
    return a.arena(goal)


def write(idea, number, **parts):
    return actions.write_sheet(
        idea=idea, parts=parts, seen=number - 1, visitor=f.office(), at=f.NOW
    )


def merge(whole, *parts, reason="Gleich.", at=f.NOW):
    actions.merge_ideas(whole=whole, parts=parts, reason=reason, visitor=f.office(), at=at)


def test_newest_fact_sheet_of_this_idea_counts(inside):
    one, other = a.idea(inside, "Eins"), a.idea(inside, "Zwei")
    write(one, 1, problem="Alt.", solution="Terminal.")
    write(one, 2, problem="Neu.", solution="")
    for number in (1, 2, 3):
        write(other, number, problem=f"Stand {number}", effect="Kürzer.")
    assert [sheet.number for sheet in sheets_of(one)] == [2, 1]
    assert (newest_sheet(one).number, newest_sheet(one).problem) == (2, "Neu.")
    assert newest_sheet(a.idea(inside, "Drei")) is None
    assert facts_about(one).sheet == {"problem"}
    assert facts_about(other).sheet == {"problem", "effect"}
    assert idea_page(one.node, at=f.NOW).sheet["problem"] == "Neu."


def test_last_selection_of_this_idea_counts(inside, goal):
    one, other = a.idea(inside, "Eins"), a.idea(inside, "Zwei")
    for idea, chosen, day in ((one, True, 0), (one, False, 1), (other, True, 2)):
        Selection.objects.create(
            idea=idea, decision=goal, chosen=chosen, reason="Gut.", at=f.NOW + day * f.DAY
        )
    assert [facts_about(idea).is_chosen for idea in (one, other)] == [False, True]


def test_states_and_sponsors_of_this_idea_count(inside):
    one, other = a.idea(inside, "Eins"), a.idea(inside, "Zwei")
    kim = f.person("Kim")
    a.sponsored(other, kim)
    actions.pay_into(
        idea=other, goals=[(inside.goals.get().node, a.REASON)], visitor=f.office(), at=f.NOW
    )
    a.move(other, State.DEVELOPMENT)
    assert State.DEVELOPMENT in states_reached(other)
    assert State.DEVELOPMENT not in states_reached(one)
    assert is_sponsor(other, kim.pk) and not is_sponsor(one, kim.pk)
    assert not is_sponsor(other, None)
    assert (facts_about(one).sponsors, facts_about(other).sponsors) == (0, 1)
    other.sponsorships.update(ended=f.NOW, ending="given_back", ended_because="Weg.")
    assert facts_about(other).sponsors == 0 and not is_sponsor(other, kim.pk)


def test_ideas_are_found_by_their_addresses_alone_and_in_their_order(inside):
    one, two, _three = (a.idea(inside, f"Idee {nth}") for nth in range(3))
    keys = [two.node.public_id, f" {one.node.public_id}\x00", "gibtesnicht"]
    assert ideas_at(keys) == [one, two]
    assert idea_by_public_id(f" {one.node.public_id}\x00") == one
    assert idea_by_public_id("gibtesnicht") is None


def test_what_went_into_an_idea_is_read_from_its_merges_alone(inside, goal):
    whole, other = a.idea(inside, "Ganzes", goals=[(goal, a.REASON)]), a.idea(inside, "Anderes")
    one = a.idea(inside, "Eins", goals=[(goal, a.REASON)])
    two, three = a.idea(inside, "Zwei"), a.idea(inside, "Drei")
    merge(whole, two, at=f.NOW + f.DAY)
    merge(whole, one, at=f.NOW + 2 * f.DAY)
    merge(other, three)
    assert [trace.source_id for trace in merge_parts(whole)] == [two.pk, one.pk]
    assert [trace.source_id for trace in merge_parts(other)] == [three.pk]
    assert (part_trace(one).target_id, part_trace(three).target_id) == (whole.pk, other.pk)
    assert part_trace(whole) is None and merge_parts(one) == []
    assert merged_into(one.node) == whole.node and merged_into(whole.node) is None


def test_who_takes_part_in_a_merge_is_told_from_the_merges_of_this_idea(inside, goal):
    whole, part = a.idea(inside, "Ganzes"), a.idea(inside, "Teil")
    alone = a.idea(inside, "Allein", goals=[(goal, a.REASON)])
    merge(whole, part)
    link(source=whole.node, target=alone.node, relation=Relation.SPLIT_INTO, by=None, at=f.NOW)
    assert has_merged(whole.node) and has_merged(whole.node, into=True)
    assert has_merged(part.node) and not has_merged(part.node, into=True)
    for node in (alone.node, goal):
        assert not has_merged(node) and not has_merged(node, into=True)


def test_page_of_an_idea_says_how_far_it_is_and_what_it_pays_into(inside, goal):
    one = a.idea(inside, "Eins", goals=[(goal, a.REASON)])
    whole = a.idea(inside, "Ganzes")
    page = idea_page(one.node, at=f.NOW)
    assert [trace["title"] for trace in page.traces] == ["Kurze Wege"] and not page.is_aside
    merge(whole, one)
    moved = a.move(whole, State.PARKED, reason="Erst das Gutachten.",
                   review_on=(f.NOW + 9 * f.DAY).date())  # fmt: skip
    page = idea_page(moved.node, at=f.NOW)
    assert page.is_aside and page.traces == []
    assert page.steps[0].review_on == (f.NOW + 9 * f.DAY).date().isoformat()
