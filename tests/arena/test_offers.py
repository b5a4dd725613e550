"""Offers of competence meet needs, with reasons, and nobody's address is shown."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from mitmachstadt.arena.actions import offering, sponsoring
from mitmachstadt.arena.calculations.offering import fits, fitting_ideas, fitting_offers
from mitmachstadt.arena.enums import MOST_OFFERS, OFFERS_PAGE
from mitmachstadt.arena.errors import ReasonMissing, TitleTooLong
from mitmachstadt.arena.errors.offers import (
    AnswerMissing,
    IdeaElsewhere,
    JoinedAlready,
    NotYourOffer,
    OfferEndsWrong,
    OfferIncomplete,
    OfferNamesAddress,
    OfferOver,
    OfferTooLong,
    OnlySponsorsAnswer,
    TooManyOffers,
    UnknownField,
)
from mitmachstadt.arena.models import Joining, Offer
from mitmachstadt.arena.queries.offers import Candidate, offer_by_public_id
from mitmachstadt.contributions.actions import hide
from mitmachstadt.contributions.models import Mail
from mitmachstadt.ledger.models import Payload
from mitmachstadt.nodes.queries.search import telling_stems
from mitmachstadt.pages.queries import node_page, node_to_show
from mitmachstadt.people.errors import NotAMember, RoleNeeded, SignInNeeded
from tests import factories as f
from tests.arena import ideas as a
from tests.taxonomies import make

pytestmark = pytest.mark.django_db
TODAY = f.NOW.date()
WORDS = {
    "title": "Terminals barrierefrei bauen",
    "text": "Ich baue seit Jahren Terminals, die alle bedienen können.",
    "fields": (),
    "until": TODAY + timedelta(days=30),
}


def offered(inside, who=None, at=f.NOW, **change):
    words = {**WORDS, **change}
    return offering.offer_competence(arena=inside, visitor=who or f.citizen("Eli"), at=at, **words)


def found(one):
    return offer_by_public_id(one.arena, one.public_id)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, OfferIncomplete),
        ({"text": ""}, OfferIncomplete),
        ({"title": "x" * 121}, TitleTooLong),
        ({"text": "x" * 2001}, OfferTooLong),
        ({"text": "Schreiben Sie an eli@example.org."}, OfferNamesAddress),
        ({"text": "Rufen Sie an: 030 12345678."}, OfferNamesAddress),
        ({"until": TODAY}, OfferEndsWrong),
        ({"until": TODAY + timedelta(days=366)}, OfferEndsWrong),
        ({"fields": ("gibtesnicht",)}, UnknownField),
    ],
)
def test_offer_that_cannot_be_is_refused(change, refusal):
    with pytest.raises(refusal):
        offered(a.arena(), **change)
    assert not Offer.objects.exists()


def test_offers_are_few_and_made_by_whom_they_are():
    inside, who = a.arena(), f.citizen()
    with pytest.raises(SignInNeeded):
        offered(inside, f.visitor())
    with pytest.raises(NotAMember):
        offered(inside, who, organisation=f.organisation("Kammer"))
    for nth in range(MOST_OFFERS):
        offered(inside, who, title=f"Nummer {nth}")
    with pytest.raises(TooManyOffers):
        offered(inside, who)


def test_same_field_comes_before_shared_words_and_both_are_named():
    make.published("verkehr", "bildung")
    from mitmachstadt.arena.queries import fields_to_choose

    verkehr = next(e.term.public_id for e in fields_to_choose() if e.slug == "verkehr")
    inside = a.arena()
    one = a.idea(
        inside, "Terminal im Amt", text="Im Bürgeramt fehlt ein Terminal.", terms=[verkehr]
    )
    words = offered(inside, title="Terminal bauen", text="Ein Terminal im Bürgeramt.")
    field = offered(inside, title="Wege zählen", text="Mit Sensoren.", fields=(verkehr,))
    offered(inside, title="Kuchen backen", text="Ohne Zucker.")
    fitting = fitting_offers(one, one.node, [verkehr], today=TODAY)
    assert [fit.thing for fit in fitting] == [field, words]
    assert fitting[0].reasons == ["gleiches Handlungsfeld: Verkehr"]
    assert fitting[1].reasons[0].startswith("gemeinsame Wörter: ")
    assert "terminal" in fitting[1].reasons[0]
    assert [fit.thing for fit in fitting_ideas(found(field))] == [one]


def test_fits_are_the_same_every_time_and_few():
    many = [Candidate(nth, "Terminal bauen", {}) for nth in range(9)]
    best = [fit.thing for fit in fits("Ein Terminal", [], many)]
    assert best == [0, 1, 2] == [fit.thing for fit in fits("Ein Terminal", [], many)]
    assert fits("Etwas ganz anderes", [], many) == []


def test_what_is_over_fits_nowhere():
    inside, who = a.arena(), f.citizen()
    one = a.idea(inside)
    gone, past = offered(inside, who), offered(inside, until=TODAY + timedelta(days=1))
    offering.withdraw_offer(offer=gone, visitor=who, at=f.NOW)
    later = past.until + timedelta(days=1)
    assert fitting_offers(one, one.node, [], today=later) == []
    assert [fit.thing for fit in fitting_offers(one, one.node, [], today=TODAY)] == [past]


def test_renewed_and_withdrawn_by_whom_it_is_from_alone():
    inside, who = a.arena(), f.citizen("Eli")
    mine = offered(inside, who)
    until = TODAY + timedelta(days=300)
    for stranger in (f.citizen(), f.office()):
        with pytest.raises(NotYourOffer):
            offering.renew_offer(offer=mine, until=until, visitor=stranger, at=f.NOW)
        with pytest.raises(NotYourOffer):
            offering.withdraw_offer(offer=mine, visitor=stranger, at=f.NOW)
    with pytest.raises(OfferEndsWrong):
        offering.renew_offer(offer=mine, until=TODAY, visitor=who, at=f.NOW)
    assert offering.renew_offer(offer=mine, until=until, visitor=who, at=f.NOW).until == until
    offering.withdraw_offer(offer=mine, visitor=who, at=f.NOW)
    mine.refresh_from_db()
    assert (mine.title, mine.text, mine.name, mine.person) == ("", "", "", None)
    assert not Payload.objects.filter(content__text=WORDS["text"]).exists()
    with pytest.raises(OfferOver):
        offering.renew_offer(offer=mine, until=until, visitor=who, at=f.NOW)


def test_office_removes_what_has_no_place_here_and_says_why(client):
    mine = offered(a.arena())
    with pytest.raises(RoleNeeded):
        offering.take_offer_down(offer=mine, reason="Werbung.", visitor=f.citizen(), at=f.NOW)
    with pytest.raises(ReasonMissing):
        offering.take_offer_down(offer=mine, reason="", visitor=f.office(), at=f.NOW)
    offering.take_offer_down(offer=mine, reason="Ist Werbung.", visitor=f.office(), at=f.NOW)
    address = f"/de/arena/{mine.arena.node.public_id}/angebote/{mine.public_id}/"
    page = client.get(address).content.decode()
    assert "Ist Werbung." in page and WORDS["title"] not in page


def test_who_is_in_is_seen_by_sponsors_alone_and_answered_by_them(client):
    inside, eli, kim = a.arena(), f.citizen("Eli"), f.citizen("Kim")
    one, mine = a.idea(inside), offered(inside, eli)
    sponsoring.sponsor(idea=one, visitor=kim, at=f.NOW)

    def join(who=eli, idea=one, note="Gern abends."):
        return offering.join_idea(offer=mine, idea=idea, note=note, visitor=who, at=f.NOW)

    with pytest.raises(NotYourOffer):
        join(f.citizen())
    with pytest.raises(OfferNamesAddress):
        join(note="eli@example.org")
    with pytest.raises(IdeaElsewhere):
        join(idea=a.idea(a.arena(title="Arena Süd")))
    joining = join()
    with pytest.raises(JoinedAlready):
        join()
    assert "Gern abends." in Mail.objects.get().text
    address = f"/de/n/{one.node.public_id}/patenschaft/"
    client.force_login(f.person("Fremd"))
    assert "Gern abends." not in client.get(address).content.decode()
    client.force_login(kim.person)
    assert "Gern abends." in client.get(address).content.decode()
    for words, who, refusal in (
        ("Ja.", f.citizen(), OnlySponsorsAnswer),
        ("Ja.", eli, OnlySponsorsAnswer),
        ("", kim, AnswerMissing),
        ("kim@example.org", kim, OfferNamesAddress),
    ):
        with pytest.raises(refusal):
            offering.answer_joining(joining=joining, answer=words, visitor=who, at=f.NOW)
    offering.answer_joining(joining=joining, answer="Montag um sechs.", visitor=kim, at=f.NOW)
    assert Mail.objects.filter(text__contains="Montag um sechs.").count() == 1
    offering.leave_idea(joining=joining, visitor=eli, at=f.NOW)
    joining.refresh_from_db()
    assert (joining.note, joining.answer) == ("", "")
    assert join(), "one may come again"


def test_pages_do_what_the_actions_do(client):
    inside = a.arena()
    one = a.idea(inside)
    address = f"/de/arena/{inside.node.public_id}/angebote/"
    told = {"title": WORDS["title"], "text": WORDS["text"], "until": "2099-01-01"}
    assert client.get(f"{address}neu/").status_code == 302
    assert client.post(f"{address}neu/", told).status_code == 403
    eli, kim = f.person("Eli"), f.visitor(f.person("Kim"))
    sponsoring.sponsor(idea=one, visitor=kim, at=f.NOW)
    client.force_login(eli)
    assert client.get(f"{address}neu/").status_code == 200
    assert client.post(f"{address}neu/", told).status_code == 400
    until = (timezone.localdate() + timedelta(days=100)).isoformat()
    assert client.post(f"{address}neu/", {**told, "until": until}).status_code == 302
    mine = Offer.objects.get()
    own = f"{address}{mine.public_id}/"
    page = client.get(own).content.decode()
    assert one.node.title in page and "gemeinsame Wörter" in page and eli.email not in page
    assert mine.title in client.get(address).content.decode()
    assert mine.title in client.get(f"/de/n/{one.node.public_id}/").content.decode()
    assert client.post(f"{own}verlaengern/", {"until": "2020-01-01"}).status_code == 400
    assert client.post(f"{own}verlaengern/", {"until": until}).status_code == 302
    assert client.post(f"{own}mitmachen/", {"idea": "gibtesnicht"}).status_code == 404
    assert client.post(f"{own}mitmachen/", {"idea": one.node.public_id}).status_code == 302
    assert client.post(f"{own}mitmachen/", {"idea": one.node.public_id}).status_code == 409
    joining = f"/de/n/{one.node.public_id}/mitmachen/{Joining.objects.get().pk}/"
    assert client.post(joining, {"answer": "Ja."}).status_code == 403
    client.force_login(kim.person)
    assert client.post(joining, {"answer": "Ja."}).status_code == 302
    assert client.post(f"{joining}ende/").status_code == 403
    assert client.post(f"{own}zurueckziehen/").status_code == 403
    assert client.post(f"{own}entfernen/", {"reason": "x"}).status_code == 403
    client.force_login(eli)
    assert "Ja." in client.get(own).content.decode()
    assert client.post(f"{joining}ende/").status_code == 302
    assert client.post(f"{own}zurueckziehen/").status_code == 302
    assert client.get(own).status_code == 200
    client.force_login(f.office().person)
    assert client.post(f"{own}entfernen/", {"reason": ""}).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_as_often_for_three_as_for_one(number, client, django_assert_num_queries):
    inside = a.arena()
    for nth in range(number):
        a.idea(inside, f"Terminal {nth}")
        offered(inside, at=f.NOW)
    address = f"/de/arena/{inside.node.public_id}/angebote/"
    mine = Offer.objects.first()
    client.get("/de/")
    with django_assert_num_queries(2):
        client.get(address)
    with django_assert_num_queries(4):
        client.get(f"{address}{mine.public_id}/")


def test_list_goes_on_where_the_page_ends(client):
    inside = a.arena()
    for nth in range(OFFERS_PAGE + 1):
        offered(inside, title=f"Nummer {nth}.")
    address = f"/de/arena/{inside.node.public_id}/angebote/"
    assert "Nummer 0." not in client.get(address).content.decode()
    last = Offer.objects.order_by("pk")[1]
    assert "Nummer 0." in client.get(f"{address}?nach={last.pk}").content.decode()


def test_kept_page_of_an_idea_names_an_offer_until_its_last_day_is_over(client, time_machine):
    inside = a.arena()
    one = a.idea(inside)
    lasts = offered(inside, until=TODAY + timedelta(days=2))
    address = f"/de/n/{one.node.public_id}/"
    midnight = timezone.make_aware(datetime.combine(lasts.until + timedelta(days=1), time()))
    for moment, named in (
        (f.NOW, True),
        (midnight - timedelta(seconds=1), True),
        (midnight, False),
    ):
        time_machine.move_to(moment, tick=False)
        assert (lasts.title in client.get(address).content.decode()) == named, moment
    page = node_page(node_to_show(one.node.public_id), at=f.NOW)
    assert page.stays_until(at=f.NOW) == midnight
    assert node_page(one.node, at=midnight).stays_until(at=midnight) > midnight


def hide_idea(one):
    hide(node=one.node, visitor=f.moderator(), reason="Beleidigt.", at=f.NOW)


def test_hidden_idea_is_not_named_to_who_is_in_on_it(client):
    inside, eli = a.arena(), f.citizen("Eli")
    one, mine = a.idea(inside, "Terminal voller Beleidigungen"), offered(inside, eli)
    offering.join_idea(offer=mine, idea=one, visitor=eli, at=f.NOW)
    client.force_login(eli.person)
    address = f"/de/arena/{inside.node.public_id}/angebote/{mine.public_id}/"
    assert "Beleidigungen" in client.get(address).content.decode()
    hide_idea(one)
    page = client.get(address).content.decode()
    assert "Beleidigungen" not in page and "Ausgeblendet" in page
    assert a.fresh(one).node.title == "Terminal voller Beleidigungen", "the row keeps them"


def test_hidden_idea_is_not_named_in_mail_to_its_sponsors():
    kim = f.citizen("Kim")
    for title in ("Offen", "Beleidigend"):
        one = a.idea(a.arena(), title)
        sponsoring.sponsor(idea=one, visitor=kim, at=f.NOW)
    hide_idea(one)
    Mail.objects.all().delete()
    assert sponsoring.warn_sponsors(at=f.NOW + timedelta(days=80)) == 2
    texts = " ".join(Mail.objects.values_list("text", flat=True))
    assert "Offen" in texts and "Beleidigend" not in texts and "Ausgeblendet" in texts
    assert a.fresh(one).node.title == "Beleidigend"


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr("mitmachstadt.arena.queries.offers.CANDIDATES", 2)


def test_old_offer_that_shares_words_is_found_among_newer_ones(few):
    inside = a.arena()
    one = a.idea(inside)
    old = offered(inside, title="Terminals bauen", text="Für jedes Bürgeramt.")
    for nth in range(4):
        offered(inside, title=f"Kuchen {nth}", text="Ohne Zucker.")
        offered(inside, title=f"Säle {nth}", text="In jedem Bürgeramt.")
    assert old in [fit.thing for fit in fitting_offers(one, one.node, [], today=TODAY)]


def test_old_idea_that_shares_words_is_found_among_newer_ones(few):
    inside = a.arena()
    old = a.idea(inside)
    mine = found(offered(inside, title="Terminals bauen", text="Für jedes Bürgeramt."))
    for nth in range(4):
        a.idea(inside, f"Brunnen {nth}", text="Wasser im Park.")
    assert [fit.thing for fit in fitting_ideas(mine)] == [old]
    hide_idea(old)
    assert fitting_ideas(mine) == []


def test_offers_fit_whatever_stands_in_an_idea():
    inside = a.arena()
    offered(inside)
    for text in ("%' OR 1=1 --", "und oder", "ÄRZTE Ärzte ärzte", "x" * 3000, "\\%_"):
        one = a.idea(inside, "Etwas", text=text)
        assert isinstance(fitting_offers(one, one.node, [], today=TODAY), list)


def test_pieces_of_words_are_found_in_any_spelling_of_both_databases():
    found = telling_stems("Im Bürgeramt fehlen ÄRZTE auf der Straße. Größe? Доступ")
    assert "rgera" in found and "stra" in found and "досту"[:4] in found
    assert not any(len(piece) < 3 for piece in found)
    assert telling_stems("und auf der im") == []
