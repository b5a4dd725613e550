"""Who may own a measure, start it and write in it."""

from dataclasses import replace

import pytest

from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import MeasureType, Phase, State
from mitmachstadt.measures.errors import (
    CentralNeedsItsUnit,
    CommitmentMissing,
    ForeignOrganisation,
    IdeasAreOfTheOffice,
    ImportIsOfTheOffice,
    InvolvedTwice,
    NoCentralUnit,
    NotYourMeasure,
    OnlyNetworkFromMembers,
    OwnerHasEnded,
    OwnerOfOtherKind,
    SimilarMeasures,
    TwoAccountable,
)
from mitmachstadt.measures.models import CentralUnit, Measure
from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Trace
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.factories import DAY, NOW
from tests.measures.city import UNDERSTOOD, City, city, committed, decentral, network, working

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> City:
    return city()


def start(here: City, type: MeasureType, owner, visitor=None, **rest) -> Measure:
    return actions.start_measure(
        type=type, owner=owner, content=UNDERSTOOD, visitor=visitor or here.office, at=NOW,
        confirmed=True, **rest,
    )  # fmt: skip


def test_central_measure_belongs_to_the_unit_that_the_city_has_named(here):
    assert start(here, MeasureType.CENTRAL, here.unit).owner == here.unit
    with pytest.raises(CentralNeedsItsUnit):
        start(here, MeasureType.CENTRAL, here.district_office)
    with pytest.raises(OwnerOfOtherKind):
        start(here, MeasureType.CENTRAL, here.company)
    CentralUnit.objects.all().delete()
    with pytest.raises(NoCentralUnit):
        start(here, MeasureType.CENTRAL, here.unit)


def test_a_company_is_no_central_unit_and_nobody_but_the_office_names_one(here):
    with pytest.raises(OwnerOfOtherKind):
        actions.name_central_unit(unit=here.company, visitor=here.office, at=NOW)
    with pytest.raises(Exception, match="Strategiebüro"):
        actions.name_central_unit(unit=here.unit, visitor=here.member, at=NOW)


def test_decentral_measure_belongs_to_a_public_body_and_never_to_a_company(here):
    assert decentral(here).owner == here.district_office
    authority = f.organisation("Landesamt", kind=OrganisationKind.SUBORDINATE_AUTHORITY)
    assert start(here, MeasureType.DECENTRAL, authority).owner == authority
    for owner in (here.company, here.club):
        with pytest.raises(OwnerOfOtherKind):
            start(here, MeasureType.DECENTRAL, owner)


def test_network_measure_never_belongs_to_a_district_office_not_even_when_taken_over(here):
    committed(here)
    assert network(here).owner == here.club
    for imported in (False, True):
        with pytest.raises(OwnerOfOtherKind):
            start(here, MeasureType.NETWORK, here.district_office, imported=imported)


def test_network_measure_waits_for_the_signature_of_its_owner(here):
    with pytest.raises(CommitmentMissing):
        network(here)
    committed(here)
    network(here)
    with pytest.raises(CommitmentMissing):
        network(here, at=NOW + 800 * DAY)


def test_nobody_registers_a_project_for_somebody_elses_organisation(here):
    committed(here)
    stranger = f.visitor(f.person("Fremd"))
    for who in (stranger, f.citizen(), here.worker):
        with pytest.raises(ForeignOrganisation):
            network(here, visitor=who)
    with pytest.raises(SignInNeeded):
        network(here, visitor=ANYONE)
    assert not Measure.objects.exists()


def test_units_start_their_own_measures_and_members_no_decentral_ones(here):
    other = f.organisation("Bezirksamt Pankow", kind=OrganisationKind.SENATE_DEPARTMENT)
    assert decentral(here, visitor=here.worker)
    with pytest.raises(ForeignOrganisation):
        decentral(here, visitor=working("Nachbarin", other))
    with pytest.raises(OnlyNetworkFromMembers):
        decentral(here, visitor=here.member)
    with pytest.raises(ImportIsOfTheOffice):
        decentral(here, visitor=here.worker, imported=True)


def test_an_organisation_that_ended_owns_nothing_new(here):
    here.district_office.ended = NOW.date()
    with pytest.raises(OwnerHasEnded):
        decentral(here)


def test_owner_and_office_write_and_others_do_not(here):
    measure = decentral(here)
    for who in (here.office, here.worker):
        actions.refer_to_paper(measure=measure, number=f"19/{len(who.name)}", visitor=who, at=NOW)
    for who in (here.member, f.citizen(), f.moderator()):
        with pytest.raises(NotYourMeasure):
            actions.refer_to_paper(measure=measure, number="19/1", visitor=who, at=NOW)
    with pytest.raises(SignInNeeded):
        actions.refer_to_paper(measure=measure, number="19/1", visitor=ANYONE, at=NOW)
    committed(here)
    own = network(here)
    actions.refer_to_paper(measure=own, number="19/1", visitor=here.member, at=NOW)
    with pytest.raises(NotYourMeasure):
        actions.refer_to_paper(measure=own, number="19/2", visitor=here.worker, at=NOW)


def test_whoever_left_the_unit_writes_no_more(here):
    measure = decentral(here)
    here.worker.person.organisation_memberships.update(until=NOW - DAY)
    with pytest.raises(NotYourMeasure):
        actions.refer_to_paper(measure=measure, number="19/1", visitor=here.worker, at=NOW)


def test_exactly_one_is_accountable(here):
    measure = decentral(here)
    actions.involve(
        measure=measure, organisation=here.club, role="befragt", visitor=here.office, at=NOW
    )
    for organisation, role in (
        (here.unit, "Mitverantwortlich"),
        (here.unit, "federführend"),
        (here.district_office, "plant mit"),
    ):
        with pytest.raises(TwoAccountable):
            actions.involve(
                measure=measure, organisation=organisation, role=role, visitor=here.office, at=NOW
            )
    with pytest.raises(InvolvedTwice):
        actions.involve(
            measure=measure, organisation=here.club, role="testet", visitor=here.office, at=NOW
        )
    actions.end_involvement(involvement=measure.involvements.get(), visitor=here.office, at=NOW)
    assert not measure.involvements.exists()


def test_what_a_measure_arises_from_is_linked_in_the_same_transaction(here):
    idea, passage = f.node(Kind.IDEA, title="Längeres Grün"), f.passage()
    measure = decentral(here, arising_from=[idea, passage])
    traces = Trace.objects.filter(target=measure.node, relation=Relation.CARRIED_OUT_BY)
    assert {trace.source_id for trace in traces} == {idea.pk, passage.pk}
    hidden = f.node(Kind.IDEA, visibility="hidden")
    with pytest.raises(Exception, match="nicht öffentlich"):
        decentral(here, replace(UNDERSTOOD, title="Anderes"), arising_from=[idea, hidden])
    assert Measure.objects.count() == 1 and Trace.objects.count() == 2


def test_only_the_office_says_that_an_idea_became_a_measure(here):
    committed(here)
    idea, passage = f.node(Kind.IDEA, title="Längeres Grün"), f.passage()
    for start, by in ((network, here.member), (decentral, here.worker)):
        with pytest.raises(IdeasAreOfTheOffice, match="Längeres Grün"):
            start(here, visitor=by, arising_from=[passage, idea])
    assert not Measure.objects.exists() and not Trace.objects.exists()
    assert network(here, arising_from=[passage]) and decentral(here, arising_from=[idea])
    assert {trace.source_id for trace in Trace.objects.all()} == {idea.pk, passage.pk}


def test_similar_measures_are_named_first_and_a_confirmation_goes_on(here):
    decentral(here)
    again = replace(UNDERSTOOD, title="Ampeln warten")
    with pytest.raises(SimilarMeasures, match="Ampeln, die warten"):
        decentral(here, again, confirmed=False)
    assert decentral(here, replace(UNDERSTOOD, title="Bücherbus"), confirmed=False)
    assert decentral(here, again, confirmed=True)


def test_what_runs_already_is_taken_over_with_its_gaps_and_nothing_is_invented(here):
    content = replace(
        UNDERSTOOD, problem="N.N.", goals="", role="tbd", funding="wird noch geklärt",
        amount="N.N.", posts="?",
    )  # fmt: skip
    measure = decentral(here, content, phase=Phase.PILOT, imported=True)
    assert measure.state == State.RUNNING and measure.imported
    assert (measure.problem, measure.role, measure.funding) == ("", "", "")
    assert measure.amount_cents is None and measure.posts_hundredths is None
    rough = replace(UNDERSTOOD, title="Anderes", amount="≈ 950.000 €")
    known = decentral(here, rough, imported=True)
    assert known.amount_cents == 95_000_000 and known.amount_is_rough


def test_register_tells_of_the_beginning_and_no_person_stands_in_the_node(here):
    measure = decentral(here, visitor=here.worker)
    assert [line.kind for line in entries_about(measure.node.public_id)] == ["measure.started"]
    assert measure.node.author is None and measure.node.organisation == here.district_office
