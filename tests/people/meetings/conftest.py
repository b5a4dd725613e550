"""Bodies that meet, and what is written down of it."""

import pytest

from tests import factories as f
from tests.factories import NOW
from tests.people.meetings.minutes import AUTHORITY, BODY


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def office():
    return f.office()


@pytest.fixture
def council():
    return f.organisation("Lenkungsrat", kind=BODY)


@pytest.fixture
def unit():
    return f.organisation("Amt für Wege", kind=AUTHORITY)
