"""The pages of headings and templates in the editor; refused is not lost."""

import re

import pytest

from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.models import ChapterTemplate
from mitmachstadt.strategy.queries import placed_sections
from tests.strategy.editing.pages import address, chapter, shown
from tests.strategy.pages import words_on


@pytest.fixture(autouse=True)
def _signed_in(client, desk):
    client.force_login(desk.by.person)


def test_heading_is_opened_changed_moved_and_taken_out(client, desk):
    bildung = desk.section("Bildung").node.public_id
    html = shown(client.get(chapter(desk, "Bildung"), {"kopf": bildung}))
    assert '<input type="hidden" name="seen-title" value="Bildung">' in html
    where = address(desk, "ueberschrift", bildung)
    sent = {"title": "Lernen", "number": "3", "level": "2", "kind": "goal"}
    seen = {"seen-title": "Bildung", "seen-number": "", "seen-level": "2", "seen-kind": "prose"}
    assert client.post(where, sent | seen).status_code == 302
    assert client.post(where, {"what": "up"}).status_code == 302
    assert [title for title, _ in desk.layout] == ["Grünbuch", "Lernen", "Verkehr", "Rad"]
    refused = client.post(where, {**sent, **seen, "title": "Andere"})
    assert "\nAndere</textarea>" in shown(refused, 409)
    assert client.post(where, {"what": "leave-out"}).status_code == 302
    assert desk.layout[0] == ("Grünbuch", ["Vier."])


def test_refused_heading_keeps_what_was_typed_and_shows_what_else_was_changed(client, desk):
    section = desk.section("Bildung")
    desk.colleague().write_heading(
        section=section, title="Lernen", number="3", level=4, kind=SectionKind.PROSE
    )
    sent = {
        "title": "Schule", "number": "", "level": "2", "kind": "goal", "seen-title": "Bildung",
        "seen-number": "", "seen-level": "2", "seen-kind": "prose",
    }  # fmt: skip
    where = address(desk, "ueberschrift", section.node.public_id)
    html = shown(client.post(where, sent), 409)
    assert "\nSchule</textarea>" in html
    assert 'name="seen-title" value="Lernen"' in html
    assert 'name="number" maxlength="120" value="3"' in html
    assert "<option selected>4</option>" in html
    assert '<option value="goal" selected>' in html
    assert 'name="seen-kind" value="prose"' in html


@pytest.mark.parametrize("wrong", [{"number": "1" * 121}, {"kind": "gedicht"}, {"level": "x"}])
def test_heading_with_a_field_that_does_not_fit_is_refused_and_comes_back(client, desk, wrong):
    section = desk.section("Bildung")
    before = placed_sections(desk.edition)
    sent = {"title": "Schule", "number": "7", "level": "3", "kind": "goal"} | wrong
    html = shown(client.post(address(desk, "ueberschrift", section.node.public_id), sent), 400)
    assert "\nSchule</textarea>" in html
    assert f'value="{sent["number"]}"' in html
    assert placed_sections(desk.edition) == before


def test_new_heading_of_a_kind_that_is_none_is_refused_and_comes_back(client, desk):
    sent = {"title": "Schule", "level": "3", "kind": "gedicht"}
    html = shown(client.post(address(desk, "ueberschrift"), sent), 400)
    assert 'value="Schule"' in html
    assert "<option selected>3</option>" in html


def test_number_that_was_cleared_stays_cleared_after_a_refusal(client, desk):
    section = desk.section("Bildung")
    desk.write_heading(
        section=section, title="Bildung", number="4", level=2, kind=SectionKind.PROSE
    )
    sent = {"title": " ", "number": "", "level": "2", "kind": "prose", "seen-number": "4"}
    where = address(desk, "ueberschrift", section.node.public_id)
    assert 'name="number" maxlength="120" value=""' in shown(client.post(where, sent), 400)


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


def test_kind_that_a_colleague_chose_meanwhile_is_told_and_the_choice_comes_back(client, desk):
    one, other = placed_sections(desk.edition)[1:3]
    html = shown(client.get(address(desk)))
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', html)
    assert f"{one.public_id}={one.kind}" in seen
    theirs = {one.public_id: SectionKind.GOAL, other.public_id: SectionKind.TERM}
    desk.colleague().set_section_kinds(kinds=theirs)
    mine = {f"kind-{one.public_id}": "measure", f"kind-{other.public_id}": other.kind}
    html = shown(client.post(address(desk, "arten"), mine | {"seen": seen}), 409)
    assert f"bei: „{one.title}“" in words_on(html)
    assert f"{one.public_id}=goal {other.public_id}=term" in html
    fields = re.findall(r'<select[^>]* name="kind-.*?</select>', html)
    assert '<option value="measure" selected>' in fields[1]
    assert '<option value="term" selected>' in fields[2]
    assert [s.kind for s in placed_sections(desk.edition)[1:3]] == ["goal", "term"]
