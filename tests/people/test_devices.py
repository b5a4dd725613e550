"""Where somebody is signed in, and ending it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from mitmachstadt.kernel.chores import forget_ended_sessions
from mitmachstadt.kernel.web.device import device_in_words
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import DeviceSession, Person
from tests import factories as f
from tests.people.signing_in import (
    PASSWORD,
    in_words,
    somebody,
    type_password,
    who_is_in,
)

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def signed_in(person, agent=FIREFOX):
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR="192.0.2.77")
    type_password(client, person)
    return client


def end(client, which):
    return client.post(reverse("devices"), {"end": which})


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Linux"),
        (IPHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140 Safari Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit Chrome/140 Mobile Safari", "Chrome, Android"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_device_is_told_in_a_few_words(agent, words):
    assert device_in_words(agent) == words


def test_devices_are_listed_with_words_and_days_and_without_address():
    ada = somebody()
    signed_in(ada, IPHONE)
    here = signed_in(ada)
    shown = in_words(here.get(reverse("devices")))
    assert "Safari, iPhone" in shown and "Firefox, Linux" in shown
    assert shown.count("dieses Gerät") == 1
    rows = str(list(DeviceSession.objects.values()))
    assert "192.0.2" not in shown + rows and "140" not in rows


def test_device_that_tells_nothing_has_a_name_for_who_listens_too():
    ada = somebody()
    signed_in(ada, "")
    shown = in_words(signed_in(ada).get(reverse("devices")))
    assert 'aria-label="Unbekanntes Gerät, angemeldet am' in shown


def test_one_device_is_signed_out_and_the_others_stay():
    ada = somebody()
    phone, here, third = signed_in(ada, IPHONE), signed_in(ada), signed_in(ada)
    number = DeviceSession.objects.get(device="Safari, iPhone").pk
    assert end(here, str(number)).status_code == 302
    assert [who_is_in(each) for each in (phone, here, third)] == [None, ada, ada]


def test_all_others_are_signed_out():
    ada = somebody()
    phone, here = signed_in(ada, IPHONE), signed_in(ada)
    end(here, "others")
    assert [who_is_in(each) for each in (phone, here)] == [None, ada]


def test_everywhere_means_here_too():
    ada = somebody()
    phone, here = signed_in(ada, IPHONE), signed_in(ada)
    assert end(here, "all")["Location"] == reverse("start")
    assert [who_is_in(each) for each in (phone, here)] == [None, None]
    assert not DeviceSession.objects.exists()


@pytest.mark.parametrize("which", ["", "x", "-1", "99999999999999999999", "theirs"])
def test_device_of_somebody_else_stays_signed_in(which):
    bob = somebody()
    theirs = signed_in(bob)
    here = signed_in(somebody())
    if which == "theirs":
        which = str(DeviceSession.objects.get(person=bob).pk)
    assert end(here, which).status_code == 302
    assert who_is_in(theirs) == bob


def test_new_password_signs_the_other_devices_out_and_they_leave_the_list():
    ada = somebody()
    phone, here = signed_in(ada, IPHONE), signed_in(ada)
    new = "regenschirm-und-fahrrad"
    form = {"present_password": PASSWORD, "password": new, "password_again": new}
    assert here.post(reverse("password"), form).status_code == 302
    assert [who_is_in(each) for each in (phone, here)] == [None, ada]
    assert [one.device for one in DeviceSession.objects.all()] == ["Firefox, Linux"]


def test_signing_out_takes_the_device_from_the_list():
    ada = somebody()
    here = signed_in(ada)
    here.post(reverse("sign-out"))
    assert not DeviceSession.objects.exists()


def test_last_seen_is_written_once_a_day(time_machine, django_assert_num_queries):
    here = signed_in(somebody())
    time_machine.move_to(f.NOW + timedelta(days=1), tick=False)
    here.get(reverse("password"))
    row = DeviceSession.objects.get()
    assert (row.since, row.seen) == (f.NOW, f.NOW.date() + timedelta(days=1))
    with django_assert_num_queries(3):
        here.get(reverse("password"))


@pytest.mark.parametrize(
    ("works", "days", "there"),
    [(False, 7, True), (False, 8, False), (True, 1, True), (True, 2, False), (True, -3, True)],
)
def test_a_session_ends_when_nobody_uses_it(time_machine, works, days, there):
    """After days, sooner for whoever has a task; a clock that is set back ends nothing."""
    here = signed_in(somebody(*([BuiltInGroup.HELPER] if works else [])))
    time_machine.move_to(f.NOW + timedelta(days=days), tick=False)
    answer = here.get(reverse("account"))
    assert (answer.status_code == 200) is there
    assert DeviceSession.objects.exists() is there
    if not there:
        assert "länger nicht benutzt" in in_words(here.get(reverse("sign-in")))
        kept = signed_in(Person.objects.get())
        assert kept.get(reverse("account")).status_code == 200


def test_a_session_that_is_used_every_day_ends_after_two_weeks(time_machine):
    here = signed_in(somebody())
    for day in range(1, 15):
        time_machine.move_to(f.NOW + timedelta(days=day), tick=False)
        assert (here.get(reverse("account")).status_code == 200) is (day < 14)


def test_what_was_written_when_the_unused_session_ended_is_given_back(time_machine):
    ada = somebody()
    here = signed_in(ada)
    time_machine.move_to(f.NOW + timedelta(days=8), tick=False)
    remark = reverse("remark", args=[f.open_passage().public_id])
    answer = here.post(remark, {"text": "Mehr Bügel bitte.", "account": "1"})
    assert "Mehr Bügel bitte." in in_words(answer)


def test_ended_sessions_leave_the_list_with_the_chores(time_machine):
    ada = somebody()
    signed_in(ada)
    time_machine.move_to(f.NOW + timedelta(days=15), tick=False)
    here = signed_in(ada)
    assert in_words(here.get(reverse("devices"))).count("m-list__title") == 1
    assert forget_ended_sessions(at=f.NOW + timedelta(days=15)) == 1
    assert DeviceSession.objects.count() == Session.objects.count() == 1


@pytest.mark.parametrize("times", [1, 3])
def test_list_takes_the_same_statements_for_one_and_three(times, django_assert_num_queries):
    ada = somebody()
    clients = [signed_in(ada) for _ in range(times)]
    with django_assert_num_queries(4):
        clients[0].get(reverse("devices"))
