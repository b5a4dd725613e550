"""What a colleague does to a draft between two statements of one page."""

from contextlib import contextmanager

import pytest
from django.db import connection

from mitmachstadt.ledger.models import Entry
from mitmachstadt.strategy.errors import CitedPassageGone
from mitmachstadt.strategy.models import Citation
from mitmachstadt.strategy.queries import chapters_of, completeness_of, placed_sections
from tests import factories as f
from tests.strategy.editing.test_headings import template
from tests.strategy.pages import words_on


@contextmanager
def before_statement(number, act):
    """Do something right before the statement with this number."""
    statements = 0

    def count(execute, sql, params, many, context):
        nonlocal statements
        statements += 1
        if statements == number:
            act()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield


def acts(desk):
    return {
        "added": lambda: desk.colleague().add_heading(
            title="Fuß", level=3, before=desk.passage("Zwei.")
        ),
        "taken out": lambda: desk.colleague().remove_heading(section=desk.section("Rad")),
    }


@pytest.mark.parametrize("act", ["added", "taken out"])
def test_layout_holds_every_passage_when_a_heading_changes_between_two_statements(desk, act):
    with before_statement(2, acts(desk)[act]):
        sections = placed_sections(desk.edition)
    texts = [passage.text for section in sections for passage in section.passages]
    assert texts == ["Eins.", "Zwei.", "Drei.", "Vier."]


@pytest.mark.parametrize("act", ["added", "taken out"])
def test_report_is_made_when_a_heading_changed_since_the_chapters_were_read(desk, act):
    desk.follow_template(section=desk.section("Rad"), template=template(desk))
    desk.follow_template(section=desk.section("Verkehr"), template=template(desk, "Anderes"))
    chapters = chapters_of(desk.edition)
    acts(desk)[act]()
    lines = completeness_of(desk.edition, chapters).chapters
    assert {line.title for line in lines} == ({"Verkehr", "Rad"} if act == "added" else {"Verkehr"})


SOURCE = {"author": "Institut", "title": "Studie", "url": "https://example.org/studie"}


def cite(desk, placing):
    return desk.cite(placing=placing, retrieved=f.NOW.date(), **SOURCE)


def test_citation_for_a_passage_that_was_taken_out_meanwhile_is_refused(desk):
    two = desk.at("Zwei.")
    desk.colleague().remove_passage(passage=two.passage)
    with pytest.raises(CitedPassageGone):
        cite(desk, two)
    desk.colleague().bring_passage_back(passage=two.passage)
    assert cite(desk, two).placing == desk.at("Zwei.")


def test_citation_typed_for_a_passage_that_is_gone_comes_back(client, desk):
    client.force_login(desk.by.person)
    two = desk.passage("Zwei.")
    desk.colleague().remove_passage(passage=two)
    where = f"/de/buero/quellen/{desk.edition.node.public_id}/{two.node.public_id}/"
    page = client.post(where, {**SOURCE, "retrieved": "2026-11-20"})
    assert page.status_code == 409
    text = words_on(page.content.decode())
    assert "Ihre Angaben stehen unten" in text
    assert "Institut" in text
    assert client.get(where).status_code == 404


def test_citation_that_a_colleague_took_out_is_not_told_twice(desk):
    made = cite(desk, desk.at("Zwei."))
    mine, theirs = (Citation.objects.get(pk=made.pk) for _ in range(2))
    desk.colleague().remove_citation(citation=theirs)
    desk.remove_citation(citation=mine)
    assert Entry.objects.filter(kind="citation.removed").count() == 1
