"""Principles, commitments, evidence, recognition."""

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Standing
from mitmachstadt.measures.errors import (
    AlreadyCommitted,
    ChecklistOpen,
    CommitmentEnded,
    CommitmentMissing,
    EvidenceMissing,
    EvidenceRepeated,
    NoSuchItem,
    NotRecognised,
    OnlyNetworkIsRecognised,
    OwnerOfOtherKind,
    OwnMeasure,
    PrinciplesIncomplete,
    PrinciplesInForce,
    PrinciplesNotInForce,
    PrinciplesTooEarly,
    ReasonMissing,
    RecognisedAlready,
)
from mitmachstadt.measures.models import CheckedItem, SelfCommitment
from mitmachstadt.measures.queries.principles import recognised
from mitmachstadt.people.actions import join_organisation
from mitmachstadt.people.errors import NotAMember, NotVerified, RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.factories import DAY, NOW
from tests.measures.city import (
    TODAY,
    City,
    check_all,
    city,
    committed,
    decentral,
    network,
    principles,
)

pytestmark = pytest.mark.django_db
WHY = "Offene Ergebnisse, gute Wirkung."


@pytest.fixture
def here() -> City:
    return city()


def recognise(here: City, measure, visitor=None, reason: str = WHY, at=NOW):
    return actions.recognise(
        measure=measure, reason=reason, contact="Netzwerkstelle im Strategiebüro",
        invited_to="Konferenz im Herbst", visitor=visitor or here.office, at=at,
    )  # fmt: skip


def recognised_measure(here: City):
    committed(here)
    measure = network(here)
    check_all(here, measure)
    recognise(here, measure)
    return measure


def test_principles_never_change_once_in_force(here):
    version = principles(here)
    items = [("principle", "neu und anders")]
    with pytest.raises(PrinciplesInForce):
        actions.word_principles(
            version=version, label="2026", items=items, visitor=here.office, at=NOW
        )
    with pytest.raises(PrinciplesInForce):
        actions.bring_into_force(version=version, visitor=here.office, at=NOW)
    with pytest.raises(PrinciplesIncomplete):
        actions.word_principles(label="2026", items=items, visitor=here.office, at=NOW)
    for bad in ([], [("principle", "tbd")], [("motto", "neu und anders")]):
        with pytest.raises(PrinciplesIncomplete):
            actions.word_principles(label="2027", items=bad, visitor=here.office, at=NOW)
    draft = actions.word_principles(label="2027", items=items, visitor=here.office, at=NOW)
    with pytest.raises(PrinciplesTooEarly):
        actions.bring_into_force(version=draft, visitor=here.office, at=NOW, on=TODAY - DAY)
    with pytest.raises(RoleNeeded):
        actions.bring_into_force(version=draft, visitor=here.member, at=NOW)


def test_only_who_speaks_for_an_organisation_signs_for_it(here):
    version = principles(here)
    sign = {"organisation": here.club, "version": version, "at": NOW}
    for who, error in (
        (here.worker, NotAMember),
        (here.office, NotAMember),
        (ANYONE, SignInNeeded),
    ):
        with pytest.raises(error):
            actions.commit_to_principles(visitor=who, **sign)
    row = actions.commit_to_principles(visitor=here.member, **sign)
    assert (row.version, row.signed, row.signatory_name) == (version, TODAY, "Mia Verein")
    with pytest.raises(AlreadyCommitted):
        actions.commit_to_principles(visitor=here.member, **sign)


def test_an_organisation_that_nobody_has_looked_at_signs_nothing(here):
    version = principles(here)
    here.club.verified = ""
    here.club.save()
    with pytest.raises(NotVerified):
        actions.commit_to_principles(
            organisation=here.club, version=version, visitor=here.member, at=NOW
        )


def test_public_bodies_sign_no_commitment_and_nobody_a_draft(here):
    version = principles(here)
    with pytest.raises(OwnerOfOtherKind):
        actions.commit_to_principles(
            organisation=here.district_office, version=version, visitor=here.worker, at=NOW
        )
    draft = actions.word_principles(
        label="2027", items=[("factor", "wirksam und messbar")], visitor=here.office, at=NOW
    )
    with pytest.raises(PrinciplesNotInForce):
        actions.commit_to_principles(
            organisation=here.club, version=draft, visitor=here.member, at=NOW
        )


def test_commitment_that_ended_is_signed_anew(here):
    committed(here)
    row = SelfCommitment.objects.get()
    with pytest.raises(ReasonMissing):
        actions.end_commitment(commitment=row, reason="tbd", visitor=here.member, at=NOW)
    with pytest.raises(NotAMember):
        actions.end_commitment(commitment=row, reason=WHY, visitor=here.worker, at=NOW)
    ended = actions.end_commitment(commitment=row, reason=WHY, visitor=here.member, at=NOW)
    with pytest.raises(CommitmentEnded):
        actions.end_commitment(commitment=ended, reason=WHY, visitor=here.office, at=NOW)
    with pytest.raises(CommitmentMissing):
        network(here)
    actions.commit_to_principles(
        organisation=here.club, version=row.version, visitor=here.member, at=NOW
    )
    assert network(here)


def test_commitment_of_two_years_is_signed_again_after_them(here):
    committed(here)
    later = NOW + 740 * DAY
    row = SelfCommitment.objects.get()
    again = actions.commit_to_principles(
        organisation=here.club,
        version=row.version,
        visitor=f.visitor(here.member.person, at=later),
        at=later,
    )
    row.refresh_from_db()
    assert row.ended and again.holds(later.date()) and not row.holds(later.date())


@pytest.mark.parametrize("evidence", ["", "ja", "tbd", "N. N. / N. N.", "?????????????"])
def test_no_box_is_ticked_without_evidence(here, evidence):
    principles(here)
    measure = decentral(here)
    with pytest.raises(EvidenceMissing):
        actions.check_item(
            measure=measure, number=1, evidence=evidence, visitor=here.office, at=NOW
        )
    assert not CheckedItem.objects.exists()


def test_database_itself_keeps_boxes_without_evidence_out(here):
    version, measure = principles(here), decentral(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckedItem.objects.create(
            measure=measure, version=version, number=1, evidence="", on=TODAY
        )


def test_each_item_has_evidence_of_its_own(here):
    principles(here)
    measure = decentral(here)
    check = {"measure": measure, "visitor": here.office, "at": NOW}
    made = actions.check_item(number=1, evidence="Bericht vom Mai 2026", **check)
    with pytest.raises(EvidenceRepeated):
        actions.check_item(number=2, evidence="bericht vom mai 2026", **check)
    with pytest.raises(NoSuchItem):
        actions.check_item(number=3, evidence="Bericht vom Juni 2026", **check)
    actions.uncheck_item(item=made, visitor=here.office, at=NOW)
    assert not measure.checked.exists()


def test_recognition_is_the_offices_and_never_ones_own(here):
    committed(here)
    measure = network(here)
    with pytest.raises(ChecklistOpen):
        recognise(here, measure)
    check_all(here, measure)
    for who in (here.member, here.worker, f.moderator()):
        with pytest.raises(RoleNeeded):
            recognise(here, measure, who)
    join_organisation(person=here.office.person, organisation=here.club, at=NOW - DAY)
    with pytest.raises(OwnMeasure):
        recognise(here, measure)
    other = f.office()
    with pytest.raises(ReasonMissing):
        recognise(here, measure, other, reason="–")
    recognise(here, measure, other)
    with pytest.raises(RecognisedAlready):
        recognise(here, measure, other)
    with pytest.raises(OnlyNetworkIsRecognised):
        recognise(here, decentral(here), other)


def test_recognition_is_revoked_with_a_reason_and_can_be_granted_again(here):
    measure = recognised_measure(here)
    assert recognised(measure, on=TODAY).standing == Standing.VALID
    revoke = {"measure": measure, "at": NOW}
    with pytest.raises(ReasonMissing):
        actions.revoke_recognition(reason="", visitor=here.office, **revoke)
    with pytest.raises(RoleNeeded):
        actions.revoke_recognition(reason=WHY, visitor=here.member, **revoke)
    actions.revoke_recognition(reason=WHY, visitor=here.office, **revoke)
    assert recognised(measure, on=TODAY).standing == Standing.REVOKED
    with pytest.raises(NotRecognised):
        actions.revoke_recognition(reason=WHY, visitor=here.office, **revoke)
    recognise(here, measure)
    assert recognised(measure, on=TODAY).standing == Standing.VALID


def test_recognition_lapses_with_the_commitment_and_comes_back_with_a_new_one(here):
    measure = recognised_measure(here)
    assert recognised(measure, on=TODAY + 800 * DAY).standing == Standing.LAPSED
    row = SelfCommitment.objects.get()
    actions.end_commitment(commitment=row, reason=WHY, visitor=here.member, at=NOW)
    assert recognised(measure, on=TODAY).standing == Standing.LAPSED
    actions.commit_to_principles(
        organisation=here.club, version=row.version, visitor=here.member, at=NOW
    )
    assert recognised(measure, on=TODAY).standing == Standing.VALID


def test_name_under_a_signature_goes_with_the_person(here):
    committed(here)
    assert actions.forget_in_measures(person=here.member.person) == 1
    row = SelfCommitment.objects.get()
    assert row.signatory is None and row.signatory_name == "" and row.holds(TODAY)
