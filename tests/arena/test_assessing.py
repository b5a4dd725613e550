"""Assessment: alone, by fixed criteria, with spread and without a sum; the body selects."""

import pytest

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.arena.actions import assessing as s
from mitmachstadt.arena.actions import merge_ideas, sponsoring
from mitmachstadt.arena.calculations.assessing import spreads
from mitmachstadt.arena.enums import State
from mitmachstadt.arena.errors import GateClosed, ReasonMissing
from mitmachstadt.arena.errors.assessing import (
    AssessmentNotOpen,
    AssessmentOpenAlready,
    AssessorAlready,
    AssessorCannotSponsor,
    AssessorUnknown,
    BodyMissing,
    ConflictOfInterest,
    CriteriaFixed,
    CriteriaMissing,
    CriteriaOpen,
    CriterionGoalUnknown,
    CriterionIncomplete,
    NewDecisionNeeded,
    NotAnAssessor,
    NotInAssessment,
    NotTheBodysDecision,
    ScoreMissing,
    ScoreReasonMissing,
    TooFewAssessments,
)
from mitmachstadt.arena.models import Score, Selection
from mitmachstadt.arena.queries.assessing import criteria_of, newest_criteria, scores_in
from mitmachstadt.arena.rules.assessing import CriterionWords
from mitmachstadt.nodes.models import Trace
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
GRADES = ("gar nicht", "ein wenig", "spürbar", "sehr")


class Room:
    """An arena with criteria, a body, three assessors and an idea in assessment."""

    def __init__(self):
        self.goal = f.passage(text="Kurze Wege")
        self.body = f.organisation("Beirat", kind=OrganisationKind.BODY)
        self.arena = a.arena(self.goal, body=self.body)
        self.author = f.citizen("Ada")
        one = a.idea(self.arena, by=self.author, goals=[(self.goal, a.REASON)])
        self.idea = a.ready_for_assessment(one)
        self.office = f.office()
        self.words = [
            CriterionWords("Wie vielen hilft es?", self.goal, GRADES),
            CriterionWords("Wie schnell geht es?", self.goal, GRADES),
        ]
        self.keep(self.words)
        self.people = [f.citizen(name) for name in ("Eins", "Zwei", "Drei")]
        for who in self.people:
            self.name(who)

    def keep(self, words, by=None):
        return s.keep_criteria(
            arena=self.arena, criteria=words, visitor=by or self.office, at=f.NOW
        )

    def name(self, who):
        return s.name_assessor(
            arena=self.arena, email=who.person.email, visitor=self.office, at=f.NOW
        )

    @property
    def criteria(self):
        return criteria_of(newest_criteria(self.arena))

    def begin(self):
        return s.begin_assessment(idea=self.idea, visitor=self.office, at=f.NOW)

    def give(self, who, *grades, reason="Weil es so ist."):
        pairs = zip(self.criteria, grades, strict=False)
        scores = {criterion.pk: (grade, reason) for criterion, grade in pairs}
        return s.assess(idea=self.idea, scores=scores, visitor=who, at=f.NOW)

    def close(self):
        return s.close_assessment(idea=self.idea, visitor=self.office, at=f.NOW)

    def decision(self, body=None, reference="7/2026", at=f.NOW):
        return record_decision(
            about=self.arena.node, body=body or self.body, decided_on=at.date(),
            reference=reference, title="", visitor=self.office, at=at,
        )  # fmt: skip

    def select(self, decision, reason="Hilft vielen.", **more):
        more.setdefault("visitor", self.office)
        return s.select_idea(idea=self.idea, decision=decision, reason=reason, at=f.NOW, **more)


@pytest.fixture
def room():
    return Room()


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ([], CriteriaMissing),
        ([("", GRADES)], CriterionIncomplete),
        ([("Frage?", GRADES[:3])], CriterionIncomplete),
        ([("Frage?", ("gar nicht", " ", "spürbar", "sehr"))], CriterionIncomplete),
    ],
)
def test_criteria_are_whole(room, words, refusal):
    with pytest.raises(refusal):
        room.keep([CriterionWords(text, room.goal, grades) for text, grades in words])
    assert len(room.criteria) == 2


def test_criteria_come_from_goals_of_the_arena_and_from_the_office(room):
    for goal in (None, f.passage(text="Woanders")):
        with pytest.raises(CriterionGoalUnknown):
            room.keep([CriterionWords("Frage?", goal, GRADES)])
    with pytest.raises(RoleNeeded):
        room.keep(room.words, by=f.citizen())


def test_criteria_are_fixed_once_an_assessment_began_and_a_new_version_follows(room):
    room.keep(room.words[:1])
    with pytest.raises(CriteriaOpen):
        s.renew_criteria(arena=room.arena, visitor=room.office, at=f.NOW)
    begun = room.begin()
    with pytest.raises(CriteriaFixed):
        room.keep(room.words)
    version = s.renew_criteria(arena=room.arena, visitor=room.office, at=f.NOW)
    room.keep(room.words)
    assert (version.number, len(room.criteria)) == (2, 2)
    assert len(criteria_of(begun.version)) == 1


def test_assessment_begins_once_and_for_ideas_in_assessment(room):
    other = a.idea(room.arena, "Noch nicht so weit")
    with pytest.raises(NotInAssessment):
        s.begin_assessment(idea=other, visitor=room.office, at=f.NOW)
    room.begin()
    with pytest.raises(AssessmentOpenAlready):
        room.begin()


def test_only_named_people_without_a_stake_assess(room):
    with pytest.raises(AssessmentNotOpen):
        room.give(room.people[0], 1, 2)
    room.begin()
    for stranger in (f.citizen(), room.office):
        with pytest.raises(NotAnAssessor):
            room.give(stranger, 1, 2)
    room.name(room.author)
    with pytest.raises(ConflictOfInterest):
        room.give(room.author, 3, 3)
    carer = room.people[0]
    mine = sponsoring.sponsor(idea=room.idea, visitor=carer, at=f.NOW)
    with pytest.raises(ConflictOfInterest):
        room.give(carer, 3, 3)
    sponsoring.give_back_sponsorship(sponsorship=mine, reason="Weg.", visitor=carer, at=f.NOW)
    with pytest.raises(ConflictOfInterest):
        room.give(carer, 3, 3)


def test_who_brought_a_part_of_the_idea_has_a_stake_too(room):
    who = room.people[0]
    part = a.idea(room.arena, "Dasselbe", by=who)
    merge_ideas(whole=room.idea, parts=[part], reason="Dasselbe.", visitor=room.office, at=f.NOW)
    room.begin()
    with pytest.raises(ConflictOfInterest):
        room.give(who, 3, 3)


def test_who_brought_or_cared_for_a_part_of_a_part_has_a_stake_too(room):
    author, carer = room.people[:2]
    small, part = a.idea(room.arena, "Klein", by=author), a.idea(room.arena, "Teil")
    sponsoring.sponsor(idea=part, visitor=carer, at=f.NOW)
    for whole, one in ((part, small), (room.idea, part)):
        merge_ideas(whole=whole, parts=[one], reason="Dasselbe.", visitor=room.office, at=f.NOW)
    room.begin()
    for who in (author, carer):
        with pytest.raises(ConflictOfInterest):
            room.give(who, 3, 3)


def test_who_assesses_cannot_take_the_sponsorship_meanwhile(room):
    room.begin()
    room.give(room.people[0], 1, 1)
    with pytest.raises(AssessorCannotSponsor):
        sponsoring.sponsor(idea=room.idea, visitor=room.people[0], at=f.NOW)


def test_assessors_are_named_once_and_end(room):
    with pytest.raises(AssessorAlready):
        room.name(room.people[0])
    with pytest.raises(AssessorUnknown):
        s.name_assessor(
            arena=room.arena, email="niemand@example.org", visitor=room.office, at=f.NOW
        )
    one = room.arena.assessors.first()
    s.end_assessor(assessor=one, visitor=room.office, at=f.NOW)
    room.begin()
    with pytest.raises(NotAnAssessor):
        room.give(room.people[0], 1, 1)
    assert room.name(room.people[0])


def test_every_criterion_gets_a_grade_that_exists_and_a_reason(room):
    room.begin()
    who = room.people[0]
    for grades in ((1,), (1, 4), (1, -1)):
        with pytest.raises(ScoreMissing):
            room.give(who, *grades)
    with pytest.raises(ScoreReasonMissing):
        room.give(who, 1, 2, reason=" ")
    assert not Score.objects.exists()


def test_nobody_sees_what_others_gave_before_their_own(room, client):
    room.begin()
    room.give(room.people[0], 0, 3, reason="Zwiebelturm")
    address = f"/de/n/{room.idea.node.public_id}/bewertung/"

    def sees(who=None):
        client.logout()
        if who is not None:
            client.force_login(who.person)
        return "Zwiebelturm" in client.get(address).content.decode()

    assert not sees() and not sees(room.people[1]) and not sees(room.office)
    assert not sees(room.author)
    room.give(room.people[1], 1, 1)
    assert sees(room.people[1]) and sees(room.people[0])
    assert not sees(room.people[2])
    room.close()
    assert sees() and sees(room.people[2])


def test_scores_change_until_it_is_closed(room):
    room.begin()
    room.give(room.people[0], 0, 0)
    with pytest.raises(TooFewAssessments):
        room.close()
    room.give(room.people[0], 3, 2)
    room.give(room.people[1], 2, 2)
    done = room.close()
    assert [score.grade for score in scores_in(done)] == [3, 2, 2, 2]
    with pytest.raises(AssessmentNotOpen):
        room.give(room.people[0], 0, 0)
    with pytest.raises(AssessmentNotOpen):
        room.close()


def test_result_says_every_score_median_spread_and_where_opinions_part(room, client):
    room.begin()
    for who, grades in zip(room.people, ((0, 2), (1, 2), (3, 3)), strict=True):
        room.give(who, *grades)
    first, second = spreads(room.criteria, list(Score.objects.order_by("criterion", "nth")))
    assert (first.median, first.least, first.most, first.disagree) == ("1", 0, 3, True)
    assert (second.median, second.least, second.most, second.disagree) == ("2", 2, 3, False)
    assert len(first.dots) == 3 and len({(dot.x, dot.y) for dot in second.dots}) == 3
    room.close()
    page = client.get(f"/de/n/{room.idea.node.public_id}/bewertung/").content.decode()
    assert page.count("<circle") == 6 and page.count("uneinig") == 1
    assert "Eins" not in page and "Zwei" not in page


def test_median_between_two_grades(room):
    room.begin()
    room.give(room.people[0], 1, 1)
    room.give(room.people[1], 2, 1)
    first, _ = spreads(room.criteria, list(Score.objects.all()))
    assert (first.median, first.disagree) == ("1,5", False)


def test_idea_is_selected_by_a_decision_of_the_body_and_in_no_other_way(room):
    with pytest.raises(GateClosed) as refused:
        a.move(room.idea, State.SELECTED)
    assert "Gremium" in refused.value.data["missing"]
    other = f.organisation("Anderer Rat", kind=OrganisationKind.BODY)
    for decision in (room.decision(other, "1/2026"), room.goal):
        with pytest.raises(NotTheBodysDecision):
            room.select(decision)
    right = room.decision()
    with pytest.raises(ReasonMissing):
        room.select(right, reason=" ")
    with pytest.raises(RoleNeeded):
        room.select(right, visitor=f.citizen())
    assert not Selection.objects.exists()
    room.select(right)
    assert a.fresh(room.idea).state == State.SELECTED
    assert Trace.objects.filter(source=room.idea.node, target=right, relation="decided_by").exists()
    with pytest.raises(NotInAssessment):
        room.select(right)


def test_body_declines_and_the_gate_stays_closed(room):
    room.select(room.decision(), reason="Zu teuer.", chosen=False)
    one = a.fresh(room.idea)
    assert one.state == State.DECLINED
    back = a.move(one, State.ASSESSMENT, reason="Neue Zahlen.")
    with pytest.raises(GateClosed):
        a.move(back, State.SELECTED)


def test_what_came_back_needs_a_new_decision(room):
    old = room.decision(reference="1/2026")
    room.select(old)
    back_at = f.NOW + 3 * f.DAY
    back = a.move(a.fresh(room.idea), State.ASSESSMENT, reason="Neue Zahlen.", at=back_at)
    with pytest.raises(GateClosed) as closed:
        a.move(back, State.SELECTED, at=back_at + f.DAY)
    assert "neu ausgewählt" in closed.value.data["missing"]
    earlier = room.decision(reference="2/2026")
    day = (f.NOW + 3 * f.DAY).date()
    for decision in (old, earlier):
        with pytest.raises(NewDecisionNeeded) as refused:
            room.select(decision)
        assert "Beirat" in refused.value.in_words and f"{day.day}." in refused.value.in_words
    new = room.decision(reference="3/2026", at=back_at)
    s.select_idea(
        idea=room.idea, decision=new, reason="Die Zahlen stimmen.", visitor=room.office,
        at=back_at + 2 * f.DAY,
    )  # fmt: skip
    assert a.fresh(room.idea).state == State.SELECTED
    again = a.move(a.fresh(room.idea), State.ASSESSMENT, reason="Doch.", at=back_at + 5 * f.DAY)
    with pytest.raises(GateClosed):
        a.move(again, State.SELECTED, at=back_at + 6 * f.DAY)
    with pytest.raises(NewDecisionNeeded):
        room.select(new)


def test_what_was_declined_is_not_chosen_in_the_same_decision(room, client):
    old = room.decision()
    room.select(old, chosen=False)
    a.move(a.fresh(room.idea), State.ASSESSMENT, reason="Neue Zahlen.")
    with pytest.raises(NewDecisionNeeded):
        room.select(old)
    client.force_login(room.office.person)
    address = f"/de/n/{room.idea.node.public_id}/bewertung/auswahl/"
    told = {"chosen": "yes", "decision": old.public_id, "reason": "Doch."}
    done = client.post(address, told)
    assert done.status_code == 409 and "neuen Beschluss" in done.content.decode()
    room.select(room.decision(reference="8/2026"))
    assert a.fresh(room.idea).state == State.SELECTED


def test_without_a_body_nobody_selects(room):
    room.arena.body = None
    room.arena.save()
    decision = room.decision()
    room.idea = a.fresh(room.idea)
    with pytest.raises(BodyMissing):
        room.select(decision)


def test_pages_do_what_the_actions_do(room, client):
    address = f"/de/n/{room.idea.node.public_id}/bewertung/"
    desk = f"/de/verwaltung/arena/{room.arena.node.public_id}/bewertung/"
    decision = room.decision()
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 403
    client.force_login(room.people[0].person)
    assert client.get(desk).status_code == 403
    assert client.post(f"{address}beginnen/").status_code == 403
    client.force_login(room.office.person)
    assert client.get(desk).status_code == 200
    row = {f"grade1_{nth}": words for nth, words in enumerate(GRADES)}
    told = {"text1": "Hilft es?", "goal1": room.goal.public_id, **row}
    assert client.post(desk, {**told, "goal1": ""}).status_code == 400
    assert client.post(desk, told).status_code == 302
    who = f.person("Vier")
    assert client.post(f"{desk}personen/", {"email": who.email}).status_code == 302
    assert client.post(f"{desk}personen/", {"email": who.email}).status_code == 409
    assert client.post(f"{desk}neuer-stand/").status_code == 409
    assert client.post(f"{address}beginnen/").status_code == 302
    assert client.post(f"{address}abschliessen/").status_code == 409
    assert client.post(desk, told).status_code == 409
    assert "Neuen Stand anlegen" in client.get(desk).content.decode()
    key = room.criteria[0].pk
    for each in room.people[:2]:
        client.force_login(each.person)
        assert "Ihre Bewertung" in client.get(address).content.decode()
        assert client.post(address, {f"grade{key}": "7"}).status_code == 400
        given = {f"grade{key}": "2", f"reason{key}": "Darum."}
        assert client.post(address, given).status_code == 302
    client.force_login(room.office.person)
    assert client.post(f"{address}abschliessen/").status_code == 302
    assert client.post(f"{desk}neuer-stand/").status_code == 302
    assert client.post(f"{desk}personen/{room.arena.assessors.first().pk}/ende/").status_code == 302
    choice = {"chosen": "yes", "decision": decision.public_id, "reason": "Hilft vielen."}
    assert client.post(f"{address}auswahl/", {**choice, "decision": "x"}).status_code == 400
    assert client.post(f"{address}auswahl/", choice).status_code == 302
    assert "Hilft vielen." in client.get(address).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_as_often_for_three_as_for_one(room, number, client, django_assert_num_queries):
    for nth in range(number - 1):
        a.ready_for_assessment(a.idea(room.arena, f"Idee {nth}", goals=[(room.goal, a.REASON)]))
    room.keep(room.words[:1] * number)
    room.begin()
    for who in room.people[: max(2, number)]:
        room.give(who, *[1] * number)
    room.close()
    with django_assert_num_queries(6):
        client.get(f"/de/n/{room.idea.node.public_id}/bewertung/")
    client.force_login(room.office.person)
    desk = f"/de/verwaltung/arena/{room.arena.node.public_id}/bewertung/"
    client.get(desk)
    with django_assert_num_queries(8):
        client.get(desk)
