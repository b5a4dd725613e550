"""Objecting to a hiding; somebody else decides."""

import pytest
from django.urls import reverse

from mitmachstadt.contributions.actions import (
    appeal,
    decide_appeal,
    hide,
    show_again,
    withdraw_remark,
)
from mitmachstadt.contributions.actions.telling import tell_of_step
from mitmachstadt.contributions.enums import APPEAL_DAYS, CASE_DAYS, LONGEST_APPEAL, Queue
from mitmachstadt.contributions.errors import (
    AppealedAlready,
    AppealEmpty,
    AppealMissing,
    AppealTooLate,
    CaseOpen,
    ModerationDecides,
    NothingToAppeal,
    NotYourContribution,
    OwnContribution,
    ReasonMissing,
    SomebodyElseDecides,
    TextTooLong,
)
from mitmachstadt.contributions.models import Appeal, Mail
from mitmachstadt.contributions.queries import Asked, moderation_history, waiting_page
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.actions import end_role
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f

pytestmark = pytest.mark.django_db
WHY = "Der Ton ist scharf, aber ich beleidige niemanden."
REASON = "Scharf im Ton, im Rahmen der Regeln."


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def author():
    return f.citizen("Ada")


@pytest.fixture
def hider():
    return f.moderator("Mo")


@pytest.fixture
def made(author, hider):
    node = f.remark(f.open_passage(), by=author)
    return hide(node=node, visitor=hider, reason="Beleidigt andere.", at=f.NOW)


def objected(made, author, at=f.NOW):
    return appeal(node=made, visitor=author, text=WHY, at=at)


def decide(made, by, *, grant=True, reason=REASON, at=f.NOW):
    return decide_appeal(node=made, visitor=by, grant=grant, reason=reason, at=at)


def test_author_objects_and_another_moderator_shows_it_again(made, author):
    objected(made, author)
    decide(made, f.moderator("Mia"))
    assert f.state_of(made) == Visibility.PUBLIC
    kept = Appeal.objects.get()
    assert (kept.outcome, kept.reason, kept.by.name) == ("shown", REASON, "Mia")
    assert [s.step for s in moderation_history(made)] == ["hidden", "appealed", "shown"]


def test_appeal_that_is_turned_down_leaves_it_hidden_and_tells_why(made, author):
    objected(made, author)
    decide(made, f.moderator(), grant=False)
    assert f.state_of(made) == Visibility.HIDDEN
    assert [s.step for s in moderation_history(made)] == ["hidden", "appealed", "upheld"]
    kinds = [line.kind for line in entries_about(made.public_id)]
    assert kinds[-2:] == ["remark.appealed", "remark.appeal_upheld"]


def test_author_hears_of_the_outcome(made, author):
    objected(made, author)
    decide(made, f.moderator(), grant=False)
    tell_of_step(number=moderation_history(made)[-1].pk, at=f.NOW)
    subjects = set(Mail.objects.values_list("subject", flat=True))
    assert any("Widerspruch" in subject for subject in subjects)


def test_whoever_hid_it_does_not_decide(made, author, hider):
    objected(made, author)
    with pytest.raises(SomebodyElseDecides):
        decide(made, hider)
    assert f.state_of(made) == Visibility.HIDDEN


def test_whoever_hid_it_once_before_does_not_decide_either(made, author, hider):
    show_again(node=made, visitor=hider, reason="Irrtum", at=f.NOW)
    hide(node=made, visitor=f.moderator("Mia"), reason="Doch.", at=f.NOW)
    objected(made, author)
    with pytest.raises(SomebodyElseDecides):
        decide(made, hider)


@pytest.mark.parametrize("role", [f.office, f.administrator])
def test_with_one_moderator_alone_office_or_administration_decides(made, author, role):
    objected(made, author)
    decide(made, role())
    assert f.state_of(made) == Visibility.PUBLIC


@pytest.mark.parametrize("role", [f.office, f.administrator])
def test_with_a_second_moderator_it_is_theirs(made, author, role):
    f.moderator("Mia")
    objected(made, author)
    with pytest.raises(ModerationDecides):
        decide(made, role())


def test_moderator_who_wrote_it_does_not_count_as_the_second(hider):
    author = f.moderator("Schreibt selbst")
    made = f.remark(f.open_passage(), by=author)
    hide(node=made, visitor=hider, reason="Doppelt.", at=f.NOW)
    objected(made, author)
    with pytest.raises(OwnContribution):
        decide(made, author)
    decide(made, f.office())
    assert f.state_of(made) == Visibility.PUBLIC


def test_role_that_ended_yesterday_decides_nothing(made, author):
    former = f.person("Früher", BuiltInGroup.MODERATOR)
    end_role(person=former, role=BuiltInGroup.MODERATOR, by=former, at=f.NOW - f.DAY)
    objected(made, author)
    with pytest.raises(RoleNeeded):
        decide(made, f.visitor(former))
    decide(made, f.office())  # nor does it keep others from deciding


@pytest.mark.parametrize("who", [f.citizen, lambda: f.ANYONE])
def test_strangers_cannot_object(made, who):
    with pytest.raises(NotYourContribution):
        appeal(node=made, visitor=who(), text=WHY, at=f.NOW)
    assert not Appeal.objects.exists()


def test_code_opens_it_and_the_code_of_another_does_not(made):
    other = f.remark(f.open_passage(), by=f.citizen())
    with pytest.raises(NotYourContribution):
        appeal(node=made, visitor=f.ANYONE, text=WHY, code=f.code_of(other), at=f.NOW)
    appeal(node=made, visitor=f.ANYONE, text=WHY, code=f.code_of(made), at=f.NOW)
    assert Appeal.objects.get().node == made


def test_second_appeal_is_refused_before_and_after_the_decision(made, author):
    objected(made, author)
    with pytest.raises(AppealedAlready):
        objected(made, author)
    decide(made, f.moderator(), grant=False)
    with pytest.raises(AppealedAlready):
        objected(made, author)


def test_new_hiding_may_be_objected_to_anew(made, author):
    objected(made, author)
    decide(made, f.moderator("Mia"))
    hide(node=made, visitor=f.moderator(), reason="Anderer Grund.", at=f.NOW)
    objected(made, author)
    assert Appeal.objects.count() == 2


def test_deadline_is_told_and_holds(made, author):
    late = f.NOW + APPEAL_DAYS * f.DAY
    with pytest.raises(AppealTooLate) as raised:
        objected(made, author, at=late)
    assert raised.value.data["until"] == late
    objected(made, author, at=late - f.TICK)


@pytest.mark.parametrize(
    ("text", "refusal"), [(" \u200b ", AppealEmpty), ("x" * (LONGEST_APPEAL + 1), TextTooLong)]
)
def test_empty_and_endless_appeals_are_refused(made, author, text, refusal):
    with pytest.raises(refusal):
        appeal(node=made, visitor=author, text=text, at=f.NOW)


def test_public_contribution_needs_no_appeal(author):
    made = f.remark(f.open_passage(), by=author)
    with pytest.raises(NothingToAppeal):
        objected(made, author)


def test_decision_needs_a_reason_and_an_open_appeal(made, author):
    mia = f.moderator()
    with pytest.raises(AppealMissing):
        decide(made, mia)
    objected(made, author)
    for grant in (True, False):
        with pytest.raises(ReasonMissing):
            decide(made, mia, grant=grant, reason=" ")
    decide(made, mia)
    with pytest.raises(AppealMissing):
        decide(made, f.moderator(), grant=False)


def test_contribution_whose_appeal_is_undecided_is_not_withdrawn_however_late_it_is(made, author):
    objected(made, author)
    code = f.code_of(made)
    for days in (0, CASE_DAYS + 1, 300):
        with pytest.raises(CaseOpen):
            withdraw_remark(code=code, at=f.NOW + days * f.DAY)
    decide(made, f.moderator())
    withdraw_remark(code=code, at=f.NOW + (CASE_DAYS + 1) * f.DAY)
    assert Appeal.objects.get().decided is not None


def test_appeal_lies_at_the_desk_until_it_is_decided(made, author):
    asked = Asked(queue=Queue.APPEALED)
    assert waiting_page(asked=asked)[0] == []
    objected(made, author)
    assert waiting_page(asked=asked)[0] == [made]
    decide(made, f.moderator())
    assert waiting_page(asked=asked)[0] == []


def test_code_page_leads_to_the_appeal_and_shows_what_became_of_it(client, made):
    code = f.code_of(made)
    html = client.post(reverse("code"), {"code": code}).content.decode()
    assert "Widersprechen …" in html
    address = reverse("appeal", args=[made.public_id])
    assert WHY not in client.post(address, {"code": code}).content.decode()
    assert "zu entscheiden" not in client.post(address, {"code": code}).content.decode()
    sent = client.post(address, {"code": code, "text": WHY}).content.decode()
    assert "Sie haben widersprochen" in sent
    decide(made, f.moderator(), grant=False)
    html = client.post(reverse("code"), {"code": code}).content.decode()
    assert REASON in html and "bleibt ausgeblendet" in html


def test_refused_appeal_keeps_its_words(client, made, author):
    client.force_login(author.person)
    address = reverse("appeal", args=[made.public_id])
    too_long = "Lang. " * 400
    page = client.post(address, {"text": too_long})
    assert page.status_code == 400
    assert "Lang. Lang." in page.content.decode()


def test_same_moderator_is_told_on_the_page_and_keeps_the_words(client, made, author, hider):
    objected(made, author)
    client.force_login(hider.person)
    form = {"outcome": "upheld", "reason": "Ich bleibe dabei."}
    page = client.post(reverse("judge", args=[made.public_id]), form)
    assert page.status_code == 403
    assert "selbst ausgeblendet" in page.content.decode()
    assert "Ich bleibe dabei." in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_cases_takes_as_many_queries_for_three(client, django_assert_num_queries, number):
    about, author = f.open_passage(), f.citizen()
    for text in ["Eins.", "Zwei.", "Drei."][:number]:
        made = f.hidden(f.remark(about, text, by=author))
        objected(made, author)
    client.force_login(f.person("Mia", BuiltInGroup.MODERATOR))
    with django_assert_num_queries(5):
        assert client.get(reverse("moderation-cases")).status_code == 200
