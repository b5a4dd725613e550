"""The register of processing and the notice of a process, from what the tables declare."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.cli.main import main
from mitmachstadt.data_protection import actions
from mitmachstadt.kernel.declarations import declared
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_the_page_names_every_table_with_personal_data_and_its_period(client):
    actions.change_period(code="sent-mail", days=9, visitor=f.administrator(), at=f.NOW)
    page = client.get(reverse("processing")).content.decode()
    assert all(str(one.called) in page for one in declared())
    assert "9 Tage nach dem Schreiben" in page


def test_command_and_files_say_the_same_as_the_page(client, capsys):
    assert main(["processing-register", "--csv"]) == 0
    printed = capsys.readouterr().out
    rows = list(csv.reader(io.StringIO(printed.removeprefix("\ufeff"))))
    assert len(rows) == len(declared()) + 1
    assert all(all(row) and len(row) == 6 for row in rows)
    assert client.get(reverse("processing-file", args=["csv"])).content.decode() == printed
    assert main(["processing-register"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(declared()) + 2
    assert {line.count("|") for line in lines} == {7}
    assert client.get(reverse("processing-file", args=["exe"])).status_code == 404


def test_the_notice_of_a_process_says_who_why_how_long_and_which_rights(client):
    process = f.opened_process()
    page = client.get(reverse("process-privacy", args=[process.node.public_id])).content.decode()
    for words in (process.node.title, process.node.text, "Alle Beiträge werden gelesen", "Art. 9"):
        assert words in page
    assert "Unterstützungen" in page and "Meine Daten" in page
    shown = client.get(f"/de/n/{process.node.public_id}/").content.decode()
    assert reverse("process-privacy", args=[process.node.public_id]) in shown


@pytest.mark.parametrize(
    "table", ["contributions.Report", "contributions.Appeal", "outreach.Entry"]
)
def test_notice_says_what_reporting_objecting_and_being_entered_by_others_leaves(client, table):
    process = f.opened_process()
    page = client.get(reverse("process-privacy", args=[process.node.public_id])).content.decode()
    one = next(one for one in declared() if one.model == table)
    assert str(one.purpose) in page


def test_there_is_no_notice_of_what_is_not_public_or_no_process(client):
    planned, passage = f.planned_process(), f.passage()
    for node in (planned.node, passage):
        address = reverse("process-privacy", args=[node.public_id])
        assert client.get(address).status_code == (
            200 if node.kind == "process" and node.is_public else 404
        )


def test_pages_for_everyone_take_the_same_few_queries(django_assert_num_queries):
    process = f.opened_process()
    notice = reverse("process-privacy", args=[process.node.public_id])
    for address, queries in ((reverse("processing"), 1), (notice, 4)):
        for more in (1, 3):
            for _ in range(more):
                f.remark(f.open_passage())
            with django_assert_num_queries(queries):
                # What nobody else asks for is not kept.
                assert Client().get(address, {"x": str(more)}).status_code == 200
