"""Parts of an answer: asked for by a day, internal for ever, the trail public afterwards."""

import pytest

from mitmachstadt.answers.actions import (
    Words,
    ask_for_part,
    begin_draft,
    deliver_part,
    publish_draft,
    withdraw_part,
)
from mitmachstadt.answers.enums import AnswerKind, PartState, Share
from mitmachstadt.answers.errors import (
    NotAsked,
    PartDueInPast,
    PartEmpty,
    PartOver,
    QuestionMissing,
    UnitGone,
)
from mitmachstadt.answers.models import PartRequest
from mitmachstadt.answers.queries import officer_of, shares_in, to_supply
from mitmachstadt.people.actions import dissolve
from tests import factories as f
from tests.answers import desks

pytestmark = pytest.mark.django_db
TODAY = f.NOW.date()
SECRET = "Intern: Die Mittel reichen bis März."


@pytest.fixture
def draft():
    words = Words(kind=AnswerKind.TAKEN_UP, reason=f.REASON)
    return begin_draft(contributions=[desks.duty(None)], words=words, visitor=f.office(), at=f.NOW)


def asked(draft, unit, *, question="Wann wird gebaut?", due=TODAY, at=f.NOW):
    return ask_for_part(
        draft=draft, unit=unit, question=question, due=due, visitor=f.office(), at=at
    )


def deliver(part, by, text=SECRET, at=f.NOW):
    return deliver_part(part=part, text=text, visitor=by, at=at)


def test_states_follow_the_day_and_what_was_done(draft):
    roads = desks.unit()
    part = asked(draft, roads)
    assert part.state_on(TODAY) == PartState.OPEN
    assert part.state_on(TODAY + f.DAY) == PartState.LATE
    late = deliver(part, desks.officer(roads), at=f.NOW + 2 * f.DAY)
    assert late.state_on(TODAY) == PartState.DELIVERED and late.came_late
    other = asked(draft, desks.unit("Parkamt"))
    assert withdraw_part(part=other, visitor=f.office(), at=f.NOW).state_on(TODAY) == (
        PartState.WITHDRAWN
    )
    with pytest.raises(PartOver):
        withdraw_part(part=late, visitor=f.office(), at=f.NOW)


def test_the_trail_is_public_once_the_answer_is_and_the_words_never(draft, client):
    roads = desks.unit("Straßenamt")
    deliver(asked(draft, roads), desks.officer(roads))
    never = asked(draft, desks.unit("Parkamt"))
    given = publish_draft(draft=draft, visitor=f.office(), at=f.NOW)
    assert [(s.unit_name, s.share) for s in shares_in(given)] == [("Straßenamt", Share.SUPPLIED)]
    html = client.get(f"/de/n/{given.public_id}/").content.decode()
    assert "Daran haben mitgewirkt" in html and "Straßenamt" in html
    assert "März" not in html and "Parkamt" not in html
    assert PartRequest.objects.get(pk=never.pk).withdrawn is not None


def test_only_the_unit_that_was_asked_delivers(draft):
    part = asked(draft, desks.unit("Straßenamt"))
    for other in (desks.officer(desks.unit("Parkamt")), f.office(), f.citizen()):
        with pytest.raises(NotAsked):
            deliver(part, other)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"question": " "}, QuestionMissing),
        ({"question": "x" * 1001}, QuestionMissing),
        ({"due": TODAY - f.DAY}, PartDueInPast),
    ],
)
def test_a_part_is_asked_for_in_words_and_for_a_day_to_come(draft, change, error):
    with pytest.raises(error):
        asked(draft, desks.unit(), **change)


@pytest.mark.parametrize("text", ["", "\u200b", "x" * 5001])
def test_a_part_has_words(draft, text):
    roads = desks.unit()
    with pytest.raises(PartEmpty):
        deliver(asked(draft, roads), desks.officer(roads), text)


def test_what_a_dissolved_unit_owes_falls_to_who_took_over(draft):
    roads, heir = desks.unit("Straßenamt"), desks.unit("Mobilitätsamt")
    part, by = asked(draft, roads), desks.officer(heir)
    with pytest.raises(NotAsked):
        deliver(part, by)
    dissolve(
        organisation=roads, successors=[heir], on=TODAY, reason="", visitor=f.administrator(),
        at=f.NOW,
    )  # fmt: skip
    assert [each.pk for each in to_supply(officer_of(by, at=f.NOW))] == [part.pk]
    with pytest.raises(UnitGone):
        asked(draft, type(roads).objects.get(pk=roads.pk))
    delivered = deliver(PartRequest.objects.get(pk=part.pk), by)
    assert (delivered.unit_name, delivered.supplier) == ("Mobilitätsamt", "Mobilitätsamt")


def test_after_the_answer_nothing_is_delivered(draft):
    roads = desks.unit()
    part = asked(draft, roads)
    publish_draft(draft=draft, visitor=f.office(), at=f.NOW)
    with pytest.raises(PartOver):
        deliver(part, desks.officer(roads))


def test_with_the_clock_set_back_a_part_can_still_be_asked_and_delivered(draft):
    roads, earlier = desks.unit(), f.NOW - 3 * f.DAY
    part = asked(draft, roads, due=TODAY, at=earlier + f.DAY)
    assert deliver(part, desks.officer(roads), at=f.NOW - f.DAY / 2).delivered_on <= TODAY
