"""The disk is full: what cannot be kept is refused as a whole, and later it works again."""

import pytest
from django.db import OperationalError, connection

from mitmachstadt.contributions.models import Receipt, Remark
from mitmachstadt.ledger.models import Entry, Payload
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from tests.factories import citizen, fresh, open_passage, submitted

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = (Node, Remark, Receipt, Entry, Payload)


def pragma(statement: str) -> int:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {statement}").fetchone()[0]


@pytest.fixture
def full_disk():
    if connection.vendor != "sqlite":
        pytest.skip("PRAGMA max_page_count is SQLite's")
    before = pragma("max_page_count")
    yield lambda: pragma(f"max_page_count={pragma('page_count')}")
    pragma(f"max_page_count={before}")


def test_remark_on_a_full_disk_is_refused_as_a_whole_and_the_next_one_works(full_disk, settings):
    settings.REMARKS_PER_HOUR = 10_000  # there may be room for more than an account may say
    about, by = open_passage(), citizen()
    full_disk()
    codes = []
    with pytest.raises(OperationalError, match="full"):
        for number in range(2000):
            before = [table.objects.count() for table in TABLES]
            made = submitted(about, "x" * 4000 + str(number), by=by, submission=str(number))
            codes.append(made.code)
    assert [table.objects.count() for table in TABLES] == before
    assert fresh(about).remarks == Node.objects.filter(kind=Kind.REMARK).count() == len(codes)
    pragma("max_page_count=1073741823")
    submitted(about, "x" * 4000, by=by)
    assert fresh(about).remarks == len(codes) + 1
    assert pragma("integrity_check") == "ok"
