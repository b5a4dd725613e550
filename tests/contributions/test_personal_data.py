"""Before it is sent, somebody is shown what may be personal; nothing is lost on the way."""

import re

import pytest
from django.urls import reverse

from mitmachstadt.contributions.enums import DECIDE_DAYS
from mitmachstadt.contributions.models import Appeal, Remark, Report
from mitmachstadt.nodes.enums import Kind, Moderation, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f

pytestmark = pytest.mark.django_db
TEXT = "Rufen Sie an: 030 1234567.\r\nZweite <Zeile>."
KEY = "c" * 32


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def about():
    return f.open_passage(moderation=Moderation.NOBODY)


def address(about):
    return reverse("remark", args=[about.public_id])


def sent_along(page):
    """The hidden fields of the page, as a browser would send them."""
    return dict(page.context["fields"])


def said():
    return Node.objects.filter(kind=Kind.REMARK)


def test_it_is_shown_marked_before_anything_is_written(client, about):
    page = client.post(address(about), {"text": TEXT, "submission": KEY})
    html = page.content.decode()
    assert page.status_code == 200
    assert "<mark>030 1234567<span" in html and "Telefonnummer" in html
    assert "Zweite &lt;Zeile&gt;." in html
    assert not said().exists()


def test_sent_as_it_is_keeps_words_key_and_proof(client, about):
    form = {"text": TEXT, "submission": KEY, "proof": f.proof(KEY), "name": "Ada"}
    page = client.post(address(about), form)
    done = client.post(address(about), {**sent_along(page), "sure": page.context["mark"]})
    node = said().get()
    assert (node.text, node.author_name) == (TEXT.replace("\r", ""), "Ada")
    assert node.visibility == Visibility.PUBLIC, "the proof was still good"
    assert Remark.objects.get().suspicion == "personal"
    again = client.post(address(about), {**sent_along(page), "sure": page.context["mark"]})
    assert again.context["code"] == done.context["code"]
    assert said().count() == 1


def test_change_leads_back_to_the_form_with_everything_in_it(client, about):
    form = {"text": TEXT, "submission": KEY, "name": "Ada", "neighbourhood": "Hafen"}
    page = client.post(address(about), form)
    back = client.post(address(about), {**sent_along(page), "change": "1"})
    html = back.content.decode()
    assert back.status_code == 200
    assert "030 1234567" in html and "Hafen" in html and KEY in html
    assert 'class="m-error' not in html
    assert not said().exists()


def test_other_words_are_asked_about_anew(client, about):
    page = client.post(address(about), {"text": TEXT, "submission": KEY})
    other = {**sent_along(page), "text": "ada@example.org", "sure": page.context["mark"]}
    assert "Ist das so gemeint?" in client.post(address(about), other).content.decode()
    assert not said().exists()


@pytest.mark.parametrize("field", ["name", "neighbourhood"])
def test_name_and_place_are_looked_at_too(client, about, field):
    form = {"text": "Guter Plan.", "submission": KEY, field: "ada@example.org"}
    assert "<mark>ada@example.org" in client.post(address(about), form).content.decode()
    assert not said().exists()


@pytest.mark.parametrize("text", ["Siehe § 5 und die 115.", "1" * 5000, "Seit 1990."])
def test_what_is_not_personal_is_sent_at_once(client, about, text):
    client.post(address(about), {"text": text, "submission": KEY})
    assert said().get().text == text


def test_who_is_signed_in_is_asked_as_well(client, about):
    client.force_login(f.person("Ada"))
    form = {"text": TEXT, "submission": KEY, "signed_in": "1"}
    assert "Ist das so gemeint?" in client.post(address(about), form).content.decode()


def test_correction_is_asked_about_and_keeps_the_code(client, about):
    made = f.remark(about)
    code = f.code_of(made)
    page = client.post(reverse("correct"), {"code": code, "text": TEXT})
    assert "<mark>030 1234567" in page.content.decode()
    assert f.fresh(made).text == made.text
    back = client.post(reverse("correct"), {**sent_along(page), "change": "1"})
    assert "030 1234567" in back.content.decode()
    client.post(reverse("correct"), {**sent_along(page), "sure": page.context["mark"]})
    assert "030 1234567" in f.fresh(made).text


def test_moderators_see_it_marked_and_find_it(client, about):
    f.remark(about, TEXT)
    client.force_login(f.person("Mo", BuiltInGroup.MODERATOR))
    asked = {"schlange": "ungesehen", "verdacht": "personal"}
    html = client.get(reverse("moderation"), asked).content.decode()
    assert "<mark>030 1234567" in html and "vielleicht persönliche Daten" in html


def test_forged_confirmation_of_something_else_does_not_count(client, about):
    form = {"text": TEXT, "submission": KEY, "sure": "ja"}
    assert "Ist das so gemeint?" in client.post(address(about), form).content.decode()


def test_page_holds_every_field_once(client, about):
    form = {"text": TEXT, "submission": KEY, "name": "Ada"}
    html = client.post(address(about), form).content.decode()
    assert sorted(re.findall(r'type="hidden" name="(\w+)"', html)) == [
        "csrfmiddlewaretoken", "name", "submission", "text",
    ]  # fmt: skip
    assert not Report.objects.exists()


def test_appeal_is_asked_about_and_nothing_is_lost_on_the_way(client, about):
    made = f.remark(about)
    code, place = f.code_of(made), reverse("appeal", args=[made.public_id])
    f.hidden(made)
    page = client.post(place, {"code": code, "text": TEXT})
    html = page.content.decode()
    assert "<mark>030 1234567" in html and "Öffentlich wird er nicht" in html
    assert not Appeal.objects.exists()
    back = client.post(place, {**sent_along(page), "change": "1"})
    assert "030 1234567" in back.content.decode() and not Appeal.objects.exists()
    assert f"innerhalb von {DECIDE_DAYS} Tagen" in back.content.decode()
    client.post(place, {**sent_along(page), "sure": page.context["mark"]})
    assert "030 1234567" in Appeal.objects.get().text
