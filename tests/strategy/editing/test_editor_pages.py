"""The editor's pages: what a clerk does, with nothing typed lost."""

import pytest

from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.models import ChapterTemplate, Edition
from mitmachstadt.strategy.queries import BlockLine, placed_sections
from tests import factories as f
from tests.strategy.pages import headings_without_jump, words_on

PART = {"X-Teil": "kapitel"}


@pytest.fixture(autouse=True)
def _signed_in(client, desk):
    client.force_login(desk.by.person)


def address(desk, *rest):
    return "/".join(["/de/buero/texte", desk.edition.node.public_id, *rest]) + "/"


def chapter(desk, title="Verkehr"):
    return address(desk, "schreiben", desk.section(title).node.public_id)


def post(client, desk, words, **sent):
    return client.post(address(desk, "textstelle", desk.passage(words).node.public_id), sent)


def shown(page, status=200):
    assert page.status_code == status, words_on(page.content.decode())
    return page.content.decode()


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
    assert html.lstrip().startswith('<div class="m-read')
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


# Headings, templates, what was left out.


def test_heading_is_opened_changed_moved_and_taken_out(client, desk):
    bildung = desk.section("Bildung").node.public_id
    html = shown(client.get(chapter(desk, "Bildung"), {"kopf": bildung}))
    assert '<input type="hidden" name="seen" value="Bildung">' in html
    where = address(desk, "ueberschrift", bildung)
    sent = {"title": "Lernen", "number": "3", "level": "2", "kind": "goal", "seen": "Bildung"}
    assert client.post(where, sent).status_code == 302
    assert client.post(where, {"what": "up"}).status_code == 302
    assert [title for title, _ in desk.layout] == ["Grünbuch", "Lernen", "Verkehr", "Rad"]
    refused = client.post(where, {**sent, "title": "Andere", "seen": "Bildung"})
    assert "\nAndere</textarea>" in shown(refused, 409)
    assert client.post(where, {"what": "leave-out"}).status_code == 302
    assert desk.layout[0] == ("Grünbuch", ["Vier."])


def test_heading_is_written_before_a_passage_and_at_the_end(client, desk):
    said = {"title": "Neu", "level": "3", "kind": "need"}
    where = desk.passage("Zwei.").node.public_id
    assert client.post(address(desk, "ueberschrift"), {**said, "where": where}).status_code == 302
    client.post(address(desk, "ueberschrift"), {**said, "title": "Schluss"})
    titles = ["Grünbuch", "Verkehr", "Neu", "Rad", "Bildung", "Schluss"]
    assert [title for title, _ in desk.layout] == titles
    html = shown(client.post(address(desk, "ueberschrift"), {**said, "level": "99"}), 400)
    assert 'value="Neu"' in html


def test_chapter_by_a_template_is_added_and_its_report_shown(client, desk):
    blocks = "Lage [Befund]: Was ist heute so?\n– Zahlen?\nWegweiser [Maßnahme]"
    client.post("/de/buero/texte/vorlagen/neu/", {"name": "Zukunft", "blocks": blocks})
    made = ChapterTemplate.objects.get()
    assert [(b.title, b.depth, b.required, b.kind) for b in made.blocks.all()] == [
        ("Lage", 1, True, "finding"), ("Zahlen", 2, False, "prose"),
        ("Wegweiser", 1, True, "measure"),
    ]  # fmt: skip
    sent = {"title": "Morgen", "level": "2", "template": made.pk}
    assert client.post(address(desk, "ueberschrift"), sent).status_code == 302
    text = words_on(shown(client.get(address(desk))))
    assert "0 von 2" in text
    assert "noch ohne Text" in text
    assert "Was ist heute so?" in words_on(shown(client.get(chapter(desk, "Morgen"))))


def test_template_is_shown_as_it_is_written_changed_and_given_up(client, desk):
    lines = "Lage [Befund]: Was ist?\n– Zahlen?"
    client.post("/de/buero/texte/vorlagen/neu/", {"name": "Zukunft", "blocks": lines})
    where = f"/de/buero/texte/vorlagen/{ChapterTemplate.objects.get().pk}/"
    assert "Lage [Befund]: Was ist?\n– Zahlen?</textarea>" in shown(client.get(where))
    wrong = shown(client.post(where, {"name": "Zukunft", "blocks": "Lage [Gedicht]"}), 400)
    assert "Die Art „Gedicht“ gibt es nicht." in words_on(wrong)
    assert "Lage [Gedicht]</textarea>" in wrong
    assert "Zukunft" in shown(client.get("/de/buero/texte/vorlagen/"))
    client.post(where, {"what": "discard"})
    assert not ChapterTemplate.objects.exists()


def test_known_chapter_follows_a_template_and_is_filled(client, desk):
    client.post("/de/buero/texte/vorlagen/neu/", {"name": "Zukunft", "blocks": "Lage"})
    where = address(desk, "ueberschrift", desk.section("Bildung").node.public_id, "vorlage")
    client.post(where, {"what": "choose", "template": ChapterTemplate.objects.get().pk})
    assert "Baustein fehlt : Lage" in words_on(shown(client.get(address(desk))))
    client.post(where, {"what": "fill"})
    assert desk.layout[-1][0] == "Lage"


def test_passage_left_out_is_offered_and_comes_back(client, desk):
    two = desk.passage("Zwei.")
    desk.remove_passage(passage=two)
    assert "Wieder aufnehmen" in shown(client.get(address(desk)))
    where = address(desk, "textstelle", two.node.public_id, "zurueck")
    assert client.post(where).status_code == 302
    assert "Zwei." in desk.texts
    assert client.post(where).status_code == 409


# Beginning from nothing; looking at it.


def test_text_is_written_from_its_first_word(client, desk):
    sent = {
        "title": "Leitbild", "kind": "framework", "label": "Entwurf", "strategy_name": "Stadtgrün",
    }  # fmt: skip
    page = client.post("/de/buero/texte/leer/", sent)
    draft = Edition.objects.get(label="Entwurf")
    assert page["Location"] == f"/de/buero/texte/{draft.node.public_id}/schreiben/"
    assert draft.document.strategy.node.title == "Stadtgrün"
    assert "Neue Überschrift" in shown(client.get(page["Location"]))
    base = f"/de/buero/texte/{draft.node.public_id}/"
    client.post(f"{base}ueberschrift/", {"title": "Wofür", "level": "2"})
    (section,) = placed_sections(draft)
    client.post(f"{base}ueberschrift/{section.public_id}/darunter/", {"text": "Für **alle**."})
    assert client.post(f"{base}veroeffentlichen/").status_code == 302
    assert "<strong>alle</strong>" in shown(client.get(f"/de/lesen/{draft.node.public_id}/1/"))


def test_new_draft_needs_a_title_or_a_document(client, desk):
    html = shown(client.post("/de/buero/texte/leer/", {"kind": "report", "label": "Eins"}), 400)
    assert "Bitte geben Sie dem neuen Dokument einen Titel." in words_on(html)
    assert 'value="Eins"' in html


def test_preview_is_the_page_that_readers_will_see_without_its_links(client, desk):
    html = shown(client.get(address(desk, "vorschau")))
    text = words_on(html)
    assert "Eins." in text
    assert "Anmerken" not in text
    assert client.get(address(desk, "vorschau", "9")).status_code == 404
    assert headings_without_jump(html)


def test_draft_stands_beside_the_edition_before(client, desk):
    desk.change_passage(passage=desk.passage("Eins."), text="Eins und mehr.")
    desk.remove_passage(passage=desk.passage("Zwei."))
    desk.move_passage(passage=desk.passage("Vier."), to=desk.section("Rad"))
    desk.add_passage(after=desk.at("Drei."), text="Ganz neu.")
    html = shown(client.get(chapter(desk).replace("schreiben", "gegenueber")))
    assert "<del>" in html
    text = words_on(html)
    assert "entfallen" in text
    assert "stand in „Bildung“" in text
    assert "Ganz neu." in text
    other = words_on(shown(client.get(chapter(desk, "Bildung").replace("schreiben", "gegenueber"))))
    assert "steht jetzt in „Rad“" in other


def test_history_tells_who_did_what(client, desk):
    desk.change_passage(passage=desk.passage("Eins."), text="Eins und mehr.")
    desk.colleague().remove_passage(passage=desk.passage("Zwei."))
    text = words_on(shown(client.get(address(desk, "verlauf"))))
    assert "Kollegin" in text
    assert "herausgenommen" in text
    assert "Eins [neu" in text or "und mehr" in text


# Who may; how much it costs.


def pages_of(desk):
    return [
        chapter(desk), address(desk, "schreiben"), address(desk, "vorschau"),
        chapter(desk).replace("schreiben", "gegenueber"), address(desk, "verlauf"),
        "/de/buero/texte/leer/", "/de/buero/texte/vorlagen/", "/de/buero/texte/vorlagen/neu/",
    ]  # fmt: skip


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
