"""The most specific rule holds, whatever the order, and a tie is a gap."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.precedence import Finding, Rule, most_specific, rank

rules = st.builds(
    Rule,
    key=st.integers(1, 50),
    unit=st.integers(1, 4),
    section=st.integers(0, 4),
    subject=st.integers(0, 3),
    district=st.booleans(),
)
several = st.lists(rules, max_size=8, unique_by=lambda rule: rule.key)


@given(several, st.randoms(use_true_random=False))
def test_order_of_entering_does_not_matter(found, random):
    mixed = list(found)
    random.shuffle(mixed)
    assert most_specific(mixed) == most_specific(found)


@given(several)
def test_nothing_that_fits_is_left_out_of_the_explanation(found):
    result = most_specific(found)
    assert set(result.rules) == set(found)
    assert list(map(rank, result.rules)) == sorted(map(rank, found), reverse=True)


@given(several, rules)
def test_a_less_specific_rule_changes_nothing(found, other):
    if found and rank(other) < max(map(rank, found)):
        assert most_specific([*found, other]).unit == most_specific(found).unit


@given(rules, rules)
def test_more_named_things_beat_fewer(one, other):
    def named(rule):
        return bool(rule.section) + bool(rule.subject) + rule.district

    if named(one) > named(other):
        assert most_specific([other, one]).unit == one.unit


@given(rules, st.integers(1, 3))
def test_a_narrower_section_beats_a_wider_one(rule, deeper):
    if rule.section:
        narrow = replace(rule, key=99, unit=9, section=rule.section + deeper)
        assert most_specific([rule, narrow]).unit == 9


@given(rules, st.integers(1, 3))
def test_a_narrower_subject_beats_a_wider_one(rule, deeper):
    if rule.subject:
        narrow = replace(rule, key=99, unit=9, subject=rule.subject + deeper)
        assert most_specific([narrow, rule]).unit == 9


@given(rules)
def test_equal_rules_hold_together_only_if_they_agree(rule):
    twin = replace(rule, key=99)
    assert most_specific([rule, twin]).unit == rule.unit
    assert not most_specific([rule, twin]).is_tied
    other = replace(rule, key=99, unit=9)
    assert most_specific([rule, other]).is_tied
    assert most_specific([rule, other]).unit is None


def test_section_beats_subject_and_subject_beats_district():
    section, subject = Rule(1, 1, section=1), Rule(2, 2, subject=5)
    district = Rule(3, 3, district=True)
    assert [rule.key for rule in most_specific([district, subject, section]).rules] == [1, 2, 3]


def test_a_district_within_a_wide_section_beats_the_narrow_section_alone():
    narrow = Rule(1, 1, section=4)
    assert most_specific([narrow, Rule(2, 2, section=1, district=True)]).unit == 2


def test_without_a_rule_there_is_a_gap():
    assert most_specific([]) == Finding()
    assert Finding().unit is None
    assert not Finding().is_tied
