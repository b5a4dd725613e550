"""The office writes a text: by the keyboard, without JavaScript, and two people at once."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from mitmachstadt.strategy import actions
from mitmachstadt.strategy.models import Edition, EditionPassage
from tests import factories as make
from tests.journeys.conftest import Axe, NewPage, SignedIn
from tests.journeys.stage import OFFICE, Stage

PASSAGE = "In drei Ortsteilen fehlt ein Ort"


@pytest.fixture
def draft(stage: Stage) -> Edition:
    """A revision of the stage's published edition."""
    placing = EditionPassage.objects.select_related("edition").get(wording__text__contains=PASSAGE)
    return actions.revise_edition(
        edition=placing.edition, label="Fassung 2", visitor=stage.office, at=make.NOW
    )


def chapter_of(draft: Edition) -> str:
    section = make.placed(draft, PASSAGE).section.node.public_id
    return f"/de/buero/texte/{draft.node.public_id}/schreiben/{section}/"


def texts(draft: Edition) -> list[str]:
    rows = EditionPassage.objects.filter(edition=draft).order_by("position")
    return list(rows.values_list("wording__text", flat=True))


@pytest.mark.both_databases
def test_chapter_is_written_with_the_keyboard_alone(
    signed_in: SignedIn, draft: Edition, axe: Axe
) -> None:
    desk = signed_in(OFFICE)
    desk.goto(chapter_of(draft))
    axe(desk)
    passage = desk.locator(".m-w", has_text=PASSAGE)
    desk.locator(".m-w[tabindex='0']").focus()
    while not passage.evaluate("stop => stop === document.activeElement"):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Wortlaut")).to_be_focused()
    axe(desk)
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" Auch abends.")
    desk.keyboard.press("Control+Enter")
    changed = desk.locator(".m-w", has_text="Auch abends.")
    expect(changed).to_be_focused()
    desk.keyboard.press("n")
    expect(desk.get_by_label("Neue Textstelle")).to_be_focused()
    desk.keyboard.type("Und ganz neu.")
    desk.keyboard.press("Control+Enter")
    added = desk.locator(".m-w", has_text="Und ganz neu.")
    expect(added).to_be_focused()
    desk.keyboard.press("Alt+ArrowUp")
    behind = added.locator("xpath=following-sibling::div[1]")
    expect(behind).to_contain_text("Auch abends.")
    expect(added).to_be_focused()
    said = texts(draft)
    assert "Auch abends." in said[said.index("Und ganz neu.") + 1]


def test_escape_asks_before_words_are_given_up(signed_in: SignedIn, draft: Edition) -> None:
    desk = signed_in(OFFICE)
    desk.goto(chapter_of(draft))
    desk.locator(".m-w", has_text=PASSAGE).get_by_role("link", name="Bearbeiten").click()
    words = desk.get_by_label("Wortlaut")
    words.fill("Mühsam geschrieben.")
    desk.once("dialog", lambda dialog: dialog.dismiss())
    desk.keyboard.press("Escape")
    expect(words).to_have_value("Mühsam geschrieben.")
    desk.once("dialog", lambda dialog: dialog.accept())
    desk.keyboard.press("Escape")
    expect(desk.locator(".m-w", has_text=PASSAGE)).to_be_focused()


def test_words_are_not_given_up_for_a_verb_elsewhere_without_asking(
    signed_in: SignedIn, draft: Edition
) -> None:
    desk = signed_in(OFFICE)
    desk.goto(chapter_of(draft))
    desk.locator(".m-w", has_text=PASSAGE).get_by_role("link", name="Bearbeiten").click()
    words = desk.get_by_label("Wortlaut")
    words.fill("Mühsam geschrieben.")
    before = texts(draft)
    asked = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    desk.on("dialog", refuse)
    desk.locator(".m-w--head").get_by_role("button", name="Abschnitt nach unten").first.click()
    desk.locator(".m-w--head").first.press("Alt+ArrowDown")
    desk.get_by_text("Neue Überschrift").click()
    desk.get_by_label("Überschrift", exact=True).fill("Neu")
    desk.get_by_role("button", name="Überschrift anlegen").click()
    expect(words).to_have_value("Mühsam geschrieben.")
    assert [word for word in asked if "nicht gespeichert" in word] == asked
    assert len(asked) == 3
    assert texts(draft) == before
    desk.get_by_role("button", name="Speichern").click()
    assert len(asked) == 4, "the new heading's title is typed, too"
    desk.remove_listener("dialog", refuse)
    desk.once("dialog", lambda dialog: dialog.accept())
    desk.get_by_role("button", name="Speichern").click()
    expect(desk.locator(".m-w", has_text="Mühsam geschrieben.")).to_be_focused()


# Takes the next request away, as a network does; a real one would be an error in the console.
LOSE = """answer => {
    const real = window.fetch;
    window.asked = 0;
    window.fetch = (...sent) => {
        window.asked += 1;
        if (window.asked > 1) return real(...sent);
        return answer ? Promise.resolve(new Response(answer, { status: 502 }))
            : Promise.reject(new TypeError("Failed to fetch"));
    };
}"""


@pytest.mark.parametrize("answer", ["", "<h1>Bad Gateway</h1>"])
def test_words_stay_in_the_form_when_something_is_lost_on_the_way(
    signed_in: SignedIn, draft: Edition, axe: Axe, answer: str
) -> None:
    desk = signed_in(OFFICE)
    desk.goto(chapter_of(draft))
    desk.locator(".m-w", has_text=PASSAGE).get_by_role("link", name="Bearbeiten").click()
    words = desk.get_by_label("Wortlaut")
    words.fill("Mühsam geschrieben.")
    desk.evaluate(LOSE, answer)
    desk.get_by_role("button", name="Speichern").click()
    expect(desk.locator("#gesagt")).to_be_in_viewport()
    expect(desk.locator("#gesagt")).to_contain_text("Der Server hat nicht geantwortet.")
    expect(words).to_have_value("Mühsam geschrieben.")
    axe(desk)
    assert desk.evaluate("asked") == 1
    desk.get_by_role("button", name="Speichern").click()
    expect(desk.locator(".m-w", has_text="Mühsam geschrieben.")).to_be_focused()


def test_chapter_that_is_added_names_itself_above_and_in_the_contents(
    signed_in: SignedIn, draft: Edition
) -> None:
    desk = signed_in(OFFICE)
    desk.goto(chapter_of(draft))
    desk.get_by_text("Neue Überschrift").click()
    desk.get_by_label("Überschrift", exact=True).fill("Ganz neues Kapitel")
    desk.get_by_label("Ebene").select_option("1")
    desk.get_by_label("Wo", exact=True).select_option("")
    desk.get_by_role("button", name="Überschrift anlegen").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Ganz neues Kapitel")
    named = desk.locator("#kapitelliste [aria-current]")
    expect(named).to_have_text("Ganz neues Kapitel")


def test_every_verb_works_without_javascript(
    signed_in: SignedIn, new_page: NewPage, draft: Edition
) -> None:
    desk = signed_in(OFFICE, scripts=False)
    desk.goto(chapter_of(draft))
    passage = desk.locator(".m-w", has_text=PASSAGE)
    passage.get_by_role("link", name="Bearbeiten").click()
    desk.get_by_label("Wortlaut").fill("Erster Teil.\n\nZweiter Teil.")
    desk.get_by_text("Aufteilen, zusammenfassen").click()
    desk.get_by_role("button", name="An Leerzeilen aufteilen").click()
    second = desk.locator(".m-w", has_text="Zweiter Teil.")
    second.get_by_role("button", name="Textstelle nach oben").click()
    said = texts(draft)
    assert said.index("Zweiter Teil.") < said.index("Erster Teil.")
    desk.locator(".m-w", has_text="Erster Teil.").get_by_role("link", name="Bearbeiten").click()
    desk.get_by_text("Aufteilen, zusammenfassen").click()
    desk.get_by_role("button", name="Mit der Textstelle davor zusammenfassen").click()
    assert "Zweiter Teil. Erster Teil." in texts(draft)


@pytest.mark.both_databases
def test_two_people_at_one_passage_lose_nothing(
    signed_in: SignedIn, draft: Edition, axe: Axe
) -> None:
    one, other = signed_in(OFFICE), signed_in(OFFICE)
    for desk in (one, other):
        desk.goto(chapter_of(draft))
        desk.locator(".m-w", has_text=PASSAGE).get_by_role("link", name="Bearbeiten").click()
        expect(desk.get_by_label("Wortlaut")).to_be_focused()
    whole = one.get_by_label("Wortlaut").input_value()
    one.get_by_label("Wortlaut").fill(f"Neuer Anfang. {whole}")
    one.get_by_role("button", name="Speichern").click()
    expect(one.locator(".m-w", has_text="Neuer Anfang.")).to_be_focused()
    other.get_by_label("Wortlaut").fill(f"{whole} Neues Ende.")
    other.get_by_role("button", name="Speichern").click()
    expect(other.get_by_role("alert")).to_contain_text("inzwischen geändert")
    expect(other.get_by_label("Gemeinsamer Wortlaut")).to_have_value(
        f"Neuer Anfang. {whole} Neues Ende."
    )
    axe(other)
    other.get_by_role("button", name="Speichern").click()
    expect(other.locator(".m-w", has_text="Neues Ende.")).to_be_focused()
    assert f"Neuer Anfang. {whole} Neues Ende." in texts(draft)


def test_views_of_a_draft_have_no_barriers(signed_in: SignedIn, draft: Edition, axe: Axe) -> None:
    placing = make.placed(draft, PASSAGE)
    by = {"edition": draft, "visitor": make.office(), "at": make.NOW}
    actions.change_passage(passage=placing.passage, text="Ganz anders.", **by)
    desk: Page = signed_in(OFFICE)
    base = f"/de/buero/texte/{draft.node.public_id}/"
    section = placing.section.node.public_id
    for rest in (
        "",
        "vorschau/",
        f"gegenueber/{section}/",
        "verlauf/",
        f"schreiben/{section}/?kopf={section}",
    ):
        desk.goto(base + rest)
        axe(desk)
    for rest in ("leer/", "vorlagen/", "vorlagen/neu/"):
        desk.goto(f"/de/buero/texte/{rest}")
        axe(desk)
