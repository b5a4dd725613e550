"""One contribution is one completion, however many steps lead to it; asked through the client."""

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.kernel import visits
from mitmachstadt.nodes.enums import Moderation
from tests import factories as f
from tests.kernel.test_visits import BROWSER
from tests.outreach.cities import kiosk, occasion, topic_of

pytestmark = pytest.mark.django_db
TEXT = "Rufen Sie an: 030 1234567."
KEY = "c" * 32


@pytest.fixture(autouse=True)
def _empty(settings, tmp_path, time_machine):
    settings.VAR = tmp_path
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def browser() -> Client:
    return Client(headers={"User-Agent": BROWSER})


def counted(page: str) -> dict[str, int]:
    """What was sent to this page, by what became of it."""
    found = visits.totals(visits.folder() / "2026-11-21") if visits.folder().exists() else {}
    sums = {key.split(" ", 1)[1]: int(sum(numbers[:-1])) for key, numbers in found.items()}
    whats = ("completed", "faulty", "failed")
    return {what: sums[f"{page} {what}"] for what in whats if f"{page} {what}" in sums}


def test_remark_that_was_asked_about_and_changed_is_one_completion(browser):
    about = f.open_passage(moderation=Moderation.NOBODY)
    address = reverse("remark", args=[about.public_id])
    asked = browser.post(address, {"text": TEXT, "submission": KEY})
    along = dict(asked.context["fields"])
    assert counted("remark") == {}
    browser.post(address, {**along, "change": "1"})
    assert counted("remark") == {}
    browser.post(address, {**along, "sure": asked.context["mark"]})
    assert counted("remark") == {"completed": 1}
    browser.post(address, {**along, "sure": asked.context["mark"]})
    assert counted("remark") == {"completed": 1}


def kiosk_form() -> tuple[str, dict[str, str]]:
    made, key = kiosk(occasion(f.open_passage(moderation=Moderation.NOBODY), ends=f.NOW + f.DAY))
    fields = {"run": "0", "submission": KEY, "text": "Mehr Bänke.", "name": ""}
    return f"/de/terminal/{key}/{topic_of(made.occasion).public_id}/", fields


def test_contribution_at_a_kiosk_is_one_completion_whatever_steps_lead_to_it(browser):
    address, fields = kiosk_form()
    for step in ("write", "check", "write", "check"):
        assert browser.post(address, {**fields, "step": step}).status_code == 200
    assert counted("kiosk-write") == {}
    for _twice in range(2):
        browser.post(address, {**fields, "step": "send"})
        assert counted("kiosk-write") == {"completed": 1}


def test_what_was_typed_in_an_earlier_run_of_a_kiosk_is_no_completion(browser):
    address, fields = kiosk_form()
    assert browser.post(address, {**fields, "run": "7", "step": "send"}).status_code == 302
    assert counted("kiosk-write") == {}


def test_empty_text_at_a_kiosk_is_faulty(browser):
    address, fields = kiosk_form()
    browser.post(address, {**fields, "text": " ", "step": "check"})
    assert counted("kiosk-write") == {"faulty": 1}
