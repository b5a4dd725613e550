"""Pages that no address alone shows: they come after a form, a code, or in the middle of it."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from mitmachstadt.cli.demonstration.load import EMAIL
from mitmachstadt.cli.demonstration.load import PASSWORD as DEMONSTRATED
from mitmachstadt.contributions.actions import hide
from mitmachstadt.people.queries import person_by_email, visitor
from tests import factories as make
from tests.journeys.conftest import Axe, SignedIn
from tests.journeys.stage import MODERATOR, OFFICE, PASSWORD, RESIDENT, Stage

PASSAGE = "In drei Ortsteilen fehlt ein Ort"


def remark(stage: Stage) -> make.Node:
    person, now = person_by_email(RESIDENT), timezone.now()
    return make.remark(stage.passage(PASSAGE), by=visitor(person, at=now), at=now)


def hidden(stage: Stage) -> make.Node:
    now = timezone.now()
    return hide(node=remark(stage), visitor=stage.moderator, reason="Beleidigt.", at=now)


def look_up(page: Page, code: str) -> None:
    page.goto("/de/code/")
    page.get_by_label("Ihr Beitragscode").fill(code)
    page.get_by_role("button", name="Nachsehen").click()


def test_forms_behind_a_code_have_no_barriers(page: Page, stage: Stage, axe: Axe) -> None:
    code = make.code_of(hidden(stage))
    look_up(page, code)
    told = page.url
    page.get_by_role("button", name="Widersprechen").click()
    expect(page).not_to_have_url(told)
    axe(page)
    look_up(page, code)  # nothing keeps what a code opens, so that Back would ask to send it again
    page.get_by_role("button", name="Meine Daten zu diesem Beitrag").click()
    expect(page.get_by_role("button", name="Ausführen")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Ausführen").click()
    axe(page)


def test_asking_whether_to_withdraw_has_no_barriers(page: Page, stage: Stage, axe: Axe) -> None:
    look_up(page, make.code_of(remark(stage)))
    page.get_by_role("button", name="Zurückziehen …").click()
    expect(page.get_by_role("button", name="Ja, zurückziehen")).to_be_visible()
    axe(page)


def test_pages_about_ones_own_contribution_have_no_barriers(
    signed_in: SignedIn, stage: Stage, axe: Axe
) -> None:
    gone, there = hidden(stage), remark(stage)
    page = signed_in(RESIDENT)
    for address in (f"/de/n/{gone.public_id}/widerspruch/", f"/de/n/{there.public_id}/loeschen/"):
        response = page.goto(address)
        assert response is not None
        assert response.ok, address
        axe(page)


def test_what_moderators_ticked_is_shown_once_more_without_barriers(
    signed_in: SignedIn, stage: Stage, axe: Axe
) -> None:
    remark(stage)
    desk = signed_in(MODERATOR)
    desk.goto("/de/moderation/?schlange=ungesehen")
    desk.get_by_label("Mit anderen gemeinsam bearbeiten").first.check()
    desk.get_by_role("button", name="Angekreuzte ansehen").click()
    expect(desk.get_by_role("button", name="Alle ausblenden")).to_be_visible()
    axe(desk)


def test_page_for_the_second_factor_has_no_barriers(page: Page, stage: Stage, axe: Axe) -> None:
    page.goto("/de/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(OFFICE)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_label("Code", exact=True)).to_be_visible()
    axe(page)


def test_fields_of_a_version_that_is_being_written_have_no_barriers(
    signed_in: SignedIn, city: None, axe: Axe
) -> None:
    page = signed_in(EMAIL.format(key="buero1"), DEMONSTRATED)
    page.goto("/de/buero/handlungsfelder/handlungsfelder/")
    page.locator("form[action$='/neue-version/'] button").click()
    axe(page)
    page.locator(".m-tree a").first.click()
    expect(page.get_by_role("heading", name="Löschen")).to_be_visible()
    axe(page)
    page.goto("/de/buero/handlungsfelder/handlungsfelder/neu/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
