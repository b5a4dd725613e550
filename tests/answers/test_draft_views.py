"""The pages of a draft: for the desk that writes it, and for nobody else's eyes."""

import pytest
from django.urls import reverse

from mitmachstadt.answers.actions import (
    Words,
    ask_for_part,
    begin_draft,
    deliver_part,
    drop_draft,
    hand_in,
    publish_draft,
)
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.models import Draft
from mitmachstadt.answers.queries import signatures_of
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.responsibilities.actions import hand_over
from tests import factories as f
from tests.answers import desks

pytestmark = pytest.mark.django_db
SECRET = "Noch nicht für andere Augen bestimmt."
INTERN = "Intern: Die Mittel reichen bis März."
WORDS = Words(kind=AnswerKind.TAKEN_UP, reason=SECRET)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def roads():
    return desks.unit("Straßenamt")


@pytest.fixture
def node(roads):
    return desks.duty(roads, "Poller fehlen.")


@pytest.fixture
def author(roads):
    return desks.officer(roads, name="Frieda")


@pytest.fixture
def draft(node, author):
    return begin_draft(contributions=[node], words=WORDS, visitor=author, at=f.NOW)


def words(response):
    return response.content.decode()


def at(client, visitor):
    client.force_login(visitor.person)
    return client


def page_of(draft):
    return reverse("answer-draft", args=[draft.public_id])


TRIES = [
    ("answer-draft", "", {"insert": "1", "reason": "Meine Worte."}),
    ("answer-draft", "", {"take": "x", "reason": "Meine Worte."}),
    ("answer-draft", "", {"kind": "wrong", "reason": "Meine Worte."}),
    ("answer-draft", "", {"kind": "agreed", "reason": "Meine Worte.", "version": "7"}),
    ("draft-change", "zulieferung", {"part-question": "Meine Worte."}),
    ("draft-change", "mitzeichnung", {"sign-units": "Meine Worte."}),
    ("draft-change", "verwerfen", {"sign-units": "Meine Worte."}),
    ("draft-change", "gelesen", {"sign-units": "Meine Worte."}),
]


@pytest.mark.parametrize(("name", "verb", "sent"), TRIES)
def test_no_button_shows_a_draft_to_another_desk(client, draft, author, name, verb, sent):
    parks = desks.unit("Parkamt")
    part = ask_for_part(
        draft=draft, unit=parks, question="Wann?", due=f.NOW.date(), visitor=author, at=f.NOW
    )
    deliver_part(part=part, text=INTERN, visitor=desks.officer(parks), at=f.NOW)
    stranger = at(client, desks.officer(desks.unit("Hafenamt")))
    address = reverse(name, args=[draft.public_id, *([verb] if verb else [])])
    page = stranger.post(address, sent)
    assert page.status_code == 403
    assert SECRET not in words(page) and "März" not in words(page)
    assert "Meine Worte." in words(page)
    assert Draft.objects.get().is_open
    assert SECRET not in words(stranger.get(page_of(draft)))


@pytest.mark.parametrize("how", ["published", "dropped"])
def test_words_typed_into_a_draft_that_just_closed_are_given_back(client, draft, author, how):
    close = publish_draft if how == "published" else drop_draft
    close(draft=draft, visitor=author, at=f.NOW)
    for sent in ({"save": "1"}, {"insert": "1"}):
        page = at(client, author).post(page_of(draft), {"reason": "Meine Mühe.", **sent})
        assert page.status_code == 409
        assert "Meine Mühe." in words(page) and "Ihr Text ist noch da" in words(page)


def test_an_auditor_reads_a_draft_and_changes_nothing(client, draft):
    auditor = at(client, f.visitor(f.person("Prüfung", BuiltInGroup.AUDITOR)))
    html = words(auditor.get(page_of(draft)))
    assert SECRET in html and 'name="save"' not in html
    assert auditor.post(page_of(draft), {"insert": "1", "reason": ""}).status_code == 403


def test_the_office_reads_a_units_draft_and_is_told_that_it_cannot_rewrite_it(
    client, draft, author
):
    office = at(client, f.office())
    html = words(office.get(page_of(draft)))
    assert SECRET in html and 'name="save"' not in html and "nicht umschreiben" in html
    sent = {"kind": "agreed", "reason": "Vom Büro.", "version": "1", "save": "1"}
    page = office.post(page_of(draft), sent)
    assert page.status_code == 403 and "Vom Büro." in words(page)
    hand_in(draft=draft, visitor=author, at=f.NOW)
    assert "Freigeben und veröffentlichen" in words(office.get(page_of(draft)))


# --- beside the form that answers the same contribution ----------------------------------------


def test_that_a_draft_is_under_way_is_told_everybody_its_words_only_who_may_answer(
    client, draft, node, roads
):
    asked = {"n": node.public_id}
    stranger = words(
        at(client, desks.officer(desks.unit("Hafenamt"))).get(reverse("answer"), asked)
    )
    assert "Frieda schreibt schon" in stranger
    assert SECRET not in stranger and draft.public_id not in stranger
    for second in (desks.officer(roads), f.office()):
        html = words(at(client, second).get(reverse("answer"), asked))
        assert SECRET in html and page_of(draft) in html


def test_what_the_office_writes_is_read_by_the_unit_but_written_by_the_office(client, node, roads):
    draft = begin_draft(contributions=[node], words=WORDS, visitor=f.office("Büro"), at=f.NOW)
    unit = at(client, desks.officer(roads))
    html = words(unit.get(reverse("answer"), {"n": node.public_id}))
    assert SECRET in html and page_of(draft) not in html
    assert "Strategiebüro" in words(unit.get(page_of(draft)))


def test_a_moved_draft_opens_at_its_new_desk_and_names_what_moved_at_the_old(client, author, roads):
    parks = desks.unit("Parkamt")
    both = [desks.duty(roads, "Bleibt hier."), desks.duty(roads, "Geht dorthin.")]
    draft = begin_draft(contributions=both, words=WORDS, visitor=author, at=f.NOW)
    hand_over(nodes=both[1:], unit=parks, reason="Dort.", visitor=f.office(), at=f.NOW)
    page = at(client, author).get(page_of(draft))
    assert [node.title for node in page.context["changed"]] == [both[1].title]
    hand_over(nodes=both[:1], unit=parks, reason="Dort.", visitor=f.office(), at=f.NOW)
    assert at(client, author).get(page_of(draft)).status_code == 403
    assert SECRET in words(at(client, desks.officer(parks)).get(page_of(draft)))


def test_units_that_are_to_sign_are_ticked_one_by_one(client, draft, author):
    parks, harbour = desks.unit("Parkamt"), desks.unit("Hafenamt")
    writer = at(client, author)
    html = words(writer.get(page_of(draft)))
    assert html.count('type="checkbox" name="sign-units"') == 2 and "Strg" not in html
    address = reverse("draft-change", args=[draft.public_id, "mitzeichnung"])
    assert writer.post(address, {}).status_code == 400
    sent = {"sign-units": [parks.public_id, harbour.public_id]}
    assert writer.post(address, sent).status_code == 302
    assert {each.unit for each in signatures_of(draft)} == {parks, harbour}
