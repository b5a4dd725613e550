"""Staff with parts that add up, and who works for a unit from outside."""

import pytest
from django.urls import reverse

from mitmachstadt.people import actions
from mitmachstadt.people.enums import EngagementKind, OrganisationKind
from mitmachstadt.people.errors import (
    EndsBeforeItBegins,
    EngagementNeedsEnd,
    NotPublic,
    OrganisationBelowItself,
    PartsDoNotAddUp,
    PartTwice,
    ReorganisationLater,
    RoleNeeded,
    TaskMissing,
)
from mitmachstadt.people.models import Engagement, Staffing
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
PARTS = [("Geschäftsprozesse", 2), ("Digitalisierung", 2)]


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def boss():
    return f.administrator("Chefin")


@pytest.fixture
def unit():
    return f.organisation("Amt für Wege", kind=OrganisationKind.SUBORDINATE_AUTHORITY)


def count(unit, boss, total=4, parts=PARTS, as_of=TODAY):
    return actions.count_staff(
        organisation=unit, as_of=as_of, total=total, parts=parts, visitor=boss, at=NOW
    )


def engage(unit, other, boss, task="Begleitet Werkstätten", since=TODAY, until=TODAY + DAY):
    return actions.engage(
        organisation=unit, other=other, kind=EngagementKind.PROVIDER, task=task, since=since,
        until=until, visitor=boss, at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("total", [0, 3, 5])
def test_parts_that_do_not_make_the_total_are_refused_with_both_numbers(boss, unit, total):
    with pytest.raises(PartsDoNotAddUp, match=f"zusammen 4, als Summe steht da {total}"):
        count(unit, boss, total=total)
    assert not Staffing.objects.exists()


def test_staff_is_counted_with_its_day_and_corrected_on_the_same(boss, unit):
    count(unit, boss)
    count(unit, boss, total=9, parts=[], as_of=TODAY - DAY)
    count(unit, boss, total=3, parts=[("Digitalisierung", 3)])
    rows = [(s.as_of, s.total, [p.number for p in s.parts.all()]) for s in Staffing.objects.all()]
    assert rows == [(TODAY, 3, [3]), (TODAY - DAY, 9, [])]
    with pytest.raises(ReorganisationLater):
        count(unit, boss, as_of=TODAY + DAY)
    with pytest.raises(PartTwice):
        count(unit, boss, parts=[("Technik", 2), ("technik", 2)])
    with pytest.raises(RoleNeeded):
        count(unit, f.office())


def test_who_is_engaged_says_for_what_and_until_when(boss, unit):
    firm = f.organisation("Kontor", kind=OrganisationKind.BUSINESS)
    with pytest.raises(EngagementNeedsEnd):
        engage(unit, firm, boss, until=None)
    with pytest.raises(TaskMissing):
        engage(unit, firm, boss, task=" ")
    with pytest.raises(EndsBeforeItBegins):
        engage(unit, firm, boss, until=TODAY - DAY)
    with pytest.raises(OrganisationBelowItself):
        engage(unit, unit, boss)
    hidden = actions.found_organisation(name="Rat", kind=OrganisationKind.BODY, public=False)
    with pytest.raises(NotPublic):
        engage(unit, hidden, boss)
    with pytest.raises(RoleNeeded):
        engage(unit, firm, f.office())
    assert not Engagement.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_public_page_takes_the_same_statements_for_one_and_three(
    client, boss, unit, django_assert_num_queries, number
):
    for place in range(number):
        firm = f.organisation(f"Kontor {place}", kind=OrganisationKind.BUSINESS)
        engage(unit, firm, boss)
        count(unit, boss, as_of=TODAY - place * DAY)
    with django_assert_num_queries(8):
        answer = client.get(reverse("details", args=[unit.public_id]))
    shown = answer.content.decode()
    assert shown.count("2 Geschäftsprozesse, 2 Digitalisierung") == number
    assert shown.count("Begleitet Werkstätten") == number
    there = client.get(reverse("details", args=[firm.public_id])).content.decode()
    assert "Amt für Wege" in there


def test_the_desk_counts_and_engages_and_loses_no_words(client, boss, unit):
    firm = f.organisation("Kontor", kind=OrganisationKind.BUSINESS)
    client.force_login(boss.person)
    address = reverse("directory-relations", args=[unit.public_id])
    sent = {
        "act": "count", "count-as_of": TODAY.isoformat(), "count-total": "5",
        "count-parts": "2 Geschäftsprozesse\n\n2 Digitalisierung",
    }  # fmt: skip
    refused = client.post(address, sent)
    assert refused.status_code == 400
    assert "zusammen 4, als Summe steht da 5" in refused.content.decode()
    assert "2 Digitalisierung" in refused.content.decode()
    assert client.post(address, {**sent, "count-parts": "viele"}).status_code == 400
    assert client.post(address, {**sent, "count-total": "4"}).status_code == 302
    deal = {
        "act": "engage", "engage-other": firm.public_id, "engage-kind": "funder",
        "engage-task": "Fördert", "engage-since": TODAY.isoformat(), "engage-until": "",
    }  # fmt: skip
    assert client.post(address, deal).status_code == 400
    assert client.post(address, {**deal, "engage-until": TODAY.isoformat()}).status_code == 302
    assert Engagement.objects.get().other == firm
