"""The city's own words in versions, and who agreed to which."""

from datetime import date, timedelta

import pytest

from mitmachstadt.kernel.city import City, Imprint, save_city, tell_processes
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.people.actions import register_openly
from mitmachstadt.people.actions.texts import agree_to_terms, publish_text
from mitmachstadt.people.calculations import blocks_of, gaps_in
from mitmachstadt.people.enums import TextKind
from mitmachstadt.people.errors import (
    ChangesUnsaid,
    CityTextChangedMeanwhile,
    CityTextEmpty,
    HoldsTooEarly,
    RoleNeeded,
)
from mitmachstadt.people.models import Agreement, CityText
from mitmachstadt.people.queries.texts import agreed_to, texts_of
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
PAGE = "/de/teilnahmebedingungen/"
WORDS = "## Wer\n\nAlle in [[stadt]].\n\n## Fragen\n\nAn [[kontakt]] oder [[telefon]]."


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)
    forget_pages()


def published(holds_from: date = TODAY, **rest) -> CityText:
    given = {
        "kind": TextKind.TERMS,
        "text": WORDS,
        "changes": "Neu ist alles.",
        "visitor": f.office(),
        "at": NOW,
    } | rest
    return publish_text(holds_from=holds_from, **given)


def registered(email: str = "neu@example.org", at=NOW):
    return register_openly(
        email=email, name="Neu", password="x" * 12, terms=True, address="192.0.2.1", at=at
    )


def test_who_registers_agrees_to_the_version_that_holds_on_that_day():
    first = registered("eins@example.org")
    published()
    published(TODAY + timedelta(days=10))
    second = registered("zwei@example.org")
    third = registered("drei@example.org", at=NOW + 11 * DAY)
    assert [agreed_to(who)[0][0] for who in (first, second, third)] == [0, 1, 2]
    assert Agreement.objects.get(person=second).at == NOW


def test_agreeing_twice_keeps_the_first_moment():
    person = f.person()
    agree_to_terms(person=person, at=NOW)
    agree_to_terms(person=person, at=NOW + DAY)
    assert agreed_to(person) == [(0, NOW)]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"text": " "}, CityTextEmpty),
        ({"changes": ""}, ChangesUnsaid),
        ({"holds_from": TODAY - timedelta(days=1)}, HoldsTooEarly),
        ({"seen": 0}, CityTextChangedMeanwhile),
    ],
)
def test_version_that_nobody_could_follow_is_refused(change, refusal):
    published()
    with pytest.raises(refusal):
        published(**({"holds_from": TODAY + timedelta(days=5)} | change))
    assert CityText.objects.count() == 1


def test_version_holds_after_the_one_before_and_never_on_its_day():
    published(TODAY + timedelta(days=5))
    with pytest.raises(HoldsTooEarly):
        published(TODAY + timedelta(days=5))
    assert published(TODAY + timedelta(days=6)).number == 2


def test_announced_version_holds_from_its_day_on():
    published()
    published(TODAY + timedelta(days=5))
    now, later = (texts_of(TextKind.TERMS, day=TODAY + timedelta(days=n)) for n in (4, 5))
    assert (now.number, now.coming and now.coming.number) == (1, 2)
    assert (later.number, later.coming) == (2, None)
    assert texts_of(TextKind.PRIVACY, day=TODAY).number == 0


@pytest.mark.parametrize("who", [f.citizen, f.moderator, f.administrator])
def test_only_the_office_publishes(who):
    with pytest.raises(RoleNeeded):
        published(visitor=who())


def test_data_of_the_city_is_put_in_and_what_is_missing_is_named():
    imprint = Imprint(phone="")
    save_city(City("<Berlin>", False, "a@example.org", imprint=imprint), at=NOW)
    tell_processes()
    assert gaps_in(WORDS + " [[Unsinn]]") == ["telefon", "Unsinn"]
    blocks = blocks_of(WORDS)
    assert [block.heading for block in blocks] == ["Wer", "Fragen"]
    assert "Alle in &lt;Berlin&gt;." in blocks[0].html
    assert '<mark class="m-gap">fehlt noch: telefon</mark>' in blocks[1].html


def test_words_of_the_city_are_escaped():
    html = blocks_of("## Kopf\n\n<script>alert(1)</script> [[<b>]]")[0].html
    assert "<script>" not in html and "fehlt noch: &lt;b&gt;" in html


def test_usual_words_stand_there_until_the_city_has_its_own(client):
    assert "Alle. Sie brauchen weder ein Konto" in client.get(PAGE).content.decode()
    published(TODAY + timedelta(days=5))
    forget_pages()
    assert "Alle. Sie brauchen weder ein Konto" in client.get(PAGE).content.decode()


def test_page_tells_what_holds_what_comes_and_what_changed(client, time_machine):
    published()
    published(TODAY + timedelta(days=5), text="## Wer\n\nNiemand.", changes="Zu ist.")
    words = client.get(PAGE).content.decode()
    assert "Fassung 1, gilt ab 21. November 2026" in words and "Alle in" in words
    assert "Ab 26. November 2026 gilt eine neue Fassung" in words and "Zu ist." in words
    assert "Diese Fassung gilt noch nicht." in client.get(PAGE, {"seite": "2"}).content.decode()
    time_machine.move_to(NOW + 5 * DAY, tick=False)
    assert "Niemand." in client.get(PAGE).content.decode()
    assert "gilt nicht mehr" in client.get(PAGE, {"seite": "1"}).content.decode()


def test_english_page_marks_german_words(client):
    published()
    words = client.get("/en/teilnahmebedingungen/").content.decode()
    assert '<div lang="de"' in words
    published(TODAY + timedelta(days=1), text_en="## Who\n\nEverybody.", changes_en="All new.")
    forget_pages()
    assert "Everybody." in client.get("/en/teilnahmebedingungen/?seite=2").content.decode()


def test_office_publishes_at_its_desk_and_loses_no_words(client):
    client.force_login(f.office().person)
    address = "/de/buero/rechtliches/terms/"
    given = {"text": WORDS, "changes": "Alles neu.", "holds_from": "2026-11-20", "seen": "0"}
    early = client.post(address, given)
    assert early.status_code == 400 and "Alles neu." in early.content.decode()
    assert client.post(address, given | {"holds_from": "2026-11-21"}).status_code == 302
    assert "telefon" in client.get("/de/buero/rechtliches/").content.decode()
    late = client.post(address, given | {"holds_from": "2026-12-21"})
    assert late.status_code == 409 and "Alles neu." in late.content.decode()
    assert client.get("/de/buero/rechtliches/unsinn/").status_code == 404
