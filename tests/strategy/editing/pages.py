"""Addresses of the editor's pages, and what a clerk sends there."""

from tests.strategy.pages import words_on

PART = {"X-Teil": "kapitel"}


def address(desk, *rest):
    return "/".join(["/de/buero/texte", desk.edition.node.public_id, *rest]) + "/"


def chapter(desk, title="Verkehr"):
    return address(desk, "schreiben", desk.section(title).node.public_id)


def post(client, desk, words, **sent):
    return client.post(address(desk, "textstelle", desk.passage(words).node.public_id), sent)


def shown(page, status=200):
    assert page.status_code == status, words_on(page.content.decode())
    return page.content.decode()


def pages_of(desk):
    return [
        chapter(desk), address(desk, "schreiben"), address(desk, "vorschau"),
        chapter(desk).replace("schreiben", "gegenueber"), address(desk, "verlauf"),
        "/de/buero/texte/leer/", "/de/buero/texte/vorlagen/", "/de/buero/texte/vorlagen/neu/",
    ]  # fmt: skip
