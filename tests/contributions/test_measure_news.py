"""Who follows a measure hears of its steps, status, milestones, recognition and lessons."""

from dataclasses import replace

import pytest

from mitmachstadt.contributions.enums import Digest
from mitmachstadt.contributions.models import Follow
from mitmachstadt.contributions.queries import newest
from mitmachstadt.ledger.models import OF_MEASURES, Payload
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Health, Phase, State
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from tests import factories as f
from tests.contributions.test_digests import LATER, confirmed, digests, follower
from tests.measures.city import (
    LONG,
    RESOURCED,
    TODAY,
    UNDERSTOOD,
    check_all,
    city,
    committed,
    decentral,
    network,
)

pytestmark = pytest.mark.django_db
LEARNT = "Wir messen ab jetzt vor dem Einbau."


@pytest.fixture
def here():
    return city()


@pytest.fixture
def measure(here):
    return decentral(here, replace(RESOURCED, title="Ampeln, die warten"), phase=Phase.PILOT)


def everything(here, measure):
    """All that followers hear of, an hour after they began to follow."""
    by = {"visitor": here.office, "at": LATER}
    actions.move_phase(measure=measure, to=Phase.PREPARATION, reason="Es fehlt an Geräten.", **by)
    actions.move_phase(measure=measure, to=Phase.PILOT, reason="Die Geräte sind da.", **by)
    actions.say_status(
        measure=measure, state=State.RUNNING, health=Health.RED, words="Der Winter kam früh.", **by
    )
    milestone = actions.plan_milestone(measure=measure, title="Zehn Ampeln", day=TODAY, **by)
    actions.move_milestone(milestone=milestone, day=TODAY + 30 * f.DAY, reason=LONG, **by)
    actions.reach_milestone(milestone=milestone, on=TODAY, **by)
    actions.learn(measure=measure, tried=LONG, happened=LONG, changes=LEARNT, **by)
    return milestone


def test_followers_hear_of_everything_that_happens_to_a_measure(here, measure):
    follower(measure.node)
    everything(here, measure)
    (text,) = digests()
    for words in (
        "Eine Phase zurück: Ampeln, die warten", "Es fehlt an Geräten.",
        "Eine Phase weiter: Ampeln, die warten", "Die Geräte sind da.",
        "Neuer Stand: Ampeln, die warten", "Der Winter kam früh.",
        "Meilenstein verschoben: Zehn Ampeln", LONG, "Meilenstein erreicht: Zehn Ampeln",
        "Neue Erkenntnis: Ampeln, die warten", LEARNT,
    ):  # fmt: skip
        assert text.count(words) == 1, words
    assert digests(f.NOW + 3 * f.DAY) == []


def test_followers_hear_that_a_recognition_was_taken_back(here):
    committed(here)
    measure = network(here, UNDERSTOOD)
    check_all(here, measure)
    by = {"measure": measure, "visitor": here.office}
    actions.recognise(reason="Offene Ergebnisse.", contact="Netzwerkstelle", at=f.NOW, **by)
    follower(measure.node)
    actions.revoke_recognition(reason="Die Ergebnisse sind nicht mehr offen.", at=LATER, **by)
    (text,) = digests()
    assert "Anerkennung widerrufen: Ampeln" in text
    assert "Die Ergebnisse sind nicht mehr offen." in text


def test_follower_of_a_milestone_hears_of_that_alone(here, measure):
    by = {"visitor": here.office, "at": f.NOW - f.DAY}
    milestone = actions.plan_milestone(measure=measure, title="Alle Ampeln", day=TODAY, **by)
    follower(milestone.node)
    everything(here, measure)
    assert digests() == []
    late = {"visitor": here.office, "at": LATER}
    follower(milestone.node)
    actions.move_milestone(milestone=milestone, day=TODAY + f.DAY, reason=LONG, **late)
    texts = digests()
    assert texts and all("Meilenstein verschoben: Alle Ampeln" in text for text in texts)
    assert "Neuer Stand" not in texts[0]


def test_who_wants_no_news_or_follows_no_longer_is_told_nothing(here, measure):
    follower(measure.node, digest=Digest.NEVER)
    gone = confirmed(measure.node, "rosa@example.org")
    Follow.objects.filter(subscriber=gone).delete()
    everything(here, measure)
    assert digests(f.NOW + 30 * f.DAY) == []


def test_who_follows_another_measure_or_nothing_hears_nothing(here, measure):
    other = decentral(here, replace(UNDERSTOOD, title="Bänke"))
    follower(other.node)
    everything(here, measure)
    assert digests() == []


def test_what_nobody_may_read_or_was_deleted_is_no_news(here, measure):
    follower(measure.node)
    milestone = everything(here, measure)
    Node.objects.filter(pk=milestone.pk).update(visibility=Visibility.HIDDEN)
    kinds = {news.kind for news in newest(measure.node, at=f.NOW + f.DAY)}
    assert not kinds & {"moved", "reached"} and {"forward", "lesson"} <= kinds
    Payload.objects.filter(entry__kind__in=OF_MEASURES).delete()
    assert not {news.kind for news in newest(measure.node, at=f.NOW + f.DAY)} & kinds
    Node.objects.filter(pk=measure.pk).update(visibility=Visibility.HIDDEN)
    assert digests() == []


def test_feed_of_a_measure_tells_it_too_and_that_of_another_does_not(here, measure):
    milestone = everything(here, measure)
    at = f.NOW + f.DAY
    told = {news.key for news in newest(measure.node, at=at)}
    assert len(told) == 6
    assert told <= {news.key for news in newest(None, at=at)}
    of_milestone = newest(milestone.node, at=at)
    assert {news.kind for news in of_milestone} == {"moved", "reached"}
    other = decentral(here, replace(UNDERSTOOD, title="Bänke"))
    assert newest(other.node, at=at) == []
