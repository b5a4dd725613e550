"""Powerful roles need a second factor; setting it up, changing it, losing it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.cli.main import main
from mitmachstadt.kernel.environment import kinds
from mitmachstadt.people import actions
from mitmachstadt.people.enums import ROLES, BuiltInGroup
from mitmachstadt.people.errors import SecondFactorMissing
from mitmachstadt.people.queries import factors_of, recovery_codes_left, visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.people.views.security import SECRET as SECRET_KEPT
from tests import factories as f
from tests.people.signing_in import (
    PASSWORD,
    code,
    cookie,
    in_words,
    somebody,
    type_code,
    type_password,
    who_is_in,
    wrong,
)

pytestmark = pytest.mark.django_db
OFFICE, ADMINISTRATOR = BuiltInGroup.OFFICE, BuiltInGroup.ADMINISTRATOR


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def set_up(client, at=f.NOW):
    """Go through the pages as somebody who is signed in; returns the secret."""
    client.get(reverse("second-factor-app"))
    secret = client.session[SECRET_KEPT]
    shown = actions.app_code(secret, at=at)
    response = client.post(reverse("second-factor-app"), {"code": shown})
    assert response["Location"] == reverse("recovery-codes")
    return secret


@pytest.mark.parametrize("role", ROLES)
def test_role_is_withheld_without_a_second_factor_if_it_is_powerful(role):
    ada = f.person("Ada", role)
    me = visitor(ada, at=f.NOW, second_factor=False)
    powerful = role != BuiltInGroup.HELPER
    assert (role in me.withheld) is powerful
    assert (role in me.groups) is not powerful
    assert may_work_as(me, role).allowed is not powerful
    if powerful:
        assert isinstance(may_work_as(me, role).refusal, SecondFactorMissing)
    assert {"everyone", "signed-in"} <= me.groups


def test_roles_of_the_setting_are_the_roles_there_are(settings):
    assert {role.value for role in ROLES} == kinds.ROLES
    settings.SECOND_FACTOR_ROLES = frozenset()
    ada = f.person("Ada", *ROLES)
    assert not visitor(ada, at=f.NOW, second_factor=False).withheld


def test_without_a_second_factor_the_office_is_led_to_set_one_up(client):
    ada = somebody(OFFICE)
    response = type_password(client, ada, next="/de/buero/")
    assert response["Location"] == reverse("security")
    assert "Strategiebüro" in in_words(client.get(reverse("security")))
    response = client.get("/de/buero/")
    assert response.status_code == 403
    assert reverse("security") in in_words(response)
    assert "/de/buero/" not in in_words(client.get(reverse("account")))


def test_words_of_who_has_no_second_factor_yet_come_back(client):
    type_password(client, somebody(OFFICE))
    text = "Ein langer Text, den niemand noch einmal schreiben will."
    response = client.post("/de/buero/texte/neu/", {"text": text})
    assert response.status_code == 403 and text in in_words(response)


def test_after_setting_it_up_the_role_can_be_used_at_once_and_after_signing_in_again(client):
    ada = somebody(OFFICE)
    type_password(client, ada)
    before = cookie(client)
    secret = set_up(client)
    assert cookie(client) != before
    assert client.get("/de/buero/").status_code == 200
    again = Client()
    type_password(again, ada)
    assert who_is_in(again) is None
    later = f.NOW + timedelta(seconds=30)
    assert type_code(again, actions.app_code(secret, at=later)).status_code == 302
    assert again.get("/de/buero/").status_code == 200


def test_wrong_code_sets_nothing_up_and_the_secret_stays(client):
    ada = somebody()
    type_password(client, ada)
    client.get(reverse("second-factor-app"))
    secret = client.session[SECRET_KEPT]
    shown = actions.app_code(secret, at=f.NOW)
    assert client.post(reverse("second-factor-app"), {"code": wrong(shown)}).status_code == 400
    assert client.session[SECRET_KEPT] == secret
    assert not factors_of(ada).any


def test_second_app_is_refused_until_the_first_is_removed(client):
    ada = somebody(app=True)
    type_password(client, ada)
    type_code(client, code())
    client.get(reverse("second-factor-app"))
    shown = actions.app_code(client.session[SECRET_KEPT], at=f.NOW)
    response = client.post(reverse("second-factor-app"), {"code": shown})
    assert response.status_code == 409


def test_recovery_codes_are_shown_and_made_anew(client):
    ada = somebody(app=True)
    type_password(client, ada)
    type_code(client, code())
    first = recovery_codes_left(ada)
    shown = in_words(client.get(reverse("recovery-codes")))
    assert all(one[:4] in shown for one in first)
    client.post(reverse("recovery-codes"))
    assert not set(first) & set(recovery_codes_left(ada))


def test_removing_the_app_takes_the_role_and_the_recovery_codes_and_other_devices(client):
    ada, elsewhere = somebody(OFFICE, app=True), Client()
    type_password(elsewhere, ada)
    type_code(elsewhere, code())
    later = f.NOW + timedelta(seconds=30)
    type_password(client, ada)
    type_code(client, code(later))
    assert client.get("/de/buero/").status_code == 200
    client.post(reverse("factor-remove"), {"factor": "app"})
    assert client.get("/de/buero/").status_code == 403
    assert recovery_codes_left(ada) == []
    assert who_is_in(elsewhere) is None
    assert who_is_in(client) == ada


@pytest.mark.parametrize("factor", ["", "99999999999999999999", "x", "-1", "7"])
def test_removing_what_is_not_mine_removes_nothing(client, factor):
    ada = somebody(app=True)
    type_password(client, ada)
    type_code(client, code())
    client.post(reverse("factor-remove"), {"factor": factor})
    assert factors_of(ada).app is not None


@pytest.mark.parametrize(
    "name", ["second-factor-app", "passkey", "recovery-codes", "factor-remove"]
)
def test_changing_factors_needs_a_sign_in_within_minutes(client, name, time_machine):
    ada = somebody(app=True)
    type_password(client, ada)
    type_code(client, code())
    for later in (timedelta(minutes=15), -timedelta(minutes=1)):
        time_machine.move_to(f.NOW + later, tick=False)
        post = client.post(reverse(name), {"factor": "app"})
        assert post["Location"].startswith(reverse("sign-in"))
        if name != "factor-remove":
            assert client.get(reverse(name))["Location"].startswith(reverse("sign-in"))
    assert factors_of(ada).app is not None


@pytest.mark.parametrize(
    "name", ["security", "second-factor-app", "passkey", "recovery-codes", "devices"]
)
def test_pages_without_an_account_lead_to_the_sign_in(client, name):
    assert client.get(reverse(name))["Location"].startswith(reverse("sign-in"))


def test_new_password_does_not_get_round_the_second_factor(client):
    ada = somebody(app=True)
    ada.set_password(PASSWORD + "2")
    ada.save(update_fields=["password"])
    client.post(reverse("sign-in"), {"email": ada.email, "password": PASSWORD + "2"})
    assert who_is_in(client) is None


def test_only_administrator_who_lost_the_factor_comes_back_by_the_command_line(client, capsys):
    ada = somebody(ADMINISTRATOR, app=True)
    type_password(client, ada)
    type_code(client, code())
    assert main(["make-admin", ada.email, "--new-second-factor"]) == 0
    assert "second factor" in capsys.readouterr().out
    assert who_is_in(client) is None
    assert type_password(client, ada)["Location"] == reverse("security")
    assert client.get(reverse("directory")).status_code == 403
    set_up(client)
    assert client.get(reverse("directory")).status_code == 200


def test_new_second_factor_for_an_unknown_account_is_refused(capsys):
    assert main(["make-admin", "x@example.org", "--new-second-factor"]) == 1
    assert "no account" in capsys.readouterr().err


def test_who_changed_how_they_sign_in_gets_a_mail(client, settings, mailoutbox):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    ada = somebody()
    type_password(client, ada)
    set_up(client)
    assert [(m.to, "wurde geändert" in m.subject) for m in mailoutbox] == [([ada.email], True)]


def test_desk_takes_no_further_statement_for_asking_about_the_factor(
    client, django_assert_num_queries
):
    ada = somebody(OFFICE, app=True)
    type_password(client, ada)
    type_code(client, code())
    client.get(reverse("password"))
    with django_assert_num_queries(3):  # session, person, groups
        assert client.get(reverse("password")).status_code == 200


def test_auditor_without_a_second_factor_is_told_so_at_every_desk(client):
    type_password(client, somebody(BuiltInGroup.AUDITOR))
    for desk in ("/de/buero/", "/de/moderation/", "/de/verwaltung/"):
        response = client.get(desk)
        assert response.status_code == 403
        assert reverse("security") in in_words(response)


def test_log_says_who_tried_to_get_in_without_their_names(client, caplog):
    caplog.set_level("INFO", "mitmachstadt.security")
    ada = somebody(app=True)
    client.post(reverse("sign-in"), {"email": ada.email, "password": "falsch"})
    type_password(client, ada)
    type_code(client, wrong(code()))
    type_code(client, code())
    client.post(reverse("factor-remove"), {"factor": "app"})
    told = [record.facts["event"] for record in caplog.records if hasattr(record, "facts")]
    assert told == ["sign_in_failed", "second_factor_failed", "signed_in", "factor_removed"]
    assert ada.email not in caplog.text and ada.public_id not in caplog.text


def test_session_from_before_the_factor_can_neither_use_nor_change_it(client):
    ada, other = somebody(OFFICE), Client()
    type_password(other, ada)
    type_password(client, ada)
    set_up(client)
    for factor in ("", "app"):
        response = other.post(reverse("factor-remove"), {"factor": factor})
        assert response["Location"].startswith(reverse("sign-in"))
    for name in ("passkey", "recovery-codes"):
        assert other.get(reverse(name))["Location"].startswith(reverse("sign-in"))
    assert other.get("/de/buero/").status_code == 403
    assert factors_of(ada).app is not None


def test_sign_in_begun_again_and_left_keeps_the_session_in_the_list(client):
    ada = somebody(app=True)
    type_password(client, ada)
    type_code(client, code())
    type_password(client, ada)
    assert who_is_in(client) == ada
    assert in_words(client.get(reverse("devices"))).count("dieses Gerät") == 1
