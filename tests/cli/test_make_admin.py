import io

import pytest

from mitmachstadt.cli import make_admin
from mitmachstadt.cli.main import main
from mitmachstadt.people.actions import register_person
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import has_second_factor
from tests.factories import NOW
from tests.people.signing_in import somebody

pytestmark = pytest.mark.django_db
STRONG = "Regen auf dem Tempelhofer Feld\n"


def roles(email: str) -> list[str]:
    person = Person.objects.get(email=email)
    return sorted(person.group_memberships.values_list("group_id", flat=True))


def test_the_first_administrator_can_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(STRONG))
    assert main(["make-admin", "Anna@City.example", "--name", "Anna", "--password-stdin"]) == 0
    person = Person.objects.get(email="anna@city.example")
    assert person.name == "Anna"
    assert person.check_password(STRONG.strip())
    assert roles("anna@city.example") == ["administrator"]


def test_an_account_that_exists_gets_the_role_and_keeps_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(STRONG))
    main(["make-admin", "anna@city.example", "--password-stdin"])
    assert main(["make-admin", "anna@city.example", "--also", "office"]) == 0
    assert roles("anna@city.example") == ["administrator", "office"]
    assert Person.objects.get().check_password(STRONG.strip())


@pytest.mark.parametrize("password", ["\n", "short\n", "1234567890\n"])
def test_a_weak_password_is_refused(
    password: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(password))
    assert main(["make-admin", "anna@city.example", "--password-stdin"]) == 1
    assert "password" in capsys.readouterr().err
    assert not Person.objects.exists()


def test_what_is_no_address_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["make-admin", "anna"]) == 1
    assert "not an e-mail address" in capsys.readouterr().err


def test_nobody_to_ask_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["make-admin", "anna@city.example"]) == 1
    assert "--password-stdin" in capsys.readouterr().err


def test_passwords_that_differ_change_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["Regen auf dem Feld", "Regen auf den Feldern"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(make_admin.getpass, "getpass", lambda prompt: next(typed))
    assert main(["make-admin", "anna@city.example"]) == 1
    assert "differ" in capsys.readouterr().err
    assert not Person.objects.exists()


def test_a_lost_second_factor_is_forgotten_and_the_roles_stay_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ida = somebody(BuiltInGroup.OFFICE, app=True)
    assert has_second_factor(ida)
    assert main(["make-admin", ida.email, "--new-second-factor"]) == 0
    assert not has_second_factor(ida)
    assert roles(ida.email) == ["office"]
    assert "administrator" not in capsys.readouterr().out


def test_a_lost_second_factor_and_a_further_role_that_is_named() -> None:
    ida = somebody(BuiltInGroup.OFFICE, app=True)
    assert main(["make-admin", ida.email, "--new-second-factor", "--also", "moderator"]) == 0
    assert roles(ida.email) == ["moderator", "office"]


def test_a_lost_second_factor_of_nobody_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["make-admin", "anna@city.example", "--new-second-factor"]) == 1
    assert "has no account" in capsys.readouterr().err
    assert not Person.objects.exists()


@pytest.mark.parametrize("more", [[], ["--new-second-factor"]])
def test_an_account_that_anybody_may_have_made_gets_nothing(
    more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    register_person(email="anna@city.example", name="Anna", password="x", at=NOW, proven=False)
    assert main(["make-admin", "anna@city.example", *more]) == 1
    assert "code by mail" in capsys.readouterr().err
    assert roles("anna@city.example") == []
