"""Deleting words for good takes two people, and reaches every copy."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from mitmachstadt.contributions.actions import (
    agree_to_removal,
    appeal,
    correct_remark,
    decline_removal,
    follow,
    hide,
    propose_removal,
    report,
    show_again,
)
from mitmachstadt.contributions.actions.recalling import recalled
from mitmachstadt.contributions.actions.telling import tell_of_answer, write_digests
from mitmachstadt.contributions.calculations import Marked
from mitmachstadt.contributions.enums import Queue, ReportReason
from mitmachstadt.contributions.errors import (
    NotInThatState,
    OwnContribution,
    ReasonMissing,
    RemovalMissing,
    RemovalProposed,
    SecondPersonNeeded,
    SomebodyElseDecides,
    WordsAreGone,
)
from mitmachstadt.contributions.models import Appeal, Mail, Removal
from mitmachstadt.contributions.queries import Asked, moderation_history, waiting_page
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f

pytestmark = pytest.mark.django_db
REASON = "Der Inhalt ist strafbar."
WORDS = "Brombeerquastel"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def first():
    return f.moderator("Mo")


@pytest.fixture
def made():
    return f.remark(f.open_passage(), f"Das ist {WORDS}.", by=f.citizen("Ada"))


def proposed(made, by):
    return propose_removal(node=made, visitor=by, reason=REASON, at=f.NOW).node


def test_proposal_hides_at_once_and_keeps_the_words(made, first):
    proposed(made, first)
    assert f.state_of(made) == Visibility.HIDDEN
    assert WORDS in f.fresh(made).text
    assert waiting_page(asked=Asked(queue=Queue.REMOVAL))[0] == [made]


def test_two_people_delete_the_words_and_the_reason_stays(made, first):
    proposed(made, first)
    agree_to_removal(node=made, visitor=f.moderator("Mia"), at=f.NOW)
    node = f.fresh(made)
    assert (node.visibility, node.text, node.author_name) == (Visibility.HIDDEN, "", "")
    assert "Dieser Beitrag" in node.card or "removed" in node.card
    assert REASON in node.card
    assert [s.step for s in moderation_history(node)] == ["hidden", "proposed", "removed"]
    assert waiting_page(asked=Asked(queue=Queue.REMOVAL))[0] == []


def test_register_keeps_its_lines_and_forgets_the_words(made, first):
    proposed(made, first)
    agree_to_removal(node=made, visitor=f.moderator(), at=f.NOW)
    lines = entries_about(made.public_id)
    assert [line.kind for line in lines] == [
        "remark.submitted", "remark.hidden", "removal.proposed", "remark.removed",
    ]  # fmt: skip
    assert [line.verified for line in lines] == [None, None, None, True]


def test_whoever_proposed_it_cannot_agree(made, first):
    proposed(made, first)
    with pytest.raises(SecondPersonNeeded):
        agree_to_removal(node=made, visitor=first, at=f.NOW)
    assert WORDS in f.fresh(made).text


def test_database_holds_the_two_apart(made, first):
    proposed(made, first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Removal.objects.update(agreed_by=first.person)


def test_with_one_moderator_the_office_agrees(made, first):
    proposed(made, first)
    agree_to_removal(node=made, visitor=f.office(), at=f.NOW)
    assert f.fresh(made).text == ""


@pytest.mark.parametrize("who", [f.citizen, f.office, f.administrator])
def test_only_moderators_propose(made, who):
    with pytest.raises(RoleNeeded):
        proposed(made, who())


def test_own_words_are_proposed_and_judged_by_others(first):
    own = f.remark(f.open_passage(), by=first)
    with pytest.raises(OwnContribution):
        proposed(own, first)
    proposed(own, f.moderator("Mia"))
    with pytest.raises(OwnContribution):
        agree_to_removal(node=own, visitor=first, at=f.NOW)


def test_whoever_hid_it_does_not_end_the_appeal_by_agreeing(made, first):
    hide(node=made, visitor=first, reason="Beleidigt andere.", at=f.NOW)
    appeal(node=made, visitor=f.visitor(made.author), text="Warum?", at=f.NOW)
    proposed(made, f.moderator("Mia"))
    with pytest.raises(SomebodyElseDecides):
        agree_to_removal(node=made, visitor=first, at=f.NOW)
    assert WORDS in f.fresh(made).text and Appeal.objects.get().decided is None
    agree_to_removal(node=made, visitor=f.office(), at=f.NOW)
    assert Appeal.objects.get().outcome == "upheld"


def test_whoever_hid_it_agrees_where_nobody_objected(made, first):
    hide(node=made, visitor=first, reason="Beleidigt andere.", at=f.NOW)
    proposed(made, f.moderator("Mia"))
    agree_to_removal(node=made, visitor=first, at=f.NOW)
    assert f.fresh(made).text == ""


def test_proposal_needs_a_reason_and_comes_once(made, first):
    with pytest.raises(ReasonMissing):
        propose_removal(node=made, visitor=first, reason=" ", at=f.NOW)
    proposed(made, first)
    with pytest.raises(RemovalProposed):
        proposed(made, f.moderator())


def test_declined_proposal_leaves_the_words_hidden_and_can_be_made_again(made, first):
    proposed(made, first)
    decline_removal(node=made, visitor=f.moderator("Mia"), reason="Nur grob.", at=f.NOW)
    assert f.state_of(made) == Visibility.HIDDEN
    with pytest.raises(RemovalMissing):
        agree_to_removal(node=made, visitor=f.moderator(), at=f.NOW)
    proposed(made, first)


def test_deleted_words_cannot_be_shown_corrected_or_objected_to(made, first):
    code = f.code_of(made)
    proposed(made, first)
    agree_to_removal(node=made, visitor=f.moderator(), at=f.NOW)
    with pytest.raises(WordsAreGone):
        show_again(node=made, visitor=first, reason="Doch.", at=f.NOW)
    with pytest.raises(NotInThatState):
        correct_remark(code=code, text="Neu.", at=f.NOW)
    with pytest.raises(WordsAreGone):
        appeal(node=made, visitor=f.ANYONE, code=code, text="Warum?", at=f.NOW)


def _everywhere() -> list[str]:
    """The tables and columns in which the words stand."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                rows = model.objects.annotate(
                    said=models.functions.Cast(field.name, models.TextField())
                )
                if rows.filter(said__icontains=WORDS).exists():
                    found.append(f"{model._meta.db_table}.{field.name}")
    return found


def test_no_column_of_any_table_holds_the_words_afterwards(first):
    edition = f.published_edition()
    place = f.placed(edition, "sichere Wege")
    about, author = place.passage.node, f.citizen("Ada")
    f.open_window(about)
    made = f.remark(
        about, f"Zuerst {WORDS}.", by=author, wording=place.wording,
        marked=Marked("sichere Wege"), neighbourhood=WORDS,
    )  # fmt: skip
    correct_remark(code=f.code_of(made), text=f"Dann {WORDS}.", at=f.NOW + f.TICK)
    f.remark(made, "Darauf antworte ich.")
    follow(node=about, visitor=f.citizen("Folgt"), at=f.NOW - f.DAY)
    answer = f.answer(f.fresh(made))
    tell_of_answer(public_id=answer.public_id, at=f.NOW)
    write_digests(after=0, at=f.NOW + 8 * f.DAY)
    report(
        node=made, reason=ReportReason.ILLEGAL, text=f"Da steht {WORDS}.", visitor=f.citizen(),
        submission="x", address="", at=f.NOW,
    )  # fmt: skip
    proposed(made, first)
    appeal(node=made, visitor=author, text=f"{WORDS} ist harmlos.", at=f.NOW)
    assert len(_everywhere()) >= 6
    agree_to_removal(node=made, visitor=f.moderator(), at=f.NOW)
    for mail in Mail.objects.filter(since__isnull=False):
        recalled(mail)
    assert _everywhere() == []


def test_second_person_sees_the_words_and_decides_on_the_page(client, made, first):
    proposed(made, first)
    mia = f.moderator("Mia")
    client.force_login(mia.person)
    address = reverse("removal", args=[made.public_id])
    assert WORDS in client.get(address).content.decode()
    page = client.post(address, {"act": "decline", "reason": " "})
    assert page.status_code == 400
    assert client.post(address, {"act": "agree"}).status_code == 302
    assert WORDS not in client.get(reverse("moderate", args=[made.public_id])).content.decode()
    page = client.post(address, {"act": "decline", "reason": "Zu spät."})
    assert page.status_code == 409


def test_removed_contribution_keeps_its_place_with_the_reason(client, made, first):
    proposed(made, first)
    agree_to_removal(node=made, visitor=f.moderator(), at=f.NOW)
    html = client.get(reverse("node", args=[made.parent.public_id])).content.decode()
    assert "Dieser Beitrag ist gelöscht." in html and REASON in html
    assert WORDS not in html
