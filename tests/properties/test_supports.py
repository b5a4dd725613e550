"""Supports against a plain set of pairs."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitmachstadt.contributions.actions import give_support, take_support_back
from mitmachstadt.contributions.models import Support
from mitmachstadt.ledger.models import Entry
from tests.factories import NOW, citizen, fresh, open_passage, remark

PEOPLE, REMARKS = 3, 2
STEPS = st.lists(
    st.tuples(st.booleans(), st.integers(0, PEOPLE - 1), st.integers(0, REMARKS - 1)), max_size=15
)


class TestSupports(TestCase):
    @settings(max_examples=25)
    @given(STEPS)
    def test_support_is_a_set_of_pairs_and_the_counter_its_size(self, steps):
        about = open_passage()
        people = [citizen(f"Person {n}") for n in range(PEOPLE)]
        remarks = [remark(about) for _ in range(REMARKS)]
        pairs: set[tuple[int, int]] = set()
        changes = 0
        for gives, who, what in steps:
            verb = give_support if gives else take_support_back
            changed = verb(node=remarks[what], visitor=people[who], at=NOW)
            after = pairs | {(who, what)} if gives else pairs - {(who, what)}
            assert changed is (after != pairs)
            changes += changed
            pairs = after
        for what, each in enumerate(remarks):
            assert fresh(each).supports == sum(1 for pair in pairs if pair[1] == what)
        assert Support.objects.count() == len(pairs)
        assert Entry.objects.filter(kind__startswith="support.").count() == changes
