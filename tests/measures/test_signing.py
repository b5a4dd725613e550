"""Whose signature ends, what counts as evidence, and who writes without a second factor."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import ItemKind, MeasureType
from mitmachstadt.measures.errors import ChecklistOpen, NotYourMeasure, TextTooLong, TextTooShort
from mitmachstadt.measures.models import CheckedItem, PrinciplesVersion, SelfCommitment
from mitmachstadt.measures.queries.principles import principles_in_force
from mitmachstadt.people.actions import grant_role, join_organisation
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import RoleNeeded, SecondFactorMissing
from mitmachstadt.people.queries import visitor
from tests import factories as f
from tests.factories import DAY, NOW
from tests.measures.city import (
    LONG,
    TODAY,
    UNDERSTOOD,
    City,
    check_all,
    city,
    committed,
    decentral,
    network,
    principles,
)

pytestmark = pytest.mark.django_db
ITEMS = [(ItemKind.PRINCIPLE, "menschenzentriert und systemisch")]


@pytest.fixture
def here() -> City:
    return city()


def sign(organisation, version, who, at=NOW):
    return actions.commit_to_principles(
        organisation=organisation, version=version, visitor=who, at=at
    )


def open_ones() -> set:
    rows = SelfCommitment.objects.filter(ended=None)
    return set(rows.values_list("organisation__name", "version__label"))


def test_signing_anew_ends_what_ran_out_of_this_organisation_and_version_alone(here):
    first, other = principles(here), f.person("Ole Andere")
    club = f.organisation("Anderer Verein", other)
    sign(here.club, first, here.member)
    sign(club, first, f.visitor(other))
    second = principles(here, label="2027", on=TODAY + 30 * DAY)
    later = NOW + 40 * DAY
    sign(here.club, second, f.visitor(here.member.person, at=later), later)
    assert open_ones() == {
        ("Klartext e. V.", "2026"), ("Klartext e. V.", "2027"), ("Anderer Verein", "2026"),
    }  # fmt: skip
    late = NOW + 800 * DAY
    again = sign(here.club, second, f.visitor(here.member.person, at=late), late)
    assert open_ones() == {
        ("Klartext e. V.", "2026"), ("Klartext e. V.", "2027"), ("Anderer Verein", "2026"),
    }  # fmt: skip
    gone = SelfCommitment.objects.get(version=second, ended__isnull=False)
    assert (gone.ended, gone.ended_because) == (late.date(), "abgelaufen")
    assert again.until == late.date().replace(year=late.year + 2)
    ended = actions.end_commitment(
        commitment=again, reason=LONG, visitor=f.visitor(here.member.person, at=late), at=late
    )
    sign(here.club, second, f.visitor(here.member.person, at=late + DAY), late + DAY)
    ended.refresh_from_db()
    assert (ended.ended, ended.ended_because) == (late.date(), LONG)


def test_signature_of_the_29th_of_february_binds_until_the_28th(here):
    version = principles(here)
    at = datetime(2028, 2, 29, 12, tzinfo=UTC)
    made = sign(here.club, version, f.visitor(here.member.person, at=at), at)
    assert (made.signed, made.until) == (date(2028, 2, 29), date(2030, 2, 28))


def test_only_evidence_for_the_principles_in_force_leads_to_recognition(here):
    committed(here)
    measure = network(here)
    check_all(here, measure)
    by = {"reason": LONG, "contact": "Netzwerkstelle", "visitor": here.office}
    later = NOW + 40 * DAY
    principles(here, label="2027", on=TODAY + 30 * DAY)
    sign(here.club, principles_in_force(later.date()), f.visitor(here.member.person), later)
    with pytest.raises(ChecklistOpen):
        actions.recognise(measure=measure, at=later, **by)
    CheckedItem.objects.create(
        measure=measure, version=principles_in_force(later.date()), number=9, evidence=LONG,
        on=TODAY,
    )  # fmt: skip
    with pytest.raises(ChecklistOpen) as refused:
        actions.recognise(measure=measure, at=later, **by)
    assert refused.value.data["count"] == 2
    with pytest.raises(TextTooShort):
        actions.recognise(measure=measure, at=NOW, **{**by, "contact": " \x00 "})
    made = actions.recognise(measure=measure, at=NOW, invited_to=f" Ja\x00 {'x' * 600}", **by)
    assert made.invited_to == f"Ja {'x' * 600}"[:500]


def test_evidence_is_as_long_as_its_column_and_no_longer(here):
    principles(here)
    check = {"measure": decentral(here), "number": 1, "visitor": here.office, "at": NOW}
    words = "Wort " * 99 + "Punkt"
    assert actions.check_item(evidence=words, **check).evidence == words
    with pytest.raises(TextTooLong):
        actions.check_item(evidence=f"{words}.", **check)


def test_only_the_office_words_principles_and_a_draft_stays_one_row(here):
    for who in (here.member, here.worker, f.moderator()):
        with pytest.raises(RoleNeeded):
            actions.word_principles(label="2026", items=ITEMS, visitor=who, at=NOW)
    assert not PrinciplesVersion.objects.exists()
    by = {"visitor": here.office, "at": NOW}
    draft = actions.word_principles(label=f" 2026\x00 {'x' * 90}", items=ITEMS, **by)
    assert draft.label == f"2026 {'x' * 90}"[:80]
    said = [(ItemKind.FACTOR, f" Offen\x00 {'x' * 400}"), *ITEMS]
    again = actions.word_principles(version=draft, label="2027", items=said, **by)
    row = PrinciplesVersion.objects.get()
    assert (row.pk, row.label, row.size, row.numbers) == (again.pk, "2027", 2, [1, 2])
    assert row.items[0]["text"] == f"Offen {'x' * 400}"[:300]


def test_principles_hold_from_the_day_that_was_said(here):
    one = principles(here)
    assert principles_in_force(TODAY) == one and one.in_force == TODAY - 100 * DAY
    two = principles(here, label="2027", on=TODAY + DAY)
    assert principles_in_force(TODAY) == one and principles_in_force(TODAY + DAY) == two


def test_name_under_a_signature_goes_with_this_person_alone(here):
    version, other = principles(here), f.person("Ole Andere")
    sign(f.organisation("Anderer Verein", other), version, f.visitor(other))
    sign(here.club, version, here.member)
    assert actions.forget_in_measures(person=here.member.person) == 1
    assert SelfCommitment.objects.get(signatory=other).signatory_name == "Ole Andere"


def test_office_without_its_second_factor_writes_nothing_as_a_member_either(here):
    committed(here)
    measure = network(here)
    person = f.person("Nur Passwort", BuiltInGroup.OFFICE)
    join_organisation(person=person, organisation=here.club, at=NOW - DAY)
    half, whole = visitor(person, at=NOW, second_factor=False), visitor(person, at=NOW)
    other = replace(UNDERSTOOD, title="Anderes")
    with pytest.raises(SecondFactorMissing):
        actions.refer_to_paper(measure=measure, number="19/1", visitor=half, at=NOW)
    with pytest.raises(SecondFactorMissing):
        network(here, other, visitor=half)
    assert actions.refer_to_paper(measure=measure, number="19/1", visitor=whole, at=NOW)
    assert network(here, other, visitor=whole)


def test_desk_without_its_second_factor_is_told_what_is_missing(here, settings):
    settings.SECOND_FACTOR_ROLES = settings.SECOND_FACTOR_ROLES | {"desk"}
    measure = decentral(here)
    half = visitor(here.worker.person, at=NOW, second_factor=False)
    for attempt in (
        lambda: actions.refer_to_paper(measure=measure, number="19/1", visitor=half, at=NOW),
        lambda: decentral(here, replace(UNDERSTOOD, title="Anderes"), visitor=half),
    ):
        with pytest.raises(SecondFactorMissing, match="Bezirksamt Mitte"):
            attempt()
    assert measure.type == MeasureType.DECENTRAL and not measure.references.exists()


def test_who_speaks_for_a_public_body_writes_only_where_they_work(here):
    measure = decentral(here)
    speaker = f.person("Spricht nur")
    join_organisation(person=speaker, organisation=here.district_office, at=NOW - DAY)
    with pytest.raises(NotYourMeasure):
        actions.refer_to_paper(measure=measure, number="19/1", visitor=f.visitor(speaker), at=NOW)
    assert not measure.references.exists()
    grant_role(person=speaker, role=BuiltInGroup.OFFICE, by=None, at=NOW - DAY)
    assert actions.refer_to_paper(
        measure=measure, number="19/1", visitor=f.visitor(speaker), at=NOW
    )
