"""An officer who leaves stands in no draft, signature, template, answer or file any more."""

import pytest

from mitmachstadt.answers.actions import (
    Words,
    ask_to_sign,
    begin_draft,
    keep_template,
    publish_draft,
    sign,
    take_name_from_desk,
)
from mitmachstadt.answers.enums import AnswerKind, Opinion
from mitmachstadt.answers.models import CoSignature, Draft, TextTemplate
from mitmachstadt.barriers.actions import barrier_from_report
from mitmachstadt.barriers.models import KnownBarrier
from mitmachstadt.concerns.actions import answer_concern, submit_concern
from mitmachstadt.concerns.enums import About
from mitmachstadt.concerns.models import Concern
from mitmachstadt.contributions.actions.forgetting import office_name
from mitmachstadt.data_protection import actions
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Person
from tests import factories as f
from tests.answers import desks
from tests.data_protection.whole import tables_that_say

pytestmark = pytest.mark.django_db
NAME = "Wilhelmine Ungefähr"
PASSWORD = "vier ruhige Pferde im Nebel"
WORDS = Words(kind=AnswerKind.TAKEN_UP, reason=f.REASON)


class Officer:
    """Somebody of the office who has a draft, a signature and much else on the desk."""

    def __init__(self) -> None:
        self.person = f.person(NAME, BuiltInGroup.OFFICE, password=PASSWORD)
        me, unit = f.visitor(self.person), desks.unit()
        desks.employ(self.person, unit)
        self.edition = f.published_edition()
        self.about = f.placed(self.edition, "Wege").passage.node
        f.open_window(self.about)
        self.draft = self.begun(me)
        others = self.begun(f.office("Kollegin"))
        asked = ask_to_sign(draft=others, units=[unit], visitor=f.office("Kollegin"), at=f.NOW)
        sign(signature=asked[0], opinion=Opinion.AGREED, version=1, visitor=me, at=f.NOW)
        keep_template(name="Dank", text="Vielen Dank.", unit=None, visitor=me, at=f.NOW)
        told = submit_concern(
            about=About.BARRIER, text="Der Knopf hat keinen Namen.", submission="1" * 32,
            visitor=f.citizen(), at=f.NOW,
        )  # fmt: skip
        barrier_from_report(report=told.concern, visitor=me, at=f.NOW)
        answer_concern(
            concern=told.concern, text="Er bekommt bis Freitag einen Namen.", visitor=me, at=f.NOW
        )

    def begun(self, by) -> Draft:
        said = f.remark(self.about, "Mehr Bänke.")
        return begin_draft(contributions=[said], words=WORDS, visitor=by, at=f.NOW)

    def leave(self) -> None:
        actions.ask_to_be_deleted(
            person=self.person, choice="nameless", password=PASSWORD,
            visitor=f.visitor(self.person), at=f.NOW + f.DAY,
        )  # fmt: skip
        while actions.carry_out_waiting(at=f.NOW + f.DAY):
            pass

    def published_later(self):
        return publish_draft(draft=self.draft, visitor=f.office("Kollege"), at=f.NOW + 30 * f.DAY)


@pytest.fixture
def officer() -> Officer:
    return Officer()


def test_name_and_address_stand_in_no_table_after_the_account_has_gone(officer):
    assert "answers_draft" in tables_that_say([NAME])[NAME]
    assert "answers_cosignature" in tables_that_say([NAME])[NAME]
    email = officer.person.email
    officer.leave()
    sent = {"contributions_mail"}
    left = tables_that_say([NAME, email])
    assert all(set(tables) <= sent for tables in left.values()), left
    assert not Person.objects.filter(pk=officer.person.pk).exists()


def test_what_the_office_needs_stays_without_who_it_was(officer):
    officer.leave()
    draft = Draft.objects.get(pk=officer.draft.pk)
    assert (draft.author, draft.author_name, draft.reason) == (None, office_name(), f.REASON)
    signature = CoSignature.objects.get()
    assert (signature.by, signature.by_name, signature.verdict) == (None, "", Opinion.AGREED)
    assert (TextTemplate.objects.get().by, KnownBarrier.objects.get().changed_by) == (None, None)
    assert Concern.objects.get().answered_by is None


def test_answer_that_a_colleague_publishes_a_month_later_names_nobody(officer, client):
    officer.leave()
    answer = f.fresh(officer.published_later())
    assert (answer.author, answer.author_name) == (None, office_name())
    public_id = officer.edition.node.public_id
    for address in (
        f"/daten/{public_id}.json",
        f"/daten/{public_id}/answers.csv",
        f"/daten/{public_id}/remarks.csv",
        f"/de/n/{officer.about.public_id}/",
        f"/de/n/{answer.public_id}/",
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        said = page.getvalue().decode()
        assert NAME not in said and officer.person.public_id not in said, address


def test_answer_of_a_draft_stands_under_the_name_that_its_author_has_by_then(officer):
    actions.correct_self(
        person=officer.person, name="Wil Neumann", district=None, language="de",
        everywhere=False, visitor=f.visitor(officer.person), at=f.NOW,
    )  # fmt: skip
    assert f.fresh(officer.published_later()).author_name == "Wil Neumann"
    assert CoSignature.objects.get().by_name == "Wil Neumann"


def test_name_is_taken_from_own_drafts_and_signatures_only(officer):
    assert take_name_from_desk(person=f.person("Jemand")) == 0
    assert take_name_from_desk(person=officer.person) == 2
    assert Draft.objects.exclude(pk=officer.draft.pk).get().author_name == "Kollegin"
