"""After a deletion no table, page, feed, mail or index says who it was or what they wrote."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from mitmachstadt.contributions.actions import (
    appeal,
    correct_remark,
    decide_appeal,
    follow,
    give_support,
    report,
    telling,
)
from mitmachstadt.contributions.actions.sending import send_mails
from mitmachstadt.contributions.enums import ReportReason
from mitmachstadt.contributions.models import Appeal, Claim, Follow, Mail, Report, Support
from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.models import Deletion
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Trace
from mitmachstadt.outreach.models import Check, Entry
from mitmachstadt.people.actions import ask_to_speak, show_myself, sign_in, take_request_back
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor
from tests import factories as f
from tests.data_protection.whole import index_finds, tables_that_say
from tests.outreach import cities

pytestmark = pytest.mark.django_db
NAME = "Wilhelmine Ungefähr"
WORDS = "Zwiebelturmbeleuchtung"
FORMER = "Gartenzaunvermessung"
REPORTED, APPEALED = "Schimpfwortsammlung", "Missverständnisvermutung"
DOES, PROOF = "Schatzmeisterinnenamt", "Vereinsregisternummer"
PASSWORD = "vier ruhige Pferde im Nebel"


class Life:
    """Somebody who has done everything that one can do here."""

    def __init__(self) -> None:
        self.person = f.person(NAME, password=PASSWORD)
        me = f.visitor(self.person)
        self.about = f.open_passage()
        self.club = f.organisation("Radverein", self.person)
        said = f.submitted(self.about, f"Mehr {FORMER} bitte.", by=me, neighbourhood="Hof 7")
        correct_remark(code=said.code, text=f"Mehr {WORDS} bitte.", at=f.NOW)
        self.said = f.fresh(said.node)
        self.reply = f.remark(self.said, "Das sehe ich auch so.")
        self.answer = f.answer(self.said)
        self.taken_up = f.node(title="Ein Abschnitt, der es aufnimmt")
        Trace.objects.create(
            source=self.said, target=self.taken_up, relation="taken_up_in", created=f.NOW
        )
        self.for_club = f.remark(
            self.about, "Der Verein zählt Räder.", by=me, capacity=Capacity.ORGANISATION,
            organisation=self.club,
        )  # fmt: skip
        self.others = f.remark(self.about, "Mehr Bänke.")
        give_support(node=self.others, visitor=me, at=f.NOW)
        follow(node=self.about, visitor=me, at=f.NOW)
        follower = f.citizen("Folgender Mensch")
        follow(node=self.about, visitor=follower, at=f.NOW - 20 * f.DAY)
        telling.write_digests(after=0, at=f.NOW + f.DAY)
        telling.tell_of_answer(public_id=self.answer.public_id, at=f.NOW)
        f.hidden(f.remark(self.about, "Etwas anderes."), reason="Wirbt für ein Produkt.")
        self._quarrel(me)
        self._belong(me)

    def _quarrel(self, me: Visitor) -> None:
        """Somebody reported their words, they were hidden, and shown again after an appeal."""
        self.shown = f.remark(self.about, "Das war einmal ausgeblendet.", by=me)
        reader = f.citizen("Leserin")
        report(
            node=self.shown, reason=ReportReason.INSULT, text=f"{NAME}: {REPORTED}", visitor=reader,
            submission="a" * 32, address="192.0.2.1", at=f.NOW,
        )  # fmt: skip
        f.hidden(self.shown)
        appeal(node=f.fresh(self.shown), visitor=me, text=f"Ich, {NAME}: {APPEALED}", at=f.NOW)
        judge = f.moderator("Zweite Moderation")
        decide_appeal(node=self.shown, visitor=judge, grant=True, reason="Ist erlaubt.", at=f.NOW)

    def _belong(self, me: Visitor) -> None:
        """They are shown at their club, asked to speak for others, and helped at a market."""
        show_myself(organisation=self.club, does=DOES, agrees=True, visitor=me, at=f.NOW)
        asked = ask_to_speak(name="Ruderclub", function=DOES, proof=PROOF, visitor=me, at=f.NOW)
        take_request_back(request=asked, visitor=me, at=f.NOW)
        ask_to_speak(name="Turnverein", function=DOES, proof=PROOF, visitor=me, at=f.NOW)
        self.typed = cities.entered(cities.occasion(self.about), "Von einer Karte.").node
        Entry.objects.filter(node=self.typed).update(by=self.person)
        entry = Entry.objects.get(node=self.typed)
        Check.objects.create(entry=entry, by=self.person, at=f.NOW, same=True)
        Claim.objects.create(node=self.others, by=self.person, at=f.NOW)

    @property
    def secrets(self) -> list[str]:
        email = self.person.email
        private = [REPORTED, APPEALED, DOES, PROOF]
        return [email, NAME, "Wilhelmine", WORDS, FORMER, self.person.public_id, "Hof 7", *private]

    def leave(self, choice: str) -> None:
        actions.ask_to_be_deleted(
            person=self.person, choice=choice, password=PASSWORD, visitor=f.visitor(self.person),
            at=f.NOW + f.DAY,
        )  # fmt: skip
        while actions.carry_out_waiting(at=f.NOW + f.DAY):
            pass

    def leave_and_be_told(self, choice: str) -> None:
        self.leave(choice)
        Mail.objects.filter(due__isnull=False).update(due=timezone.now())
        while send_mails():
            pass


@pytest.fixture
def life() -> Life:
    return Life()


def test_everything_that_is_looked_for_stands_somewhere_before(life):
    assert set(tables_that_say(life.secrets)) == set(life.secrets)
    assert index_finds(WORDS) == 1


def test_nobody_finds_name_address_or_words_anywhere_after_both_were_deleted(life):
    life.leave_and_be_told("words")
    assert tables_that_say([s for s in life.secrets if s != life.person.public_id]) == {}
    assert index_finds(WORDS) == index_finds(FORMER) == 0
    assert not Person.objects.filter(pk=life.person.pk).exists()


def test_words_that_are_kept_stand_without_name_address_or_former_words(life):
    life.leave_and_be_told("nameless")
    gone = [life.person.email, NAME, "Wilhelmine", REPORTED, APPEALED, DOES, PROOF]
    assert tables_that_say(gone) == {}
    kept = f.fresh(life.said)
    assert (kept.author, kept.author_name, kept.visibility) == (None, "", Visibility.PUBLIC)
    assert WORDS in kept.text and WORDS in kept.card
    assert index_finds(WORDS) == 1


@pytest.mark.parametrize("choice", ["words", "nameless"])
def test_the_identifier_of_a_citizen_stands_only_in_lines_of_the_register(life, choice):
    life.leave_and_be_told(choice)
    said = tables_that_say([life.person.public_id])
    assert said == {life.person.public_id: ["ledger_entry"]}


@pytest.mark.parametrize("choice", ["words", "nameless"])
def test_what_others_said_traces_answers_and_counters_stay_right(life, choice):
    life.leave_and_be_told(choice)
    assert f.state_of(life.reply) == Visibility.PUBLIC
    assert f.fresh(life.answer).text == f.REASON
    assert Trace.objects.filter(source=life.said).count() == 2
    others = f.fresh(life.others)
    assert (others.supports, Support.objects.filter(node=life.others).count()) == (0, 0)
    about = f.fresh(life.about)
    assert about.remarks == (4 if choice == "words" else 6)
    assert Follow.objects.filter(node=life.about).count() == 1


def test_the_answered_words_are_a_tombstone_that_still_shows_reply_and_answer(life, client):
    life.leave_and_be_told("words")
    page = client.get(f"/de/n/{life.said.public_id}/").content.decode()
    assert (
        "zurückgezogen" in page and "Das sehe ich auch so." in page and "Was wurde daraus" in page
    )
    assert life.taken_up.title in page


def test_what_was_said_for_an_organisation_stays_for_it_without_the_name(life):
    life.leave_and_be_told("words")
    kept = f.fresh(life.for_club)
    assert (kept.text, kept.organisation_name) == ("Der Verein zählt Räder.", "Radverein")
    assert (kept.author, kept.author_name) == (None, "")


@pytest.mark.django_db(transaction=True)
def test_kept_pages_and_feeds_say_nothing_any_more(life):
    addresses = [
        f"/de/n/{life.about.public_id}/",
        f"/de/n/{life.said.public_id}/",
        f"/de/n/{life.said.public_id}/register/",
        f"/de/n/{life.about.public_id}/neues.atom",
        "/de/neues.atom",
        "/de/",
    ]
    visitor = Client()
    before = {address: visitor.get(address) for address in addresses}
    assert any(WORDS in page.content.decode() for page in before.values())
    life.leave_and_be_told("words")
    for address, former in before.items():
        known = {"If-None-Match": former["ETag"]} if "ETag" in former else {}
        page = Client().get(address, headers=known)
        text = page.content.decode()
        assert WORDS not in text and NAME not in text and FORMER not in text, address
        if WORDS in former.content.decode():
            assert page.status_code == 200, f"{address} is still called unchanged"


def test_the_search_of_visitors_and_moderators_finds_nothing(life):
    assert WORDS in Client().get("/de/suche/", {"q": WORDS}).content.decode()
    life.leave_and_be_told("words")
    moderator = f.person("Moderation", BuiltInGroup.MODERATOR)
    desk = Client()
    desk.force_login(moderator)
    for client in (Client(), desk):
        hits = client.get("/de/suche/", {"q": WORDS}).content.decode()
        assert "bitte" not in hits


def test_no_mail_that_waits_tells_the_words_and_others_hear_the_rest_later(life):
    assert Mail.objects.filter(due__isnull=False, text__contains=WORDS).exists()
    life.leave("words")
    assert not Mail.objects.filter(text__contains=WORDS).exists()
    assert mail.outbox == []


def test_sessions_end_and_the_account_cannot_be_used(life, rf):
    client = Client()
    client.force_login(life.person)
    assert client.get("/de/konto/").status_code == 200
    life.leave_and_be_told("words")
    assert client.get("/de/konto/").status_code == 302
    from django.contrib.sessions.models import Session

    assert not Session.objects.exists()
    request = rf.post("/")
    email = life.person.email
    assert (
        sign_in(
            email=email, password=PASSWORD, address="192.0.2.1", at=timezone.now(), request=request
        )
        is None
    )


def test_the_record_says_that_it_was_done_and_names_nobody(life):
    life.leave_and_be_told("words")
    record = Deletion.objects.get()
    assert (record.person, record.contributions, record.supports) == (None, 3, 1)
    assert record.done is not None


def test_what_was_decided_and_typed_for_others_stays_and_names_nobody(life):
    life.leave_and_be_told("nameless")
    assert (Report.objects.get().upheld, Report.objects.get().reason) == (True, ReportReason.INSULT)
    assert Appeal.objects.get().reason == "Ist erlaubt."
    assert life.shown.moderation_steps.filter(by=None).exists()
    assert (Entry.objects.get().by, Check.objects.get().by) == (None, None)
    assert f.fresh(life.typed).text == "Von einer Karte."
    assert not Claim.objects.exists()


def test_one_contribution_that_loses_its_name_loses_what_was_written_about_it(life):
    actions.ask_to_forget(node=f.fresh(life.shown), choice="nameless", at=f.NOW)
    assert tables_that_say([REPORTED, APPEALED]) == {}
    assert not life.shown.moderation_steps.filter(by=life.person).exists()
