"""Who finds what: stranger, author, moderator, office."""

import pytest

from mitmachstadt.contributions.actions import (
    correct_remark,
    hide,
    release,
    show_again,
    withdraw_remark,
)
from mitmachstadt.nodes.enums import FoundState, Kind, Moderation, Visibility
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.nodes.search.looking import found, look_for

pytestmark = pytest.mark.django_db
STATES = (Visibility.DRAFT, Visibility.WAITING, Visibility.PUBLIC, Visibility.HIDDEN,
          Visibility.WITHDRAWN, Visibility.RETIRED)  # fmt: skip
EVERYONE = {Visibility.PUBLIC, Visibility.RETIRED}


def remarks(author):
    return {
        state: f.node(
            Kind.REMARK, title="Kastanie", text="Kastanie", visibility=state, author=author.person
        )
        for state in STATES
    }


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("stranger", set()),
        ("neighbour", set()),
        ("author", {Visibility.WAITING}),
        ("moderator", {Visibility.WAITING, Visibility.HIDDEN}),
        ("office", {Visibility.DRAFT}),
    ],
)
def test_everyone_finds_and_counts_what_their_role_shows_them(who, more):
    author = f.citizen("Ada")
    visitors = {
        "stranger": ANYONE, "neighbour": f.citizen("Cem"), "author": author,
        "moderator": f.moderator(), "office": f.office(),
    }  # fmt: skip
    remarks(author)
    result = look_for("Kastanie", by=visitors[who])
    assert {hit.node.visibility for hit in result.hits} == EVERYONE | more
    assert result.total == len(EVERYONE | more)
    assert dict(result.counts) == {Kind.REMARK: len(EVERYONE | more)}


@pytest.mark.parametrize("state", [FoundState.WAITING, FoundState.HIDDEN, FoundState.DRAFT])
def test_asking_for_a_state_shows_nobody_more(state):
    remarks(f.citizen("Ada"))
    assert found("Kastanie", state=state) == []
    assert found("Kastanie", state=state, by=f.citizen("Cem")) == []


def test_a_name_is_not_searched():
    about = f.open_passage()
    f.remark(about, "Mehr Bänke.", by=f.citizen("Kunigunde"))
    assert found("Kunigunde") == []
    assert len(found("Bänke")) == 1


def test_hiding_and_showing_again_is_seen_by_the_next_search():
    made = f.remark(f.open_passage(), "Unfreundliches Nilpferd.")
    moderator = f.moderator()
    assert found("Nilpferd") == [made]
    made = hide(node=made, visitor=moderator, reason="Beleidigt eine Person.", at=f.NOW)
    assert found("Nilpferd") == []
    assert look_for("Nilpferd").total == 0
    assert found("Nilpferd", by=moderator) == [made]
    show_again(node=made, visitor=moderator, reason="Doch freundlich.", at=f.NOW)
    assert found("Nilpferd") == [made]


def test_words_that_were_withdrawn_are_found_by_nobody():
    made = f.remark(f.open_passage(), "Das Nilpferd geht wieder.")
    code = f.code_of(made)
    withdraw_remark(code=code, at=f.NOW)
    everybody = f.person("Alle", "moderator", "office")
    for visitor in (ANYONE, f.visitor(everybody)):
        assert found("Nilpferd", by=visitor) == []
        assert found("zurückgezogen", by=visitor) == []


def test_corrected_words_are_found_and_the_former_ones_are_not():
    made = f.remark(f.open_passage(), "Das Nilpferd.")
    correct_remark(code=f.code_of(made), text="Das Nashorn.", at=f.NOW)
    assert found("Nilpferd") == []
    assert found("Nashorn") == [made]


def test_released_words_are_found_by_everyone_only_from_then_on():
    about = f.open_passage(moderation=Moderation.EVERYBODY)
    author, moderator = f.citizen("Ada"), f.moderator()
    made = f.remark(about, "Das Nilpferd.", by=author)
    assert found("Nilpferd") == []
    assert found("Nilpferd", by=author) == found("Nilpferd", by=moderator) == [made]
    release(node=made, visitor=moderator, at=f.NOW)
    assert found("Nilpferd") == [made]


def test_where_a_hit_stands_does_not_tell_the_title_of_a_draft():
    section = f.node(Kind.SECTION, title="Geheime Pläne", visibility=Visibility.DRAFT)
    f.passage(section, "Das Nilpferd.")
    [hit] = look_for("Nilpferd").hits
    assert [above.title for above in hit.above] == ["Entwurf"]
