"""Readers report; moderators decide."""

import pytest
from django.urls import reverse

from mitmachstadt.contributions.actions import hide, leave, report, withdraw_remark
from mitmachstadt.contributions.enums import (
    LONGEST_REPORT,
    REPORT_CASE_DAYS,
    REPORTS_KEPT,
    REPORTS_PER_HOUR,
    UNPROVEN_REPORTS_PER_DAY,
    Queue,
    ReportReason,
)
from mitmachstadt.contributions.errors import (
    AlreadyHidden,
    NotAContribution,
    ReportsFull,
    TextTooLong,
    TooManyReports,
)
from mitmachstadt.contributions.models import Report
from mitmachstadt.contributions.queries import Asked, reports_about, waiting_page
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Visibility
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def made():
    return f.remark(f.open_passage())


def reported(node, number=1, *, by=f.ANYONE, address="192.0.2.1", proven=True, **rest):
    key = f"{number:032x}"
    given = {"proof": f.proof(key) if proven and not by.signed_in else "", "at": f.NOW, **rest}
    reason = ReportReason.INSULT
    return report(node=node, reason=reason, visitor=by, submission=key, address=address, **given)


def queued():
    return waiting_page(asked=Asked(queue=Queue.REPORTED))[0]


def test_report_lies_at_the_desk_and_hides_nothing(made):
    reported(made, text="Zweiter Satz.")
    assert f.state_of(made) == Visibility.PUBLIC
    assert queued() == [made]
    assert [r.text for r in reports_about([made])[made.pk]] == ["Zweiter Satz."]


def test_register_tells_that_it_was_reported_but_not_in_which_words(made):
    reported(made, text="Zweiter Satz.")
    line = entries_about(made.public_id)[-1]
    assert (line.kind, line.content) == ("remark.reported", {"reason": "insult"})


def test_many_reports_of_one_contribution_are_one_case_and_hide_nothing(made):
    for number in range(REPORTS_KEPT + 5):
        reported(made, number, address=f"192.0.2.{number}")
    assert f.state_of(made) == Visibility.PUBLIC
    assert queued() == [made]
    assert Report.objects.count() == REPORTS_KEPT


def test_same_form_sent_twice_is_one_report(made):
    assert not reported(made).again
    assert reported(made).again
    assert Report.objects.count() == 1


def test_one_address_gets_through_with_so_many_an_hour(made):
    for number in range(REPORTS_PER_HOUR):
        reported(made, number)
    with pytest.raises(TooManyReports):
        reported(made, 99)
    reported(made, 100, address="192.0.2.2")


def test_without_proof_fewer_are_taken_and_are_marked(made):
    for number in range(UNPROVEN_REPORTS_PER_DAY):
        reported(made, number, proven=False)
    with pytest.raises(TooManyReports):
        reported(made, 98, proven=False)
    assert set(Report.objects.values_list("unproven", flat=True)) == {True}
    reported(made, 99)


def test_one_proof_is_good_for_one_report(made):
    proof = f.proof(f"{1:032x}")
    reported(made, 1, proof=proof)
    reported(made, 2, proof=proof)
    assert Report.objects.filter(unproven=True).count() == 1


def test_account_needs_no_proof_and_is_counted_by_itself(made):
    by = f.citizen("Leserin")
    for number in range(REPORTS_PER_HOUR):
        reported(made, number, by=by)
    with pytest.raises(TooManyReports):
        reported(made, 99, by=by, address="192.0.2.9")
    assert not Report.objects.filter(unproven=True).exists()


def test_full_desk_takes_only_proven_reports(made, monkeypatch):
    monkeypatch.setattr("mitmachstadt.contributions.actions.moderating.reporting.REPORTS_OPEN", 1)
    reported(made, 1)
    with pytest.raises(ReportsFull):
        reported(made, 2, proven=False)
    reported(made, 3)


def test_what_is_hidden_or_waits_needs_no_report(made):
    hidden = f.hidden(made)
    with pytest.raises(AlreadyHidden):
        reported(hidden)
    with pytest.raises(AlreadyHidden):
        reported(f.submitted(f.open_passage()).node)
    assert not Report.objects.exists()


def test_text_of_the_city_is_no_contribution():
    with pytest.raises(NotAContribution):
        reported(f.open_passage())


def test_endless_report_is_refused(made):
    with pytest.raises(TextTooLong):
        reported(made, text="x" * (LONGEST_REPORT + 1))


@pytest.mark.parametrize("hides", [True, False])
def test_decision_settles_all_reports(made, hides):
    reported(made, 1)
    reported(made, 2)
    if hides:
        hide(node=made, visitor=f.moderator(), reason="Beleidigt.", at=f.NOW)
    else:
        leave(node=made, visitor=f.moderator(), at=f.NOW)
    assert queued() == []
    assert set(Report.objects.values_list("upheld", "settled")) == {(hides, f.NOW)}


def test_report_after_a_decision_is_a_new_case(made):
    reported(made, 1)
    leave(node=made, visitor=f.moderator(), at=f.NOW)
    reported(made, 2)
    assert queued() == [made]


def test_withdrawn_contribution_leaves_the_desk_with_what_was_said_about_it(made):
    reported(made, text="Steht im zweiten Satz.")
    withdraw_remark(code=f.code_of(made), at=f.NOW + REPORT_CASE_DAYS * f.DAY)
    assert queued() == []
    assert Report.objects.get().text == ""


def address(node):
    return reverse("report", args=[node.public_id])


def test_every_contribution_of_a_conversation_can_be_reported(client, made):
    html = client.get(reverse("node", args=[made.parent.public_id])).content.decode()
    assert f'href="{address(made)}"' in html


def test_reader_without_account_reports_without_javascript(client, made):
    page = client.get(address(made))
    form = {"reason": "insult", "submission": page.context["form"]["submission"].value()}
    sent = client.post(address(made), form)
    assert sent.status_code == 200
    assert "Ein Mensch sieht sich den Beitrag an" in sent.content.decode()
    assert "schon abgesendet" in client.post(address(made), form).content.decode()


def test_report_of_something_hidden_tells_the_reason_and_keeps_the_words(client, made):
    f.hidden(made, "Beleidigt eine Person.")
    assert "Beleidigt eine Person." in client.get(address(made)).content.decode()
    page = client.post(address(made), {"reason": "insult", "text": "Meine Meldung."})
    assert page.status_code == 409
    assert "Meine Meldung." in page.content.decode()
    assert made.text not in page.content.decode()


def test_report_without_a_reason_keeps_the_words(client, made):
    page = client.post(address(made), {"text": "Meine Meldung."})
    assert page.status_code == 400
    assert "Meine Meldung." in page.content.decode()


def test_report_with_a_telephone_number_is_asked_about(client, made):
    form = {"reason": "insult", "text": "Rufen Sie an: 030 1234567", "submission": "a" * 32}
    page = client.post(address(made), form).content.decode()
    assert "Ist das so gemeint?" in page and "<mark>030 1234567" in page
    assert not Report.objects.exists()


def test_unknown_address_is_told(client):
    assert client.get(reverse("report", args=["zzzzzzzzzz"])).status_code == 404
