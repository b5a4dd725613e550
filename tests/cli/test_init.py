"""Another city without touching code: from a file or by questions, and never over one that is."""

import struct
import zlib
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from mitmachstadt.cli.main import main
from mitmachstadt.cli.output import Failure
from mitmachstadt.cli.own_city import asking
from mitmachstadt.cli.own_city.logo import problem_with
from mitmachstadt.kernel.city import saved_city
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import reorganise
from mitmachstadt.people.models import District, Organisation, Person
from mitmachstadt.people.queries import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("var")]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4" fill="url(#a)"/></svg>'


def chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    (
        chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\0\0")),
        chunk(b"IEND", b""),
    )
)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_example_makes_a_city_as_it_is(
    file: Path, capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    assert main(["init", str(file)]) == 0
    assert list(District.objects.values_list("name", flat=True)) == ["Nord", "Mitte", "Süd"]
    assert Organisation.objects.get(name="Ortsamt Nord").district_id == 1
    assert Node.objects.get(kind=Kind.STRATEGY).title == "Digitalstrategie Musterstadt"
    said = capsys.readouterr().out
    person = Person.objects.get(email="anna@musterstadt.example")
    assert person.check_password(said.split("password\n\n")[1].split()[0])
    roles = person.group_memberships.values_list("group_id", flat=True)
    assert sorted(roles) == ["administrator", "office"]


@pytest.mark.django_db(transaction=True)
def test_the_city_shows_its_name_imprint_words_and_mark(
    file: Path, tmp_path: Path, client: Client
) -> None:
    assert "Berlin" in client.get("/de/").content.decode()
    (tmp_path / "wappen.svg").write_bytes(SVG)
    change(file, '# logo = "wappen.svg"', 'logo = "wappen.svg"')
    change(file, 'strategy = "Digitalstrategie"  ', 'strategy = "Klimastrategie"')
    assert main(["init", str(file)]) == 0
    start = client.get("/de/").content.decode()
    assert "Musterstadt schreibt seine Klimastrategie mit Ihnen" in start
    assert "Berlin" not in start
    imprint = client.get("/de/impressum/").content.decode()
    for words in ("Rathausplatz 1", "12345 Musterstadt", "01234 567-0", "datenschutz@"):
        assert words in imprint
    mark = client.get(start.split('class="m-brand"')[1].split('src="')[1].split('"')[0])
    assert mark.headers["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in mark.headers["Content-Security-Policy"]
    assert "sandbox" in mark.headers["Content-Security-Policy"]
    assert b"".join(mark) == SVG  # type: ignore[arg-type]


def test_only_the_mark_is_served_of_all_files(file: Path, var: Path, client: Client) -> None:
    main(["init", str(file)])
    other = "ab" * 32 + ".svg"
    (var / "files" / "ab").mkdir(parents=True)
    (var / "files" / "ab" / other).write_bytes(SVG)
    assert client.get(f"/-/logo/{other}").status_code == 404
    assert client.get("/-/logo/..%2Fsecret_key").status_code == 404


def test_a_database_that_holds_a_city_stays_as_it_is(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", str(file)])
    change(file, '"Musterstadt"', '"Anderswo"')
    assert main(["init", str(file)]) == 1
    assert "--update" in capsys.readouterr().err
    row = saved_city()
    assert row is not None and row.name == "Musterstadt"


def test_an_update_shows_and_changes_what_the_file_names_and_deletes_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", str(file)])
    capsys.readouterr()
    small = tmp_path / "small.toml"
    small.write_text('[city]\nname = "Neustadt"\n[districts]\nnames = ["Norden"]\n')
    assert main(["init", str(small), "--update", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "city.name: Musterstadt -> Neustadt" in shown
    assert "district 1: Nord -> Norden" in shown
    assert District.objects.get(number=1).name == "Nord"
    assert main(["init", str(small), "--update"]) == 0
    row = saved_city()
    assert row is not None
    assert (row.name, row.contact) == ("Neustadt", "strategie@musterstadt.example")
    assert row.imprint["responsible"] == "Stadt Musterstadt"
    assert District.objects.count() == 3
    assert Person.objects.count() == 1


def test_what_was_renamed_on_the_site_is_not_entered_anew(file: Path) -> None:
    main(["init", str(file)])
    staff = Organisation.objects.get(name="Stabsstelle Beteiligung")
    assert staff.parent is not None and staff.parent.name == "Dezernat für Digitales"
    boss = visitor(Person.objects.get(), at=timezone.now())
    reorganise(
        organisation=staff,
        name="Stab Mitreden",
        parent=staff.parent,
        since=timezone.localdate(),
        visitor=boss,
        at=timezone.now(),
    )
    change(file, '"Musterstadt"', '"Neustadt"')
    change(
        file,
        '[[organisations]]\nname = "Ortsamt Nord"',
        '[[organisations]]\nname = "Team Karten"\nkind = "senate_department"\n'
        'parent = "Stabsstelle Beteiligung"\n\n[[organisations]]\nname = "Ortsamt Nord"',
    )
    assert main(["init", str(file), "--update"]) == 0
    assert not Organisation.objects.filter(name="Stabsstelle Beteiligung").exists()
    assert Organisation.objects.get(name="Team Karten").parent == staff


def test_districts_that_change_places_are_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", str(file)])
    change(file, '["Nord", "Mitte", "Süd"]', '["Mitte", "Nord", "Süd"]')
    assert main(["init", str(file), "--update"]) == 1
    assert "keep their order" in capsys.readouterr().err
    assert District.objects.get(number=1).name == "Nord"


def test_an_update_needs_a_city(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(file), "--update"]) == 1
    assert "no city here" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(file: Path, var: Path) -> None:
    assert main(["init", str(file), "--dry-run"]) == 0
    assert saved_city() is None
    assert not Person.objects.exists()
    assert list(var.iterdir()) == []


def test_everything_that_is_wrong_is_said_at_once_with_its_line(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(file, 'contact = "strategie@musterstadt.example"', 'contact = "strategie"')
    change(file, 'district = "Nord"', 'district = "Nrod"')
    change(file, 'parent = "Dezernat für Digitales"', 'parent = "Ortsamt Nord"')
    change(file, 'kind = "body"', 'kind = "boddy"')
    change(file, 'responsible = "Stadt Musterstadt"', "")
    assert main(["init", str(file)]) == 1
    said = capsys.readouterr().err
    assert "line 6, city.contact: strategie is no e-mail address" in said
    assert "organisations[1].kind: is unknown; is body meant?" in said
    assert "organisations[3].parent: Ortsamt Nord has to stand above it in the file" in said
    assert "organisations[4].district: Nrod is not among districts.names" in said
    assert "imprint.responsible: is missing" in said
    assert saved_city() is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[city\nname = "A"', "is not TOML"),
        ('[city]\nnmae = "A"', "line 2, city.nmae: is unknown; is name meant?"),
        ("[city]\nname = 5", "has to be a text in quotes"),
        ('[districts]\nnames = "Nord"', "has to be a list of texts"),
        ('city = "A"', "write a line [city]"),
        ('organisations = ["A"]', "below a line [[organisations]]"),
        ("[ctiy]\n", "is city meant?"),
    ],
)
def test_a_broken_file_is_refused_with_a_sentence(
    text: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(text)
    assert main(["init", str(broken)]) == 1
    assert says in capsys.readouterr().err


def test_a_file_that_is_not_utf8_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "latin.toml").write_bytes('[city]\nname = "Köln"'.encode("latin-1"))
    assert main(["init", str(tmp_path / "latin.toml")]) == 1
    assert "not UTF-8" in capsys.readouterr().err


def test_nobody_to_ask_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["init"]) == 1
    assert "Name a file" in capsys.readouterr().err


def test_questions_make_the_same_city() -> None:
    answers = iter(
        [
            *("Kleinstadt", "amt@klein.example", "", "Stadt Kleinstadt", "Markt 1; 12345 Klein"),
            *("die Bürgermeisterei", "ds@klein.example", "Ost; West", "bo@klein.example"),
        ]
    )
    city = asking.ask(lambda question: next(answers))
    assert city.districts == ["Ost", "West"]
    assert city.section("imprint")["address"] == ["Markt 1", "12345 Klein"]


def test_wrong_answers_are_refused() -> None:
    with pytest.raises(Failure, match="no e-mail address"):
        asking.ask(lambda question: "x")


@pytest.mark.parametrize(("content", "suffix"), [(SVG, ".svg"), (PNG, ".png")])
def test_a_picture_is_a_picture(content: bytes, suffix: str) -> None:
    assert problem_with(content, suffix) is None


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("content", "suffix", "says"),
    [
        (svg("<script>alert(1)</script>"), ".svg", "<script>"),
        (svg('<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>'), ".svg", "<script>"),
        (svg("", 'onload="alert(1)"'), ".svg", "script (onload)"),
        (svg("<foreignObject/>"), ".svg", "<foreignObject>"),
        (svg('<a href="https://a.example"/>'), ".svg", "<a>"),
        (svg('<use href="https://a.example/x.svg#y"/>'), ".svg", "href"),
        (svg('<rect style="fill:url(https://a.example)"/>'), ".svg", "style"),
        (svg("<style>@import 'https://a.example';</style>"), ".svg", "style"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG, ".svg", "DOCTYPE"),
        (SVG.decode().encode("utf-16").replace(b"<", b"<!DOCTYPE x><", 1), ".svg", "DOCTYPE"),
        (b"<html/>", ".svg", "no SVG"),
        (b"no picture", ".svg", "no SVG"),
        (b"no picture", ".png", "no PNG"),
        (PNG[:-6], ".png", "damaged"),
        (PNG.replace(b"IDAT", b"IDAX"), ".png", "damaged"),
        (PNG, ".gif", "neither"),
        (b"<" * 300_000, ".svg", "larger than"),
    ],
)
def test_what_is_no_harmless_picture_is_refused(content: bytes, suffix: str, says: str) -> None:
    assert says in (problem_with(content, suffix) or "")


def test_the_name_of_a_picture_does_not_make_it_one(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wappen.png").write_bytes(b"GIF89a")
    change(file, '# logo = "wappen.svg"', 'logo = "wappen.png"')
    assert main(["init", str(file)]) == 1
    assert "line 10, city.logo: wappen.png is no PNG" in capsys.readouterr().err
    assert saved_city() is None
