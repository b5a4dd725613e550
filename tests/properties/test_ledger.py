"""The register verifies whatever was committed to, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitmachstadt.kernel.canonical import canonical_json
from mitmachstadt.kernel.commitments import commitment
from mitmachstadt.ledger.actions import append
from mitmachstadt.ledger.models import Entry
from mitmachstadt.ledger.queries import entries_about

# Without NUL, which clean_text removes and PostgreSQL cannot keep.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
CONTENT = st.dictionaries(WORDS, DATA, max_size=4)
# A hundred years in microseconds, from 1990 on.
MOMENTS = st.integers(0, 100 * 365 * 86_400 * 1_000_000).map(
    lambda number: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(microseconds=number)
)


@given(CONTENT, CONTENT)
def test_commitment_is_equal_exactly_when_the_data_is(one, other):
    rest = {"salt": "00" * 16, "kind": "k", "subject": "s", "at": datetime(2026, 1, 1, tzinfo=UTC)}
    same = canonical_json(one) == canonical_json(other)
    assert (commitment(content=one, **rest) == commitment(content=other, **rest)) is same


class TestRegister(TestCase):
    @given(CONTENT, MOMENTS)
    def test_line_verifies_after_the_database_had_it(self, content, at):
        append(kind="k", subject="s", content=content, at=at)
        (line,) = entries_about("s")
        assert line.verified is True
        assert line.content == content
        assert len(Entry.objects.get().commitment) == 64


pytestmark = pytest.mark.django_db
