"""Counting without knowing who: visits, views, what was completed."""

import os
import shutil
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.urls import ResolverMatch

from mitmachstadt.kernel import visits
from mitmachstadt.kernel.models import DailyCount
from mitmachstadt.kernel.visits import Gathering, Tally, What, folder
from mitmachstadt.kernel.web.visits import uncounted, visits_are_counted
from tests.factories import DAY, NOW

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _empty(settings, tmp_path, time_machine):
    settings.VAR = tmp_path
    time_machine.move_to(NOW, tick=False)


def told() -> dict[tuple[str, str, str], int]:
    rows = DailyCount.objects.values_list("language", "page", "what", "count")
    found: dict[tuple[str, str, str], int] = {}
    for language, page, what, count in rows:
        key = (language, page, what)
        found[key] = found.get(key, 0) + count
    return found


def asked(
    rf, path="/de/", name="start", method="GET", status=200, mark=False, made=None, **headers
) -> dict[str, int]:
    """What one request counts."""
    headers = {"User-Agent": BROWSER} | {k.replace("_", "-"): v for k, v in headers.items()}

    def view(request):
        request.resolver_match = ResolverMatch(view, (), {}, name)
        answer = HttpResponse("x", status=status, content_type=made or "text/html")
        return uncounted(answer) if mark else answer

    shutil.rmtree(folder(), ignore_errors=True)
    middleware = visits_are_counted(view)
    middleware(rf.generic(method, path, headers=headers))
    found = visits.totals(folder() / "2026-11-21") if folder().exists() else {}
    return {key: int(sum(numbers[:-1])) for key, numbers in found.items()}


VIEW = {"de start view": 1}
VISIT = {"de start visit": 1}


@pytest.mark.parametrize(
    ("headers", "counted"),
    [
        ({"Sec_Fetch_Site": "none"}, VISIT),
        ({"Sec_Fetch_Site": "cross-site"}, VISIT),
        ({"Sec_Fetch_Site": "same-site"}, VISIT),
        ({"Sec_Fetch_Site": "same-origin"}, VIEW),
        ({"Sec_Fetch_Site": "same-origin", "Referer": "https://elsewhere.example/"}, VIEW),
        ({}, VISIT),
        ({"Referer": "https://elsewhere.example/testserver"}, VISIT),
        ({"Referer": "http://testserver/de/texte/"}, VIEW),
        ({"Sec_Fetch_Site": "none", "Sec_Purpose": "prefetch"}, {}),
        ({"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors"}, {}),
        ({"User_Agent": "Mozilla/5.0 (compatible; Examplebot/2.1)"}, {}),
        ({"User_Agent": ""}, {}),
    ],
)
def test_visit_is_a_view_that_came_from_outside_and_no_program(rf, headers, counted):
    assert asked(rf, **headers) == counted


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        ({"status": 404}, {}),
        ({"status": 302}, {}),
        ({"method": "HEAD"}, {}),
        ({"path": "/static/x.css"}, {}),
        ({"path": "/de/buero/orte/"}, {}),
        ({"made": "text/csv"}, {}),
        ({"status": 304}, {}),
        ({"name": None}, {}),
    ],
)
def test_only_pages_that_somebody_sees_are_counted(rf, change, counted):
    assert asked(rf, **change) == counted


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        ({}, {"de remark completed": 1}),
        ({"status": 302}, {"de remark completed": 1}),
        ({"status": 400}, {"de remark faulty": 1}),
        ({"status": 503}, {"de remark failed": 1}),
        ({"mark": True}, {}),
        ({"name": "code"}, {}),
    ],
)
def test_what_was_sent_is_completed_faulty_or_failed(rf, change, counted):
    given = {"path": "/de/n/x/anmerken/", "name": "remark"} | change
    assert asked(rf, method="POST", **given) == counted


def test_page_that_has_not_changed_since_somebody_saw_it_is_a_visit_too(rf):
    answers = iter([200, 304])

    def view(request):
        request.resolver_match = ResolverMatch(view, (), {}, "start")
        return HttpResponse("", status=next(answers))

    middleware = visits_are_counted(view)
    for _ in range(2):
        middleware(rf.get("/de/", headers={"User-Agent": BROWSER}))
    found = visits.totals(folder() / "2026-11-21")
    assert sum(found["de start visit"][:-1]) == 2


@pytest.mark.django_db
def test_sums_come_into_the_database_and_twice_is_once():
    tally, gathering = Tally(), Gathering()
    tally.add("de", "start", What.VISIT)
    tally.add("de", "start", What.VIEW)
    assert gathering.gather(at=NOW) == 2
    assert gathering.gather(at=NOW) == 0
    Gathering().gather(at=NOW)  # another process that knows of nothing
    assert told() == {("de", "start", "view"): 2, ("de", "start", "visit"): 1}
    assert DailyCount.objects.first().day == date(2026, 11, 21)


@pytest.mark.django_db
def test_counts_of_a_process_that_was_killed_are_not_lost(monkeypatch):
    Tally().add("de", "start", What.VIEW)
    monkeypatch.setattr(os, "getpid", lambda: 4_000_000)  # the next one has another number
    Tally().add("de", "start", What.VIEW)
    Gathering().gather(at=NOW)
    assert told() == {("de", "start", "view"): 2}


@pytest.mark.django_db
def test_next_day_is_counted_by_itself_and_the_folder_goes_after_two(time_machine):
    tally = Tally()
    tally.add("de", "start", What.VIEW)
    time_machine.move_to(NOW + DAY, tick=False)
    tally.add("de", "start", What.VIEW)
    Gathering().gather(at=NOW + DAY)
    assert sorted(place.name for place in folder().iterdir()) == ["2026-11-21", "2026-11-22"]
    Gathering().gather(at=NOW + 3 * DAY)
    assert list(folder().iterdir()) == []
    days = DailyCount.objects.order_by("day").values_list("day", "count")
    assert list(days) == [(date(2026, 11, 21), 1), (date(2026, 11, 22), 1)]


@pytest.mark.django_db
def test_clock_set_back_after_a_folder_went_adds_to_what_is_known(time_machine):
    Tally().add("de", "start", What.VIEW)
    Gathering().gather(at=NOW + 3 * DAY)
    time_machine.move_to(NOW + timedelta(minutes=1), tick=False)
    Tally().add("de", "start", What.VIEW)
    Gathering().gather(at=NOW)
    assert told() == {("de", "start", "view"): 2}


@pytest.mark.django_db
def test_gathering_waits_a_minute_between_two_writes(monkeypatch):
    clock = iter([100.0, 100.0, 130.0, 161.0, 161.0])
    monkeypatch.setattr(visits.time, "monotonic", lambda: next(clock))
    gathered = []
    gathering = Gathering()
    monkeypatch.setattr(gathering, "gather", lambda at: gathered.append(at))
    for _ in range(3):
        gathering.if_due(at=NOW)
    assert len(gathered) == 2


def test_folder_that_cannot_be_written_counts_nothing_and_breaks_nothing(settings, tmp_path, rf):
    (tmp_path / "file").write_text("")
    settings.VAR = tmp_path / "file"
    Tally().add("de", "start", What.VIEW)


def test_nothing_about_the_sender_is_in_what_is_kept(rf):
    asked(rf, Referer="https://elsewhere.example/secret", X_Forwarded_For="203.0.113.7")
    content = b"".join(file.read_bytes() for file in (folder() / "2026-11-21").iterdir())
    for secret in (b"elsewhere", b"203.0", b"Firefox", b"127.0.0.1"):
        assert secret not in content
