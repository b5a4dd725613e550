"""What is passed on leaves the platform; a unit with a desk is given the contribution itself."""

import pytest
from django.urls import reverse

from mitmachstadt.answers.actions import Words, begin_draft, hand_in
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.errors import HasADesk
from mitmachstadt.answers.models import Answer
from tests import factories as f
from tests.answers import desks
from tests.answers.working_lists import Sheet, bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def roads():
    """A unit with a desk."""
    unit = desks.unit("Straßenamt")
    desks.officer(unit)
    return unit


def test_to_a_unit_with_a_desk_is_refused_and_the_way_is_shown(client, roads, time_machine):
    time_machine.move_to(f.NOW, tick=False)
    node = desks.duty(None)
    with pytest.raises(HasADesk, match="Straßenamt"):
        f.answer(node, kind=AnswerKind.PASSED_ON, unit=roads)
    client.force_login(f.office().person)
    form = {"n": node.public_id, "kind": "passed_on", "unit": roads.public_id}
    page = client.post(reverse("answer"), {**form, "reason": f.REASON})
    html = page.content.decode()
    assert page.status_code == 409 and f.REASON in html
    assert "An andere Stelle abgeben" in html and "Straßenamt" in html
    assert not Answer.objects.exists()


def test_to_where_nobody_works_with_the_platform_it_still_is(roads):
    outside = desks.unit("Autobahn GmbH")
    assert f.answer(desks.duty(roads), kind=AnswerKind.PASSED_ON, unit=outside).answer.unit == (
        outside
    )


def test_where_nobody_works_any_more_nothing_waits(roads):
    person = f.person("Geht")
    closed = desks.unit("Altamt")
    desks.employ(person, closed)
    desks.dismiss(person, closed, at=f.NOW - f.DAY / 2)
    f.answer(desks.duty(None), kind=AnswerKind.PASSED_ON, unit=closed)


def test_a_unit_that_is_only_named_hinders_no_other_kind(roads):
    f.answer(desks.duty(None), kind=AnswerKind.AGREED, unit=roads)


def test_a_draft_and_a_row_of_a_working_list_are_told_so_too(client, roads, time_machine):
    time_machine.move_to(f.NOW, tick=False)
    node, office = desks.duty(None), f.office()
    words = Words(kind=AnswerKind.PASSED_ON, reason=f.REASON, unit=roads)
    draft = begin_draft(contributions=[node], words=words, visitor=office, at=f.NOW)
    with pytest.raises(HasADesk):
        hand_in(draft=draft, visitor=office, at=f.NOW)
    client.force_login(office.person)
    sheet = Sheet(client)
    sheet.write(node, str(AnswerKind.PASSED_ON.label), **{"Weitergeleitet an": roads.name})
    assert "An andere Stelle abgeben" in bring(client, sheet.data()).content.decode()
