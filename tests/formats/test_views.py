"""The pages: the same for every stranger, words kept after a no, a reason before anyone clicks."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from mitmachstadt.formats.actions import extend_phase, write_concept
from mitmachstadt.formats.models import Invitation, Phase, Process
from mitmachstadt.formats.queries import concept_in_force, phases_of, process_page
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.actions import enter_districts
from tests import factories as make
from tests.factories import CONCEPT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LIST = "/de/verfahren/"
WHY = "Zwei Vereine hatten wegen der Schulferien um mehr Zeit gebeten."
PHASE = {"name": "Anmerkungen", "verbs": ["1", "2"], "moderation": "without-account"}


@pytest.fixture(autouse=True)
def _fresh_pages() -> None:
    forget_pages()


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(make.office().person)  # type: ignore[arg-type]
    return client


def typed(moment: datetime) -> str:
    """As a browser sends it."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def opened(now: datetime, about: Node | None = None, **rest: Any) -> Process:
    moments = {"opens": now - DAY, "closes": now + 5 * DAY, "answer_due": now + 9 * DAY}
    return make.opened_process(about, at=now - 2 * DAY, phase=moments, **rest)


def desk(process: Process, part: str = "") -> str:
    return f"/de/buero/verfahren/{process.node.public_id}/{part}"


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


def shown(process: Process, now: datetime) -> str:
    page = process_page(process.node, at=now)
    return render_to_string("formats/process_page.html", {"page": page, "city": the_city()})


def test_the_list_shows_what_is_open_and_hides_what_is_prepared(
    client: Client, now: datetime
) -> None:
    process = opened(now, title="Konsultation zum Weißbuch")
    make.planned_process(title="Noch geheim")
    response = client.get(LIST)
    assert response.status_code == 200
    assert f"/de/n/{process.node.public_id}/" in response.content.decode()
    assert "geöffnet" in words(response)
    assert "Noch geheim" not in words(response)


def test_an_empty_list_says_so(client: Client) -> None:
    assert "Noch gibt es hier kein Beteiligungsverfahren." in words(client.get(LIST))


def test_strangers_get_the_same_bytes_without_token_and_cookie(now: datetime) -> None:
    opened(now)
    first, second = Client().get(LIST), Client().get(LIST)
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
    assert b"csrfmiddlewaretoken" not in first.content
    assert not first.cookies


@pytest.mark.django_db(transaction=True)
def test_a_kept_list_changes_with_the_next_process(client: Client, now: datetime) -> None:
    client.get(LIST)
    opened(now, title="Frisch geöffnet")
    assert "Frisch geöffnet" in words(client.get(LIST))


@pytest.mark.parametrize(
    "place",
    ["x", "2026-01-01T00:00:00-5", "0001-01-01T00:00:00+23:59-5", f"2026-01-01T00:00:00Z-{9**40}"],
)
def test_a_made_up_place_in_the_list_is_no_error(client: Client, place: str) -> None:
    assert client.get(LIST, {"ab": place}).status_code == 200


def test_the_office_sees_what_it_prepares_and_strangers_never_its_page(
    office: Client, now: datetime
) -> None:
    process = make.planned_process(title="Noch geheim")
    response = office.get(LIST)
    assert "Noch geheim" in words(response) and desk(process) in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert "Noch geheim" not in words(Client().get(LIST))


def test_the_page_of_a_process_shows_gap_extension_and_former_concept(now: datetime) -> None:
    enter_districts(["Mitte", "Pankow"])
    passage = make.passage()
    process = opened(now, passage, title="Konsultation <b>zum</b> Weißbuch")
    me = make.office()
    extend_phase(phase=phases_of(process)[0], closes=now + 7 * DAY, reason=WHY, visitor=me, at=now)
    changed = CONCEPT | {"licence": "CC0"}
    write_concept(process=process, words=changed, visitor=me, at=now, reason=WHY)
    make.remark(passage, at=now)
    html = shown(process, now)
    assert "Für 2 Bezirke ist keine Einladung vermerkt: Mitte, Pankow." in html
    assert html.count(WHY) == 2
    assert "Frühere Fassung 1" in html and "CC BY 4.0" in html and "CC0" in html
    assert "&lt;b&gt;zum&lt;/b&gt;" in html
    assert "1 Anmerkung, 0 beantwortet, 1 offen" in html
    assert "csrfmiddlewaretoken" not in html and "style=" not in html


def test_what_the_office_wrote_is_escaped(now: datetime) -> None:
    process = opened(now)
    bad = CONCEPT | {"how_used": "<script>alert(1)</script> javascript:alert(1) und mehr Worte."}
    write_concept(process=process, words=bad, visitor=make.office(), at=now, reason=WHY)
    html = shown(process, now)
    assert "<script" not in html and 'href="javascript' not in html


PARTS = ("", "konzept/", "phase/", "phase/streichen/", "oeffnen/", "verlaengern/", "bezirke/")


@pytest.mark.parametrize("part", PARTS)
def test_only_the_office_gets_to_the_desk(client: Client, part: str) -> None:
    process = make.planned_process()
    answer = client.get(desk(process, part))
    if part != "":
        posted = client.post(desk(process, part), {"reason": WHY})
        assert posted.status_code == 403 and WHY in posted.content.decode()
    assert answer.status_code == 302 and "/de/anmelden/?next=" in answer.headers["Location"]
    for stranger in (make.citizen(), make.moderator(), make.administrator()):
        client.force_login(stranger.person)  # type: ignore[arg-type]
        assert client.get(desk(process, part)).status_code == 403
        if part:
            assert client.post(desk(process, part)).status_code == 403


def test_the_words_of_an_ended_session_come_back_with_the_way_to_sign_in(client: Client) -> None:
    process = make.planned_process()
    response = client.post(desk(process, "konzept/"), CONCEPT)
    html = response.content.decode()
    assert all(text in html for text in CONCEPT.values())
    assert f"/de/anmelden/?next=%2Fde%2Fbuero%2Fverfahren%2F{process.node.public_id}" in html
    assert concept_in_force(process) is None


def test_a_process_is_begun_on_what_the_address_names(office: Client) -> None:
    passage = make.passage()
    address = f"/de/buero/verfahren/neu/?about={passage.public_id}"
    assert passage.title in words(office.get(address))
    form = {"title": "Was fehlt?", "purpose": "tbd", "scope": "city", "audience": "everyone"}
    response: HttpResponse = office.post(address, form)  # type: ignore[assignment]
    assert response.status_code == 400
    assert "Was fehlt?" in response.content.decode() and "Platzhalter" in words(response)
    form["purpose"] = "Wir wollen wissen, welche Wege fehlen."
    response = office.post(address, form)  # type: ignore[assignment]
    process = Process.objects.get()
    assert response.headers["Location"] == desk(process)
    assert process.about == passage


@pytest.mark.parametrize("about", ["", "gibtesnicht", "\x00", "a/b", "'"])
def test_a_process_on_nothing_is_not_found(office: Client, about: str) -> None:
    assert office.get("/de/buero/verfahren/neu/", {"about": about}).status_code == 404


def test_the_desk_says_what_is_missing_before_anyone_clicks(office: Client) -> None:
    enter_districts(["Mitte"])
    process = make.planned_process()
    text = words(office.get(desk(process)))
    assert "Es fehlt: das Beteiligungskonzept eine Phase" in text
    assert "Lücke bei der Einbindung" in text
    response = office.post(desk(process, "oeffnen/"))
    assert response.status_code == 409
    assert not Window.objects.exists()


def test_from_nothing_to_an_open_process_on_one_desk(office: Client, now: datetime) -> None:
    process = make.planned_process(at=now)
    office.post(desk(process, "konzept/"), CONCEPT)
    moments = {
        "opens": typed(now - DAY),
        "closes": typed(now + DAY),
        "answer_due": typed(now + 2 * DAY),
    }
    office.post(desk(process, "phase/"), {**PHASE, **moments})
    assert "disabled" not in office.get(desk(process)).content.decode()
    response = office.post(desk(process, "oeffnen/"), follow=True)
    assert "Das Verfahren ist geöffnet und öffentlich." in words(response)
    assert Process.objects.get().opened
    assert Window.objects.count() == 2


def test_a_placeholder_in_the_concept_keeps_everything_that_was_typed(office: Client) -> None:
    process = make.planned_process()
    response = office.post(desk(process, "konzept/"), CONCEPT | {"who_decides": "N.N."})
    html = response.content.decode()
    assert response.status_code == 400
    assert all(text in html for key, text in CONCEPT.items() if key != "who_decides")
    assert "ist noch keine Antwort" in html
    assert 'href="#conceptform-who_decides"' in html and 'id="conceptform-who_decides"' in html


def test_a_phase_that_ends_before_it_starts_says_so_beside_the_field(
    office: Client, now: datetime
) -> None:
    process = make.planned_process()
    moments = {"opens": typed(now), "closes": typed(now - DAY), "answer_due": typed(now)}
    response = office.post(desk(process, "phase/"), {**PHASE, **moments})
    html = response.content.decode()
    assert response.status_code == 400
    assert "liegt vor dem Beginn" in html and typed(now - DAY) in html
    assert 'href="#phaseform-closes"' in html
    assert not Phase.objects.exists()


@pytest.mark.parametrize(
    "moment",
    ["", "morgen", "0001-01-01T00:00", "9999-12-31T23:59", "2027-03-28T02:30", "2026-02-30T10:00"],
)
def test_a_moment_that_does_not_exist_is_refused(
    office: Client, now: datetime, moment: str
) -> None:
    process = make.planned_process()
    moments = {"opens": moment, "closes": typed(now + DAY), "answer_due": typed(now + DAY)}
    response = office.post(desk(process, "phase/"), {**PHASE, **moments})
    assert response.status_code == 400
    assert not Phase.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [{"verbs": ["64"]}, {"verbs": "x"}, {"moderation": "x"}, {"name": "x" * 121}, {"name": "\x00"}],
)
def test_choices_that_nobody_offered_are_refused(
    office: Client, now: datetime, changed: dict[str, Any]
) -> None:
    process = make.planned_process()
    moments = {name: typed(now + n * DAY) for n, name in enumerate(("opens", "closes"))}
    form = {**PHASE, **moments, "answer_due": typed(now + DAY), **changed}
    assert office.post(desk(process, "phase/"), form).status_code == 400


def test_a_planned_phase_is_changed_and_dropped_at_the_desk(office: Client, now: datetime) -> None:
    process = make.planned_process()
    phase = make.planned_phase(process, closes=now + DAY, answer_due=now + DAY)
    named = f"phase/?phase={phase.pk}"
    assert "„Anmerkungen“ ändern" in words(office.get(desk(process, named)))
    moments = {"opens": typed(now), "closes": typed(now + DAY), "answer_due": typed(now + DAY)}
    office.post(desk(process, named), {**PHASE, **moments, "name": "Neu"})
    assert Phase.objects.get().name == "Neu"
    office.post(desk(process, f"phase/streichen/?phase={phase.pk}"))
    assert not Phase.objects.exists()
    for number in (phase.pk, "x", "9" * 40):
        assert office.get(desk(process, f"phase/?phase={number}")).status_code == 404
    assert office.post(desk(process, "phase/streichen/")).status_code == 404


def test_extending_at_the_desk_needs_a_later_end_and_a_reason(
    office: Client, now: datetime
) -> None:
    process = opened(now)
    [phase] = phases_of(process)
    form = {
        "phase": str(phase.pk),
        "closes": typed(now + 2 * DAY),
        "answer_due": typed(now + 9 * DAY),
        "reason": WHY,
    }
    response = office.post(desk(process, "verlaengern/"), form)
    assert response.status_code == 400
    assert "nicht verkürzt" in words(response) and WHY in response.content.decode()
    form["closes"] = typed(now + 6 * DAY)
    assert (
        "tbd"
        in office.post(desk(process, "verlaengern/"), form | {"reason": "tbd"}).content.decode()
    )
    assert office.post(desk(process, "verlaengern/"), form).status_code == 302
    assert {typed(window.closes) for window in Window.objects.all()} == {form["closes"]}
    stranger = phases_of(opened(now))[0]
    form["phase"] = str(stranger.pk)
    assert office.post(desk(process, "verlaengern/"), form).status_code == 404
    form["phase"] = "9" * 40
    assert office.post(desk(process, "verlaengern/"), form).status_code == 404


def test_districts_are_recorded_at_the_desk(office: Client, now: datetime) -> None:
    enter_districts(["Mitte", "Pankow"])
    process = opened(now)
    today = timezone.localdate(now)
    form = {"district": "1", "invited_on": today.isoformat()}
    assert office.post(desk(process, "bezirke/"), form).status_code == 302
    assert "?bezirk=1#vermerk" in office.get(desk(process)).content.decode()
    assert "selected>Mitte" in office.get(desk(process, "?bezirk=1")).content.decode()
    late = form | {"answered_on": (today - DAY).isoformat(), "answer": "Wir machen mit."}
    response = office.post(desk(process, "bezirke/"), late)
    assert response.status_code == 400 and "Wir machen mit." in response.content.decode()
    office.post(desk(process, "bezirke/"), late | {"answered_on": today.isoformat()})
    assert Invitation.objects.get().answer == "Wir machen mit."
    bad = form | {"district": "13"}
    assert office.post(desk(process, "bezirke/"), bad).status_code == 400


def test_a_desk_of_nothing_is_not_found(office: Client) -> None:
    passage = make.passage()
    for public_id in ("gibtesnicht", passage.public_id):
        assert office.get(f"/de/buero/verfahren/{public_id}/").status_code == 404


def test_the_desk_asks_for_a_token(now: datetime) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make.office().person)  # type: ignore[arg-type]
    process = make.planned_process()
    response = strict.post(desk(process, "konzept/"), CONCEPT)
    assert response.status_code == 403
    assert CONCEPT["how_used"] in response.content.decode()
    assert concept_in_force(process) is None


def test_the_public_page_names_the_districts_that_nobody_invited(
    client: Client, now: datetime
) -> None:
    enter_districts(["Mitte", "Pankow"])
    process = opened(now)
    html = client.get(f"/de/n/{process.node.public_id}/").content.decode()
    assert "Nicht alle Bezirke sind eingebunden" in html
    assert "Für 2 Bezirke ist keine Einladung vermerkt: Mitte, Pankow." in html
