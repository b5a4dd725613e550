"""Every page of the demonstration city: no barrier, nothing that scrolls sideways, clean markup.

Two opposite corners of size, colours and language are looked at; MITMACHSTADT_ALL_CORNERS=1 looks
at all eight.
"""

import os
import re
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from mitmachstadt.cli.demonstration.load import EMAIL, PASSWORD
from tests.journeys.addresses import DESKS, PUBLIC
from tests.journeys.conftest import DESKTOP, PHONE, Axe, NewPage, SignedIn

NARROW = {"width": 320, "height": 640}
CORNERS = [(PHONE, "light", "de"), (DESKTOP, "dark", "en")]
if os.environ.get("MITMACHSTADT_ALL_CORNERS"):
    CORNERS = list(product((PHONE, DESKTOP), ("light", "dark"), ("de", "en")))


class Markup(HTMLParser):
    """What the server sent: headings, title, language, and what must not stand in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.titles = 0
        self.language = ""
        self.ids: list[str] = []
        self.forbidden: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.forbidden.append(f"<{tag}> inside the page")
        self.ids += [given["id"] or ""] if "id" in given else []
        bad = [name for name in given if name == "style" or name.startswith("on")]
        self.forbidden += [f"{tag} {name}=" for name in bad]


def check_markup(html: str, address: str, language: str) -> None:
    markup = Markup(html)
    assert markup.forbidden == [], f"{address}: {markup.forbidden}"
    assert markup.language == language, address
    assert markup.levels.count(1) == 1, f"{address}: headings {markup.levels}"
    jumps = [(a, b) for a, b in zip(markup.levels, markup.levels[1:], strict=False) if b > a + 1]
    assert not jumps, f"{address}: heading levels jump {jumps} in {markup.levels}"
    twice = {one for one in markup.ids if markup.ids.count(one) > 1}
    assert not twice, f"{address}: ids twice: {twice}"


def name_of(address: str) -> str:
    """What the program calls the address."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return "nothing"


def check_width(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} pixels wide"  # type: ignore[index]


def look_at(page: Page, name: str, address: str, axe: Axe, language: str) -> str:
    """Load the page of this name and check it; returns its title."""
    assert name_of(address) == name.split()[0], f"{address} is not {name}"
    address = address.replace("/de/", f"/{language}/", 1)
    response = page.goto(address)
    assert response is not None
    assert response.status in {200, 403, 404, 410}, f"{address}: {response.status}"
    check_markup(response.text(), address, language)
    check_width(page)
    axe(page)
    title = page.title()
    size = page.viewport_size
    if size and size["width"] == PHONE[0]:
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        check_width(page)
        page.set_viewport_size(size)
    return title


@pytest.mark.parametrize(("size", "colours", "language"), CORNERS)
@pytest.mark.parametrize("part", range(3))
def test_every_public_page(
    part: int,
    size: tuple[int, int],
    colours: str,
    language: str,
    new_page: NewPage,
    city: None,
    axe: Axe,
) -> None:
    page = new_page(size=size, color_scheme=colours)
    titles = {
        name: look_at(page, name, find(), axe, language)
        for number, (name, find) in enumerate(PUBLIC.items())
        if number % 3 == part
    }
    assert len(set(titles.values())) == len(titles), titles


@pytest.mark.parametrize(("size", "colours", "language"), CORNERS)
@pytest.mark.parametrize("desk", DESKS)
def test_every_desk_page(
    desk: str,
    size: tuple[int, int],
    colours: str,
    language: str,
    signed_in: SignedIn,
    city: None,
    axe: Axe,
) -> None:
    who, pages = DESKS[desk]
    page = signed_in(EMAIL.format(key=who), PASSWORD, size=size, color_scheme=colours)
    titles = {name: look_at(page, name, find(), axe, language) for name, find in pages.items()}
    assert len(set(titles.values())) == len(titles), titles


def test_no_two_public_pages_have_the_same_title(new_page: NewPage, city: None) -> None:
    page = new_page(scripts=False)
    titles: dict[str, str] = {}
    for name, find in PUBLIC.items():
        response = page.request.get(find())
        found = re.search("<title>(.*?)</title>", response.text(), re.DOTALL)
        assert found is not None, name
        assert found[1] not in titles, f"{name} and {titles[found[1]]}: {found[1]}"
        titles[found[1]] = name
