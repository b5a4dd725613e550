"""What goes wrong in a browser: late, twice, too long, hostile, gone, without a database."""

import re
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from playwright.sync_api import Page, expect

from mitmachstadt.contributions.actions import release
from mitmachstadt.contributions.views import code
from mitmachstadt.kernel.verdicts import moment_in_words
from mitmachstadt.nodes.models import Node
from tests.journeys.conftest import NewPage
from tests.journeys.stage import Stage

PASSAGE = "In drei Ortsteilen fehlt ein Ort"
WORDS = "Das hat lange gedauert, und es soll nicht verloren gehen, auch wenn etwas schiefgeht."


def half_written(page: Page, stage: Stage, words: str = WORDS) -> None:
    page.goto(f"{stage.address(PASSAGE)}anmerken/")
    page.get_by_label("Ihr Text").fill(words)
    page.get_by_label("Ihr Name").fill("Lale")


def send(page: Page) -> None:
    page.get_by_role("button", name="Anmerkung absenden").click()


def remarks() -> list[Node]:
    return list(Node.objects.filter(kind="remark"))


def test_a_window_that_closes_meanwhile_says_when_and_keeps_the_words(
    page: Page, stage: Stage
) -> None:
    half_written(page, stage)
    closed = stage.close()
    send(page)
    expect(
        page.get_by_text(f"Die Beteiligung endete am {moment_in_words(closed)}.")
    ).to_be_visible()
    expect(page.get_by_label("Ihr Text")).to_have_value(WORDS)
    assert remarks() == []
    page.goto(stage.reading)
    expect(page.get_by_text("Die Beteiligung endete am")).to_be_visible()
    expect(page.get_by_text("Anmerken", exact=True)).to_have_count(0)


def test_after_a_lost_cookie_the_words_come_back_and_one_click_sends_them(
    page: Page, stage: Stage
) -> None:
    half_written(page, stage)
    page.context.clear_cookies()
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Das Formular war abgelaufen")
    expect(page.get_by_label("Ihr Text")).to_have_value(WORDS)
    assert remarks() == []
    page.get_by_role("button", name="Noch einmal senden").click()
    expect(page.get_by_role("heading", name="Ihr Beitragscode")).to_be_visible()
    assert [(node.text, node.author_name) for node in remarks()] == [(WORDS, "Lale")]


def test_fifty_thousand_characters_are_refused_with_their_number_and_stay_in_the_field(
    page: Page, stage: Stage
) -> None:
    long = "Wort und " * 5556
    half_written(page, stage)
    field = page.get_by_label("Ihr Text")
    # As from a browser that does not know the attribute.
    field.evaluate("it => it.removeAttribute('maxlength')")
    field.evaluate("(it, text) => { it.value = text; }", long)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("möglich sind 5.000")
    assert page.get_by_label("Ihr Text").input_value().strip() == long.strip()
    assert remarks() == []


def test_a_double_click_is_one_remark_and_sending_again_shows_the_same_code(
    page: Page, stage: Stage
) -> None:
    half_written(page, stage)
    # Both clicks before the first answer, which on a quick machine a mouse would not get done.
    button = page.get_by_role("button", name="Anmerkung absenden")
    button.evaluate("button => { button.click(); button.click(); }")
    expect(page.get_by_role("heading", name="Ihr Beitragscode")).to_be_visible()
    # Its text, not its picture: how the groups stand depends on whether the style is there yet.
    code = page.locator(".m-code").text_content()
    page.reload()  # sends the form once more
    expect(page.get_by_text("Diesen Beitrag hatten Sie schon abgesendet.")).to_be_visible()
    assert page.locator(".m-code").text_content() == code
    assert len(remarks()) == 1


def test_script_and_reversed_text_are_shown_as_harmless_words(page: Page, stage: Stage) -> None:
    hostile = (
        "<script>document.title = 'gehackt'</script>"
        "<img src=x onerror=\"document.title='gehackt'\"> \u202eesieL\u202c "
        "[klick](javascript:alert(1))"
    )
    half_written(page, stage, hostile)
    send(page)
    expect(page.get_by_role("heading", name="Ihr Beitragscode")).to_be_visible()
    [node] = remarks()
    release(node=node, visitor=stage.moderator, at=node.created)
    for address in (stage.address(PASSAGE), f"/de/n/{node.public_id}/", stage.reading):
        page.goto(address)
        expect(page.locator("#inhalt img, #inhalt script")).to_have_count(0)
        expect(page.locator("a[href^='javascript']")).to_have_count(0)
        assert "gehackt" not in page.title().split("–")[-1]
        assert "\u202e" not in page.content()
    page.goto(stage.address(PASSAGE))
    text = page.locator(".m-remark .m-text")
    expect(text).to_contain_text("<script>document.title = 'gehackt'</script>")
    expect(text).to_have_attribute("dir", "auto")


def test_a_wrong_code_is_explained_and_many_of_them_have_to_wait(
    page: Page, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code, "CODE_TRIES", 3)
    page.goto("/de/code/")
    for _ in range(3):
        page.get_by_label("Ihr Beitragscode").fill("AAAA-BBBB-CCCC")
        page.get_by_role("button", name="Nachsehen").click()
        expect(page.get_by_role("alert")).to_contain_text("Diesen Code kennen wir nicht.")
    page.get_by_role("button", name="Nachsehen").click()
    expect(page.get_by_role("alert")).not_to_contain_text("Diesen Code kennen wir nicht.")
    expect(page.get_by_role("alert")).to_contain_text(re.compile("warten|wieder ab|nach"))


def test_for_a_passage_that_is_gone_the_words_come_back(page: Page, stage: Stage) -> None:
    half_written(page, stage)
    Node.objects.filter(pk=stage.passage(PASSAGE).pk).update(public_id="vanished22")
    send(page)
    expect(page.get_by_text("gibt es nicht oder nicht mehr")).to_be_visible()
    expect(page.get_by_label("Ihr Text")).to_have_value(WORDS)
    assert remarks() == []


def test_without_a_database_the_page_says_so_and_keeps_the_words_until_it_is_back(
    page: Page, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("could not connect to server")

    # What the page asks for by itself is there before the database is gone.
    with page.expect_response("**/-/challenge**"):
        half_written(page, stage)
    with monkeypatch.context() as outage:
        outage.setattr(CursorWrapper, "execute", away)
        send(page)
        expect(page.get_by_role("heading", level=1)).to_contain_text("keine Verbindung")
        expect(page.get_by_label("Ihr Text")).to_have_value(WORDS)
    page.get_by_role("button", name="Noch einmal senden").click()
    expect(page.get_by_role("heading", name="Ihr Beitragscode")).to_be_visible()
    assert [node.text for node in remarks()] == [WORDS]


def test_without_a_database_reading_gets_a_clear_page_too(
    new_page: NewPage, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("could not connect to server")

    page, address = new_page(), stage.reading
    with monkeypatch.context() as outage:
        outage.setattr(CursorWrapper, "execute", away)
        response = page.goto(address)
        assert response is not None and response.status == 503
        expect(page.get_by_role("heading", level=1)).to_contain_text("keine Verbindung")


def test_a_window_that_closed_long_ago_refuses_a_bare_form_with_the_words_kept(
    no_js: Page, stage: Stage
) -> None:
    half_written(no_js, stage)
    stage.close(ago=timedelta(days=1))
    send(no_js)
    expect(no_js.get_by_text("Die Beteiligung endete am")).to_be_visible()
    expect(no_js.get_by_label("Ihr Text")).to_have_value(WORDS)
