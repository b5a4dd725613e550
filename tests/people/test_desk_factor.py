"""Where the city says so, the desk of a unit needs a second factor as well."""

import pytest
from django.urls import reverse

from mitmachstadt.answers.queries import officer_of
from mitmachstadt.people.actions import join_organisation
from mitmachstadt.people.enums import MembershipRole, OrganisationKind
from mitmachstadt.people.errors import NotAMember
from mitmachstadt.people.queries import visitor
from mitmachstadt.people.rules import may_describe
from mitmachstadt.responsibilities.actions import hand_over
from mitmachstadt.responsibilities.errors import NotYourDuty
from tests import factories as f
from tests.people.signing_in import code, in_words, somebody, type_code, type_password

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def unit():
    return f.organisation("Amt", kind=OrganisationKind.SUBORDINATE_AUTHORITY)


def officer(unit, *, app=False):
    person = somebody(app=app)
    join_organisation(person=person, organisation=unit, role=MembershipRole.WORKS, at=f.NOW - f.DAY)
    return person


@pytest.fixture
def _asked(settings):
    settings.SECOND_FACTOR_ROLES = settings.SECOND_FACTOR_ROLES | {"desk"}


def test_desk_is_open_without_a_second_factor_where_nobody_asks_for_it(unit):
    me = visitor(officer(unit), at=f.NOW, second_factor=False)
    assert not me.withheld and officer_of(me, at=f.NOW).units == (unit,)


@pytest.mark.usefixtures("_asked")
def test_desk_is_closed_without_a_second_factor_where_it_is_asked_for(client, unit):
    ada = officer(unit)
    me = visitor(ada, at=f.NOW, second_factor=False)
    assert not me.works_for_a_unit and not officer_of(me, at=f.NOW).has_desk
    with pytest.raises(NotAMember):
        may_describe(unit, me, at=f.NOW).require()
    remark = f.remark(f.open_passage())
    type(remark).objects.filter(pk=remark.pk).update(unit=unit)
    with pytest.raises(NotYourDuty):
        hand_over(nodes=[remark], unit=None, reason="Nein.", visitor=me, at=f.NOW)
    assert type_password(client, ada)["Location"] == reverse("security")
    assert "Arbeit für eine Stelle" in in_words(client.get(reverse("security")))
    refused = client.get(reverse("inbox"))
    assert refused.status_code == 403 and "zweite Bestätigung" in in_words(refused)


@pytest.mark.usefixtures("_asked")
def test_desk_opens_with_the_second_factor(client, unit):
    type_password(client, officer(unit, app=True))
    type_code(client, code())
    assert client.get(reverse("inbox")).status_code == 200


@pytest.mark.usefixtures("_asked")
def test_whoever_works_for_nobody_is_not_asked():
    assert not visitor(somebody(), at=f.NOW, second_factor=False).withheld
