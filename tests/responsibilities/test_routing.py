"""New contributions go to the unit that the register names; what fits no rule is a gap."""

from datetime import timedelta

import pytest

from mitmachstadt.nodes.enums import Kind
from mitmachstadt.people.actions import enter_districts
from mitmachstadt.responsibilities.actions import hand_over, route_again, route_open
from mitmachstadt.responsibilities.calculations import findings, uncovered
from mitmachstadt.responsibilities.models import HandOver
from mitmachstadt.responsibilities.queries import Topic, hand_overs_of, how_many_without_unit
from mitmachstadt.taxonomies import actions as taxonomies
from tests import factories as f
from tests.factories import DAY, NOW
from tests.responsibilities import make
from tests.responsibilities.make import TODAY

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def city():
    """A document with a section, a section below it and a passage that is open."""

    class City:
        document = f.node(Kind.DOCUMENT, title="Weißbuch")
        section = f.node(Kind.SECTION, parent=document, title="Verkehr")
        below = f.node(Kind.SECTION, parent=section, title="Radwege")
        passage = f.passage(below)

    f.open_window(City.document)
    return City


def said(about, **rest):
    made = f.remark(about, **rest)
    made.refresh_from_db()
    return made


def test_a_remark_goes_to_the_unit_of_the_narrowest_section(city):
    wide, narrow = make.unit("Verkehrsamt"), make.unit("Radbüro")
    make.rule(wide, node=city.section)
    assert said(city.passage).unit == wide
    make.rule(narrow, node=city.below)
    assert said(city.passage).unit == narrow
    assert said(city.section).unit == wide
    assert said(city.document).unit is None


def test_a_rule_for_section_and_district_needs_both(city):
    mitte, pankow = enter_districts(["Mitte", "Pankow"])
    wide, office = make.unit("Verkehrsamt"), make.unit("Bezirksamt Mitte", district=mitte)
    make.rule(wide, node=city.below)
    make.rule(office, node=city.section, district=mitte)
    assert said(city.passage, district=mitte).unit == office
    assert said(city.passage, district=pankow).unit == wide
    assert said(city.passage).unit == wide


def test_a_subject_leads_to_its_unit_with_the_subjects_below_it(city):
    entries = make.subjects("verkehr", "verkehr/rad", "verkehr/rad/abstellen")
    wide, narrow = make.unit("Verkehrsamt"), make.unit("Radbüro")
    make.sorted_under(city.section, entries["abstellen"])
    make.rule(wide, term=entries["verkehr"].term)
    assert said(city.passage).unit == wide
    make.rule(narrow, term=entries["rad"].term)
    assert said(city.passage).unit == narrow


def test_two_subjects_that_disagree_are_a_gap_and_two_that_agree_are_none(city):
    entries = make.subjects("verkehr", "umwelt")
    make.sorted_under(city.section, *entries.values())
    roads, parks = make.unit("Verkehrsamt"), make.unit("Umweltamt")
    make.rule(roads, term=entries["verkehr"].term)
    rule = make.rule(parks, term=entries["umwelt"].term)
    assert said(city.passage).unit is None
    assert findings([Topic(city.passage.path)], on=TODAY)[Topic(city.passage.path)].is_tied
    rule.unit = roads
    rule.save()
    assert said(city.passage).unit == roads


def test_what_is_sorted_under_a_closed_subject_also_goes_to_its_successor(city):
    entries = make.subjects("alt", "neu")
    make.sorted_under(city.section, entries["alt"])
    by = f.office()
    draft = taxonomies.begin_version(
        taxonomy=entries["alt"].version.taxonomy, reason="Zusammengelegt.", visitor=by, at=NOW
    )
    taxonomies.close_entry(
        version=draft, term=entries["alt"].term, successor=entries["neu"].term, visitor=by, at=NOW
    )
    taxonomies.publish_version(version=draft, valid_from=TODAY, visitor=by, at=NOW)
    after = make.unit("Neues Amt")
    make.rule(after, term=entries["neu"].term)
    assert said(city.passage).unit == after


def test_a_rule_that_ended_yesterday_or_begins_tomorrow_leads_nowhere(city):
    roads = make.unit()
    rule = make.former(make.rule(roads, node=city.section), since=TODAY - 9 * ONE, until=TODAY)
    assert said(city.passage).unit is None
    assert said(city.passage, at=NOW - DAY).unit == roads
    make.former(rule, since=TODAY + ONE)
    assert said(city.passage).unit is None


def test_a_rule_to_a_dissolved_unit_leads_nowhere(city):
    gone = make.unit("Altes Amt")
    make.rule(gone, node=city.section)
    gone.ended = TODAY
    gone.save()
    assert said(city.passage).unit is None


def test_a_reply_goes_where_the_contribution_lies_that_it_replies_to(city):
    roads, parks = make.unit("Verkehrsamt"), make.unit("Parkamt")
    make.rule(roads, node=city.section)
    first = said(city.passage)
    hand_over(nodes=[first], unit=parks, reason="Es geht um Bäume.", visitor=f.office(), at=NOW)
    first.refresh_from_db()
    reply = said(first)
    assert reply.unit == parks
    assert said(reply).unit == parks


def test_a_reply_to_what_has_no_unit_goes_by_rule(city):
    first = said(city.passage)
    roads = make.unit()
    make.rule(roads, node=city.section)
    assert said(first).unit == roads


def test_routing_takes_one_statement_however_many_rules_there_are(city, django_assert_num_queries):
    topic = Topic(city.passage.path, 1)
    with django_assert_num_queries(1):
        findings([topic], on=TODAY)
    make.rule(make.unit(), node=city.section)
    make.rule(make.unit("B"), district=f.district())
    make.rule(make.unit("C"), node=city.below)
    with django_assert_num_queries(1):
        assert len(findings([topic], on=TODAY)[topic].rules) == 3
    with django_assert_num_queries(1):
        findings([topic, Topic(city.section.path), Topic(city.document.path)], on=TODAY)


def test_what_came_before_the_rule_can_be_routed_later_in_one_step(city):
    before = [said(city.passage), said(city.passage)]
    other = said(f.open_passage("Etwas anderes."))
    answered = said(city.passage)
    f.answer(answered)
    roads = make.unit()
    make.rule(roads, node=city.section)
    assert how_many_without_unit(at_most=10) == 3
    office = f.office()
    assert route_open(visitor=office, at=NOW) == (2, None)
    for node in before:
        node.refresh_from_db()
        [step] = hand_overs_of(node)
        assert (node.unit, step.before_name, step.after_name) == (roads, "", roads.name)
    other.refresh_from_db()
    answered.refresh_from_db()
    assert other.unit is None
    assert answered.unit is None
    assert route_open(visitor=office, at=NOW) == (0, None)


def test_a_batch_tells_where_the_next_one_begins(city, monkeypatch):
    monkeypatch.setattr("mitmachstadt.responsibilities.actions.routing.BATCH", 2)
    nodes = [said(city.passage) for _ in range(3)]
    make.rule(make.unit(), node=city.section)
    office = f.office()
    assert route_open(visitor=office, at=NOW) == (2, nodes[1].pk)
    assert route_open(visitor=office, at=NOW, after=nodes[1].pk) == (1, None)


def test_a_corrected_place_leads_elsewhere_only_if_nobody_worked_on_it(city):
    mitte = f.district("Mitte")
    roads, office = make.unit("Verkehrsamt"), make.unit("Bezirksamt Mitte", district=mitte)
    make.rule(roads, node=city.section)
    make.rule(office, node=city.section, district=mitte)
    fresh, handed = said(city.passage), said(city.passage)
    hand_over(nodes=[handed], unit=None, reason="Gehört keinem.", visitor=f.office(), at=NOW)
    for node in (fresh, handed):
        node.refresh_from_db()
        node.district = mitte
        node.save()
    assert route_again(node=fresh, at=NOW)
    assert not route_again(node=handed, at=NOW)
    fresh.refresh_from_db()
    handed.refresh_from_db()
    assert (fresh.unit, handed.unit) == (office, None)


def test_what_the_register_routed_later_still_follows_a_corrected_place(city):
    mitte, node = f.district("Mitte"), said(city.passage)
    roads, office = make.unit("Verkehrsamt"), make.unit("Bezirksamt Mitte", district=mitte)
    make.rule(roads, node=city.section)
    make.rule(office, node=city.section, district=mitte)
    route_open(visitor=f.office(), at=NOW)
    node.refresh_from_db()
    assert node.unit == roads
    node.district = mitte
    node.save()
    assert route_again(node=node, at=NOW)
    node.refresh_from_db()
    assert node.unit == office


def test_what_somebody_handed_over_stays_there_when_their_account_is_deleted(city):
    mitte, node, by = f.district("Mitte"), said(city.passage), f.office()
    make.rule(make.unit("Bezirksamt Mitte", district=mitte), node=city.section, district=mitte)
    hand_over(nodes=[node], unit=make.unit(), reason="Zuständig.", visitor=by, at=NOW)
    HandOver.objects.update(by=None)
    node.refresh_from_db()
    node.district = mitte
    node.save()
    assert not route_again(node=node, at=NOW)


def test_a_hand_over_before_the_contribution_does_not_break_the_trail(city):
    """The clock of the machine was moved back between the two."""
    roads = make.unit()
    node = said(city.passage)
    hand_over(nodes=[node], unit=roads, reason="Zuständig.", visitor=f.office(), at=NOW - DAY)
    node.refresh_from_db()
    assert node.unit == roads
    assert [step.after_name for step in hand_overs_of(node)] == [roads.name]


def test_gaps_name_a_whole_text_once_and_what_below_it_is_covered(city):
    make.rule(make.unit(), node=city.below)
    found = uncovered(on=TODAY)
    assert (found.count, found.of) == (2, 3)
    assert [(node, below) for node, below in found.tops] == [(city.document, 1)]
