"""Somebody leaves or is called otherwise: theirs changes, and nothing of anybody else's."""

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.actions import checking, offering, sponsoring, stating
from mitmachstadt.arena.actions.forgetting import leave_arena, rename_in_arena
from mitmachstadt.arena.enums import Ending, OfferOutcome
from mitmachstadt.arena.models import (
    FactSheet,
    HandOver,
    Joining,
    Offer,
    Sponsorship,
    Statement,
    TrialVersion,
)
from mitmachstadt.ledger.models import Entry
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_checks import TRIED
from tests.arena.test_offers import WORDS
from tests.arena.test_statements import SAID

pytestmark = pytest.mark.django_db
LATER = f.NOW + f.DAY


def takes_part(inside, name):
    """Somebody who did everything once: what one can do around an idea."""
    who = f.citizen(name)
    by = {"visitor": who, "at": f.NOW}
    one, other = (a.idea(inside, f"{title} von {name}", by=who) for title in ("Eine", "Andere"))
    sponsoring.sponsor(idea=one, **by)
    held = sponsoring.sponsor(idea=other, **by)
    sponsoring.give_back_sponsorship(sponsorship=held, reason=f"Zeit fehlt {name}.", **by)
    actions.write_sheet(idea=one, parts={"problem": f"Satz von {name}."}, seen=0, **by)
    checking.record_trial(idea=one, tried=TRIED, **by)
    far = a.idea(inside, f"Fern von {name}")
    stating.state(idea=far, said=SAID, **by)
    offer = offering.offer_competence(arena=inside, **WORDS, **by)
    joining = offering.join_idea(offer=offer, idea=far, note=f"Hilfe von {name}", **by)
    somebody = f.citizen(f"Gast bei {name}")
    mine = Sponsorship.objects.get(idea=one.pk, ended=None)
    sponsoring.offer_sponsorship(sponsorship=mine, email=somebody.person.email, **by)
    theirs = offering.offer_competence(arena=inside, visitor=somebody, at=f.NOW, **WORDS)
    asked = offering.join_idea(offer=theirs, idea=one, visitor=somebody, at=f.NOW)
    offering.answer_joining(joining=asked, answer=f"Gern, {name}.", **by)
    return who.person, joining


@pytest.fixture
def both():
    inside = a.arena()
    return takes_part(inside, "Ida"), takes_part(inside, "Kim")


def names():
    """Every name that stands somewhere, table by table."""
    return {
        table.__name__: sorted(filter(None, table.objects.values_list(column, flat=True)))
        for table, column in (
            (FactSheet, "by_name"), (TrialVersion, "by_name"), (Sponsorship, "name"),
            (Statement, "name"), (Offer, "name"),
        )
    }  # fmt: skip


def test_everything_of_one_person_gets_the_new_name_once(both):
    (ida, _), (kim, _) = both
    before = names()
    changed = {table: [n.replace("Kim", "Kai") if n == "Kim" else n for n in each]
               for table, each in before.items()}  # fmt: skip
    assert rename_in_arena(person=kim, name="Kai") == 6
    assert names() == {table: sorted(each) for table, each in changed.items()}
    assert rename_in_arena(person=kim, name="Kai") == 0
    assert rename_in_arena(person=ida, name="Ida") == 0


@pytest.mark.parametrize("words", [True, False])
def test_who_leaves_leaves_nothing_unfinished_and_others_keep_theirs(both, words):
    (ida, joining), (kim, kims) = both
    leave_arena(person=ida, words=words, at=LATER)
    for table, each in names().items():
        assert "Ida" not in each and "Kim" in each, table
    assert set(Statement.objects.exclude(text="").values_list("name", flat=True)) == (
        {"Kim"} if words else {"Kim", ""}
    )
    assert Offer.objects.filter(withdrawn=None, person=kim).exclude(text="").count() == 1
    joining.refresh_from_db()
    kims.refresh_from_db()
    assert (joining.note, joining.ended) == ("", LATER)
    assert (kims.note, kims.ended) == ("Hilfe von Kim", None)
    assert list(Joining.objects.exclude(answer="").values_list("answer", flat=True)) == [
        "Gern, Kim."
    ]


def test_sponsorships_of_who_leaves_end_and_what_they_offered_is_taken_back(both):
    (ida, _), (kim, _) = both
    Sponsorship.objects.filter(person=kim, ending=Ending.GIVEN_BACK).update(ended=f.NOW)
    settled = HandOver.objects.filter(sponsorship__person=kim)
    leave_arena(person=ida, words=True, at=LATER)
    ended = Sponsorship.objects.filter(person=None).order_by("pk")
    assert list(ended.values_list("ending", "ended", "ended_because")) == [
        (Ending.LEFT, LATER, ""),
        (Ending.GIVEN_BACK, f.NOW, ""),
    ]
    assert Sponsorship.objects.get(person=kim, ended=None).name == "Kim"
    assert Sponsorship.objects.get(person=kim, ending=Ending.GIVEN_BACK).ended_because
    assert settled.get().settled is None
    taken = HandOver.objects.exclude(settled=None).get()
    assert (taken.settled, taken.outcome) == (LATER, OfferOutcome.WITHDRAWN)
    told = Entry.objects.filter(kind="sponsorship.ended", at=LATER)
    assert [each.payload.content["how"] for each in told] == [Ending.LEFT]


def test_reason_of_the_office_and_what_was_settled_before_stay(both):
    (ida, _), _ = both
    revoked = Sponsorship.objects.filter(person=ida, ended=None)
    HandOver.objects.filter(sponsorship__in=revoked).update(
        settled=f.NOW, outcome=OfferOutcome.DECLINED
    )
    revoked.update(ended=f.NOW, ending=Ending.REVOKED, ended_because="Kein Kontakt.")
    leave_arena(person=ida, words=True, at=LATER)
    kept = Sponsorship.objects.get(ending=Ending.REVOKED)
    assert (kept.ended, kept.ended_because, kept.name) == (f.NOW, "Kein Kontakt.", "")
    assert HandOver.objects.get(settled=f.NOW).outcome == OfferOutcome.DECLINED
