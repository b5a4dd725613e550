"""The editor's pages: what a clerk does, with nothing typed lost."""

import re

import pytest

from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.queries import BlockLine
from tests import factories as f
from tests.strategy.editing.pages import PART, address, chapter, pages_of, post, shown
from tests.strategy.pages import headings_without_jump, words_on


@pytest.fixture(autouse=True)
def _signed_in(client, desk):
    client.force_login(desk.by.person)


def test_chapter_shows_its_passages_and_the_way_to_the_others(client, desk):
    html = shown(client.get(chapter(desk)))
    assert "Eins." in html
    assert "Drei." in html
    assert "Vier." not in html
    assert 'aria-current="page">' in html
    assert headings_without_jump(html)


def test_first_chapter_is_where_writing_begins(client, desk):
    page = client.get(address(desk, "schreiben"))
    assert page["Location"] == chapter(desk, "Grünbuch")


def test_module_is_given_the_chapter_alone(client, desk):
    html = shown(client.get(chapter(desk), headers=PART))
    assert 'id="kapitel"' in html
    assert "<h1>" in html
    assert 'aria-current="page">' in html
    assert "<html" not in html


def test_passage_is_opened_changed_and_shown_again(client, desk):
    one = desk.at("Eins.")
    html = shown(client.get(chapter(desk), {"stelle": one.passage.node.public_id}))
    assert f'name="seen" value="{one.wording_id}"' in html
    page = post(client, desk, "Eins.", text="Eins neu.", form="bullet", seen=one.wording_id)
    assert page["Location"].endswith(f"#t-{one.passage.node.public_id}")
    assert desk.at("Eins neu.").form == "bullet"


@pytest.mark.parametrize(
    ("sent", "layout"),
    [
        ({"what": "split", "text": "Zwei.\n\nRest."}, ["Eins.", "Zwei.", "Rest."]),
        ({"what": "join", "text": "Zwei!"}, ["Eins. Zwei!"]),
        ({"what": "leave-out"}, ["Eins."]),
        ({"what": "up"}, ["Zwei.", "Eins."]),
        ({"what": "down"}, ["Eins."]),
    ],
)
def test_every_verb_is_a_button(client, desk, sent, layout):
    assert post(client, desk, "Zwei.", **sent).status_code == 302
    assert desk.layout[1] == ("Verkehr", layout)


def test_passage_is_moved_to_a_section_that_is_chosen(client, desk):
    to = desk.section("Bildung").node.public_id
    page = post(client, desk, "Eins.", what="move", to=to, text="Eins.")
    assert client.get(page["Location"]).status_code == 200
    assert desk.layout[-1] == ("Bildung", ["Vier.", "Eins."])


def test_passage_is_written_behind_another_and_below_a_heading(client, desk):
    one = desk.passage("Eins.").node.public_id
    assert 'id="neu"' in shown(client.get(chapter(desk), {"neu": one}))
    client.post(address(desk, "textstelle", one, "dahinter"), {"text": "Danach.", "form": "quote"})
    rad = desk.section("Rad").node.public_id
    client.post(address(desk, "ueberschrift", rad, "darunter"), {"text": "Vorweg."})
    assert desk.layout[1:3] == [
        ("Verkehr", ["Eins.", "Danach.", "Zwei."]), ("Rad", ["Vorweg.", "Drei."]),
    ]  # fmt: skip
    assert desk.at("Danach.").form == "quote"


@pytest.mark.parametrize("open_form", ["stelle", "neu", "kopf"])
def test_every_link_of_a_chapter_leads_to_it_after_a_refusal_too(client, desk, open_form):
    """A refused chapter stands at the address of its verb, which takes no GET."""
    opened = desk.section("Verkehr") if open_form == "kopf" else desk.passage("Eins.")
    pages = [client.get(chapter(desk), {open_form: opened.node.public_id})]
    pages.append(post(client, desk, "Eins.", text=""))
    for page in pages:
        links = re.findall(r'data-(?:part href|edit|add)="([^"]*)"', page.content.decode())
        assert len(links) > 8
        for link in links:
            assert link.startswith(chapter(desk) + "?"), link
    assert client.get(links[0]).status_code == 200


def test_cancelling_leads_back_to_the_page_of_the_chapter(client, desk):
    for place in range(70):
        desk.begin_section(section=desk.section("Bildung"), text=f"Nummer {place}.")
    last = desk.passage("Nummer 0.").node.public_id
    for open_form in ("stelle", "neu"):
        html = shown(client.get(chapter(desk, "Bildung"), {open_form: last}))
        (back,) = re.findall(r'href="([^"]*)" data-cancel', html)
        assert back == f"{chapter(desk, 'Bildung')}?seite=2#t-{last}"
        assert f'id="t-{last}"' in shown(client.get(back))


# Two editors on one passage; a colleague who took it away; a draft that is gone.


def test_second_writer_sees_both_texts_and_one_of_both_and_loses_nothing(client, desk):
    two = desk.at("Zwei.")
    desk.change_passage(passage=two.passage, text="Zwei Wege sind gut.")
    base = desk.at("Zwei Wege").wording_id
    desk.colleague().change_passage(passage=two.passage, text="Zwei breite Wege sind gut.")
    page = post(client, desk, "Zwei breite", text="Zwei Wege sind besser.", seen=base)
    html = shown(page, 409)
    assert "Kollegin hat diese Textstelle inzwischen geändert." in words_on(html)
    assert "\nZwei breite Wege sind besser.</textarea>" in html
    assert "Beide Änderungen passen zusammen" in words_on(html)
    assert "Zwei breite Wege sind gut." in desk.texts
    seen = desk.at("Zwei breite").wording_id
    assert f'name="seen" value="{seen}"' in html
    assert (
        post(client, desk, "Zwei", text="Zwei breite Wege sind besser.", seen=seen).status_code
        == 302
    )


def test_second_writer_is_told_where_both_contradict_each_other(client, desk):
    two = desk.at("Zwei.")
    desk.colleague().change_passage(passage=two.passage, text="Drei.Zwei.")
    page = post(client, desk, "Drei.Zwei.", text="Fünf.", seen=two.wording_id)
    text = words_on(shown(page, 409))
    assert "Hier widersprechen sich beide" in text
    assert "Fünf" in text


def test_words_for_a_passage_that_is_gone_come_back(client, desk):
    two = desk.passage("Zwei.").node.public_id
    desk.colleague().remove_passage(passage=desk.passage("Zwei."))
    sent = {"text": "Mühsam geschrieben.", "section": desk.section("Verkehr").node.public_id}
    html = shown(client.post(address(desk, "textstelle", two), sent), 409)
    assert "\nMühsam geschrieben.</textarea>" in html
    assert "jemand hat sie inzwischen herausgenommen" in words_on(html)
    assert "Eins." in html


def test_words_for_a_draft_that_was_published_meanwhile_come_back(client, desk):
    where = address(desk, "textstelle", desk.passage("Zwei.").node.public_id)
    desk.add_passage(after=desk.at("Eins."), text="Damit es anders ist.")
    actions.publish_edition(edition=desk.edition, visitor=desk.by, at=f.NOW)
    html = shown(client.post(where, {"text": "Mühsam geschrieben."}), 409)
    assert "Mühsam geschrieben." in html
    assert "veröffentlicht oder verworfen" in words_on(html)


def test_form_that_a_colleague_chose_is_told_and_stays_where_only_words_were_typed(client, desk):
    two = desk.at("Zwei.")
    where = chapter(desk), {"stelle": two.passage.node.public_id}
    assert 'name="seen_form" value="paragraph"' in shown(client.get(*where))
    desk.colleague().change_passage(passage=two.passage, text="Zwei.", form="quote")
    sent = {"text": "Zwei!", "seen_form": "paragraph"}
    html = shown(post(client, desk, "Zwei.", **sent, form="bullet"), 409)
    assert "\nZwei!</textarea>" in html
    assert '<option value="bullet" selected>' in html
    assert 'name="seen_form" value="quote"' in html
    assert post(client, desk, "Zwei.", **sent, form="paragraph").status_code == 302
    assert desk.at("Zwei!").form == "quote"


@pytest.mark.parametrize("what", ["leave-out", "up", "move"])
def test_words_that_were_not_saved_are_not_given_up(client, desk, what):
    before = desk.layout
    html = shown(post(client, desk, "Zwei.", what=what, text="Nicht gespeichert."), 400)
    assert "\nNicht gespeichert.</textarea>" in html
    assert desk.layout == before


@pytest.mark.parametrize(
    "sent",
    [
        {"text": ""},
        {"what": "split", "text": "Nur ein Teil."},
        {"what": "unfug", "text": ""},
        {"text": "\u0000", "seen": "9" * 40, "form": "gedicht", "to": "x" * 500},
    ],
)
def test_bad_input_is_refused_in_words_and_changes_nothing(client, desk, sent):
    before = desk.layout
    page = post(client, desk, "Zwei.", **sent)
    assert page.status_code == 400
    assert desk.layout == before


# Who may; how much it costs.


@pytest.mark.parametrize("role", [None, BuiltInGroup.MODERATOR, BuiltInGroup.ADMINISTRATOR])
def test_others_are_told_who_may(client, desk, role):
    client.force_login(f.person("Fremd", *([role] if role else [])))
    for where in pages_of(desk):
        assert client.get(where).status_code == 403
    assert post(client, desk, "Eins.", text="Fremd.").status_code == 403
    client.logout()
    for where in pages_of(desk):
        assert client.get(where).status_code == 302
    assert "Fremd." not in desk.texts


def test_pages_are_kept_nowhere(client, desk):
    for where in pages_of(desk):
        assert client.get(where, follow=True)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("number", [1, 3])
def test_chapter_takes_the_same_statements_for_one_and_three(
    client, desk, django_assert_num_queries, number
):
    for place in range(number):
        desk.add_passage(after=desk.at("Eins."), text=f"Nummer {place}.")
        actions.keep_template(
            name=f"Vorlage {place}", description="", at=f.NOW, visitor=desk.by,
            blocks=[BlockLine("Lage", 1, SectionKind.PROSE, True)],
        )  # fmt: skip
    with django_assert_num_queries(11):
        client.get(chapter(desk))


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("page", "statements"), [("", 12), ("verlauf", 6)])
def test_draft_and_history_take_the_same_statements_for_one_and_three(
    client, desk, django_assert_num_queries, page, statements, number
):
    for place in range(number):
        desk.add_passage(after=desk.at("Eins."), text=f"Nummer {place}.")
    for words in ["Eins.", "Zwei.", "Drei."][:number]:
        desk.remove_passage(passage=desk.passage(words))
    with django_assert_num_queries(statements):
        client.get(address(desk, *([page] if page else [])))


def test_long_chapter_is_shown_in_pages_that_hold_what_is_opened(client, desk):
    for place in range(70):
        desk.begin_section(section=desk.section("Bildung"), text=f"Nummer {place}.")
    first = shown(client.get(chapter(desk, "Bildung")))
    assert "Nummer 69." in first
    assert "Nummer 0." not in first
    assert "Seite 1 von 2" in words_on(first)
    last = desk.passage("Nummer 0.").node.public_id
    html = shown(client.get(address(desk, "schreiben", last), {"stelle": last}))
    assert "Nummer 0.</textarea>" in html
    assert "Nummer 69." not in html
