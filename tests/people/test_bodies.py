"""Bodies: who sits in them for which term, and what of those that are not public nobody sees."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.answers.queries import decisions_on
from mitmachstadt.contributions.queries import newest
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind, PostState
from mitmachstadt.people.errors import (
    EndsBeforeItBegins,
    NotABody,
    NotPublic,
    OnlyABodyIsHidden,
    OrganisationHasEnded,
    PostOfAnother,
    RoleNeeded,
    SeatIsOver,
    SeatTaken,
    TermNeedsEnd,
    TermTooLong,
)
from mitmachstadt.people.models import Organisation, Seat
from mitmachstadt.people.queries import members_of, organisations_of, organisations_on
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
BODY, AUTHORITY = OrganisationKind.BODY, OrganisationKind.SUBORDINATE_AUTHORITY
TODAY = NOW.date()
YEAR = timedelta(days=365)
SECRET = "Runder Tisch Sicherheit"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def boss():
    return f.administrator("Chefin")


@pytest.fixture
def council():
    return f.organisation("Lenkungsrat", kind=BODY)


@pytest.fixture
def unit():
    return f.organisation("Amt für Wege", kind=AUTHORITY)


@pytest.fixture
def hidden(boss):
    return actions.enter_organisation(
        name=SECRET, kind=BODY, district=None, public=False, verified="Satzung", visitor=boss,
        at=NOW,
    )  # fmt: skip


def seat(body, sender, boss, since=TODAY, until=TODAY + YEAR, **more):
    more |= {"since": since, "until": until}
    return actions.seat_in_body(body=body, sender=sender, visitor=boss, at=NOW, **more)


def post_of(unit, boss, name="Wegebeauftragte"):
    return actions.establish_post(
        organisation=unit, name=name, state=PostState.FILLED, since=TODAY, visitor=boss, at=NOW
    )


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_a_term_without_an_end_is_refused_and_the_database_holds_none(boss, council, unit):
    with pytest.raises(TermNeedsEnd, match="bis wann"):
        seat(council, unit, boss, until=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(body=council, sender=unit, sender_name="x", since=TODAY, until=None)


def test_only_bodies_have_members_for_terms_of_a_bearable_length(boss, council, unit):
    club = f.organisation("Radverein")
    with pytest.raises(NotABody):
        seat(club, unit, boss)
    for refusal, until in ((EndsBeforeItBegins, TODAY - DAY), (TermTooLong, date(2299, 12, 31))):
        with pytest.raises(refusal):
            seat(council, unit, boss, until=until)
    with pytest.raises(PostOfAnother):
        seat(council, club, boss, post=post_of(unit, boss))
    with pytest.raises(RoleNeeded):
        seat(council, unit, f.office())
    assert not Seat.objects.exists()


def test_nobody_has_two_terms_at_the_same_time_and_one_may_follow_another(boss, council, unit):
    seat(council, unit, boss)
    with pytest.raises(SeatTaken):
        seat(council, unit, boss, since=TODAY + YEAR)
    seat(council, unit, boss, since=TODAY + YEAR + DAY, until=TODAY + 2 * YEAR)
    seat(council, unit, boss, post=post_of(unit, boss))
    found = members_of(council, on=TODAY)
    assert (len(found.now), len(found.later), len(found.past)) == (2, 1, 0)


def test_the_last_day_of_a_term_is_part_of_it(boss, council, unit):
    seat(council, unit, boss, since=TODAY - YEAR, until=TODAY)
    assert members_of(council, on=TODAY).now
    assert not members_of(council, on=TODAY + DAY).now
    assert members_of(council, on=TODAY + DAY).past


def test_a_term_ends_earlier_and_not_later_and_what_is_over_stays(boss, council, unit):
    made = seat(council, unit, boss, since=TODAY - DAY)
    with pytest.raises(EndsBeforeItBegins):
        actions.leave_body(seat=made, on=made.until + DAY, visitor=boss, at=NOW)
    actions.leave_body(seat=made, on=TODAY - DAY, visitor=boss, at=NOW)
    with pytest.raises(SeatIsOver):
        actions.leave_body(seat=made, on=TODAY - DAY, visitor=boss, at=NOW)


def test_past_members_keep_the_name_of_then(client, boss, council, unit):
    made = seat(council, unit, boss, since=TODAY - DAY)
    actions.leave_body(seat=made, on=TODAY - DAY, visitor=boss, at=NOW)
    actions.reorganise(
        organisation=unit, name="Amt für Straßen", parent=None, since=TODAY, visitor=boss, at=NOW
    )
    assert "Amt für Wege" in page(client, "organisation", council.public_id)


def test_a_body_or_member_that_ends_takes_its_terms_along(boss, council, unit):
    seat(council, unit, boss, since=TODAY - DAY)
    seat(council, f.organisation("Chor"), boss, since=TODAY)
    for ends in (unit, council):
        actions.dissolve(organisation=ends, successors=[], on=TODAY, visitor=boss, at=NOW)
    assert [each.until for each in Seat.objects.all()] == [TODAY - DAY]
    with pytest.raises(OrganisationHasEnded):
        seat(council, unit, boss)


def test_members_are_shown_to_everybody(client, boss, council, unit):
    seat(council, unit, boss, post=post_of(unit, boss), function="Vorsitz")
    shown = page(client, "organisation", council.public_id)
    assert all(words in shown for words in ("Amt für Wege", "Wegebeauftragte", "Vorsitz"))
    assert "Lenkungsrat" in page(client, "details", unit.public_id)


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_a_body_takes_the_same_statements_for_one_and_three(
    client, boss, council, django_assert_num_queries, number
):
    for place in range(number):
        unit = f.organisation(f"Amt {place}", kind=AUTHORITY)
        seat(council, unit, boss, post=post_of(unit, boss))
        record_decision(
            about=f.passage(), body=council, decided_on=TODAY, reference=f"Nr. {place}",
            title="Gut so", visitor=f.office(), at=NOW,
        )  # fmt: skip
    with django_assert_num_queries(9):
        client.get(reverse("organisation", args=[council.public_id]))


def test_only_a_body_can_be_hidden_and_what_is_public_stays_so(boss, hidden):
    with pytest.raises(OnlyABodyIsHidden):
        actions.enter_organisation(
            name="Verein", kind=OrganisationKind.CIVIL_SOCIETY, district=None, public=False,
            visitor=boss, at=NOW,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(kind=AUTHORITY).update(public=False)
        f.organisation("Amt", kind=AUTHORITY)
        Organisation.objects.filter(kind=AUTHORITY).update(public=False)
    with pytest.raises(RoleNeeded):
        actions.open_body(body=hidden, visitor=f.office(), at=NOW)
    actions.open_body(body=hidden, visitor=boss, at=NOW)
    hidden.refresh_from_db()
    assert hidden.public


def test_a_hidden_body_neither_shows_up_nor_sends_anybody(boss, hidden, council):
    with pytest.raises(NotPublic):
        seat(council, hidden, boss)
    person = f.person("Ada")
    actions.join_organisation(person=person, organisation=hidden, at=NOW)
    assert organisations_of(person, at=NOW + DAY) == []


def secrets(boss, hidden, unit):
    """Members and a decision of a body that is not public, and things around it."""
    seat(hidden, unit, boss, function="Vorsitz im Geheimen")
    about = f.open_passage("Ein Weg.")
    node = record_decision(
        about=about, body=hidden, decided_on=TODAY, reference="Geheim 7", title="Stille Sache",
        visitor=f.office(), at=NOW,
    )  # fmt: skip
    child = actions.found_organisation(name="Untergruppe", kind=BODY, parent=hidden)
    return about, node, child


@pytest.mark.parametrize("who", ["nobody", "citizen", "moderator", "helper", "member"])
def test_a_hidden_body_leaks_nowhere(client, boss, hidden, unit, who):
    about, node, child = secrets(boss, hidden, unit)
    person = f.person("Ada", *{"moderator": [BuiltInGroup.MODERATOR],
                               "helper": [BuiltInGroup.HELPER]}.get(who, []))  # fmt: skip
    if who == "member":
        actions.join_organisation(person=person, organisation=unit, at=NOW)
    if who != "nobody":
        client.force_login(person)
    words = (SECRET, "Geheim 7", "Stille Sache", "Vorsitz im Geheimen", hidden.public_id)
    for address in (
        reverse("organisations"),
        reverse("organisations") + f"?tag={TODAY.isoformat()}",
        reverse("organisation", args=[hidden.public_id]),
        reverse("details", args=[hidden.public_id]),
        reverse("organisation", args=[unit.public_id]),
        reverse("details", args=[unit.public_id]),
        reverse("organisation", args=[child.public_id]),
        reverse("node", args=[node.public_id]),
        reverse("node", args=[about.public_id]),
        reverse("register-lines", args=[node.public_id]),
        reverse("search") + "?q=Stille+Sache",
        reverse("feed-of-city"),
        reverse("feed", args=[about.public_id]),
        reverse("ask-to-speak"),
        reverse("start"),
    ):
        shown = client.get(address).content.decode()
        if "?q=" in address:
            shown = shown.replace("Stille Sache", "", shown.count('value="Stille Sache"'))
            assert SECRET not in shown
            assert node.public_id not in shown
            continue
        if hidden.public_id in address:  # its own address says nothing else
            shown = shown.replace(hidden.public_id, "")
        assert not [w for w in words if w in shown], address
    for name in ("organisation", "details", "meetings"):
        assert client.get(reverse(name, args=[hidden.public_id])).status_code == 404
    assert client.get(reverse("node", args=[node.public_id])).status_code == 404
    assert decisions_on(about) == []
    assert "Stille Sache" not in [news.title for news in newest(None, at=NOW + DAY)]


@pytest.mark.parametrize("role", [BuiltInGroup.OFFICE, BuiltInGroup.ADMINISTRATOR])
def test_office_and_administration_see_it_all(client, boss, hidden, unit, role):
    secrets(boss, hidden, unit)
    client.force_login(f.person("Ida", role))
    shown = page(client, "organisation", hidden.public_id)
    assert all(w in shown for w in ("Geheim 7", "Stille Sache", "Vorsitz im Geheimen"))
    assert SECRET in page(client, "organisations")
    assert SECRET in page(client, "details", unit.public_id)


def test_a_kept_page_of_somebody_who_may_is_not_served_to_others(client, boss, hidden, unit):
    secrets(boss, hidden, unit)
    client.force_login(boss.person)
    page(client, "organisations")
    client.logout()
    assert SECRET not in page(client, "organisations")


def test_what_an_opened_body_decided_before_stays_confidential(client, boss, hidden, unit):
    _, node, _ = secrets(boss, hidden, unit)
    actions.open_body(body=hidden, visitor=boss, at=NOW)
    shown = page(client, "organisation", hidden.public_id)
    assert "Vorsitz im Geheimen" in shown
    assert "Stille Sache" not in shown
    assert client.get(reverse("node", args=[node.public_id])).status_code == 404
    assert {b.name for found in organisations_on(TODAY).values() for b in found} >= {SECRET}


def test_the_desk_enters_and_ends_a_term_and_says_why_not(client, boss, council, unit):
    client.force_login(boss.person)
    address = reverse("directory-members", args=[council.public_id])
    post = post_of(unit, boss)
    sent = {
        "act": "new", "member": f"{unit.public_id}-{post.public_id}", "function": "beratend",
        "since": TODAY.isoformat(), "until": "",
    }  # fmt: skip
    answer = client.post(address, sent)
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert all(words in shown for words in ("bis wann sie", 'value="beratend"'))
    until = (TODAY + YEAR).isoformat()
    assert client.post(address, {**sent, "until": until}).status_code == 302
    made = Seat.objects.get()
    assert (made.sender, made.post, made.until) == (unit, post, TODAY + YEAR)
    assert client.post(address, {"act": f"leave {made.pk}"}).status_code == 302
    made.refresh_from_db()
    assert made.until == TODAY
    for act in ("leave 999", "leave x", "leave", "new"):
        assert client.post(address, {"act": act}).status_code == 400
    other = reverse("directory-members", args=[unit.public_id])
    assert client.get(other).status_code == 404
