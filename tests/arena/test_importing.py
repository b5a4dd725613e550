"""Lists of ideas from elsewhere: what is certain comes in once, the rest is said."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from mitmachstadt.arena import actions
from mitmachstadt.arena.calculations import read_list
from mitmachstadt.arena.errors import ListTooLong, ListUnreadable
from mitmachstadt.arena.models import Idea, ImportedIdea
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import enter_districts
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
CSV = "Kennung;Titel;Beschreibung;Bezirk\n1;Bänke;Am Ufer fehlen Bänke.;Mitte\n2;Licht;;Bezirk 1\n"


def load(inside, content, name="liste.csv", kind=""):
    from mitmachstadt.people.queries import districts

    data = content.encode() if isinstance(content, str) else content
    found = read_list(data, name=name, districts=districts(), kind=kind)
    done = actions.import_ideas(
        arena=inside, entries=found.entries, source="Liste", visitor=f.office(), at=f.NOW
    )
    return found, done


def test_list_read_in_twice_changes_nothing_and_keeps_what_people_changed():
    enter_districts(["Mitte", "Pankow"])
    inside = a.arena()
    found, done = load(inside, CSV)
    assert (done.new, done.known) == (2, 0)
    assert any("Bezirk 1" in note for note in found.notes)
    benches = Node.objects.get(title="Bänke")
    assert (benches.text, benches.district.name) == ("Am Ufer fehlen Bänke.", "Mitte")
    assert Node.objects.get(title="Licht").district is None
    Node.objects.filter(pk=benches.pk).update(title="Mehr Bänke")
    _, again = load(inside, CSV)
    assert (again.new, again.known) == (0, 2)
    assert Idea.objects.count() == ImportedIdea.objects.count() == 2
    assert Node.objects.filter(title="Mehr Bänke").exists()
    assert f.fresh(inside.node).remarks == 2


def test_csv_that_begins_with_a_formula_is_text():
    _, done = load(a.arena(), 'Titel\n"=HYPERLINK(""http://x.example"")"\n')
    assert done.new == 1
    assert Node.objects.get(kind="idea").title.startswith("=HYPERLINK")


def test_plans_of_the_platform_come_in_with_gaps_told():
    plans = [
        {"title": "Platz", "url": "/vorhaben/2026-1/", "cost": "N.N.", "point": "", "status": 7,
         "district": "Gesamtstädtisch", "organisation": "Amt", "type": "plan"},
        {"title": "", "url": "/vorhaben/2026-2/", "cost": "≈ 950.000 €"},
    ]  # fmt: skip
    found, done = load(a.arena(), json.dumps(plans), name="plans.json")
    assert done.new == 1
    assert any("950.000" in note for note in found.notes)
    assert any("Organisation: Amt" in note for note in found.notes)


def test_workbook_comes_in_and_one_that_is_far_too_large_is_refused_with_what_to_do():
    book = Workbook()
    for row in (["Titel", "Beschreibung"], ["Bänke", "Am Ufer"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    _, done = load(a.arena(), file.getvalue(), name="liste.xlsx")
    assert done.new == 1
    huge = Workbook(write_only=True)
    sheet = huge.create_sheet()
    for _ in range(11_000):
        sheet.append(["Titel", "x"])
    file = io.BytesIO()
    huge.save(file)
    with pytest.raises(ListUnreadable) as refused:
        load(a.arena(), file.getvalue(), name="liste.xlsx")
    assert "10.000" in refused.value.in_words
    assert Idea.objects.count() == 1


@pytest.mark.parametrize(("many", "fits"), [(2_000, True), (2_001, False)])
def test_list_of_more_than_comes_in_at_once_is_refused_with_what_to_do(many, fits):
    rows = "".join(f"Idee {nth};Worum es geht.\n" for nth in range(many))
    data = f"Titel;Text\n{rows}".encode()
    if fits:
        assert len(read_list(data, name="liste.csv", districts=[]).entries) == many
    else:
        with pytest.raises(ListTooLong, match="höchstens 2000"):
            read_list(data, name="liste.csv", districts=[])


def test_too_long_text_is_cut_and_said():
    _, done = load(a.arena(), f"Titel;Text\nLang;{'x' * 6000}\n")
    assert done.cut == ["Lang"]
    assert len(Node.objects.get(title="Lang").text) == 5000


def test_only_the_office_reads_in():
    with pytest.raises(RoleNeeded):
        actions.import_ideas(arena=a.arena(), entries=[], source="x", visitor=f.citizen(), at=f.NOW)


def test_page_reads_in_and_says_what_was_left_out(client):
    inside = a.arena()
    client.force_login(f.office().person)
    address = f"/de/verwaltung/arena/{inside.node.public_id}/einlesen/"
    done = client.post(
        address, {"file": SimpleUploadedFile("l.csv", CSV.encode()), "source": "Umfrage"}
    )
    html = done.content.decode()
    assert "2 Ideen übernommen" in html
    assert "Mitte" in client.get(f"/de/arena/{inside.node.public_id}/").content.decode()
    wrong = client.post(address, {"file": SimpleUploadedFile("l.csv", b""), "source": "Umfrage"})
    assert wrong.status_code == 400
    assert client.post(address, {"source": "Umfrage"}).status_code == 400
    idea = Idea.objects.first()
    assert idea.node.author is None
    assert "Umfrage" in client.get(f"/de/n/{idea.node.public_id}/").content.decode()


def test_imported_idea_can_be_reported_and_looked_at_by_moderators(client):
    from mitmachstadt.contributions.models import Report

    inside = a.arena()
    load(inside, CSV)
    idea = Idea.objects.first()
    Report.objects.create(node=idea.node, reason="other", text="Falsch.", at=f.NOW)
    client.force_login(f.moderator().person)
    page = client.get("/de/moderation/?schlange=gemeldet")
    assert page.status_code == 200
    assert idea.node.title in page.content.decode()
