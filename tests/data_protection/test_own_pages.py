"""My data: to see, to take away, to correct, to delete; and nobody else's."""

import json
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mitmachstadt.contributions.actions import give_support
from mitmachstadt.contributions.models import Mail, Subscriber
from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.enums import EXPORTS, Form
from mitmachstadt.data_protection.errors import NotYours
from mitmachstadt.data_protection.models import Deletion, Export
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.actions import note_session
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.models import Person
from tests import factories as f

pytestmark = pytest.mark.django_db
PASSWORD = "vier ruhige Pferde im Nebel"


@pytest.fixture
def ada() -> Person:
    return f.person("Ada", password=PASSWORD)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    key = str(client.session.session_key)
    note_session(person=person, key=key, device="Firefox", since=f.NOW, at=f.NOW)
    return client


@pytest.fixture
def mine(ada) -> Client:
    return signed_in(ada)


def body(response) -> str:
    return response.getvalue().decode() if response.streaming else response.content.decode()


@pytest.mark.parametrize("name", ["my-data", "my-correction", "my-address", "my-deletion"])
def test_pages_about_oneself_ask_to_sign_in(name, client):
    assert reverse("sign-in") in client.get(reverse(name)).headers["Location"]


@pytest.mark.parametrize("name", ["my-export", "my-deletion", "my-correction", "my-address"])
def test_whose_session_ended_changes_and_gets_nothing(name, client, ada):
    response = client.post(reverse(name), {"choice": "words", "sure": "ja", "password": PASSWORD})
    assert response.status_code == 403
    assert Person.objects.get(pk=ada.pk).is_active


def test_export_holds_everything_that_is_kept_and_neither_secrets_nor_others(ada, mine):
    me = f.visitor(ada)
    about = f.open_passage()
    said = f.remark(about, "Mehr Bänke am Kanal.", by=me)
    other = f.remark(about, "Mehr Licht.", by=f.citizen("Berta Fremd"))
    give_support(node=other, visitor=me, at=f.NOW)
    f.hidden(said, reason="Nennt eine Privatadresse.")
    f.grant_role(person=ada, role=BuiltInGroup.HELPER, by=None, at=f.NOW)
    response = mine.post(reverse("my-export"), {"form": "json"})
    assert response["Content-Disposition"] == 'attachment; filename="meine-daten.json"'
    assert response["Cache-Control"] == "no-store"
    found = json.loads(body(response))
    parts = {part["table"]: part["rows"] for part in found["parts"]}
    assert parts["people.Person"][0]["email"] == ada.email
    assert parts["nodes.Node"][0]["text"] == "Mehr Bänke am Kanal."
    assert parts["contributions.Support"][0]["node"]["id"] == other.public_id
    assert parts["contributions.ModerationStep"][0]["reason"] == "Nennt eine Privatadresse."
    assert parts["contributions.ModerationStep"][0]["by"] is None
    assert parts["people.GroupMembership"][0]["since"].startswith("2026-11-21")
    assert len(parts["contributions.Receipt"]) == 1
    assert parts["sessions.Session"]
    whole = json.dumps(found, ensure_ascii=False)
    for secret in (ada.password, "code_hash", "Berta", "Moderation@", mine.session.session_key):
        assert secret not in whole
    for part in found["parts"]:
        assert part["purpose"] and part["basis"] and part["kept"] and part["seen_by"]


def test_export_to_read_escapes_what_was_written_and_names_every_field(ada, mine):
    f.remark(f.open_passage(), "<script>alert(1)</script>", by=f.visitor(ada))
    page = body(mine.post(reverse("my-export"), {"form": "html"}))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "<script" not in page
    assert ada.email in page
    assert page.count("<section>") == page.count("</section>") > 2


@pytest.mark.parametrize("form", list(Form))
def test_an_export_for_somebody_else_is_refused(form, ada):
    for somebody in (f.citizen("Berta"), f.administrator()):
        with pytest.raises(NotYours):
            actions.ask_for_export(person=ada, form=form, visitor=somebody, at=f.NOW)
    with pytest.raises(SignInNeeded):
        actions.ask_for_export(person=ada, form=form, visitor=f.ANYONE, at=f.NOW)


def test_a_long_export_is_written_by_the_worker_told_by_mail_and_opened_by_nobody_else(
    ada, mine, monkeypatch
):
    monkeypatch.setattr("mitmachstadt.data_protection.actions.exporting.ROWS_AT_ONCE", 1)
    f.remark(f.open_passage(), "Mehr Bänke.", by=f.visitor(ada))
    for _ in range(2):
        assert mine.post(reverse("my-export"), {"form": "json"}).status_code == 302
    export = Export.objects.get()
    assert "wird geschrieben" in body(mine.get(reverse("my-data")))
    assert actions.write_export(number=export.pk, at=f.NOW)
    assert not actions.write_export(number=export.pk, at=f.NOW)
    assert Mail.objects.filter(to=ada.email, text__contains=reverse("my-data")).count() == 1
    address = reverse("my-export-file", args=[export.pk])
    assert "Mehr Bänke." in body(mine.get(address))
    other = Client()
    other.force_login(f.person("Berta"))
    assert other.get(address).status_code == 404
    assert mine.get(reverse("my-export-file", args=[10**30])).status_code == 404


def test_one_file_more_than_an_hour_allows_is_refused_with_a_time_and_costs_nothing(
    ada, mine, django_assert_max_num_queries
):
    for _ in range(EXPORTS):
        assert mine.post(reverse("my-export"), {"form": "json"}).status_code == 200
    with django_assert_max_num_queries(6):
        refused = mine.post(reverse("my-export"), {"form": "json"})
    assert refused.status_code == 429
    assert "eine neue bekommen Sie ab" in body(refused)
    other = Client()
    other.force_login(f.person("Berta"))
    assert other.post(reverse("my-export"), {"form": "json"}).status_code == 200


def test_file_reads_no_session_of_others(ada, mine, monkeypatch):
    for number in range(3):
        signed_in(f.person(f"Berta {number}"))
    decoded: list[str] = []
    monkeypatch.setattr(Session, "get_decoded", lambda self: decoded.append(self.pk) or {})
    found = json.loads(body(mine.post(reverse("my-export"), {"form": "json"})))
    parts = {part["table"]: part["rows"] for part in found["parts"]}
    assert (len(parts["sessions.Session"]), decoded) == (1, [])


def test_the_page_about_me_takes_as_many_queries_with_three_of_each(
    ada, mine, django_assert_num_queries
):
    me, about = f.visitor(ada), f.open_passage()

    def one_more() -> None:
        f.remark(about, "Mehr Bänke.", by=me)
        Export.objects.create(person=ada, form=Form.JSON, asked=f.NOW)
        mine.get(reverse("my-data"))

    one_more()
    with django_assert_num_queries(12):
        mine.get(reverse("my-data"))
    one_more()
    one_more()
    with django_assert_num_queries(12):
        mine.get(reverse("my-data"))


def test_leaving_asks_twice_says_what_happens_with_counts_and_wants_the_password(ada, mine):
    me, about = f.visitor(ada), f.open_passage()
    said = f.remark(about, "Mehr Bänke.", by=me)
    f.remark(said, "Genau.")
    f.answer(said)
    address = reverse("my-deletion")
    assert "Schritt 1 von 2" in body(mine.get(address))
    assert mine.post(address).status_code == 400
    sure = body(mine.post(address, {"choice": "words"}))
    assert "Schritt 2 von 2" in sure and "1 Beitrag: Text und Name werden gelöscht" in sure
    assert "Auf 1 haben andere geantwortet" in sure
    wrong = mine.post(address, {"choice": "words", "sure": "ja", "password": "falsch"})
    assert wrong.status_code == 400 and "nicht Ihr" in body(wrong)
    assert not Deletion.objects.exists()
    done = mine.post(address, {"choice": "words", "sure": "ja", "password": PASSWORD})
    assert "wird gelöscht" in body(done)
    assert mine.get(reverse("account")).status_code == 302
    assert not actions.carry_out_waiting(at=timezone.now())
    assert f.state_of(said) == Visibility.WITHDRAWN
    assert not Person.objects.filter(pk=ada.pk).exists()


def test_without_a_password_only_a_fresh_sign_in_deletes(ada):
    ada.set_unusable_password()
    ada.last_login = timezone.now() - f.DAY
    ada.save()
    client, old = Client(), ada.last_login
    client.force_login(ada)
    Person.objects.update(last_login=old)
    address, sent = reverse("my-deletion"), {"choice": "words", "sure": "ja"}
    refused = client.post(address, sent)
    assert refused.status_code == 403 and "frische Anmeldung" in body(refused)
    Person.objects.update(last_login=timezone.now())
    assert "wird gelöscht" in body(client.post(address, sent))


def test_guessing_the_password_to_delete_ends_soon(ada, mine):
    address = reverse("my-deletion")
    sent = {"choice": "words", "sure": "ja", "password": "falsch"}
    codes = [mine.post(address, sent).status_code for _ in range(10)]
    assert codes == [400] * 8 + [429] * 2
    assert mine.post(address, {**sent, "password": PASSWORD}).status_code == 429


def test_one_contribution_goes_or_loses_its_name_and_only_its_author_may(ada, mine):
    me, about = f.visitor(ada), f.open_passage()
    gone, kept = f.remark(about, "Weg damit.", by=me), f.remark(about, "Bleibt hier.", by=me)
    others = f.remark(about, "Von Berta.", by=f.citizen("Berta"))
    assert mine.get(reverse("forget", args=[gone.public_id])).status_code == 200
    for node, choice in ((gone, "words"), (kept, "nameless")):
        sent = mine.post(reverse("forget", args=[node.public_id]), {"choice": choice})
        assert sent.status_code == 302
    assert (f.fresh(gone).text, f.state_of(gone)) == ("", Visibility.WITHDRAWN)
    assert (f.fresh(kept).text, f.fresh(kept).author_name) == ("Bleibt hier.", "")
    assert "Ohne Namen" in body(Client().get(f"/de/n/{kept.public_id}/"))
    refused = mine.post(reverse("forget", args=[others.public_id]), {"choice": "words"})
    assert refused.status_code == 403 and f.fresh(others).text == "Von Berta."
    again = mine.post(reverse("forget", args=[kept.public_id]), {"choice": "words"})
    assert again.status_code == 403


def code_page(client: Client, code: str, **more: str):
    return client.post(reverse("code-data"), {"code": code, **more})


def test_the_holder_of_a_code_gets_the_same_for_one_contribution(client):
    about = f.open_passage()
    made = f.submitted(about, "Mehr Bänke.", name="Namenlose Nora")
    f.submitted(about, "Nichts davon.", name="Otto Anders")
    assert "Auskunft und Löschen" in body(code_page(client, made.code))
    found = json.loads(body(code_page(client, made.code, form="json")))
    parts = {part["table"]: part["rows"] for part in found["parts"]}
    assert [row["text"] for row in parts["nodes.Node"]] == ["Mehr Bänke."]
    assert parts["ledger.Entry"][0]["kind"] == "remark.submitted"
    assert "Otto" not in json.dumps(found, ensure_ascii=False)
    assert "people.Person" not in parts
    wrong = code_page(client, "ABCD-EFGH-JKMN", form="json")
    assert wrong.status_code == 404 and not wrong.streaming


def test_the_holder_of_a_code_takes_the_name_or_the_words_away(client):
    about = f.open_passage()
    made = f.submitted(about, "Mehr Bänke.", name="Namenlose Nora")
    sent = {"code": made.code, "choice": "nameless"}
    assert "ohne Namen" in body(client.post(reverse("code-forget"), sent))
    assert (f.fresh(made.node).author_name, f.fresh(made.node).text) == ("", "Mehr Bänke.")
    assert client.post(reverse("code-forget"), {"code": made.code}).status_code == 400
    sent["choice"] = "words"
    assert "gelöscht" in body(client.post(reverse("code-forget"), sent))
    assert f.fresh(made.node).text == ""


def test_correcting_oneself_changes_name_district_and_language_and_old_names_if_wished(ada, mine):
    district = f.district()
    said = f.remark(f.open_passage(), "Mehr Bänke.", by=f.visitor(ada))
    sent = {"name": "Ida", "everywhere": "nein", "district": district.number, "language": "en"}
    assert mine.post(reverse("my-correction"), sent).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.district) == ("Ida", district)
    assert Subscriber.objects.get(person=ada).language == "en"
    assert f.fresh(said).author_name == "Ada"
    assert mine.post(reverse("my-correction"), {**sent, "everywhere": "ja"}).status_code == 302
    while actions.rename_contributions(public_id=ada.public_id, at=f.NOW):
        pass
    assert f.fresh(said).author_name == "Ida" and "Ida" in f.fresh(said).card
    for bad in ({"name": "\u200b"}, {"district": "999"}, {"language": "xx"}):
        assert mine.post(reverse("my-correction"), {**sent, **bad}).status_code == 400


def link_in(text: str) -> str:
    found = re.search(r"https?://[^/]+(/\S+/konto/adresse/\S+)", text)
    assert found is not None
    return found[1]


def ask(mine: Client, email: str, password: str = PASSWORD):
    return mine.post(reverse("my-address"), {"email": email, "password": password})


def test_a_new_address_counts_once_it_was_confirmed_and_the_old_one_is_told(ada, mine):
    old = ada.email
    assert ask(mine, "neu@example.org").status_code == 200
    link = link_in(Mail.objects.get(to="neu@example.org").text)
    assert Client().get(link).status_code == 200
    ada.refresh_from_db()
    assert ada.email == old
    assert Client().post(link).status_code == 302
    ada.refresh_from_db()
    assert ada.email == "neu@example.org"
    told = Mail.objects.get(to=old)
    assert "neu@example.org" not in told.text
    assert Client().post(link).status_code == 410


def test_an_address_that_is_taken_is_told_only_to_its_owner(ada, mine):
    taken = f.person("Berta").email
    free, asked = ask(mine, "frei@example.org"), ask(mine, taken.upper())
    said = [re.sub('value="[^"]{64}"', "", body(page)) for page in (free, asked)]
    assert said[0].replace("frei@example.org", "") == said[1].replace(taken.upper(), "")
    assert "/konto/adresse/" not in Mail.objects.get(to=taken).text
    link = link_in(Mail.objects.get(to="frei@example.org").text)
    Person.objects.filter(email=taken).update(email="frei@example.org")
    late = Client().post(link)
    assert late.status_code == 409
    ada.refresh_from_db()
    assert ada.email != "frei@example.org"


def test_an_address_is_not_changed_without_the_password_nor_asked_for_without_end(ada, mine):
    assert ask(mine, "neu@example.org", "falsch").status_code == 400
    assert ask(mine, ada.email).status_code == 400
    assert not Mail.objects.filter(to="neu@example.org").exists()
    codes = [ask(mine, f"neu{n}@example.org").status_code for n in range(5)]
    assert codes == [200] * 3 + [429] * 2
