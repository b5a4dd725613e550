"""Whoever wrote something corrects its words and its place, with the code or signed in."""

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.contributions.actions import correct_own_remark
from mitmachstadt.contributions.calculations import Place
from mitmachstadt.contributions.errors import AlreadyAnswered, CorrectionOver, NotYoursToCorrect
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.ledger.models import Entry, Payload
from mitmachstadt.nodes.enums import Kind, Scope, Visibility
from mitmachstadt.people.actions import end_speaking_for
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.models import District, Person
from mitmachstadt.people.queries import ANYONE
from mitmachstadt.responsibilities.actions import hand_over
from mitmachstadt.responsibilities.models import HandOver
from tests import factories as f
from tests.responsibilities import make

pytestmark = pytest.mark.django_db
TEXT = "Bitte mehr Bänke."


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def ada() -> Person:
    return f.person("Ada")


@pytest.fixture
def mine(ada) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def said(ada, **rest):
    return f.submitted(f.open_passage(), TEXT, by=f.visitor(ada), **rest)


def address(node) -> str:
    return reverse("correct-own", args=[node.public_id])


def steps(node) -> int:
    return ModerationStep.objects.filter(node=node, step="corrected").count()


def test_author_corrects_words_and_place_signed_in_and_the_former_words_are_kept(ada, mine):
    mitte, made = f.district("Mitte"), said(ada).node
    page = mine.get(address(made)).content.decode()
    assert TEXT in page and "Mitte" in page
    sent = {"text": "Bitte viele Bänke.", "district": mitte.number, "neighbourhood": "Am Kanal"}
    assert mine.post(address(made), sent).status_code == 302
    left = f.fresh(made)
    assert (left.text, left.title) == ("Bitte viele Bänke.", "Bitte viele Bänke.")
    assert (left.district, left.neighbourhood, left.scope) == (
        mitte, "Am Kanal", Scope.NEIGHBOURHOOD,
    )  # fmt: skip
    assert [w.text for w in made.wordings.all()] == [TEXT]
    assert "Am Kanal" in left.card
    line = Entry.objects.get(kind="remark.corrected")
    content = Payload.objects.get(entry=line).content
    assert (content["district"], content["neighbourhood"]) == (str(mitte.number), "Am Kanal")


def test_holder_of_a_code_corrects_the_place_alone_and_no_wording_is_made(client):
    mitte = f.district("Mitte")
    made = f.submitted(f.open_passage(), TEXT, district=mitte, neighbourhood="Am Kanal")
    page = client.post(reverse("code"), {"code": made.code}).content.decode()
    assert 'value="Am Kanal"' in page and "Ganze Stadt" in page
    sent = {"code": made.code, "text": TEXT, "district": "", "neighbourhood": ""}
    assert client.post(reverse("correct"), sent).status_code == 200
    left = f.fresh(made.node)
    assert (left.district, left.neighbourhood, left.scope) == (None, "", Scope.CITY)
    assert (left.text, made.node.wordings.count(), steps(made.node)) == (TEXT, 0, 1)


def test_form_that_does_not_ask_for_a_place_leaves_it(client):
    mitte = f.district("Mitte")
    made = f.submitted(f.open_passage(), TEXT, district=mitte)
    client.post(reverse("correct"), {"code": made.code, "text": "Anders."})
    assert (f.fresh(made.node).text, f.fresh(made.node).district) == ("Anders.", mitte)


def test_same_words_at_the_same_place_change_nothing(ada):
    mitte, version = f.district("Mitte"), 1
    made = said(ada, district=mitte).node
    version = f.fresh(made).version
    same = correct_own_remark(
        node=made, visitor=f.visitor(ada), text=f" {TEXT} ", place=Place(mitte), at=f.NOW
    )
    assert (same.version, steps(made)) == (version, 0)


def test_nobody_corrects_what_somebody_else_wrote_and_their_words_are_not_lost(ada):
    made = said(ada).node
    for somebody in (f.citizen("Berta"), f.administrator(), f.moderator()):
        with pytest.raises(NotYoursToCorrect):
            correct_own_remark(node=made, visitor=somebody, text="Anders.", at=f.NOW)
    with pytest.raises(SignInNeeded):
        correct_own_remark(node=made, visitor=ANYONE, text="Anders.", at=f.NOW)
    other = Client()
    other.force_login(f.person("Otto"))
    assert other.get(address(made)).status_code == 403
    refused = other.post(address(made), {"text": "Meine langen Worte."})
    assert refused.status_code == 403 and "Meine langen Worte." in refused.content.decode()
    ended = Client().post(address(made), {"text": "Meine langen Worte."})
    assert ended.status_code == 403 and "Meine langen Worte." in ended.content.decode()
    assert Client().get(address(made)).status_code == 302
    assert f.fresh(made).text == TEXT


def test_nothing_but_a_contribution_is_corrected_here(ada, mine):
    text = f.node(kind=Kind.ANSWER, author=ada, author_name="Ada", text="Die Stadt sagt etwas.")
    assert mine.get(address(text)).status_code == 404
    with pytest.raises(NotYoursToCorrect):
        correct_own_remark(node=text, visitor=f.visitor(ada), text="Anders.", at=f.NOW)
    assert mine.get(reverse("correct-own", args=["gibtesnicht"])).status_code == 404


def test_answered_or_after_the_end_the_page_says_why_and_keeps_what_was_typed(ada, mine):
    made = said(ada).node
    f.answer(made)
    page = mine.get(address(made))
    assert page.status_code == 200 and "schon eine Rückmeldung" in page.content.decode()
    refused = mine.post(address(made), {"text": "Zu spät gesagt."})
    assert refused.status_code == 409 and "Zu spät gesagt." in refused.content.decode()
    with pytest.raises(AlreadyAnswered):
        correct_own_remark(node=made, visitor=f.visitor(ada), text="Anders.", at=f.NOW)
    late = said(ada).node
    with pytest.raises(CorrectionOver):
        correct_own_remark(node=late, visitor=f.visitor(ada), text="Anders.", at=late.window.closes)


@pytest.mark.parametrize(
    "sent", [{"text": ""}, {"text": "Gut.", "district": "99"}, {"text": "Gut.", "district": "x"}]
)
def test_form_with_a_mistake_gives_back_what_was_typed(ada, mine, sent):
    made = said(ada).node
    answer = mine.post(address(made), {**sent, "neighbourhood": "Am Kanal"})
    assert answer.status_code == 400
    assert 'value="Am Kanal"' in answer.content.decode()
    assert (f.fresh(made).text, f.fresh(made).neighbourhood) == (TEXT, "")


def test_personal_data_in_words_or_place_are_asked_about_first(ada, mine):
    made = said(ada).node
    for sent in (
        {"text": "Rufen Sie 0151 23456789 an.", "neighbourhood": ""},
        {"text": TEXT, "neighbourhood": "Tel. 0151 23456789"},
    ):
        asked = mine.post(address(made), {**sent, "district": ""})
        assert asked.status_code == 200 and "0151 23456789" in asked.content.decode()
    assert f.fresh(made).text == TEXT


def test_what_had_to_wait_waits_again(ada):
    about = f.open_passage(moderation="everybody")
    made = f.submitted(about, TEXT, by=f.visitor(ada)).node
    after = correct_own_remark(node=made, visitor=f.visitor(ada), text="Anders.", at=f.NOW)
    assert after.visibility == Visibility.WAITING


def test_whoever_left_an_organisation_changes_its_words_no_more(ada):
    club = f.organisation("Radverein", ada)
    made = said(ada, capacity=Capacity.ORGANISATION, organisation=club).node
    correct_own_remark(node=made, visitor=f.visitor(ada), text="Anders.", at=f.NOW)
    end_speaking_for(person=ada, organisation=club, visitor=f.administrator(), at=f.NOW)
    later = f.NOW + f.DAY
    with pytest.raises(Exception) as refused:
        correct_own_remark(
            node=made, visitor=f.visitor(ada, at=later), text="Ganz anders.", at=later
        )
    assert refused.value.status == 403
    assert f.fresh(made).text == "Anders."


def test_corrected_place_leads_to_its_unit_unless_a_person_handed_it_over(ada):
    mitte, nord = f.enter_districts(["Mitte", "Nord"])
    office, other = make.unit("Amt Mitte", district=mitte), make.unit("Amt Nord", district=nord)
    make.rule(office, district=mitte)
    make.rule(other, district=nord)
    made = said(ada, district=mitte).node
    me = f.visitor(ada)
    assert f.fresh(made).unit == office
    correct_own_remark(node=made, visitor=me, text=TEXT, place=Place(nord), at=f.NOW)
    assert f.fresh(made).unit == other
    assert HandOver.objects.get().after == other
    hand_over(nodes=[f.fresh(made)], unit=office, reason="Brücke.", visitor=f.office(), at=f.NOW)
    correct_own_remark(node=made, visitor=me, text=TEXT, place=Place(), at=f.NOW)
    assert (f.fresh(made).unit, f.fresh(made).district) == (office, None)


def test_account_page_leads_there_while_nobody_has_answered(ada, mine):
    made = said(ada).node
    assert address(made) in mine.get(reverse("account")).content.decode()
    f.answer(made)
    assert address(made) not in mine.get(reverse("account")).content.decode()


def test_page_takes_as_many_queries_with_three_districts(ada, mine, django_assert_num_queries):
    made = said(ada).node
    for number, names in ((1, ["Mitte"]), (3, ["Mitte", "Nord", "Süd"])):
        f.enter_districts(names)
        assert District.objects.count() == number
        with django_assert_num_queries(8):
            mine.get(address(made))
