"""Whoever cared for ideas and leaves stands in no table of the arena any more."""

from dataclasses import replace

import pytest

from mitmachstadt.arena import actions as arena
from mitmachstadt.arena.actions import checking, offering, sponsoring, stating
from mitmachstadt.arena.models import FactSheet, Offer, Score, Sponsorship, Statement, Trial
from mitmachstadt.data_protection import actions
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_assessing import Room
from tests.arena.test_checks import TRIED
from tests.arena.test_offers import WORDS
from tests.arena.test_statements import SAID
from tests.data_protection.whole import tables_that_say

pytestmark = pytest.mark.django_db
NAME = "Wilhelmine Ungefähr"
PASSWORD = "vier ruhige Pferde im Nebel"
STATED, OFFERED, GIVEN_BACK = "Zwiebelturmstrom", "Gartenzaunbau", "Umzugskartonfrage"


class Life:
    """Somebody who has done everything that one can do in an arena."""

    def __init__(self):
        self.person = f.person(NAME, password=PASSWORD)
        self.me = me = f.visitor(self.person)
        self.club = f.organisation("Radverein", self.person)
        inside = a.arena()
        self.idea, self.other = a.idea(inside), a.idea(inside, "Eine andere Idee")
        sponsoring.sponsor(idea=self.idea, visitor=me, at=f.NOW)
        back = sponsoring.sponsor(idea=self.other, visitor=me, at=f.NOW)
        sponsoring.give_back_sponsorship(sponsorship=back, reason=GIVEN_BACK, visitor=me, at=f.NOW)
        arena.write_sheet(idea=self.idea, parts=a.SHEET, seen=0, visitor=me, at=f.NOW)
        said = replace(SAID, text=STATED, interest="Ich baue das.", no_interest=False)
        stating.state(idea=self.idea, said=said, visitor=me, at=f.NOW)
        stating.state(
            idea=self.idea, said=replace(said, text="Für den Verein."), organisation=self.club,
            visitor=me, at=f.NOW,
        )  # fmt: skip
        checking.record_trial(idea=self.idea, tried=TRIED, visitor=me, at=f.NOW)
        mine = offering.offer_competence(
            arena=inside, visitor=me, at=f.NOW, **{**WORDS, "text": OFFERED}
        )
        offering.join_idea(offer=mine, idea=self.other, visitor=me, at=f.NOW)
        self.room = Room()
        self.room.name(me)
        self.room.begin()
        self.room.give(me, 1, 2)

    def leave(self, choice):
        actions.ask_to_be_deleted(
            person=self.person, choice=choice, password=PASSWORD, visitor=self.me,
            at=f.NOW + f.DAY,
        )  # fmt: skip
        while actions.carry_out_waiting(at=f.NOW + f.DAY):
            pass


@pytest.fixture
def life():
    return Life()


@pytest.mark.parametrize("choice", ["words", "nameless"])
def test_name_and_what_was_offered_are_gone(life, choice):
    secrets = [NAME, OFFERED, GIVEN_BACK, life.person.email]
    assert set(tables_that_say(secrets)) == set(secrets)
    life.leave(choice)
    left = tables_that_say(secrets)
    assert all(set(tables) <= {"contributions_mail"} for tables in left.values()), left
    said = tables_that_say([life.person.public_id])
    assert set(said.get(life.person.public_id, [])) <= {"ledger_entry"}


def test_words_that_are_kept_stand_without_a_name_and_others_go(life):
    life.leave("nameless")
    kept = Statement.objects.get(organisation=None)
    assert (kept.text, kept.name, kept.person) == (STATED, "", None)


def test_words_that_go_are_nowhere_and_what_was_said_for_others_stays(life):
    life.leave("words")
    assert tables_that_say([STATED]) == {}
    ours = Statement.objects.get(organisation=life.club)
    assert (ours.text, ours.name, ours.person) == ("Für den Verein.", "", None)


def test_sponsorship_ends_and_scores_sheet_and_trial_stay_without_a_name(life):
    life.leave("words")
    assert not Sponsorship.objects.filter(idea=life.idea, ended=None).exists()
    sheet = FactSheet.objects.get(idea=life.idea)
    assert (sheet.by, sheet.by_name, sheet.solution) == (None, "", a.SHEET["solution"])
    assert Trial.objects.get().versions.get().by_name == ""
    assert [(s.person, s.grade) for s in Score.objects.order_by("criterion")] == [
        (None, 1), (None, 2)
    ]  # fmt: skip
    assert Offer.objects.get().withdrawn is not None


def test_new_name_stands_at_old_words_too_if_wished(life):
    actions.correct_self(
        person=life.person, name="Neu Genannt", district=None, language="de", everywhere=True,
        visitor=life.me, at=f.NOW,
    )  # fmt: skip
    while actions.rename_contributions(public_id=life.person.public_id, at=f.NOW):
        pass
    told = {"arena_sponsorship", "arena_statement", "arena_offer", "arena_factsheet"}
    assert not told & set(tables_that_say([NAME]).get(NAME, []))
    assert told <= set(tables_that_say(["Neu Genannt"])["Neu Genannt"])
