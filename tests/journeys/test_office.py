"""The strategy office answers, and opens a consultation."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mitmachstadt.contributions.actions import release
from mitmachstadt.people.queries import ANYONE
from tests import factories as make
from tests.journeys.conftest import Axe, NewPage, SignedIn
from tests.journeys.stage import OFFICE, Stage, people, planned, published

NOTED = "Zur Kenntnis genommen"
REASON = "Jeder Ortsteil bekommt einen Ort mit Beratung; das steht jetzt im Ziel."
SAID = ["In Spandau fehlt so ein Ort.", "In Pankow fehlt er auch.", "Und wer berät am Abend?"]
PASSAGE = "In drei Ortsteilen fehlt ein Ort"


def waiting_codes(stage: Stage) -> list[str]:
    """Three remarks without account, released by the moderator; returns their codes."""
    codes = []
    for words in SAID:
        done = make.submitted(stage.passage(PASSAGE), words, by=ANYONE, at=timezone.now())
        release(node=done.node, visitor=stage.moderator, at=timezone.now())
        codes.append(done.code)
    return codes


@pytest.mark.both_databases
def test_one_answer_with_a_reason_reaches_three_remarks_their_authors_and_the_start_page(
    signed_in: SignedIn, new_page: NewPage, stage: Stage, axe: Axe
) -> None:
    codes = waiting_codes(stage)
    desk = signed_in(OFFICE)
    desk.get_by_role("link", name="Büro").click()
    for words in SAID:
        desk.get_by_role("checkbox", name=f"Auswählen: {words}").check()
    desk.get_by_role("button", name="Auswahl beantworten").click()
    expect(desk.get_by_text("Sie antworten auf 3 Beiträge.")).to_be_visible()

    desk.get_by_role("radio", name="In den Entwurf übernommen", exact=True).check()
    desk.get_by_label("Begründung").fill(NOTED)
    desk.get_by_role("button", name="Rückmeldung veröffentlichen").click()
    expect(desk.get_by_role("alert")).to_contain_text(f"„{NOTED}“ allein ist keine Rückmeldung")
    expect(desk.get_by_label("Begründung")).to_have_value(NOTED)
    expect(desk.get_by_role("checkbox", checked=True)).to_have_count(3)
    axe(desk)

    desk.get_by_label("Begründung").fill(REASON)
    desk.get_by_role("button", name="Rückmeldung veröffentlichen").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Ihre Rückmeldung ist veröffentlicht")
    axe(desk)
    desk.get_by_role("link", name="Zurück zum Eingang").click()
    expect(desk.get_by_text("Hier wartet kein Beitrag auf eine Rückmeldung.")).to_be_visible()

    author = new_page(scripts=False)
    for code in codes:
        author.goto("/de/code/")
        author.get_by_label("Ihr Beitragscode").fill(code)
        author.get_by_role("button", name="Nachsehen").click()
        expect(author.locator(".m-answer")).to_contain_text(REASON)
    author.goto(stage.address(PASSAGE))
    expect(author.locator(".m-answer")).to_have_count(3)
    author.goto("/de/")
    lately = author.locator(".m-lane.m-is-answered")
    expect(lately.get_by_role("link", name=SAID[0])).to_be_visible()
    expect(lately).to_contain_text("In den Entwurf übernommen")


@pytest.mark.both_databases
def test_a_process_opens_only_with_its_concept_and_is_extended_in_public(
    signed_in: SignedIn, page: Page, live_server: object
) -> None:
    office, _ = people()
    process = planned(published(office), office)
    desk = signed_in(OFFICE)
    desk.goto("/de/verfahren/")
    desk.get_by_role("link", name="Was fehlt im Weißbuch?").click()
    button = desk.get_by_role("button", name="Verfahren öffnen")
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description(re.compile("Es fehlt: .*Beteiligungskonzept"))
    page.goto("/de/verfahren/")
    expect(page.get_by_text("Noch gibt es hier kein Beteiligungsverfahren.")).to_be_visible()

    for part, words in make.CONCEPT.items():
        desk.locator(f"#conceptform-{part}").fill(words)
    desk.get_by_role("button", name="Konzept speichern").click()
    expect(desk.get_by_text("Das Beteiligungskonzept ist gespeichert.")).to_be_visible()
    expect(desk.get_by_text("Lücke bei der Einbindung")).to_be_visible()
    button.click()
    expect(desk.get_by_text("Das Verfahren ist geöffnet und öffentlich.")).to_be_visible()

    page.reload()
    page.get_by_role("link", name="Was fehlt im Weißbuch?").click()
    expect(page.get_by_text("Nicht alle Bezirke sind eingebunden")).to_be_visible()
    expect(page.locator("#inhalt")).to_contain_text(
        "Für 3 Bezirke ist keine Einladung vermerkt: Mitte, Pankow, Spandau."
    )

    reason = "In den Herbstferien war das Rathaus geschlossen."
    later = timezone.localtime(timezone.now()) + timedelta(days=20)
    due = later + timedelta(days=14)
    desk.get_by_label("Neues Ende").fill(later.strftime("%Y-%m-%dT%H:%M"))
    desk.locator("#extensionform-answer_due").fill(due.strftime("%Y-%m-%dT%H:%M"))
    desk.get_by_label("Warum wird verlängert?").fill(reason)
    desk.get_by_role("button", name="Öffentlich verlängern").click()
    expect(desk.get_by_text("Die Phase ist verlängert.")).to_be_visible()
    page.reload()
    expect(page.get_by_text(f"Grund: {reason}")).to_be_visible()
    expect(page.get_by_text("Verlängert am")).to_be_visible()
    assert process.node.public_id in page.url
