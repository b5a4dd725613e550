"""CSV and JSON of a published edition: whole, without names, without words that are not public."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.contributions.actions import withdraw_remark
from mitmachstadt.contributions.calculations import Marked
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node
from mitmachstadt.opendata.calculations import csv_lines, json_pieces
from mitmachstadt.opendata.enums import FIELDS, Table
from tests import factories as f
from tests.factories import DAY, NOW


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def talked_about():
    """An edition with an open consultation, and the passage that people speak about."""
    edition = f.published_edition()
    f.open_window(edition.document.node, answer_due=NOW + 20 * DAY)
    return edition, f.placed(edition, "Wege").passage.node


def table(edition, name):
    response = Client().get(f"/daten/{edition.node.public_id}/{name}.csv")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def document(edition):
    response = Client().get(f"/daten/{edition.node.public_id}.json")
    return json.loads(b"".join(response.streaming_content))


@pytest.mark.django_db
def test_text_is_there_in_its_order_with_its_sections():
    edition, _ = talked_about()
    sections, passages = table(edition, "sections"), table(edition, "passages")
    assert [row["title"] for row in sections][:2] == ["Grünbuch", "Verkehr"]
    assert "Die Stadt baut sichere Wege." in [row["text"] for row in passages]
    assert {row["section"] for row in passages} <= {row["id"] for row in sections}
    assert [int(row["position"]) for row in passages] == sorted(
        int(row["position"]) for row in passages
    )


@pytest.mark.django_db
def test_remarks_and_replies_are_there_without_the_names_of_persons():
    edition, passage = talked_about()
    said = f.remark(passage, "Bitte mehr Bänke.", by=f.citizen("Rita Geheim"))
    reply = f.remark(said, "Ja, bitte.", by=f.citizen("Otto Geheim"))
    first, second = table(edition, "remarks")
    assert (first["id"], first["about"], first["about_kind"]) == (
        said.public_id, passage.public_id, "passage",
    )  # fmt: skip
    assert (second["id"], second["about"], second["about_kind"]) == (
        reply.public_id, said.public_id, "remark",
    )  # fmt: skip
    assert first["text"] == "Bitte mehr Bänke."
    assert first["answer_due"] == (NOW + 20 * DAY).isoformat()
    assert "Geheim" not in json.dumps(document(edition))


@pytest.mark.django_db
def test_remarks_say_what_place_they_are_about_and_in_which_language():
    edition, passage = talked_about()
    said = f.remark(passage, "Daha çok bank.")
    pankow = f.district("Pankow")
    Node.objects.filter(pk=said.pk).update(
        scope="neighbourhood", district=pankow, neighbourhood="Wedding", language="tr"
    )
    (row,) = table(edition, "remarks")
    found = [row[name] for name in ("scope", "district", "neighbourhood", "language")]
    assert found == ["neighbourhood", "Pankow", "Wedding", "tr"]


@pytest.mark.django_db
def test_quoted_words_are_there_with_their_place_and_go_with_what_is_hidden():
    edition, _ = talked_about()
    place = f.placed(edition, "Wege")
    words = Marked("sichere Wege")
    said = f.remark(place.passage.node, "Genau.", wording=place.wording, marked=words)
    (row,) = document(edition)["remarks"]
    assert (row["quote_prefix"], row["quote_exact"], row["quote_suffix"]) == (
        "Die Stadt baut ", "sichere Wege", ".",
    )  # fmt: skip
    assert (row["quote_start"], row["quote_end"]) == (15, 27)
    f.hidden(said)
    (row,) = document(edition)["remarks"]
    quote = [row[name] for name in row if name.startswith("quote")]
    assert quote == [None] * 6


@pytest.mark.django_db
def test_words_that_are_not_public_are_not_there():
    edition, passage = talked_about()
    f.hidden(f.remark(passage, "Beleidigung gegen jemanden."))
    gone = f.submitted(passage, "Nehme ich zurück.", by=f.citizen())
    withdraw_remark(code=gone.code, at=NOW)
    f.submitted(passage, "Wartet noch auf Freigabe.")
    rows = table(edition, "remarks")
    assert [(row["visibility"], row["text"]) for row in rows] == [("hidden", ""), ("withdrawn", "")]
    everything = json.dumps(document(edition), ensure_ascii=False)
    for words in ("Beleidigung", "Nehme ich", "Wartet noch"):
        assert words not in everything


@pytest.mark.django_db
def test_one_answer_to_two_remarks_is_two_rows_with_what_it_promises():
    edition, passage = talked_about()
    made = [f.remark(passage, f"Nummer {n}.") for n in range(2)]
    until = NOW.date() + timedelta(days=30)
    given_ = f.answer(*made, kind=AnswerKind.EXAMINING, until=until)
    rows = table(edition, "answers")
    assert [(row["id"], row["remark"], row["until"]) for row in rows] == [
        (given_.public_id, each.public_id, until.isoformat()) for each in made
    ]
    f.hidden(made[0])
    assert [row["remark"] for row in table(edition, "answers")] == [made[1].public_id]


@pytest.mark.django_db
def test_traces_are_there_where_both_ends_are_public():
    edition, passage = talked_about()
    said = f.remark(passage)
    goal, secret = f.node(title="Ziel"), f.node(title="Entwurf", visibility="draft")
    for target in (goal, secret):
        link(source=said, target=target, relation=Relation.TAKEN_UP_IN, by=None, at=NOW)
    told = [(row["source"], row["relation"], row["target"]) for row in table(edition, "traces")]
    assert (said.public_id, "taken_up_in", goal.public_id) in told
    assert all(secret.public_id not in row for row in told)


@pytest.mark.django_db
def test_json_has_the_same_rows_and_says_what_they_mean():
    edition, passage = talked_about()
    f.answer(f.remark(passage))
    whole = document(edition)
    assert whole["licence"] == "CC BY 4.0"
    assert whole["edition"]["content_hash"] == edition.content_hash
    for name in Table:
        assert len(whole[name]) == len(table(edition, name))
        assert all(list(row) == list(FIELDS[name]) for row in whole[name])
        assert list(whole["fields"][name]) == list(FIELDS[name])


@pytest.mark.django_db
def test_remarks_of_another_document_are_not_there():
    edition, _ = talked_about()
    _, elsewhere = talked_about()
    f.remark(elsewhere)
    assert table(edition, "remarks") == []


@pytest.mark.django_db
@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("name", list(Table))
def test_a_table_takes_two_statements_for_one_and_three(times, name, django_assert_num_queries):
    edition, passage = talked_about()
    for _ in range(times):
        f.answer(f.remark(passage))
    with django_assert_num_queries(2):
        table(edition, name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["nichts.json", "nichts/passages.csv", "{edition}/persons.csv", "{draft}.json",
                "{draft}/passages.csv"],
)  # fmt: skip
def test_what_is_not_published_or_unknown_is_not_found(address):
    edition = f.published_edition()
    draft = f.draft_edition(f.TEXT + "\nNeu.\n", document=edition.document, label="2")
    ids = {"edition": edition.node.public_id, "draft": draft.node.public_id}
    assert Client().get(f"/daten/{address.format(**ids)}").status_code == 404


@pytest.mark.django_db
def test_page_leads_to_every_file_and_each_is_there():
    edition, _ = talked_about()
    html = Client().get("/de/daten/").content.decode()
    for address in [f"/daten/{edition.node.public_id}.json"] + [
        f"/daten/{edition.node.public_id}/{name.value}.csv" for name in Table
    ]:
        assert f'href="{address}"' in html
        assert Client().get(address).status_code == 200


cells = st.one_of(st.none(), st.integers(), st.text(st.characters(codec="utf-8")))


@given(st.lists(st.lists(cells, min_size=3, max_size=3)))
def test_csv_gives_every_cell_back(rows):
    text = "".join(csv_lines(["a", "b", "c"], rows)).removeprefix("\ufeff")
    header, *read = list(csv.reader(io.StringIO(text, newline="")))
    assert header == ["a", "b", "c"]
    for row, back in zip(rows, read, strict=True):
        for value, cell in zip(row, back, strict=True):
            plain = "" if value is None else str(value)
            assert cell == plain or cell == f"'{plain}"
            assert not (isinstance(value, str) and cell.startswith(("=", "+", "-", "@")))


@given(st.lists(st.lists(cells, min_size=2, max_size=2)))
def test_json_gives_every_value_back(rows):
    whole = json.loads("".join(json_pieces({"x": "ä"}, {"t": (["a", "b"], rows)})))
    assert whole["x"] == "ä"
    assert [[row["a"], row["b"]] for row in whole["t"]] == rows
