"""Kinds of organisations: what they count as, and putting right what was entered wrongly."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mitmachstadt.ledger.models import Entry
from mitmachstadt.people import actions
from mitmachstadt.people.enums import SECTOR_OF, OrganisationKind, Sector
from mitmachstadt.people.errors import (
    BodyHasMembers,
    CorrectionNeedsReason,
    DistrictOfOfficeMissing,
    KindAndDistrictUnchanged,
    OnlyABodyIsHidden,
    RoleNeeded,
)
from tests import factories as f
from tests.factories import NOW

pytestmark = pytest.mark.django_db
CLUB, FEDERAL = OrganisationKind.CIVIL_SOCIETY, OrganisationKind.FEDERAL
OFFICE, BODY = OrganisationKind.DISTRICT_OFFICE, OrganisationKind.BODY


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def correct(organisation, kind=FEDERAL, district=None, reason="Vertan.", by=None):
    actions.correct_organisation(
        organisation=organisation, kind=kind, district=district, reason=reason,
        visitor=by or f.administrator(), at=NOW,
    )  # fmt: skip
    organisation.refresh_from_db()


def test_every_kind_counts_to_a_sector_and_residents_are_no_organisation():
    assert set(SECTOR_OF) == set(OrganisationKind)
    assert set(SECTOR_OF.values()) == set(Sector) - {Sector.RESIDENTS}


def test_kind_and_district_are_put_right_with_a_line_in_the_register():
    wrong, district = f.organisation("Amt", kind=OrganisationKind.POLITICS), f.district()
    correct(wrong)
    assert (wrong.kind, wrong.district) == (FEDERAL, None)
    correct(wrong, OFFICE, district)
    assert (wrong.kind, wrong.district) == (OFFICE, district)
    kinds = Entry.objects.filter(subject=wrong.public_id).values_list("kind", flat=True)
    assert list(kinds) == ["organisation.corrected"] * 2


def test_corrections_that_cannot_be_are_refused():
    club, boss = f.organisation("Verein"), f.administrator()
    with pytest.raises(KindAndDistrictUnchanged):
        correct(club, CLUB)
    with pytest.raises(CorrectionNeedsReason):
        correct(club, reason=" ")
    with pytest.raises(DistrictOfOfficeMissing):
        correct(club, OFFICE)
    with pytest.raises(RoleNeeded):
        correct(club, by=f.office())
    hidden = actions.found_organisation(name="Kreis", kind=BODY, public=False)
    with pytest.raises(OnlyABodyIsHidden):
        correct(hidden)
    council = actions.found_organisation(name="Rat", kind=BODY)
    actions.seat_in_body(
        body=council, sender=club, since=NOW.date(), until=NOW.date() + timedelta(days=9),
        visitor=boss, at=NOW,
    )  # fmt: skip
    with pytest.raises(BodyHasMembers):
        correct(council)


def test_desk_puts_the_kind_right_and_keeps_what_was_typed(client):
    club = f.organisation("Programm")
    client.force_login(f.administrator().person)
    there = reverse("directory-organisation", args=[club.public_id])
    sent = {"act": "correct", "correct-kind": "district_office", "correct-reason": "Vertan."}
    refused = client.post(there, sent)
    assert refused.status_code == 400 and 'value="Vertan."' in refused.content.decode()
    assert client.post(there, {**sent, "correct-kind": "federal"}).status_code == 302
    club.refresh_from_db()
    assert club.kind == FEDERAL
    assert "Bund und Förderprogramme" in client.get(there).content.decode()
