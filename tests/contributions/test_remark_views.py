"""The remark form in a browser's hands: everything it can be sent, and that no words are lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.contributions.models import Receipt, Remark
from mitmachstadt.nodes.actions import add_wording
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.strategy.actions import change_passage, publish_edition, revise_edition
from tests import factories as f

pytestmark = pytest.mark.django_db
TEXT = "Bitte auch an die Lieferräder denken."
FORM = "0" * 32


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def address(node):
    return reverse("remark", args=[node.public_id])


def send(client, node, text=TEXT, **fields):
    return client.post(address(node), {"text": text, "submission": FORM, **fields})


def signed_in(client, *args):
    somebody = f.person(*args)
    client.force_login(somebody)
    return somebody


def code_on(response):
    return response.context["code"]


def test_form_shows_the_quoted_words_the_end_and_no_name_is_needed(client):
    about = f.open_passage("Die Stadt baut Radwege.")
    page = client.get(address(about))
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    html = page.content.decode()
    assert "Die Stadt baut Radwege." in html
    assert "28. November 2026" in html
    assert 'name="name"' in html
    assert 'name="voice"' not in html


def test_form_quotes_the_wording_that_the_link_names(client):
    about = f.open_passage("Neuer Wortlaut.")
    old = add_wording(node=about, text="Alter Wortlaut.", html="", at=f.NOW - 20 * f.DAY)
    add_wording(node=about, text="Neuer Wortlaut.", html="", at=f.NOW - f.DAY)
    page = client.get(address(about), {"wording": old.pk})
    assert "Alter Wortlaut." in page.content.decode()
    send(client, about, wording=old.pk)
    assert Remark.objects.get().wording == old


def test_wording_of_another_passage_is_refused_and_the_words_stay(client):
    about, other = f.open_passage(), f.passage()
    add_wording(node=about, text="Wortlaut.", html="", at=f.NOW)
    strange = add_wording(node=other, text="Fremd.", html="", at=f.NOW)
    page = send(client, about, wording=strange.pk)
    assert page.status_code == 409
    assert TEXT in page.content.decode()
    assert "Fremd." not in page.content.decode()
    assert not Remark.objects.exists()
    # The page that came back can be sent as it is.
    sent = page.context["form"]["wording"].value()
    assert send(client, about, wording=sent).status_code == 200


def test_remark_without_account_waits_and_gets_a_code_that_stands_in_no_address(client):
    about = f.open_passage()
    page = send(client, about, name="Kim")
    assert page.status_code == 200
    node = Node.objects.get(kind=Kind.REMARK)
    assert (node.visibility, node.author_name) == (Visibility.WAITING, "Kim")
    html = page.content.decode()
    assert "wartet auf Freigabe" in html
    assert "Adresse: testserver/de/code/" in html
    assert len(code_on(page)) == 14
    assert page["Cache-Control"] == "no-store"


def test_remark_with_account_is_public_at_once(client):
    about = f.open_passage()
    person = signed_in(client, "Ada")
    page = send(client, about)
    node = Node.objects.get(kind=Kind.REMARK)
    assert (node.visibility, node.author) == (Visibility.PUBLIC, person)
    assert "ist jetzt öffentlich" in page.content.decode()


def test_double_submit_is_one_remark_with_the_same_code(client):
    about = f.open_passage()
    first, second = send(client, about), send(client, about)
    assert code_on(first) == code_on(second)
    assert "nur einmal gespeichert" in second.content.decode()
    assert Remark.objects.count() == 1


def test_double_submit_after_the_window_closed_still_shows_the_code(client, time_machine):
    about = f.open_passage()
    first = send(client, about)
    time_machine.move_to(f.NOW + 8 * f.DAY, tick=False)
    assert code_on(send(client, about)) == code_on(first)


def test_form_without_a_usable_key_is_a_submission_of_its_own(client):
    about = f.open_passage()
    first = send(client, about, submission="1")
    second = send(client, about, submission="1")
    assert code_on(first) != code_on(second)


def test_window_closed_a_second_ago_names_the_moment_and_keeps_the_words(client, time_machine):
    about = f.open_passage(closes=f.NOW + f.DAY)
    time_machine.move_to(f.NOW + f.DAY + timedelta(seconds=1), tick=False)
    page = send(client, about)
    html = page.content.decode()
    assert page.status_code == 403
    assert "endete am 22. November 2026, 13:00 Uhr" in html
    assert "readonly" in html
    assert TEXT in html
    assert not Remark.objects.exists()


def test_bare_post_after_the_end_is_refused_with_the_words(client):
    about = f.open_passage(closes=f.NOW)
    page = client.post(address(about), {"text": TEXT})
    assert page.status_code == 403
    assert TEXT in page.content.decode()


def test_closed_window_is_told_before_anyone_writes(client):
    about = f.open_passage(closes=f.NOW)
    page = client.get(address(about))
    html = page.content.decode()
    assert page.status_code == 200
    assert "Die Beteiligung endete am" in html
    assert "<textarea" not in html


def test_audience_with_account_is_shown_the_way_to_sign_in(client):
    about = f.open_passage(audience=BuiltInGroup.SIGNED_IN)
    assert "Bitte melden Sie sich an" in client.get(address(about)).content.decode()
    assert send(client, about).status_code == 403


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u202e"])
def test_nothing_is_refused_in_words(client, text):
    page = send(client, f.open_passage(), text=text)
    assert page.status_code == 400
    assert "das Feld ist leer" in page.content.decode()


def test_fifty_thousand_characters_are_refused_and_all_come_back(client):
    page = send(client, f.open_passage(), text="ä" * 50_000)
    html = page.content.decode()
    assert page.status_code == 400
    assert "Ihr Text hat 50.000 Zeichen, möglich sind 5.000" in html
    assert "ä" * 50_000 in html


def test_script_and_overrides_are_shown_harmless(client):
    signed_in(client, "<b>Ada</b>")
    send(client, f.open_passage(), text="<script>alert(1)</script> \u202egnp.exe\u0000")
    node = Node.objects.get(kind=Kind.REMARK)
    assert "<script" not in node.card
    assert "&lt;script&gt;" in node.card
    assert "<b>Ada" not in node.card
    assert "\u202e" not in node.text
    assert "\u0000" not in node.text


def test_refused_script_comes_back_as_text(client):
    page = send(client, f.open_passage(), text="</textarea><script>alert(1)</script>" * 200)
    assert page.status_code == 400
    assert "<script>alert" not in page.content.decode()


def test_javascript_address_is_no_link(client):
    signed_in(client, "Ada")
    send(client, f.open_passage(), text="javascript:alert(1) und https://example.org/weg")
    card = Node.objects.get(kind=Kind.REMARK).card
    assert 'href="javascript' not in card
    assert 'href="https://example.org/weg"' in card


def test_unknown_passage_gives_the_words_back(client):
    page = client.post(reverse("remark", args=["zzzzzzzzzz"]), {"text": TEXT})
    assert page.status_code == 404
    assert TEXT in page.content.decode()


@pytest.mark.parametrize("visibility", [Visibility.DRAFT, Visibility.WAITING])
def test_what_is_not_public_is_not_quoted(client, visibility):
    about = f.passage(text="Geheimer Entwurf", visibility=visibility)
    f.open_window(about)
    assert "Geheimer Entwurf" not in client.get(address(about)).content.decode()
    page = send(client, about)
    assert page.status_code == 403
    assert "Geheimer Entwurf" not in page.content.decode()


def test_retired_passage_is_refused_with_the_way_out(client):
    about = f.passage(visibility=Visibility.RETIRED)
    f.open_window(about)
    page = send(client, about)
    assert page.status_code == 410
    assert TEXT in page.content.decode()


def test_reply_quotes_the_remark_and_hangs_below_it(client):
    first = f.remark(f.open_passage(), "Mehr Bänke.")
    assert "Mehr Bänke." in client.get(address(first)).content.decode()
    signed_in(client, "Bo")
    send(client, first, "Gern mit Lehne.")
    assert Node.objects.get(title="Gern mit Lehne.").parent == first


def test_reply_to_a_hidden_remark_is_refused_without_its_words(client):
    first = f.hidden(f.remark(f.open_passage(), "Böses Wort"))
    page = send(client, first)
    assert page.status_code == 409
    assert "nicht öffentlich (ausgeblendet)" in page.content.decode()
    assert TEXT in page.content.decode()
    assert "Böses Wort" not in page.content.decode()


def test_expired_csrf_gives_the_words_back():
    strict = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    page = send(strict, f.open_passage())
    assert page.status_code == 403
    assert TEXT in page.content.decode()
    assert not Remark.objects.exists()


def test_many_without_proof_have_to_wait_but_somebody_with_account_need_not(client, settings):
    settings.UNPROVEN_PER_DAY = 3
    about = f.open_passage()
    for number in range(3):
        assert send(client, about, f"Nummer {number}").status_code == 200
        assert send(client, about, " ").status_code == 400
    assert send(client, about, "Nummer 0").context["again"]
    page = send(client, about)
    assert page.status_code == 429
    html = page.content.decode()
    assert "Schalten Sie JavaScript ein" in html and "auf Papier" in html
    assert "warten Sie bis 22. November 2026, 01:00 Uhr" in html
    assert TEXT in page.content.decode()
    signed_in(client, "Ada")
    assert send(client, about).status_code == 200


def test_many_from_one_account_have_to_wait_and_the_words_stay(client, settings):
    settings.REMARKS_PER_HOUR = 2
    about = f.open_passage()
    signed_in(client, "Ada")
    for number in range(2):
        assert send(client, about, f"Nummer {number}").status_code == 200
    assert send(client, about, "Nummer 0").context["again"]
    page = send(client, about)
    assert page.status_code == 429
    assert "Bitte warten Sie bis" in page.content.decode() and TEXT in page.content.decode()
    assert Remark.objects.count() == 2
    signed_in(client, "Ben")
    assert send(client, about).status_code == 200


def test_what_only_a_draft_said_is_never_quoted(client):
    edition = f.published_edition()
    passage = f.placed(edition, "Wege").passage
    f.open_window(edition.document.node)
    draft = revise_edition(edition=edition, label="2", visitor=f.office(), at=f.NOW - f.DAY)
    for text in ("Geheimer Zwischenstand.", "Die Stadt baut sehr sichere Wege."):
        change_passage(
            edition=draft, passage=passage, text=text, visitor=f.office(), at=f.NOW - f.DAY
        )
    secret = Wording.objects.get(text="Geheimer Zwischenstand.")
    page = client.get(f"{address(passage.node)}?wording={secret.pk}").content.decode()
    assert "Zwischenstand" not in page and "Die Stadt baut sichere Wege" in page
    publish_edition(edition=draft, visitor=f.office(), at=f.NOW - f.TICK)
    assert not Wording.objects.filter(text="Geheimer Zwischenstand.").exists()
    former = Wording.objects.get(text="Die Stadt baut sichere Wege.")
    page = client.get(f"{address(passage.node)}?wording={former.pk}").content.decode()
    assert "Die Stadt baut sichere Wege." in page


def test_nothing_is_said_about_what_has_no_conversation(client):
    edition = f.published_edition()
    f.open_window(edition.document.node)
    page = send(client, edition.node)
    assert page.status_code == 400
    assert "Anmerken können Sie zu Textstellen" in page.content.decode()
    assert not Remark.objects.exists()


@pytest.mark.parametrize("name", ["text", "name"])
def test_input_that_nobody_types_is_refused_before_it_is_cleaned(client, name):
    page = send(client, f.open_passage(), **{name: " " * 150_000 + "x"})
    assert page.status_code == 400
    assert "möglich sind hier 100.000 Zeichen" in page.content.decode()


@pytest.mark.parametrize("text", [TEXT, ""])
def test_form_made_for_somebody_signed_in_is_not_sent_as_nobody(client, text):
    about = f.open_passage()
    ada = signed_in(client, "Ada")
    f.organisation("Radverein", ada)
    assert 'name="signed_in" value="1"' in client.get(address(about)).content.decode()
    client.logout()
    page = send(client, about, text, voice="citizen", signed_in="1")
    assert page.status_code == 403
    html = page.content.decode()
    assert "Ihre Anmeldung ist abgelaufen." in html
    assert text in html
    assert 'name="signed_in"' not in html
    assert not Remark.objects.exists()
    client.force_login(ada)
    assert send(client, about, voice="citizen", signed_in="1").status_code == 200


def test_speaking_for_an_organisation_is_offered_to_members_only(client):
    about = f.open_passage()
    ada = signed_in(client, "Ada")
    club = f.organisation("Radverein", ada)
    stranger = f.organisation("Autoverein")
    html = client.get(address(about)).content.decode()
    assert "für Radverein" in html
    assert "für Autoverein" not in html
    assert "Strategiebüro" not in html
    assert send(client, about, voice=f"organisation {stranger.public_id}").status_code == 400
    assert send(client, about, voice="office").status_code == 400
    assert send(client, about, voice=f"organisation {club.public_id}").status_code == 200
    assert Node.objects.get(kind=Kind.REMARK).organisation_name == "Radverein"


def test_office_may_speak_for_the_office(client):
    about = f.open_passage()
    signed_in(client, "Büro", BuiltInGroup.OFFICE)
    assert send(client, about, voice="office").status_code == 200
    assert Node.objects.get(kind=Kind.REMARK).capacity == "office"


def test_district_can_be_named(client):
    mitte = f.district("Mitte")
    send(client, f.open_passage(), district=mitte.number)
    assert Node.objects.get(kind=Kind.REMARK).district == mitte
    assert send(client, f.open_passage(), district="99").status_code == 400


@pytest.mark.parametrize("wording", ["x", "-1", "9" * 30, "٣"])
def test_nonsense_for_a_wording_is_no_error(client, wording):
    about = f.open_passage()
    assert client.get(address(about), {"wording": wording}).status_code == 200
    assert send(client, about, wording=wording).status_code in {200, 400, 409}


def test_form_takes_as_many_queries_with_three_windows_and_wordings(
    client, django_assert_num_queries
):
    f.district("Mitte")
    about = f.open_passage()
    signed_in(client, "Ada")
    assert "Mitte" in client.get(address(about)).content.decode()
    with django_assert_num_queries(9):
        client.get(address(about))
    f.open_window(about)
    f.open_window(about)
    for number in range(3):
        add_wording(node=about, text=f"Wortlaut {number}", html="", at=f.NOW)
    with django_assert_num_queries(9):
        client.get(address(about))


def test_code_is_not_kept_in_the_database(client):
    page = send(client, f.open_passage())
    code = code_on(page).replace("-", "").lower()
    assert code not in Receipt.objects.get().code_hash
