"""The whole way of one idea, by five people: from a resident without an account to a measure."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.arena import actions
from mitmachstadt.arena.models import Arena
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import found_organisation
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import districts
from tests.journeys.conftest import Axe, NewPage, SignedIn
from tests.journeys.stage import DAY, MODERATOR, NEIGHBOUR, OFFICE, RESIDENT, Stage

TITLE = "Ein Terminal in der Bücherei"
SHEET = {
    "problem": "Wer kein Gerät hat, kommt nicht an einen Termin.",
    "concerned": "Alle ohne eigenes Gerät.",
    "solution": "Ein Terminal mit Sprachausgabe.",
    "effect": "Termine gehen auch ohne eigenes Gerät.",
    "effort": "Ein Gerät, zwei Stunden im Monat.",
}
REASON = "Die Bücherei ist offen, wenn das Amt zu ist."


def open_arena(stage: Stage) -> Arena:
    """An arena that takes ideas, where the council selects."""
    at = timezone.now() - DAY
    goal = Node.objects.get(kind="section", title__contains="Hilfe in jedem")
    arena = actions.keep_arena(
        arena=None, title="Arena der kleinen Stadt", intro="Was fehlt?", goals=[goal],
        body=Organisation.objects.get(name="Stadtrat"), visitor=stage.office, at=at,
    )  # fmt: skip
    actions.open_arena(
        arena=arena, opens=at, closes=at + timedelta(days=30), visitor=stage.office, at=at
    )
    return arena


def resident_submits(page: Page, arena: Arena) -> str:
    """Without an account and without scripts; returns the code."""
    page.goto(f"/de/arena/{arena.node.public_id}/")
    page.get_by_role("link", name="Idee einreichen").click()
    page.get_by_role("radio", name="einen Vorschlag").check()
    page.get_by_label("Überschrift").fill(TITLE)
    page.get_by_label("Ihr Text").fill("In der Bücherei könnte ein Terminal für Termine stehen.")
    page.get_by_role("button", name="Gibt es das schon?").click()
    expect(page.get_by_text("Wir haben nichts gefunden, das dasselbe sagt.")).to_be_visible()
    page.get_by_text("Zu welchen Zielen trägt die Idee bei?").click()
    page.get_by_label("Hilfe in jedem Ortsteil").fill(REASON)
    page.get_by_role("button", name="Idee absenden").click()
    expect(page.get_by_text("Ihr Beitrag wartet auf Freigabe")).to_be_visible()
    return page.locator("output, .m-code").first.inner_text()


def moderator_releases(desk: Page) -> None:
    desk.get_by_role("link", name="Moderation").click()
    expect(desk.get_by_text(TITLE).first).to_be_visible()
    desk.get_by_role("button", name="Freigeben").first.click()
    expect(desk.get_by_text(TITLE)).to_have_count(0)


def neighbour_takes_care(page: Page, address: str, axe: Axe) -> None:
    """Supports it, becomes its sponsor, and writes the fact sheet."""
    page.goto(address)
    page.get_by_role("button", name="Unterstützen").click()
    expect(page.get_by_text("1 Unterstützung", exact=True)).to_be_visible()
    page.goto(f"{address}patenschaft/")
    page.get_by_role("button", name="Patenschaft übernehmen").click()
    page.goto(f"{address}steckbrief/")
    for name, words in SHEET.items():
        page.locator(f"[name={name}]").fill(words)
    page.get_by_role("button", name="Steckbrief speichern").click()
    expect(page.get_by_text("Der Steckbrief ist gespeichert.")).to_be_visible()
    axe(page)


def expert_states(page: Page, address: str) -> None:
    page.goto(f"{address}stellungnahmen/")
    page.get_by_label("Woher wissen Sie das?").fill("Ich betreue Geräte in drei Büchereien.")
    page.get_by_role("checkbox", name="kein eigenes Interesse").check()
    page.get_by_role("radio", name="machbar unter Bedingungen").check()
    page.locator("[name=text]").fill("Mit Sprachausgabe und einer Betreuung vor Ort geht es.")
    page.get_by_role("button", name="Stellungnahme abgeben").click()
    expect(page.get_by_text("Mit Sprachausgabe und einer Betreuung")).to_be_visible()


def office_brings_it_on(desk: Page, address: str, stage: Stage) -> None:
    """Through the gates, to the body's decision, and to a measure."""
    desk.goto(f"{address}bewegen/")
    desk.get_by_role("radio", name="dezentrale Maßnahme").check()
    desk.get_by_role("button", name="Speichern").click()
    for step in ("in Entwicklung", "Steckbrief", "in Bewertung"):
        desk.goto(f"{address}bewegen/")
        desk.get_by_role("radio", name=step, exact=True).check()
        desk.get_by_role("button", name="Bewegen").click()
        expect(desk.get_by_text("Das ist jetzt öffentlich")).to_be_visible()
    idea = Node.objects.get(kind="idea")
    record_decision(
        about=idea, body=Organisation.objects.get(name="Stadtrat"),
        decided_on=timezone.localdate(), reference="12/7", title="Auswahl aus der Arena",
        visitor=stage.office, at=timezone.now(),
    )  # fmt: skip
    desk.goto(f"{address}bewertung/")
    desk.get_by_role("radio", name="Die Idee ist ausgewählt.").check()
    desk.get_by_label("In welchem Beschluss?").select_option(index=1)
    desk.get_by_label("Warum?").fill("Klein, schnell und für alle.")
    desk.get_by_role("button", name="Auswahl eintragen").click()
    desk.goto(address)
    desk.get_by_role("link", name="Maßnahme daraus beginnen").click()
    desk.get_by_label("Art", exact=True).select_option("decentral")
    desk.get_by_label("Wer sie verantwortet").select_option(label="Bezirksamt Mitte")
    desk.get_by_label("Name der Maßnahme").fill("Terminals in Büchereien")
    desk.get_by_role("button", name="Anlegen").click()
    expect(desk.get_by_text("ist angelegt")).to_be_visible()


@pytest.mark.both_databases
def test_one_idea_goes_from_a_resident_to_a_measure_and_back_by_five_people(
    new_page: NewPage, signed_in: SignedIn, stage: Stage, axe: Axe
) -> None:
    found_organisation(
        name="Bezirksamt Mitte", kind=OrganisationKind.DISTRICT_OFFICE, district=districts()[0]
    )
    arena = open_arena(stage)
    author = new_page(scripts=False)
    code = resident_submits(author, arena)
    moderator_releases(signed_in(MODERATOR))
    address = f"/de/n/{Node.objects.get(kind='idea').public_id}/"
    neighbour_takes_care(signed_in(NEIGHBOUR), address, axe)
    expert_states(signed_in(RESIDENT), address)
    office_brings_it_on(signed_in(OFFICE), address, stage)

    author.goto("/de/code/")
    author.get_by_label("Ihr Beitragscode").fill(code)
    author.get_by_role("button", name="Nachsehen").click()
    author.get_by_role("link", name="So sehen ihn alle").click()
    expect(author.get_by_text("Daraus wurde die Maßnahme")).to_be_visible()
    with_scripts = new_page()
    with_scripts.goto(address)
    axe(with_scripts)
    author.get_by_role("link", name="Terminals in Büchereien").first.click()
    expect(author.get_by_role("heading", level=1)).to_have_text("Terminals in Büchereien")
    author.get_by_role("link", name=TITLE).first.click()
    expect(author.get_by_role("heading", level=1)).to_have_text(TITLE)
    author.get_by_role("link", name="Hilfe in jedem Ortsteil").first.click()
    expect(author.get_by_role("heading", level=1)).to_contain_text("Hilfe in jedem Ortsteil")
