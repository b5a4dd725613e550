import json
from pathlib import Path

import pytest

from mitmachstadt.cli.main import main
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.people.queries import organisations_of, visitor
from tests.factories import NOW, person

pytestmark = pytest.mark.django_db
CITY = {
    "districts": ["Nord", "Süd"],
    "organisations": [
        {"name": "Rat", "kind": "body"},
        {"name": "Bezirksamt Süd", "kind": "district_office", "district": "Süd"},
    ],
    "members": [],
}


def written(folder: Path, city: object) -> str:
    file = folder / "city.json"
    file.write_text(json.dumps(city), encoding="utf-8")
    return str(file)


def test_city_is_entered_and_twice_changes_nothing(tmp_path: Path) -> None:
    anna = person("Anna")
    member = {"email": anna.email, "roles": ["office"], "organisation": "Rat"}
    file = written(tmp_path, {**CITY, "members": [member]})
    assert main(["enter-city", file]) == 0
    assert main(["enter-city", file]) == 0
    assert [(d.number, d.name) for d in District.objects.all()] == [(1, "Nord"), (2, "Süd")]
    assert {o.name: o.district_id for o in Organisation.objects.all()} == {
        "Rat": None,
        "Bezirksamt Süd": 2,
    }
    later = max(NOW, anna.group_memberships.get().since)
    assert visitor(anna, at=later).is_office
    assert [o.name for o in organisations_of(anna, at=later)] == ["Rat"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"organisations": [{"name": "X", "kind": "castle"}]}, "needs a name and a kind"),
        (
            {"organisations": [{"name": "X", "kind": "district_office"}]},
            "needs one of the districts",
        ),
        ({"members": [{"email": "nobody@example.org"}]}, "has to register first"),
        ({"districts": "Nord"}, "needs the lists"),
    ],
)
def test_city_that_makes_no_sense_is_refused_and_nothing_is_entered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object], says: str
) -> None:
    assert main(["enter-city", written(tmp_path, {**CITY, **change})]) == 1
    assert says in capsys.readouterr().err
    assert not District.objects.exists()


def test_file_that_is_missing_or_no_json_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["enter-city", str(tmp_path / "none.json")]) == 1
    file = tmp_path / "city.json"
    file.write_text("districts: Nord")
    assert main(["enter-city", str(file)]) == 1
    assert "is not JSON" in capsys.readouterr().err
