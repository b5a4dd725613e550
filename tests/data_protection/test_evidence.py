"""What is held or not settled stays, on whichever way somebody would have it gone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mitmachstadt.contributions.actions import (
    agree_to_removal,
    appeal,
    correct_remark,
    decide_appeal,
    propose_removal,
    report,
    withdraw_remark,
)
from mitmachstadt.contributions.enums import CASE_DAYS, REPORT_CASE_DAYS, CaseReason, ReportReason
from mitmachstadt.contributions.errors import CaseOpen, EvidenceHeld, WordsHeld
from mitmachstadt.contributions.models import Appeal, Report
from mitmachstadt.contributions.queries import open_case, open_case_of
from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.actions import forgetting_old
from mitmachstadt.data_protection.queries import held, held_node
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Wording
from mitmachstadt.people.models import Person
from tests import factories as f

pytestmark = pytest.mark.django_db
UNTIL = f.NOW + 200 * f.DAY


@pytest.fixture
def ada() -> Person:
    return f.person("Ada")


def hold(person, until=UNTIL):
    return actions.set_hold(
        person=person, reason="Anzeige", until=until, visitor=f.administrator(), at=f.NOW
    )


def said(person, text="Eine Drohung."):
    return f.submitted(f.open_passage(), text, by=f.visitor(person))


def of(person):
    return Person.objects.get(pk=person.pk).held_until


def test_account_says_until_when_the_longest_of_its_holds_lasts(ada):
    short, long = hold(ada, f.NOW + 9 * f.DAY), hold(ada)
    assert of(ada) == UNTIL
    for lifted, left in ((long, f.NOW + 9 * f.DAY), (short, None)):
        actions.lift_hold(hold=lifted, visitor=f.administrator(), at=f.NOW)
        assert of(ada) == left


def test_held_words_cannot_be_taken_back_with_the_code_before_the_hold_ends(ada):
    made = said(ada)
    hold(ada)
    with pytest.raises(WordsHeld) as refused:
        withdraw_remark(code=made.code, at=UNTIL - f.TICK)
    assert "vormerken" in str(refused.value.in_words)
    assert f.fresh(made.node).text == "Eine Drohung."
    withdraw_remark(code=made.code, at=UNTIL)
    assert f.state_of(made.node) == Visibility.WITHDRAWN


def test_held_words_are_not_removed_by_two_moderators_and_stay_hidden(ada):
    made = said(ada).node
    propose_removal(node=made, visitor=f.moderator("Eins"), reason="Bedroht andere.", at=f.NOW)
    one = hold(ada)
    with pytest.raises(EvidenceHeld):
        agree_to_removal(node=made, visitor=f.moderator("Zwei"), at=f.NOW + f.DAY)
    left = f.fresh(made)
    assert (left.text, left.visibility) == ("Eine Drohung.", Visibility.HIDDEN)
    actions.lift_hold(hold=one, visitor=f.administrator(), at=f.NOW + f.DAY)
    agree_to_removal(node=made, visitor=f.moderator("Zwei"), at=f.NOW + f.DAY)
    assert f.fresh(made).text == ""


def test_former_words_stay_while_they_are_held(ada):
    made = said(ada)
    correct_remark(code=made.code, text="Ein Gruß.", at=f.NOW)
    hold(ada)
    late = f.NOW + f.DAY
    assert forgetting_old.former_words(late, UNTIL - f.TICK) == 0
    assert Wording.objects.get(node=made.node).text == "Eine Drohung."
    assert forgetting_old.former_words(late, UNTIL) == 1


def test_former_words_of_whoever_has_no_account_go_as_before():
    made = f.submitted(f.open_passage(), "Erst so.")
    correct_remark(code=made.code, text="Dann so.", at=f.NOW)
    assert forgetting_old.former_words(f.NOW + f.DAY, UNTIL) == 1


def appealed(person):
    made = said(person)
    f.hidden(made.node)
    appeal(node=f.fresh(made.node), visitor=f.visitor(person), text="Nein.", at=f.NOW + 20 * f.DAY)
    return made


def test_undecided_appeal_holds_the_words_until_it_is_decided_however_late(ada):
    made = appealed(ada)
    for days in (CASE_DAYS + 1, 34, 200):
        at = f.NOW + days * f.DAY
        case = open_case(f.fresh(made.node), at=at)
        assert case is not None and case.reason == CaseReason.APPEALED and case.until > at
        with pytest.raises(CaseOpen) as refused:
            withdraw_remark(code=made.code, at=at)
        assert "Widerspruch" in str(refused.value.in_words)
    assert Appeal.objects.filter(decided=None).exists()
    decide_appeal(
        node=made.node, visitor=f.moderator("Zwei"), grant=False, reason="Bedroht.", at=at
    )
    assert open_case(f.fresh(made.node), at=at) is None
    withdraw_remark(code=made.code, at=at)
    assert Appeal.objects.get().reason == "Bedroht."


def test_undecided_appeal_keeps_the_words_from_the_retention_rule(ada):
    made = appealed(ada).node
    late = f.NOW + 400 * f.DAY
    assert forgetting_old.hidden_words(late, late) == 0
    assert f.fresh(made).text == "Eine Drohung."


def test_proposed_removal_holds_for_a_time_and_not_for_ever(ada):
    made = said(ada).node
    f.hidden(made)
    at = f.NOW + 20 * f.DAY
    propose_removal(node=f.fresh(made), visitor=f.moderator("Eins"), reason="Bedroht.", at=at)
    ends = at + timedelta(days=CASE_DAYS)
    case = open_case(f.fresh(made), at=ends - f.TICK)
    assert case is not None and (case.reason, case.until) == (CaseReason.PROPOSED, ends)
    assert open_case(f.fresh(made), at=ends) is None


def reported(node, reason=ReportReason.INSULT, *, at=f.NOW, number=1, by=True):
    reader = f.citizen("Leserin") if by else f.visitor()
    report(
        node=node, reason=reason, visitor=reader, submission=f"{number:032x}",
        address="192.0.2.1", at=at,
    )  # fmt: skip


@pytest.mark.parametrize("reason", ReportReason)
def test_only_serious_reports_hold_what_is_public(ada, reason):
    made = said(ada).node
    reported(made, reason)
    case = open_case(f.fresh(made), at=f.NOW)
    serious = reason not in {ReportReason.ADVERTISING, ReportReason.OTHER}
    assert (case is not None) == serious
    assert (open_case_of(ada, at=f.NOW) is not None) == serious


def test_report_without_proof_holds_nothing(ada):
    made = said(ada).node
    reported(made, by=False)
    assert Report.objects.get().unproven
    assert open_case_of(ada, at=f.NOW) is None


def test_reports_hold_for_a_week_from_the_oldest_whatever_follows(ada):
    first, second = said(ada).node, said(ada, "Noch etwas.").node
    ends = f.NOW + timedelta(days=REPORT_CASE_DAYS)
    reported(first)
    reported(first, at=f.NOW + 6 * f.DAY, number=2)
    reported(second, at=f.NOW + 6 * f.DAY, number=3)
    case = open_case_of(ada, at=ends - f.TICK)
    assert case is not None and (case.reason, case.until) == (CaseReason.REPORTED, ends)
    assert open_case_of(ada, at=ends) is None
    assert open_case(f.fresh(first), at=ends) is None


def test_settled_report_holds_nothing(ada):
    made = said(ada).node
    reported(made)
    Report.objects.update(settled=f.NOW)
    assert open_case_of(ada, at=f.NOW) is None


def test_whoever_wants_to_delete_reads_why_it_waits(ada):
    made = said(ada)
    reported(made.node)
    for found in (held(ada, at=f.NOW), held_node(f.fresh(made.node), at=f.NOW)):
        assert found is not None
        assert "gemeldet" in found.reason and found.until == f.NOW + 7 * f.DAY
    with pytest.raises(CaseOpen) as refused:
        withdraw_remark(code=made.code, at=f.NOW)
    assert "gemeldet" in str(refused.value.in_words)


def test_code_page_says_why_a_contribution_cannot_be_taken_back_now(ada, client, time_machine):
    time_machine.move_to(f.NOW, tick=False)
    made = said(ada)
    hold(ada)
    page = client.post(reverse("code"), {"code": made.code}).content.decode()
    assert "Die Administration hat das Löschen bis" in page
    sent = {"code": made.code, "sure": "ja"}
    assert client.post(reverse("withdraw"), sent).status_code == 409
    assert f.fresh(made.node).text == "Eine Drohung."


def test_asking_what_is_open_costs_the_same_for_one_and_for_three(ada, django_assert_num_queries):
    for number in (1, 3):
        for n in range(number):
            reported(said(ada, f"Nummer {number} {n}.").node, number=10 * number + n)
        with django_assert_num_queries(1):
            open_case_of(ada, at=f.NOW)
