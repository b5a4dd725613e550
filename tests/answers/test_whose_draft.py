"""Who writes a draft speaks for that desk; a draft goes where its contributions go."""

import pytest

from mitmachstadt.answers.actions import (
    Words,
    begin_draft,
    demand_four_eyes,
    drop_draft,
    hand_in,
    publish_draft,
    read_again,
    write_draft,
)
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.errors import (
    DraftOfAnotherDesk,
    MovedMeanwhile,
    NotAtYourDesk,
    NotReady,
    OnlyReleased,
)
from mitmachstadt.answers.models import Draft, DraftNode
from mitmachstadt.answers.queries import officer_of, open_drafts
from mitmachstadt.people.actions import dissolve
from mitmachstadt.people.enums import Capacity
from mitmachstadt.responsibilities.actions import hand_over
from tests import factories as f
from tests.answers import desks

pytestmark = pytest.mark.django_db
WORDS = Words(kind=AnswerKind.TAKEN_UP, reason=f.REASON)
OTHER = Words(kind=AnswerKind.AGREED, reason=f.REASON)


@pytest.fixture
def roads():
    return desks.unit("Straßenamt")


@pytest.fixture
def parks():
    return desks.unit("Parkamt")


def begun(*nodes, by):
    return begin_draft(contributions=nodes, words=WORDS, visitor=by, at=f.NOW)


def written(draft, *, by, words=OTHER, version=1):
    return write_draft(draft=draft, words=words, version=version, visitor=by, at=f.NOW)


def handed(*nodes, to):
    hand_over(nodes=nodes, unit=to, reason="Weil es dort ist.", visitor=f.office(), at=f.NOW)


def fresh(draft):
    return Draft.objects.get(pk=draft.pk)


def listed(officer):
    return [line.draft for line in open_drafts(officer_of(officer, at=f.NOW))]


# --- for whom it speaks ------------------------------------------------------------------------


def test_a_unit_neither_writes_nor_publishes_what_the_office_says_to_its_contribution(roads):
    draft, by = begun(desks.duty(roads), by=f.office()), desks.officer(roads)
    for refused in (
        lambda: written(draft, by=by),
        lambda: publish_draft(draft=draft, visitor=by, at=f.NOW),
        lambda: drop_draft(draft=draft, visitor=by, at=f.NOW),
        lambda: hand_in(draft=draft, visitor=by, at=f.NOW),
    ):
        with pytest.raises(DraftOfAnotherDesk, match="Strategiebüro"):
            refused()
    assert (fresh(draft).kind, fresh(draft).is_open) == (AnswerKind.TAKEN_UP, True)


def test_the_office_does_not_say_anything_in_the_name_of_a_unit(roads):
    draft, office = begun(desks.duty(roads), by=desks.officer(roads)), f.office()
    with pytest.raises(OnlyReleased, match="Straßenamt"):
        written(draft, by=office)
    with pytest.raises(OnlyReleased):
        hand_in(draft=draft, visitor=office, at=f.NOW)
    with pytest.raises(NotReady):
        publish_draft(draft=draft, visitor=office, at=f.NOW)
    assert fresh(draft).kind == AnswerKind.TAKEN_UP


def test_the_office_releases_what_a_unit_handed_in(roads):
    author = desks.officer(roads)
    draft = begun(desks.duty(roads), by=author)
    hand_in(draft=draft, visitor=author, at=f.NOW)
    given = publish_draft(draft=draft, visitor=f.office(), at=f.NOW)
    assert (given.capacity, given.organisation) == (Capacity.ORGANISATION, roads)
    assert (given.author, given.text) == (author.person, f.REASON)


def test_who_is_of_the_office_and_of_the_unit_writes_for_the_unit(roads):
    draft, both = begun(desks.duty(roads), by=desks.officer(roads)), f.office()
    desks.employ(both.person, roads)
    assert written(draft, by=both).kind == AnswerKind.AGREED


def test_a_draft_without_any_contribution_is_nobody_elses(roads, parks):
    draft = begun(desks.duty(roads), by=desks.officer(roads))
    offices = begun(desks.duty(roads), by=f.office())
    DraftNode.objects.all().delete()
    for each in (draft, offices):
        with pytest.raises(DraftOfAnotherDesk):
            drop_draft(draft=each, visitor=desks.officer(parks), at=f.NOW)
    drop_draft(draft=draft, visitor=desks.officer(roads), at=f.NOW)


# --- where it goes -----------------------------------------------------------------------------


def test_a_draft_goes_with_what_was_handed_over(roads, parks):
    before, after = desks.officer(roads), desks.officer(parks)
    node = desks.duty(roads)
    draft = begun(node, by=before)
    handed(node, to=parks)
    assert (listed(before), listed(after)) == ([], [draft])
    with pytest.raises(NotAtYourDesk):
        written(draft, by=before)
    written(draft, by=after)
    assert fresh(draft).unit == parks
    given = publish_draft(draft=draft, visitor=after, at=f.NOW)
    assert given.organisation == parks


def test_a_draft_of_a_dissolved_unit_under_four_eyes(roads, parks):
    author = desks.officer(roads)
    demand_four_eyes(process=None, demanded=True, visitor=f.office(), at=f.NOW)
    node = desks.duty(roads)
    draft = begun(node, by=author)
    hand_in(draft=draft, visitor=author, at=f.NOW)
    dissolve(
        organisation=roads, successors=[parks], on=f.NOW.date(), reason="",
        visitor=f.administrator(), at=f.NOW,
    )  # fmt: skip
    if f.fresh(node).unit != parks:
        handed(node, to=parks)
    second = desks.officer(parks)
    assert listed(second) == [draft]
    given = publish_draft(draft=draft, visitor=second, at=f.NOW)
    assert (given.organisation, given.answer.released_by) == (parks, second.person)


def test_what_the_office_writes_stays_the_offices_wherever_it_lies(roads, parks):
    node = desks.duty(roads)
    draft, by = begun(node, by=f.office()), desks.officer(parks)
    handed(node, to=parks)
    assert listed(by) == []
    with pytest.raises(DraftOfAnotherDesk):
        written(draft, by=by)
    assert publish_draft(draft=draft, visitor=f.office(), at=f.NOW).organisation is None


def test_of_many_what_was_handed_over_is_left_out_once_the_rest_was_read_again(roads, parks):
    stays, goes = desks.duty(roads), desks.duty(roads)
    by, other = desks.officer(roads), desks.officer(parks)
    draft = begun(stays, goes, by=by)
    handed(goes, to=parks)
    assert (listed(by), listed(other)) == ([draft], [])
    with pytest.raises(DraftOfAnotherDesk):
        written(draft, by=other)
    for who in (by, f.office()):
        with pytest.raises((MovedMeanwhile, NotReady)):
            publish_draft(draft=draft, visitor=who, at=f.NOW)
    read_again(draft=draft, visitor=by, at=f.NOW)
    publish_draft(draft=draft, visitor=by, at=f.NOW)
    assert [f.fresh(node).answers for node in (stays, goes)] == [1, 0]
    assert begun(goes, by=other).unit == parks


def test_what_was_handed_to_nobody_is_the_offices_to_decide(roads):
    node, author = desks.duty(roads), desks.officer(roads)
    draft = begun(node, by=author)
    handed(node, to=None)
    with pytest.raises(NotAtYourDesk):
        written(draft, by=author)
    drop_draft(draft=draft, visitor=f.office(), at=f.NOW)
    assert begun(node, by=f.office()).unit is None
