"""A second `init`, and one that broke off: nobody gets a role unasked, nothing is half entered."""

from pathlib import Path

import pytest
from django.utils import timezone

from mitmachstadt.cli.main import main
from mitmachstadt.cli.own_city import entering
from mitmachstadt.kernel import city
from mitmachstadt.kernel.city import saved_city
from mitmachstadt.people.actions import end_role, grant_role
from mitmachstadt.people.models import District, Person
from mitmachstadt.people.queries import visitor
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("var")]
ANNA = "anna@musterstadt.example"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def roles(email: str) -> set[str]:
    person = Person.objects.get(email=email)
    return set(visitor(person, at=timezone.now()).groups) & {"administrator", "office"}


def test_a_role_that_was_taken_away_does_not_come_back_with_an_update(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", str(file)])
    boss = factories.person("Bo")
    grant_role(person=boss, role="administrator", by=None, at=timezone.now())
    anna = Person.objects.get(email=ANNA)
    end_role(person=anna, role="administrator", by=boss, at=timezone.now())
    change(file, '"Musterstadt"', '"Neustadt"')
    assert main(["init", str(file), "--update"]) == 1
    assert "without the role administrator" in (said := capsys.readouterr().err)
    assert "--grant-roles" in said
    assert roles(ANNA) == {"office"}
    row = saved_city()
    assert row is not None and row.name == "Musterstadt"


def test_who_registered_an_address_is_not_made_administrator_by_it(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", str(file)])
    capsys.readouterr()
    other = factories.person("Eve").email
    change(file, ANNA, other)
    assert main(["init", str(file), "--update", "--dry-run"]) == 0
    assert f"role + administrator for {other}" in capsys.readouterr().out
    assert main(["init", str(file), "--update"]) == 1
    assert roles(other) == set()
    assert main(["init", str(file), "--update", "--grant-roles"]) == 0
    assert roles(other) == {"administrator", "office"}


def test_an_update_with_the_same_administrator_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", str(file)])
    capsys.readouterr()
    assert main(["init", str(file), "--update"]) == 0
    assert "nothing changes" in capsys.readouterr().out


@pytest.mark.parametrize(("module", "name"), [(entering.files, "store"), (entering, "save_city")])
def test_what_breaks_off_leaves_no_account_and_can_be_done_again(
    module: object, name: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wappen.svg").write_bytes(SVG)
    change(file, '# logo = "wappen.svg"', 'logo = "wappen.svg"')

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "files")

    with monkeypatch.context() as broken:
        broken.setattr(module, name, full)
        assert main(["init", str(file)]) == 1
    assert not Person.objects.exists()
    assert not District.objects.exists()
    assert main(["init", str(file)]) == 0


@pytest.mark.django_db(transaction=True)
def test_the_password_is_shown_though_there_is_no_room_for_the_stamp(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device", "city.stamp")

    monkeypatch.setattr(city, "tell_processes", full)
    assert main(["init", str(file)]) == 0
    assert "Sign in as" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("https://example.org/" + "a" * 200, "is longer than 200 characters"),
        ("https://[abc", "has to look like"),
        ("https://example.org:port", "has to look like"),
    ],
)
def test_an_address_that_cannot_be_kept_is_refused_before_anything_is_written(
    address: str, says: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(('address = "', '# address = "'))]
    kept.insert(kept.index("[city]") + 1, f'address = "{address}"')
    file.write_text("\n".join(kept), encoding="utf-8")
    assert main(["init", str(file)]) == 1
    assert says in capsys.readouterr().err
    assert not Person.objects.exists()
