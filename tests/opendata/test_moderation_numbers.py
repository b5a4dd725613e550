"""What moderators did, for everybody to read, month by month."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from mitmachstadt.contributions.actions import (
    appeal,
    decide_appeal,
    hide,
    leave,
    release,
    report,
)
from mitmachstadt.contributions.enums import USUAL_REASONS, ReportReason
from mitmachstadt.opendata.queries import moderation_by_month, next_month
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def reported(node, number):
    report(
        node=node, reason=ReportReason.HATE, visitor=f.ANYONE, submission=str(number),
        address="192.0.2.1", at=f.NOW,
    )  # fmt: skip


def worked():
    """One month's work of two moderators."""
    mo, mia, author = f.moderator("Mo"), f.moderator("Mia"), f.citizen("Ada")
    about = f.open_passage()
    for text in ("Eins.", "Zwei."):
        release(node=f.submitted(about, text).node, visitor=mo, at=f.NOW)
    hide(node=f.submitted(about, "Drei.").node, visitor=mo, reason=USUAL_REASONS[1], at=f.NOW)
    left, gone = f.remark(about, "Vier.", by=author), f.remark(about, "Fünf.", by=author)
    reported(left, 1)
    reported(gone, 2)
    leave(node=left, visitor=mo, at=f.NOW)
    hide(node=gone, visitor=mo, reason=f"{USUAL_REASONS[1]} Und mehr.", at=f.NOW)
    appeal(node=gone, visitor=author, text="Warum?", at=f.NOW)
    decide_appeal(node=gone, visitor=mia, grant=True, reason="Irrtum.", at=f.NOW)


def test_month_counts_what_was_decided_and_why():
    worked()
    month = moderation_by_month(at=f.NOW)[0]
    assert (month.waited, month.released, month.hidden, month.shown_again) == (3, 2, 2, 1)
    assert (month.reports, month.reports_upheld) == (2, 1)
    assert (month.appeals, month.appeals_granted, month.appeals_upheld) == (1, 1, 0)
    assert month.reasons == {1: 2}


def test_own_words_are_another_reason():
    f.hidden(f.remark(f.open_passage()), "Mit eigenen Worten.")
    assert moderation_by_month(at=f.NOW)[0].reasons == {len(USUAL_REASONS): 1}


def test_months_are_those_of_the_city_and_an_older_year_is_left_out():
    node = f.remark(f.open_passage())
    midnight = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)  # November in Berlin
    hide(node=node, visitor=f.moderator(), reason="Grund.", at=midnight)
    assert moderation_by_month(at=f.NOW)[0].hidden == 1
    assert moderation_by_month(at=midnight + 400 * f.DAY)[-1].hidden == 0
    assert len(moderation_by_month(at=f.NOW)) == 12


def test_present_month_ends_with_the_year_too():
    assert next_month(datetime(2026, 12, 5, tzinfo=UTC)) == datetime(2026, 12, 31, 23, tzinfo=UTC)


def test_page_and_table_say_the_same_to_everybody(client):
    worked()
    html = client.get(reverse("moderation-numbers")).content.decode()
    assert "11/2026" in html and "<svg" in html
    csv = b"".join(client.get(reverse("moderation-csv")).streaming_content).decode()
    head, first = csv.lstrip("\ufeff").splitlines()[:2]
    row = dict(zip(head.split(","), first.split(","), strict=True))
    assert row["month"] == "2026-11"
    assert (row["waited"], row["hidden"], row["appeals_granted"]) == ("3", "2", "1")
    assert (row["reason_2"], row["reason_6"]) == ("2", "0")


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_as_many_statements_for_three(client, django_assert_num_queries, number):
    about = f.open_passage()
    for n in range(number):
        f.hidden(f.remark(about, f"Nr. {n}"))
    with django_assert_num_queries(5):
        client.get(reverse("moderation-numbers"))
