"""Pages of the fields of action: for everyone, and the office's desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mitmachstadt.nodes.enums import Kind
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.taxonomies import actions
from mitmachstadt.taxonomies.enums import VersionState
from mitmachstadt.taxonomies.models import Assignment, Entry, Mapping, Version
from mitmachstadt.taxonomies.queries import entries_of
from tests import factories as f
from tests.strategy.pages import headings_without_jump, words_on
from tests.taxonomies import make

pytestmark = pytest.mark.django_db
DESK = "/de/buero/handlungsfelder/"


@pytest.fixture
def me(client):
    somebody = f.person("Büro", BuiltInGroup.OFFICE)
    client.force_login(somebody)
    return somebody


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def city(number):
    """A taxonomy with so many terms, things and mappings of each."""
    names = [f"feld-{n}" for n in range(number)]
    version, entries = make.published("oben", *names)
    _, others = make.published(*[f"ebene-{n}" for n in range(number)], slug="ebenen")
    for entry in entries:
        for n in range(number):
            make.sort(f.node(Kind.SECTION, title=f"Abschnitt {entry.slug} {n}"), entry.term)
    for other in others:
        actions.map_terms(
            source=entries[0].term, target=other.term, relation="same", visitor=f.office(), at=f.NOW
        )
    return version, entries


@pytest.mark.parametrize("number", [1, 3])
def test_public_pages_take_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    _version, entries = city(number)
    addresses = {
        "/de/handlungsfelder/": 4,
        f"/de/handlungsfelder/feld/{entries[0].term.public_id}/": 7,
        "/de/handlungsfelder/felder/1/": 4,
        "/de/handlungsfelder/felder/1.csv": 3,
        "/de/handlungsfelder/felder/1.json": 4,
    }
    for address, statements in addresses.items():
        with django_assert_num_queries(statements):
            html = page(client, address)
        if address.endswith("/"):
            assert headings_without_jump(html)


@pytest.mark.parametrize("number", [1, 3])
def test_desk_pages_take_the_same_statements_for_one_and_three(
    client, me, django_assert_num_queries, number
):
    version, entries = city(number)
    make.next_version(version)
    node = f.node(Kind.SECTION)
    for address, statements in {
        DESK: 4,
        f"{DESK}felder/": 7,
        f"{DESK}felder/neu/": 8,
        f"{DESK}felder/{entries[0].term.public_id}/": 11,
        f"/de/n/{node.public_id}/einordnen/": 9,
    }.items():
        with django_assert_num_queries(statements, info=address):
            assert headings_without_jump(page(client, address))


def test_field_shows_everything_in_it_also_what_a_closed_one_led_to_it(client):
    version, (one, two) = make.published()
    make.sort(f.node(Kind.SECTION, title="Neue Schulen"), one.term)
    make.sort(f.node(Kind.PROCESS, title="Radwege planen"), two.term)
    coming = make.next_version(version)
    actions.close_entry(
        version=coming, term=one.term, successor=two.term, visitor=f.office(), at=f.NOW
    )
    make.publish(coming)
    words = words_on(page(client, f"/de/handlungsfelder/feld/{two.term.public_id}/"))
    assert "Neue Schulen" in words and "Radwege planen" in words
    closed = words_on(page(client, f"/de/handlungsfelder/feld/{one.term.public_id}/"))
    assert "geschlossen" in closed and "Verkehr" in closed


def test_office_opens_a_term_again_and_takes_a_mapping_back(client):
    version, (one, two) = make.published()
    _, (other, _) = make.published(slug="andere")
    coming = make.next_version(version)
    client.force_login(f.office().person)
    own = f"{DESK}felder/{one.term.public_id}/"
    client.post(f"{own}schliessen/", {"successor": two.term.public_id})
    assert "Begriff wieder öffnen" in page(client, own)
    assert client.post(f"{own}oeffnen/").status_code == 302
    assert "Begriff schließen" in page(client, own)
    client.post(f"{own}entsprechung/", {"target": other.term.public_id, "relation": "same"})
    mapping = Mapping.objects.get()
    assert "Entsprechung entfernen" in page(client, own)
    foreign = f"{DESK}felder/{two.term.public_id}/entsprechung/{mapping.pk}/entfernen/"
    assert client.post(foreign).status_code == 404
    remove = f"{own}entsprechung/{mapping.pk}/entfernen/"
    assert client.get(remove).status_code == 405
    assert client.post(remove).status_code == 302
    assert client.post(remove).status_code == 404
    assert coming.entries.count() == 2


def test_draft_is_on_no_public_page(client):
    version, _ = make.published()
    coming = make.next_version(version)
    new = make.entry(coming, "geheim")
    assert "Geheim" not in page(client, "/de/handlungsfelder/")
    page(client, f"/de/handlungsfelder/feld/{new.term.public_id}/", 404)
    for end in ("/", ".csv", ".json"):
        page(client, f"/de/handlungsfelder/felder/2{end}", 404)
    page(client, "/de/handlungsfelder/felder/99999999999/", 404)
    page(client, "/de/handlungsfelder/gibtsnicht/1/", 404)


@pytest.mark.parametrize("kind", [Kind.SECTION, Kind.DOCUMENT, Kind.PROCESS])
def test_page_of_a_node_names_its_fields(client, kind):
    _, (one, two) = make.published()
    edition = f.published_edition()
    node = {
        Kind.SECTION: lambda: f.placed(edition, "Wege").section.node,
        Kind.DOCUMENT: lambda: edition.document.node,
        Kind.PROCESS: lambda: f.opened_process(edition.node).node,
    }[kind]()
    make.sort(node, two.term, one.term)
    words = words_on(page(client, f"/de/n/{node.public_id}/"))
    assert "Handlungsfeld : Bildung , Verkehr" in words.replace(":", " :").replace("  ", " ")


def test_desk_is_for_the_office_alone(client):
    make.published()
    node = f.node(Kind.SECTION)
    addresses = [DESK, f"{DESK}felder/", f"/de/n/{node.public_id}/einordnen/"]
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(f.person("Fremd"))
    for address in addresses:
        page(client, address, 403)
    client.force_login(f.person("Kollegin", BuiltInGroup.OFFICE))
    for address in addresses:
        page(client, address)


def test_office_makes_a_taxonomy_from_beginning_to_end(client, me):
    form = {"name_de": "Felder", "slug": "felder"}
    assert client.post(DESK, form).status_code == 302
    edit = f"{DESK}felder/"
    client.post(f"{edit}neu/", {"name_de": "Bildung", "slug": "bildung"})
    top = Entry.objects.get(slug="bildung")
    below = {"name_de": "Schulen", "slug": "schulen", "parent": top.term.public_id}
    client.post(f"{edit}neu/", below)
    schools = Entry.objects.get(slug="schulen")
    assert schools.parent_id == top.term_id
    changed = {**below, "name_de": "Alle Schulen"}
    assert client.post(f"{edit}{schools.term.public_id}/", changed).status_code == 302
    assert client.post(f"{edit}veroeffentlichen/", {"valid_from": "2026-11-21"}).status_code == 302
    assert "Alle Schulen" in page(client, "/de/handlungsfelder/")
    assert client.post(f"{edit}neue-version/", {"reason": "Ein Feld mehr."}).status_code == 302
    assert "Entwurf" in page(client, f"{edit}neu/")
    closing = {"successor": top.term.public_id}
    assert client.post(f"{edit}{schools.term.public_id}/schliessen/", closing).status_code == 302
    assert client.post(f"{edit}{schools.term.public_id}/loeschen/").status_code == 302
    assert [e.slug for e in entries_of(Version.objects.get(number=2))] == ["bildung"]


def test_bad_input_at_the_desk_is_refused_and_what_was_typed_is_kept(client, me):
    version, (one, _) = make.published()
    make.next_version(version)
    edit = f"{DESK}felder/"
    given = {"name_de": "Neues <b>Feld</b>", "slug": "bildung"}
    answer = client.post(f"{edit}neu/", given)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "gibt es schon" in html and "Neues &lt;b&gt;Feld&lt;/b&gt;" in html
    answer = client.post(f"{edit}veroeffentlichen/", {"valid_from": "2027-01-01"})
    assert answer.status_code == 400 and "2027-01-01" in answer.content.decode()
    assert client.post(f"{edit}veroeffentlichen/", {"valid_from": "bald"}).status_code == 400
    circle = {"name_de": "B", "slug": "bildung", "parent": one.term.public_id}
    assert (
        "unter sich selbst" in client.post(f"{edit}{one.term.public_id}/", circle).content.decode()
    )
    mapping = {"relation": "same", "target": "erfunden"}
    assert client.post(f"{edit}{one.term.public_id}/entsprechung/", mapping).status_code == 400


def test_file_at_the_desk_becomes_the_draft_or_is_refused(client, me):
    version, _ = make.published()
    coming = make.next_version(version)
    address = f"{DESK}felder/einlesen/"
    wrong = SimpleUploadedFile("x.csv", b"a,b\n1,2\n")
    answer = client.post(address, {"file": wrong})
    assert answer.status_code == 400 and "Spalten" in answer.content.decode()
    assert client.post(address, {}).status_code == 400
    large = SimpleUploadedFile("x.csv", b"x" * (512 * 1024 + 1))
    assert "512 kB" in client.post(address, {"file": large}).content.decode()
    right = SimpleUploadedFile("x.csv", "slug;name_de\ngrün;Grün\n".encode())
    assert "Kleinbuchstaben" in client.post(address, {"file": right}).content.decode()
    right = SimpleUploadedFile("x.csv", "slug;name_de\ngruen;Grün\n".encode())
    assert client.post(address, {"file": right}).status_code == 302
    assert [e.name_de for e in entries_of(coming)] == ["Grün"]


def test_sorting_a_node_keeps_the_choice_that_was_refused(client, me):
    names = [f"feld-{n}" for n in range(6)]
    _, entries = make.published(*names)
    node = f.node(Kind.SECTION)
    address = f"/de/n/{node.public_id}/einordnen/"
    every = [e.term.public_id for e in entries]
    answer = client.post(address, {"term": every})
    assert answer.status_code == 400
    assert answer.content.decode().count(" checked") == 6
    assert client.post(address, {"term": every[:2]}).status_code == 302
    assert Assignment.objects.filter(node=node).count() == 2
    assert page(client, address).count(" checked") == 2


def test_one_version_is_in_force_after_two_were_published():
    version, _ = make.published()
    make.publish(make.next_version(version))
    states = list(Version.objects.order_by("number").values_list("state", flat=True))
    assert states == [VersionState.FORMER, VersionState.IN_FORCE]
