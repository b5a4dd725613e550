"""The desk where invitations are recorded, and what everybody sees of them."""

from datetime import date, timedelta

import pytest

from mitmachstadt.formats.actions import record_involvement
from mitmachstadt.formats.models import Invitation
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.people.actions import enter_districts, found_organisation
from mitmachstadt.people.enums import OrganisationKind
from tests import factories as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
ONE = timedelta(days=1)
OVERVIEW = "/de/verfahren/einbindung/"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def office(client):
    made = make.office()
    client.force_login(made.person)
    return made


def desk(process, rest=""):
    return f"/de/buero/verfahren/{process.node.public_id}/{rest}"


def invited(process, district, **rest):
    given = {"invited_on": TODAY - 9 * ONE, "visitor": make.office(), "at": NOW, **rest}
    return record_involvement(process=process, district=district, **given)


def test_the_page_of_a_process_tells_channel_deadline_reminder_and_missing_answer(client):
    mitte, _ = enter_districts(["Mitte", "Pankow"])
    process = make.opened_process()
    invited(process, mitte, channel="letter", respond_by=TODAY - ONE)
    page = client.get(f"/de/n/{process.node.public_id}/").content.decode()
    assert "Brief" in page
    assert "Antwort erbeten bis" in page
    assert "keine Antwort" in page
    assert "keine Einbindung vermerkt" in page


@pytest.mark.parametrize("times", [1, 3])
def test_the_overview_takes_three_statements(client, times, django_assert_num_queries):
    mitte, _ = enter_districts(["Mitte", "Pankow"])
    for _ in range(times):
        invited(make.opened_process(), mitte)
    forget_pages()
    with django_assert_num_queries(3):
        page = client.get(OVERVIEW).content.decode()
    assert page.count("nicht eingeladen") == times


def test_a_unit_of_another_district_is_recorded_with_a_warning(client, office):
    mitte, pankow = enter_districts(["Mitte", "Pankow"])
    unit = found_organisation(
        name="Bezirksamt Pankow", kind=OrganisationKind.DISTRICT_OFFICE, district=pankow
    )
    process = make.planned_process()
    sent = {
        "district": str(mitte.number),
        "organisation": unit.public_id,
        "invited_on": TODAY.isoformat(),
    }
    page = client.post(desk(process, "bezirke/"), sent, follow=True).content.decode()
    assert "gehört nicht zu Mitte" in page
    assert "Stelle eines anderen Ortes" in page
    assert Invitation.objects.get().organisation == unit


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"invited_on": (TODAY + ONE).isoformat()}, "liegt in der Zukunft"),
        ({"answered_on": "2026-11-01", "answer": "Früh."}, "nicht vor der Einladung"),
        ({"respond_by": "2026-11-01"}, "Die Frist ("),
        ({"district": ""}, "wer eingeladen wurde"),
        ({"stance": "consent"}, "wenn es eine gibt"),
        ({"responses": "-3"}, "Zahl der Rückläufe"),
        ({"channel": "taube"}, "Auf welchem Weg"),
    ],
)
def test_what_cannot_be_is_refused_beside_what_was_typed(client, office, change, words):
    [mitte] = enter_districts(["Mitte"])
    process = make.planned_process()
    sent = {
        "district": str(mitte.number),
        "invited_on": "2026-11-12",
        "audience": "Mein getippter Kreis",
    }
    answer = client.post(desk(process, "bezirke/"), sent | change)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert "Mein getippter Kreis" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_record_is_reminded_and_corrected_on_a_page_of_its_own(client, office):
    mitte, pankow = enter_districts(["Mitte", "Pankow"])
    process = make.opened_process()
    record = invited(process, mitte, channel="letter")
    address = desk(process, f"bezirke/{record.pk}/")
    assert "Bezirksamt Mitte" in client.get(address).content.decode()
    assert client.post(address, {"act": "remind", "on": TODAY.isoformat()}).status_code == 302
    again = client.post(address, {"act": "remind", "on": TODAY.isoformat()})
    assert again.status_code == 409
    sent = {
        "district": str(pankow.number),
        "unit": "Bezirksamt Pankow",
        "channel": "letter",
        "invited_on": record.invited_on.isoformat(),
    }
    missing = client.post(address, sent)
    assert missing.status_code == 400
    assert "warum berichtigt wird" in missing.content.decode()
    assert client.post(address, sent | {"reason": "Verwechselt."}).status_code == 302
    page = client.get(f"/de/n/{process.node.public_id}/").content.decode()
    assert "Verwechselt." in page
    assert "erinnert am" in page
    assert client.get(desk(process, "bezirke/999/")).status_code == 404
    other = make.opened_process()
    assert client.get(desk(other, f"bezirke/{record.pk}/")).status_code == 404


@pytest.mark.parametrize("who", [make.citizen, make.moderator, make.administrator])
def test_only_the_office_corrects_a_record(client, who):
    [mitte] = enter_districts(["Mitte"])
    process = make.opened_process()
    address = desk(process, f"bezirke/{invited(process, mitte).pk}/")
    assert client.get(address).status_code == 302
    client.force_login(who().person)
    assert client.post(address, {"act": "remind", "on": TODAY.isoformat()}).status_code == 403
