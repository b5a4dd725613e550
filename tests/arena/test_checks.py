"""Ideas are tried with the people concerned, and what failed is as visible as what went well."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.arena.actions import checking, sponsoring
from mitmachstadt.arena.enums import Conclusion, TrialKind
from mitmachstadt.arena.errors import ReasonMissing
from mitmachstadt.arena.errors.checks import (
    NobodyAsked,
    NotYourTrial,
    TooManyAsked,
    TrialChanged,
    TrialIncomplete,
    TrialInFuture,
    TrialTooLong,
    TrialUnchanged,
)
from mitmachstadt.arena.models import Trial
from mitmachstadt.arena.rules.checks import Tried
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.errors import SignInNeeded
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
TRIED = Tried(
    kind=TrialKind.ACCEPTANCE,
    hypothesis="Die Hälfte nutzt das Terminal ohne Hilfe.",
    asked="Wartende im Bürgeramt",
    how_many=24,
    outcome="Neun von 24 kamen allein zurecht.",
    conclusion=Conclusion.ADAPT,
    day=f.NOW.date(),
)


@pytest.fixture
def idea():
    return a.idea(a.arena())


def tried(idea, words=TRIED, who=None):
    return checking.record_trial(idea=idea, tried=words, visitor=who or f.office(), at=f.NOW)


@pytest.mark.parametrize("conclusion", list(Conclusion))
def test_what_failed_is_as_visible_as_what_went_well(idea, client, conclusion):
    tried(idea, replace(TRIED, conclusion=conclusion))
    for address in ("", "proben/"):
        page = client.get(f"/de/n/{idea.node.public_id}/{address}").content.decode()
        assert TRIED.outcome in page and str(conclusion.label) in page
    assert Entry.objects.filter(subject=idea.node.public_id, kind="trial.recorded").exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"hypothesis": " "}, TrialIncomplete),
        ({"asked": ""}, TrialIncomplete),
        ({"outcome": ""}, TrialIncomplete),
        ({"outcome": "x" * 2001}, TrialTooLong),
        ({"how_many": 0}, NobodyAsked),
        ({"how_many": -3}, NobodyAsked),
        ({"how_many": 10**7}, TooManyAsked),
        ({"day": (f.NOW + f.DAY).date()}, TrialInFuture),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(idea, change, refusal):
    with pytest.raises(refusal):
        tried(idea, replace(TRIED, **change))
    assert not Trial.objects.exists()


def test_database_too_wants_somebody_asked(idea):
    made = tried(idea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.filter(pk=made.pk).update(how_many=0)


def test_written_by_sponsors_and_the_office(idea):
    with pytest.raises(SignInNeeded):
        tried(idea, who=f.visitor())
    kim = f.citizen("Kim")
    with pytest.raises(NotYourTrial):
        tried(idea, who=kim)
    mine = sponsoring.sponsor(idea=idea, visitor=kim, at=f.NOW)
    assert tried(idea, who=kim)
    sponsoring.give_back_sponsorship(sponsorship=mine, reason="Weg.", visitor=kim, at=f.NOW)
    with pytest.raises(NotYourTrial):
        tried(idea, who=kim)


def test_corrected_with_a_reason_it_keeps_what_stood_there(idea, client):
    made = tried(idea)
    better = replace(TRIED, outcome="Neunzehn von 24.", conclusion=Conclusion.GO_ON)

    def correct(words, seen=1, reason="Verzählt.", who=None):
        checking.correct_trial(
            trial=made, tried=words, reason=reason, seen=seen, visitor=who or f.office(), at=f.NOW
        )

    with pytest.raises(NotYourTrial):
        correct(better, who=f.citizen())
    with pytest.raises(ReasonMissing):
        correct(better, reason=" ")
    with pytest.raises(TrialUnchanged):
        correct(TRIED)
    with pytest.raises(NobodyAsked):
        correct(replace(TRIED, how_many=0))
    correct(better)
    with pytest.raises(TrialChanged):
        correct(TRIED)
    page = client.get(f"/de/n/{idea.node.public_id}/proben/").content.decode()
    assert TRIED.outcome in page and "Neunzehn von 24." in page and "Verzählt." in page


def test_pages_do_what_the_actions_do(idea, client):
    address = f"/de/n/{idea.node.public_id}/proben/"
    told = {
        "kind": "experiment", "hypothesis": "Geht.", "asked": "Wartende", "how_many": 3,
        "outcome": "Ging.", "conclusion": "go_on", "day": "2026-01-02",
    }  # fmt: skip
    assert client.post(address, told).status_code == 403
    client.force_login(f.person("Kim"))
    assert client.post(address, told).status_code == 403
    client.force_login(f.office().person)
    assert client.post(address, {**told, "how_many": 0}).status_code == 400
    assert client.post(address, told).status_code == 302
    made = Trial.objects.get()
    assert client.get(f"{address}{made.pk}/").status_code == 200
    changed = {**told, "outcome": "Ging nicht.", "conclusion": "stop", "seen": 1}
    assert client.post(f"{address}{made.pk}/", changed).status_code == 400
    assert client.post(f"{address}{made.pk}/", {**changed, "reason": "Doch."}).status_code == 302
    assert client.post(f"{address}{made.pk}/", {**changed, "reason": "Doch."}).status_code == 409
    assert client.get(f"{address}99999/").status_code == 404
    assert client.get(f"{address}?ab=99999999999999999").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_as_often_for_three_as_for_one(idea, number, client, django_assert_num_queries):
    for _ in range(number):
        tried(idea)
    client.get("/de/")
    with django_assert_num_queries(4):
        client.get(f"/de/n/{idea.node.public_id}/proben/")
