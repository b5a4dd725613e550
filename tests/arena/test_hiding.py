"""Moderators hide words of statements, trials, offers and sponsors; everybody reads why."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.arena.actions import checking, hiding, offering, sponsoring, stating
from mitmachstadt.arena.calculations.offering import fitting_offers
from mitmachstadt.arena.enums import Feasible, Words
from mitmachstadt.arena.errors import ReasonMissing, ReasonTooLong
from mitmachstadt.arena.errors.hiding import (
    HiddenAlready,
    NotHidden,
    NothingToHide,
    WordsHidden,
)
from mitmachstadt.arena.queries import idea_page
from mitmachstadt.contributions.errors import OwnContribution
from mitmachstadt.contributions.models import Mail
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.actions import grant_role
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_checks import TRIED
from tests.arena.test_offers import TODAY, WORDS
from tests.arena.test_statements import SAID

pytestmark = pytest.mark.django_db
WHY = "Beleidigt eine Person."
GAVE_BACK = "Mit solchen Leuten arbeite ich nicht."


class Hall:
    """An idea with one of each that somebody wrote beside it, all by the same person."""

    def __init__(self) -> None:
        self.arena = a.arena()
        self.idea = a.idea(self.arena)
        self.eli = f.citizen("Eli")
        at, idea, eli = f.NOW, self.idea, self.eli
        held = sponsoring.sponsor(idea=idea, visitor=eli, at=at)
        said = replace(SAID, interest="Ich habe die Patenschaft.", no_interest=False)
        statement = stating.state(idea=idea, said=said, visitor=eli, at=at)
        trial = checking.record_trial(idea=idea, tried=TRIED, visitor=eli, at=at)
        offer = offering.offer_competence(arena=self.arena, visitor=eli, at=at, **WORDS)
        sponsoring.give_back_sponsorship(sponsorship=held, reason=GAVE_BACK, visitor=eli, at=at)
        self.rows = {
            Words.STATEMENT: statement, Words.TRIAL: trial,
            Words.OFFER: offer, Words.SPONSORSHIP: held,
        }  # fmt: skip
        node, place = f"/de/n/{idea.node.public_id}/", f"/de/arena/{self.arena.node.public_id}/"
        # What is hidden, on which page it is told, and where else it stood.
        self.pages = {
            Words.STATEMENT: (SAID.text, f"{node}stellungnahmen/", node),
            Words.TRIAL: (TRIED.outcome, f"{node}proben/", node),
            Words.OFFER: (WORDS["title"], f"{place}angebote/{offer.public_id}/", node),
            Words.SPONSORSHIP: (GAVE_BACK, f"{node}patenschaft/", node),
        }

    def hide(self, what, reason=WHY, who=None, at=f.NOW):
        row = self.rows[what]
        return hiding.hide_words(
            what=what, number=row.pk, reason=reason, visitor=who or f.moderator(), at=at
        )

    def show(self, what, reason="Ein Versehen.", who=None):
        row = self.rows[what]
        return hiding.show_words(
            what=what, number=row.pk, reason=reason, visitor=who or f.moderator(), at=f.NOW
        )


@pytest.fixture
def hall():
    return Hall()


@pytest.mark.parametrize("what", list(Words))
def test_hidden_words_stand_nowhere_and_the_reason_does(hall, what, client):
    words, page, other = hall.pages[what]
    assert words in client.get(page).content.decode()
    hall.hide(what)
    shown = client.get(page).content.decode()
    assert words not in shown and WHY in shown and "ausgeblendet" in shown
    assert words not in client.get(other).content.decode()
    overview = client.get(f"/de/arena/{hall.arena.node.public_id}/angebote/").content.decode()
    assert words not in overview
    hall.show(what)
    shown = client.get(page).content.decode()
    assert words in shown and WHY not in shown


@pytest.mark.parametrize("what", list(Words))
def test_register_tells_it_and_who_wrote_gets_a_mail(hall, what):
    hall.hide(what)
    mail = Mail.objects.get(key__startswith=f"words-hidden/{what}/")
    assert WHY in mail.text and mail.subscriber.person == hall.eli.person
    address = hall.pages[what][1]
    assert address.removeprefix("/de") in mail.text
    hall.show(what)
    assert "Ein Versehen." in Mail.objects.get(key__startswith=f"words-shown/{what}/").text
    lines = Entry.objects.filter(kind__startswith="words.").order_by("pk")
    assert [line.kind for line in lines] == ["words.hidden", "words.shown"]
    assert lines[0].payload.content["reason"] == WHY


@pytest.mark.parametrize("what", list(Words))
def test_only_moderators_with_a_reason_once_and_not_their_own(hall, what):
    for stranger in (f.citizen(), f.office()):
        with pytest.raises(RoleNeeded):
            hall.hide(what, who=stranger)
    for reason, refusal in (("", ReasonMissing), (" ", ReasonMissing), ("x" * 1001, ReasonTooLong)):
        with pytest.raises(refusal):
            hall.hide(what, reason)
    with pytest.raises(NotHidden):
        hall.show(what)
    grant_role(person=hall.eli.person, role=BuiltInGroup.MODERATOR, by=None, at=f.NOW)
    with pytest.raises(OwnContribution):
        hall.hide(what, who=f.visitor(hall.eli.person))
    hall.hide(what)
    with pytest.raises(HiddenAlready):
        hall.hide(what)
    with pytest.raises(ReasonMissing):
        hall.show(what, "")
    with pytest.raises(RoleNeeded):
        hall.show(what, who=f.office())


@pytest.mark.parametrize("what", list(Words))
def test_database_too_hides_nothing_without_a_reason(hall, what):
    row = hall.rows[what]
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(hidden=f.NOW, hidden_because="")


def test_hidden_words_are_not_changed_or_used_but_can_be_taken_back(hall):
    for what in (Words.STATEMENT, Words.TRIAL, Words.OFFER):
        hall.hide(what)
    sponsoring.sponsor(idea=hall.idea, visitor=hall.eli, at=f.NOW)
    other, eli, at = replace(SAID, text="Anders gesagt."), hall.eli, f.NOW
    statement, offer = hall.rows[Words.STATEMENT], hall.rows[Words.OFFER]
    with pytest.raises(WordsHidden) as refused:
        stating.correct_statement(statement=statement, said=other, seen=1, visitor=eli, at=at)
    assert WHY in refused.value.in_words
    with pytest.raises(WordsHidden):
        checking.correct_trial(
            trial=hall.rows[Words.TRIAL], tried=replace(TRIED, how_many=3), reason="Verzählt.",
            seen=1, visitor=eli, at=at,
        )  # fmt: skip
    with pytest.raises(WordsHidden):
        offering.renew_offer(offer=offer, until=TODAY.replace(year=2027), visitor=eli, at=at)
    with pytest.raises(WordsHidden):
        offering.join_idea(offer=offer, idea=hall.idea, visitor=eli, at=at)
    gone = stating.withdraw_statement(statement=statement, visitor=eli, at=at)
    offering.withdraw_offer(offer=offer, visitor=eli, at=at)
    assert gone.hidden is None and gone.hidden_because == ""
    with pytest.raises(NothingToHide):
        hall.hide(Words.STATEMENT)


def test_hidden_statements_and_offers_count_nowhere_and_trials_do(hall, client):
    stating.state(
        idea=hall.idea, said=replace(SAID, feasible=Feasible.NO), visitor=f.citizen(), at=f.NOW
    )
    assert fitting_offers(hall.idea, hall.idea.node, [], today=TODAY)
    for what in (Words.STATEMENT, Words.OFFER, Words.TRIAL):
        hall.hide(what)
    page = idea_page(hall.idea.node, at=f.NOW)
    assert page.statement_count == 1 and len(page.statements) == 1
    assert [(each["short"], each["how_many"]) for each in page.trials] == [("", 24)]
    assert not fitting_offers(hall.idea, hall.idea.node, [], today=TODAY)
    shown = client.get(hall.pages[Words.STATEMENT][1]).content.decode()
    assert "nicht machbar: 1" in shown and "machbar unter Bedingungen: " not in shown
    shown = client.get(hall.pages[Words.TRIAL][1]).content.decode()
    assert "24" in shown and "anpassen: 1" in shown


def test_former_words_of_what_is_hidden_are_hidden_too(hall, client):
    other = replace(SAID, text="Anders gesagt.", interest="Ja, eines.", no_interest=False)
    stating.correct_statement(
        statement=hall.rows[Words.STATEMENT], said=other, seen=1, visitor=hall.eli, at=f.NOW
    )
    page = hall.pages[Words.STATEMENT][1]
    assert SAID.text in client.get(page).content.decode()
    hall.hide(Words.STATEMENT)
    shown = client.get(page).content.decode()
    assert SAID.text not in shown and "Anders gesagt." not in shown
    checking.correct_trial(
        trial=hall.rows[Words.TRIAL], tried=replace(TRIED, outcome="Zehn."), reason="Verzählt.",
        seen=1, visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    hall.hide(Words.TRIAL)
    shown = client.get(hall.pages[Words.TRIAL][1]).content.decode()
    assert TRIED.outcome not in shown and "Zehn." not in shown and "Verzählt." not in shown


def test_moderators_read_the_words_hide_them_and_show_them_again(hall, client):
    moderator = f.moderator().person
    for what, row in hall.rows.items():
        words, page, _other = hall.pages[what]
        address = f"/de/moderation/worte/{what}/{row.pk}/"
        client.force_login(f.person("Fremd"))
        assert client.get(address).status_code == 403
        client.force_login(moderator)
        assert address in client.get(page).content.decode()
        assert words in client.get(address).content.decode()
        assert client.post(address, {"reason": ""}).status_code == 400
        assert client.post(address, {"reason": WHY}).status_code == 302
        assert client.post(address, {"reason": WHY}).status_code == 409
        shown = client.get(address).content.decode()
        assert words in shown and WHY in shown and "Wieder zeigen" in shown
        assert address in client.get(page).content.decode(), "the way back to it"
        assert client.post(address, {"reason": "Doch.", "show": "1"}).status_code == 302
    for wrong in ("stellungnahme/99999", "unsinn/1", "probe/9999999999999999999999"):
        assert client.get(f"/de/moderation/worte/{wrong}/").status_code == 404


def test_readers_report_words_by_their_idea(hall, client):
    for what in (Words.STATEMENT, Words.TRIAL, Words.SPONSORSHIP):
        row, page = hall.rows[what], hall.pages[what][1]
        address = f"/de/n/{hall.idea.node.public_id}/melden/?zu={what}-{row.pk}"
        assert address in client.get(page).content.decode()
        assert f"Es geht um: {what}-{row.pk}" in client.get(address).content.decode()
    typed = client.get(f"/de/n/{hall.idea.node.public_id}/melden/?zu=Kaufen+Sie").content.decode()
    assert "Es geht um" not in typed and ">Kaufen Sie" not in typed
