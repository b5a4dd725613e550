"""How somebody takes part, by role."""

from dataclasses import replace

import pytest

from mitmachstadt.formats.actions import word_role
from mitmachstadt.formats.enums import USUAL_FORMATS, USUAL_WORDS, ActorRole, FormatKind
from mitmachstadt.formats.errors import RoleWordsMissing
from mitmachstadt.formats.models import RoleWords
from mitmachstadt.formats.queries import role_page
from mitmachstadt.kernel.city import Words, the_city
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.models import Group
from mitmachstadt.people.queries import ANYONE
from tests import factories as make
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
WORDS = "Kommen Sie in die Sprechstunde."


def worded(role: ActorRole = ActorRole.BUSINESS, **rest) -> RoleWords:
    given = {"text": WORDS, "formats": [FormatKind.SPRINT], "visitor": make.office(), "at": NOW}
    return word_role(role=role, **(given | rest))


def test_every_role_has_words_and_formats_before_a_city_changes_them(client):
    for role in ActorRole:
        assert USUAL_FORMATS[role] and USUAL_WORDS[role]
        words = client.get(f"/de/mitmachen/{role.value}/").content.decode()
        assert str(role.label) in words and str(FormatKind.CONSULTATION.label) in words
    assert client.get("/de/mitmachen/niemand/").status_code == 404


@pytest.mark.parametrize(
    ("audience", "role", "list_"),
    [
        (BuiltInGroup.EVERYONE, ActorRole.RESIDENT, "open"),
        (BuiltInGroup.SIGNED_IN, ActorRole.POLITICS, "open"),
        ("traders", ActorRole.BUSINESS, "open"),
        ("traders", ActorRole.RESIDENT, "for_others"),
    ],
)
def test_what_is_open_follows_from_the_audience(audience, role, list_):
    group = Group.objects.create(code="traders", name="Händlerinnen und Händler")
    worded(groups=[group])
    make.opened_process(audience=audience)
    page = role_page(role, at=NOW)
    shown = {name: len(getattr(page, name)) for name in ("open", "coming", "for_others")}
    assert shown == {"open": 0, "coming": 0, "for_others": 0} | {list_: 1}


def test_what_begins_later_comes_next_and_what_is_over_is_left_out():
    later = {"opens": NOW + DAY, "closes": NOW + 2 * DAY, "answer_due": NOW + 3 * DAY}
    make.opened_process(phase=later, title="Später")
    page = role_page(ActorRole.RESIDENT, at=NOW)
    assert [facts.node.title for facts in page.coming] == ["Später"] and not page.open
    assert [f.node.title for f in role_page(ActorRole.RESIDENT, at=NOW + DAY).open] == ["Später"]
    over = role_page(ActorRole.RESIDENT, at=NOW + 2 * DAY)
    assert not over.open and not over.coming and not over.for_others


def test_own_words_take_the_place_of_the_usual_ones(client):
    worded()
    words = client.get("/de/mitmachen/business/").content.decode()
    assert WORDS in words and str(FormatKind.SPRINT.label) in words
    assert str(FormatKind.CONFERENCE.label) not in words


def test_words_are_needed_and_only_the_office_writes_them():
    for text in ("", " \u200b", "x" * 2001):
        with pytest.raises(RoleWordsMissing):
            worded(text=text)
    for me, refusal in ((ANYONE, SignInNeeded), (make.citizen(), RoleNeeded)):
        with pytest.raises(refusal):
            worded(visitor=me)
    assert not RoleWords.objects.exists()


@pytest.mark.parametrize("times", [1, 3])
def test_page_takes_as_many_queries_for_three_processes(client, times, django_assert_num_queries):
    worded(ActorRole.RESIDENT)
    for _ in range(times):
        make.opened_process()
    forget_pages()
    with django_assert_num_queries(9):
        assert client.get("/de/mitmachen/resident/").status_code == 200


def test_desk_keeps_what_was_typed(client):
    client.force_login(make.office().person)
    address = "/de/buero/mitmachen/science/"
    long = client.post(address, {"text": "Wort " * 500, "formats": ["sprint"]})
    assert long.status_code == 400 and "Wort Wort" in long.content.decode()
    assert client.post(address, {"text": WORDS, "formats": ["sprint"]}).status_code == 302
    assert WORDS in client.get(address).content.decode()
    assert client.get("/de/buero/mitmachen/").status_code == 200


def test_role_in_an_office_of_a_district_has_the_word_of_the_city(client, monkeypatch):
    assert "Ich arbeite in einem Bezirksamt" in client.get("/de/mitmachen/").content.decode()
    mine = replace(the_city(), words=Words(district_office="Ortsamt"))
    monkeypatch.setattr("mitmachstadt.formats.enums.the_city", lambda: mine)
    forget_pages()
    words = client.get("/de/mitmachen/").content.decode()
    assert "Ich arbeite in der Verwaltung: Ortsamt" in words and "Bezirksamt" not in words
