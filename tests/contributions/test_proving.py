"""Without an account: what a proof of work opens, and what waits without one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mitmachstadt.contributions.actions import correct_remark, release
from mitmachstadt.contributions.models import Remark
from mitmachstadt.contributions.queries import is_unproven_queue_full
from mitmachstadt.kernel.models import UsedProof
from mitmachstadt.kernel.proofs import LIFETIME
from mitmachstadt.nodes.enums import Moderation, Visibility
from tests import factories as f

pytestmark = pytest.mark.django_db
TEXT = "Bitte auch an die Lieferräder denken."
FORM = "0" * 32
WAITS, PUBLIC = Visibility.WAITING, Visibility.PUBLIC


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def send(client, node, text=TEXT, form=FORM, **fields):
    address = reverse("remark", args=[node.public_id])
    return client.post(address, {"text": text, "submission": form, **fields})


def state(page):
    assert page.status_code == 200
    return f.state_of(page.context["node"])


@pytest.mark.parametrize(
    ("moderation", "with_proof", "without"),
    [
        (Moderation.NOBODY, PUBLIC, WAITS),
        (Moderation.WITHOUT_ACCOUNT, WAITS, WAITS),
        (Moderation.EVERYBODY, WAITS, WAITS),
    ],
)
def test_with_proof_the_rule_of_the_window_holds_and_without_it_all_waits(
    client, moderation, with_proof, without
):
    about = f.open_passage(moderation=moderation)
    assert state(send(client, about, "Mit", proof=f.proof(FORM))) == with_proof
    assert state(send(client, about, "Ohne", form="1" * 32)) == without
    assert [each.unproven for each in Remark.objects.order_by("pk")] == [False, True]
    assert about.remarks == 0 and f.fresh(about).remarks == (with_proof == PUBLIC)


def test_reply_needs_a_proof_as_well(client):
    first = f.remark(f.open_passage(moderation=Moderation.NOBODY))
    assert state(send(client, first, "Mit", proof=f.proof(FORM))) == PUBLIC
    assert state(send(client, first, "Ohne", form="1" * 32)) == WAITS


def test_somebody_with_an_account_needs_no_proof(client, settings):
    settings.UNPROVEN_WAITING = settings.UNPROVEN_PER_DAY = 0
    client.force_login(f.person("Ada"))
    page = send(client, f.open_passage(moderation=Moderation.NOBODY))
    assert state(page) == PUBLIC
    assert not UsedProof.objects.exists()


@pytest.mark.parametrize("proof", ["", "x", "ä" * 5000, "e30="])
def test_worthless_proof_counts_as_none_and_says_so_calmly(client, proof):
    page = send(client, f.open_passage(moderation=Moderation.NOBODY), proof=proof)
    assert state(page) == WAITS
    assert "Das macht nichts: Ihr Text ist gespeichert" in page.content.decode()


def test_expired_proof_counts_as_none(client):
    proof = f.proof(FORM, at=f.NOW - LIFETIME)
    assert state(send(client, f.open_passage(moderation=Moderation.NOBODY), proof=proof)) == WAITS


def test_proof_of_another_form_counts_as_none_and_stays_unused(client):
    about = f.open_passage(moderation=Moderation.NOBODY)
    proof = f.proof("1" * 32)
    assert state(send(client, about, proof=proof)) == WAITS
    assert state(send(client, about, form="1" * 32, proof=proof)) == PUBLIC


def test_same_form_again_is_the_same_and_other_words_have_no_proof_any_more(client):
    about = f.open_passage(moderation=Moderation.NOBODY)
    proof = f.proof(FORM)
    first = send(client, about, proof=proof)
    again = send(client, about, proof=proof)
    assert again.context["again"] and again.context["code"] == first.context["code"]
    assert "Das macht nichts" not in again.content.decode()
    other = send(client, about, "Etwas anderes.", proof=proof)
    assert state(other) == WAITS
    # The card of what waits tells nobody its words.
    assert "Etwas anderes." not in Remark.objects.get(unproven=True).node.card
    assert UsedProof.objects.count() == 1


def test_refused_contribution_does_not_use_up_its_proof(client):
    about = f.open_passage(moderation=Moderation.NOBODY)
    proof = f.proof(FORM)
    assert send(client, about, " ", proof=proof).status_code == 400
    assert not UsedProof.objects.exists()
    assert state(send(client, about, proof=proof)) == PUBLIC


def test_many_with_proofs_from_one_address_wait_and_are_never_refused(client, settings):
    settings.REMARKS_PER_HOUR = 1
    settings.UNPROVEN_WAITING = 0
    about = f.open_passage(moderation=Moderation.NOBODY)
    forms = [f"{number:032x}" for number in range(3)]
    pages = [send(client, about, form, form, proof=f.proof(form)) for form in forms]
    assert [state(page) for page in pages] == [PUBLIC, WAITS, WAITS]
    assert not Remark.objects.filter(unproven=True).exists()
    assert "Das macht nichts" not in pages[-1].content.decode()


def test_corrected_contribution_beyond_the_usual_number_waits_again(client, settings):
    settings.REMARKS_PER_HOUR = 1
    about = f.open_passage(moderation=Moderation.NOBODY)
    forms = [f"{number:032x}" for number in range(2)]
    _first, page = (send(client, about, form, form, proof=f.proof(form)) for form in forms)
    code = page.context["code"].replace("-", "").lower()
    for words in ("Wartend geändert.", "Freigegeben geändert."):
        waits = correct_remark(code=code, text=words, at=f.NOW)
        assert waits.visibility == WAITS
        release(node=waits, visitor=f.moderator(), at=f.NOW)


def test_full_queue_refuses_only_what_has_no_proof_and_keeps_the_words(client, settings):
    settings.UNPROVEN_WAITING = 1
    about = f.open_passage(moderation=Moderation.NOBODY)
    waits = send(client, about, "Erste").context["node"]
    page = send(client, about)
    assert page.status_code == 429
    html = page.content.decode()
    assert TEXT in html and "Schalten Sie JavaScript ein" in html and "auf Papier" in html
    assert state(send(client, about, proof=f.proof(FORM))) == PUBLIC
    release(node=waits, visitor=f.moderator(), at=f.NOW)
    assert state(send(client, about, "Dritte")) == WAITS


def test_refused_attempts_of_a_full_queue_do_not_count_for_the_day(client, settings):
    settings.UNPROVEN_WAITING, settings.UNPROVEN_PER_DAY = 0, 1
    about = f.open_passage()
    for _ in range(3):
        assert "Gerade warten sehr viele" in send(client, about).content.decode()
    settings.UNPROVEN_WAITING = 500
    assert state(send(client, about)) == WAITS


def test_corrected_contribution_without_proof_waits_again(client):
    about = f.open_passage(moderation=Moderation.NOBODY)
    page = send(client, about)
    release(node=page.context["node"], visitor=f.moderator(), at=f.NOW)
    code = page.context["code"].replace("-", "").lower()
    corrected = correct_remark(code=code, text="Ganz anders.", at=f.NOW)
    assert corrected.visibility == WAITS
    proven = send(client, about, "Mit", "1" * 32, proof=f.proof("1" * 32))
    code = proven.context["code"].replace("-", "").lower()
    assert correct_remark(code=code, text="Mit!", at=f.NOW).visibility == PUBLIC


def test_moderators_see_which_came_without_proof_and_can_choose(client):
    about = f.open_passage()
    send(client, about, "Mit Prüfung gekommen", proof=f.proof(FORM))
    send(client, about, "Ohne gekommen", form="1" * 32)
    client.force_login(f.moderator().person)
    desk = reverse("moderation")
    shown = {
        choice: client.get(desk, {"pruefung": choice}).content.decode()
        for choice in ("", "ohne", "mit", "unsinn")
    }
    both = ("Mit Prüfung gekommen", "Ohne gekommen")
    found = {choice: tuple(text in html for text in both) for choice, html in shown.items()}
    assert found == {
        "": (True, True), "ohne": (False, True), "mit": (True, False), "unsinn": (True, True),
    }  # fmt: skip
    assert "Alle (2)" in shown[""] and "Ohne Prüfung (1)" in shown[""] and "Übrige (1)" in shown[""]
    assert [html.count('m-is-info">ohne Prüfung') for html in shown.values()] == [1, 1, 0, 1]


@pytest.mark.usefixtures("kept_salt")
def test_contribution_without_account_takes_as_many_statements_for_the_third(
    client, django_assert_num_queries
):
    about = f.open_passage()
    for number in range(3):
        form = f"{number:032x}"
        proof = f.proof(form)
        with django_assert_num_queries(15):
            send(client, about, form, form, proof=proof)
    for number in range(3, 6):
        with django_assert_num_queries(15):
            send(client, about, f"Nr. {number}", f"{number:032x}")


def test_full_queue_is_noticed_without_reading_every_node():
    if connection.vendor != "sqlite":
        pytest.skip("with few rows PostgreSQL rightly reads the whole table")
    with CaptureQueriesContext(connection) as asked:
        is_unproven_queue_full()
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + asked.captured_queries[0]["sql"])
        plan = " ".join(line[3] for line in cursor.fetchall())
    assert "USING INDEX remark_unproven" in plan
    assert "SCAN n" not in plan
