"""What a council asks for, for the whole city at once."""

import csv
import io
from datetime import date

import pytest

from mitmachstadt.formats.actions import record_involvement, remind
from mitmachstadt.people.actions import enter_districts
from tests import factories as f
from tests.factories import NOW
from tests.responsibilities import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def table(client, name):
    answer = client.get(f"/daten/{name}.csv")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_invitation_and_every_gap_is_a_row(client):
    mitte, _ = enter_districts(["Mitte", "Pankow"])
    process, office = f.opened_process(), f.office()
    record = record_involvement(
        process=process, district=mitte, invited_on=date(2026, 11, 2), channel="letter",
        respond_by=date(2026, 11, 20), visitor=office, at=NOW,
    )  # fmt: skip
    remind(record=record, on=date(2026, 11, 10), visitor=office, at=NOW)
    record_involvement(
        process=process, organisation=make.unit("Amt"), invited_on=date(2026, 11, 3),
        visitor=office, at=NOW,
    )  # fmt: skip
    f.planned_process()
    rows = table(client, "einbindung")
    found = [(row["district"], row["state"], row["unit"], row["channel"]) for row in rows]
    assert found == [
        ("Mitte", "invited", "Bezirksamt Mitte", "letter"),
        ("Pankow", "none", "", ""),
        ("", "invited", "Amt", ""),
    ]
    assert rows[0]["reminded_on"] == "2026-11-10"
    assert rows[0]["respond_by"] == "2026-11-20"
    assert {row["process"] for row in rows} == {process.node.public_id}


def test_every_rule_is_a_row_with_what_it_names(client):
    entries = make.subjects("verkehr")
    rule = make.rule(
        make.unit("=Amt"), node=f.node(title="Radwege"), term=entries["verkehr"].term,
        district=f.district(), note="Drs. 1",
    )  # fmt: skip
    [row] = table(client, "zustaendigkeiten")
    assert (row["id"], row["node_title"], row["subject_name"]) == (
        rule.public_id,
        "Radwege",
        "Verkehr",
    )
    assert (row["district"], row["unit_name"], row["note"]) == ("Mitte", "'=Amt", "Drs. 1")


@pytest.mark.parametrize("times", [1, 3])
def test_the_rows_take_four_statements(client, times, django_assert_num_queries):
    mitte = f.district()
    for _ in range(times):
        record_involvement(
            process=f.opened_process(), district=mitte, invited_on=date(2026, 11, 2),
            visitor=f.office(), at=NOW,
        )  # fmt: skip
    with django_assert_num_queries(4):
        assert len(table(client, "einbindung")) == times


def test_a_table_that_does_not_exist_is_not_found(client):
    assert client.get("/daten/alles.csv").status_code == 404
