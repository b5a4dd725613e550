"""What the public register is told of sponsorships, offers and statements, and who gets mail."""

from dataclasses import asdict, replace

import pytest

from mitmachstadt.arena.actions import checking, offering, stating
from mitmachstadt.arena.actions import sponsoring as s
from mitmachstadt.arena.enums import HAND_OVER_DAYS, RENEW_DAYS, WARN_DAYS, Feasible
from mitmachstadt.arena.errors.checks import NobodyAsked
from mitmachstadt.arena.errors.offers import NotYourOffer
from mitmachstadt.arena.errors.statements import StatedAlready
from mitmachstadt.arena.models import HandOver, Joining, Offer, OfferField, Statement
from mitmachstadt.arena.queries import fields_to_choose
from mitmachstadt.contributions.models import Mail
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.people.errors import RoleNeeded
from mitmachstadt.people.models import Person
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_checks import TRIED
from tests.arena.test_offers import TODAY, WORDS
from tests.arena.test_statements import SAID
from tests.taxonomies import make

pytestmark = pytest.mark.django_db
LATER = f.NOW + f.DAY


@pytest.fixture
def idea():
    return a.idea(a.arena())


def told(about, start):
    """Kinds without their start, and contents."""
    return [
        (line.kind.removeprefix(f"{start}."), line.content)
        for line in entries_about(about.node.public_id)
        if line.kind.startswith(f"{start}.")
    ]


def offer(inside, who, **change):
    return offering.offer_competence(arena=inside, visitor=who, at=f.NOW, **{**WORDS, **change})


def gone(who):
    Person.objects.filter(pk=who.person.pk).update(is_active=False)


def test_each_step_of_a_sponsorship_is_told(idea):
    kim, lou, member = f.citizen("Kim"), f.citizen("Lou"), f.person("Mia")
    club = f.organisation("Radverein", member)
    mine = s.sponsor(idea=idea, visitor=kim, at=f.NOW)
    s.renew_sponsorship(sponsorship=mine, visitor=kim, at=LATER)
    given = s.offer_sponsorship(sponsorship=mine, email=lou.person.email, visitor=kim, at=LATER)
    taken = s.accept_sponsorship(offer=given, visitor=lou, at=LATER)
    s.give_back_sponsorship(sponsorship=taken, reason=" Weg.\x00 ", visitor=lou, at=LATER)
    last = s.sponsor(idea=idea, organisation=club, visitor=f.visitor(member), at=LATER)
    one, two = {"number": mine.pk}, {"number": taken.pk}
    first, second = {"by": kim.person.public_id}, {"by": lou.person.public_id}
    until = (LATER + HAND_OVER_DAYS * f.DAY).isoformat()
    assert told(idea, "sponsorship") == [
        ("taken", {**one, **first, "organisation": ""}),
        ("renewed", {**one, **first}),
        ("offered", {**one, **first, "until": until}),
        ("ended", {**one, **second, "how": "handed_over", "reason": ""}),
        ("taken", {**two, **second, "organisation": ""}),
        ("ended", {**two, **second, "how": "given_back", "reason": "Weg."}),
        ("taken", {"number": last.pk, "by": member.public_id, "organisation": "Radverein"}),
    ]


def test_sponsorship_that_lapsed_is_told_as_ended_by_nobody(idea):
    mine = s.sponsor(idea=idea, visitor=f.citizen(), at=f.NOW)
    s.warn_sponsors(at=f.NOW + (RENEW_DAYS - WARN_DAYS) * f.DAY)
    s.lapse_sponsorships(at=f.NOW + RENEW_DAYS * f.DAY)
    ended = {"number": mine.pk, "by": "", "how": "lapsed", "reason": ""}
    assert told(idea, "sponsorship")[-1] == ("ended", ended)


def test_each_step_of_an_offer_is_told_and_no_word_of_it_stays(idea):
    eli, kim, inside = f.citizen("Eli"), f.citizen("Kim"), idea.arena
    s.sponsor(idea=idea, visitor=kim, at=f.NOW)
    one, until = offer(inside, eli), TODAY + 60 * f.DAY
    offering.renew_offer(offer=one, until=until, visitor=eli, at=f.NOW)
    joining = offering.join_idea(offer=one, idea=idea, note="Gern.", visitor=eli, at=f.NOW)
    offering.answer_joining(joining=joining, answer="Ja.", visitor=kim, at=f.NOW)
    for at in (f.NOW, LATER):
        left = offering.leave_idea(joining=joining, visitor=eli, at=at)
    assert left.ended == f.NOW
    by = {"offer": one.pk, "by": eli.person.public_id}
    words = {"title": one.title, "text": one.text, "organisation": ""}
    assert told(inside, "offer") == [
        ("made", {**by, **words, "until": WORDS["until"].isoformat()}),
        ("renewed", {**by, "until": until.isoformat()}),
        ("joined", {**by, "idea": idea.node.public_id}),
        ("left", {**by, "idea": idea.node.public_id}),
    ]
    assert told(idea, "offer") == [("answered", {"offer": one.pk})]
    offering.withdraw_offer(offer=one, visitor=eli, at=f.NOW)
    offering.take_offer_down(offer=one, reason="Werbung.", visitor=f.office(), at=LATER)
    assert told(inside, "offer") == [
        *[(kind, None) for kind in ("made", "renewed", "joined", "left")],
        ("withdrawn", {"offer": one.pk, "reason": ""}),
    ]
    one.refresh_from_db()
    assert (one.withdrawn, one.taken_down) == (f.NOW, "")


def test_offer_is_left_by_whom_it_is_from_and_others_stay_in(idea):
    eli, lou = f.citizen("Eli"), f.citizen("Lou")
    one, two = offer(idea.arena, eli), offer(idea.arena, lou)
    joined = [
        offering.join_idea(offer=each, idea=idea, note="Gern.", visitor=who, at=f.NOW)
        for each, who in ((one, eli), (two, lou))
    ]
    with pytest.raises(NotYourOffer):
        offering.leave_idea(joining=joined[0], visitor=lou, at=f.NOW)
    offering.withdraw_offer(offer=one, visitor=eli, at=LATER)
    rows = Joining.objects.order_by("pk").values_list("note", "ended")
    assert list(rows) == [("", LATER), ("Gern.", None)]
    assert Offer.objects.get(pk=two.pk).title == WORDS["title"]


def test_offer_names_a_field_once_however_often_it_was_chosen():
    make.published("verkehr")
    field = fields_to_choose()[0].term.public_id
    offer(a.arena(), f.citizen(), fields=(field, field))
    assert OfferField.objects.count() == 1


def test_only_who_cares_for_this_idea_now_hears_who_is_in(idea):
    kim, lou, ole, eli = (f.citizen(name) for name in ("Kim", "Lou", "Ole", "Eli"))
    other = a.idea(idea.arena, "Anderes")
    s.sponsor(idea=idea, visitor=kim, at=f.NOW)
    s.sponsor(idea=other, visitor=lou, at=f.NOW)
    before = s.sponsor(idea=idea, visitor=ole, at=f.NOW)
    s.give_back_sponsorship(sponsorship=before, reason="Weg.", visitor=ole, at=f.NOW)
    offering.join_idea(offer=offer(idea.arena, eli), idea=idea, visitor=eli, at=f.NOW)
    assert [mail.subscriber.person for mail in Mail.objects.all()] == [kim.person]


def test_nobody_whose_account_is_closed_gets_mail_or_a_sponsorship(idea):
    kim, lou, eli = f.citizen("Kim"), f.citizen("Lou"), f.citizen("Eli")
    mine = s.sponsor(idea=idea, visitor=kim, at=f.NOW)
    gone(lou)
    s.offer_sponsorship(sponsorship=mine, email=lou.person.email, visitor=kim, at=f.NOW)
    assert HandOver.objects.get().to is None
    gone(kim)
    offering.join_idea(offer=offer(idea.arena, eli), idea=idea, visitor=eli, at=f.NOW)
    assert s.warn_sponsors(at=f.NOW + RENEW_DAYS * f.DAY) == 0
    assert not Mail.objects.exists()
    assert s.lapse_sponsorships(at=f.NOW + (RENEW_DAYS - 1) * f.DAY) == 0
    assert s.lapse_sponsorships(at=f.NOW + RENEW_DAYS * f.DAY) == 1, "nobody can be told"


def test_who_is_told_late_reads_until_when_there_is_time(idea):
    from mitmachstadt.kernel.language import day_in_words

    late = f.NOW + (RENEW_DAYS + 30) * f.DAY
    s.sponsor(idea=idea, visitor=f.citizen(), at=f.NOW)
    s.warn_sponsors(at=late)
    assert day_in_words((late + WARN_DAYS * f.DAY).date()) in Mail.objects.get().text


def test_statement_is_told_with_its_declarations_each_time(idea):
    eli, member = f.citizen("Eli"), f.person("Mia")
    club = f.organisation("Kammer", member)
    made = stating.state(idea=idea, said=SAID, visitor=eli, at=f.NOW)
    other = replace(SAID, interest="Mein Betrieb.", no_interest=False, feasible=Feasible.NO)
    stating.correct_statement(statement=made, said=other, seen=1, visitor=eli, at=LATER)
    theirs = stating.state(
        idea=idea, said=SAID, organisation=club, visitor=f.visitor(member), at=LATER
    )
    by = {"statement": made.pk, "organisation": "", "by": eli.person.public_id}
    said = {**asdict(SAID), "no_interest": "yes", "feasible": "conditions"}
    changed = {**asdict(other), "no_interest": "", "feasible": "no"}
    last = {"statement": theirs.pk, "organisation": "Kammer", "by": member.public_id}
    assert told(idea, "statement") == [
        ("given", {**said, **by, "number": 1}),
        ("corrected", {**changed, **by, "number": 2}),
        ("given", {**said, **last, "number": 1}),
    ]
    with pytest.raises(StatedAlready, match="Kammer"):
        stating.state(idea=idea, said=SAID, organisation=club, visitor=f.visitor(member), at=LATER)
    stating.withdraw_statement(statement=made, visitor=eli, at=LATER)
    assert told(idea, "statement") == [
        ("given", None), ("corrected", None), ("given", {**said, **last, "number": 1}),
        ("withdrawn", {"statement": made.pk}),
    ]  # fmt: skip


def test_mark_is_set_and_taken_away_by_the_office_alone(idea):
    eli, office = f.citizen("Eli"), f.office()
    made = stating.state(idea=idea, said=SAID, visitor=eli, at=f.NOW)
    stating.mark_statement(statement=made, reason=" Unklar.\x00 ", visitor=office, at=f.NOW)
    with pytest.raises(RoleNeeded):
        stating.unmark_statement(statement=made, visitor=eli, at=LATER)
    row = Statement.objects.get()
    assert (row.marked, row.marked_because, row.marked_by) == (f.NOW, "Unklar.", office.person)
    stating.unmark_statement(statement=made, visitor=office, at=LATER)
    row.refresh_from_db()
    assert (row.marked, row.marked_because, row.marked_by) == (None, "", None)
    assert told(idea, "statement")[1:] == [
        ("marked", {"statement": made.pk, "reason": "Unklar."}),
        ("unmarked", {"statement": made.pk, "reason": ""}),
    ]


def test_corrected_trial_is_told_as_such_with_its_reason(idea):
    made = checking.record_trial(idea=idea, tried=TRIED, visitor=f.office(), at=f.NOW)
    by = {"trial": made, "reason": " Verzählt.\x00 ", "seen": 1, "visitor": f.office()}
    with pytest.raises(NobodyAsked):
        checking.correct_trial(tried=replace(TRIED, how_many=0), at=LATER, **by)
    checking.correct_trial(tried=replace(TRIED, how_many=25), at=LATER, **by)
    lines = [(kind, said["number"], said["how_many"], said["reason"])
             for kind, said in told(idea, "trial")]  # fmt: skip
    assert lines == [("recorded", 1, 24, ""), ("corrected", 2, 25, "Verzählt.")]
