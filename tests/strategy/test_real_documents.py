"""The five real documents, end to end: read, decided, published, shown. No word of them is here."""

from html import unescape

import pytest

from mitmachstadt.strategy import actions
from mitmachstadt.strategy.calculations import read_bytes
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.models import EditionPassage, Leaf
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f
from tests.strategy.pages import headings_without_jump, ids_on, targets_of

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]
NUMBERS = ["000", "001", "002", "003", "004"]


def read(real_sources, number):
    (path,) = real_sources.glob(f"{number}_*.txt")
    return read_bytes(path.read_bytes(), name=path.name)


def drafted(text, **rest):
    return actions.import_edition(
        document=f.strategy_document(), label="Fassung 1", read=text, visitor=f.office(),
        at=f.NOW - f.DAY, **rest,
    )  # fmt: skip


def decided(edition, accept):
    """The edition after the office answered every question the same way, as far as it can."""
    flags = edition.report["flags"]
    asked = [str(n) for n, flag in enumerate(flags) if flag["suggestion"] is not None]
    if asked:
        answers = dict.fromkeys(asked, accept)
        actions.decide(edition=edition, decisions=answers, visitor=f.office(), at=f.NOW - f.DAY)
    return edition


def published(edition):
    return actions.publish_edition(edition=edition, visitor=f.office(), at=f.NOW - f.DAY)


def pages_of(client, edition):
    numbers = Leaf.objects.filter(edition=edition).order_by("number")
    address = f"/de/lesen/{edition.node.public_id}/"
    found = [client.get(f"{address}{n}/") for n in numbers.values_list("number", flat=True)]
    assert {page.status_code for page in found} == {200}
    return [page.content.decode() for page in found]


@pytest.mark.parametrize("number", NUMBERS)
def test_real_document_is_published_and_every_passage_can_be_read(real_sources, client, number):
    text = read(real_sources, number)
    edition = published(decided(drafted(text), accept=False))
    pages = pages_of(client, edition)
    ids = [i for page in pages for i in ids_on(page)]
    rows = EditionPassage.objects.filter(edition=edition).order_by("position")
    wanted = list(rows.values_list("passage__node__public_id", flat=True))
    assert [i for i in ids if i in set(wanted)] == wanted
    for page in pages:
        assert headings_without_jump(page)
        assert len(page.encode()) < 60_000


@pytest.mark.parametrize("number", NUMBERS)
def test_real_document_contents_link_to_what_exists(real_sources, client, number):
    edition = published(decided(drafted(read(real_sources, number)), accept=False))
    pages = pages_of(client, edition)
    links = targets_of(edition.contents)
    titled = [section for section in placed_sections(edition) if section.title]
    assert bool(links) == (len(titled) > 1)
    for leaf, anchor in links:
        assert anchor in ids_on(pages[leaf - 1])


@pytest.mark.parametrize("number", NUMBERS)
def test_real_document_read_twice_has_the_same_hash(real_sources, number):
    one = published(decided(drafted(read(real_sources, number)), accept=False))
    other = published(decided(drafted(read(real_sources, number)), accept=False))
    assert one.document != other.document
    assert one.content_hash == other.content_hash


@pytest.mark.parametrize("number", NUMBERS)
def test_real_document_draft_shows_every_flag_and_a_whole_account(real_sources, client, me, number):
    text = read(real_sources, number)
    edition = drafted(text)
    flags = text.document.report.flags
    address = f"/de/buero/texte/{edition.node.public_id}/"
    pages = [
        unescape(client.get(address, {"pruefen": number}).content.decode())
        for number in range(1, max(1, -(-len(flags) // 15)) + 1)
    ]
    shown = "".join(pages)
    assert len(flags) == len(text.report["flags"]) == len(edition.report["flags"])
    for flag in text.report["flags"]:
        assert flag["text"] in shown
    assert text.report["complete"]
    assert f"Zu prüfen ({len(flags)})" in shown or not flags
    asked = sum(flag["suggestion"] is not None for flag in text.report["flags"])
    assert shown.count('value="ja"') == asked == text.undecided


@pytest.mark.parametrize("number", NUMBERS)
def test_real_document_loses_no_passage_on_the_way_to_the_database(real_sources, number):
    text = read(real_sources, number)
    sections = placed_sections(drafted(text))
    read_in = [
        (s.level, s.number, s.title, [(p.marker, p.text) for p in s.passages])
        for s in text.document.sections
    ]
    kept = [
        (s.level, s.number, s.title, [(p.marker, p.text) for p in s.passages]) for s in sections
    ]
    assert kept == read_in


@pytest.mark.parametrize("number", NUMBERS)
def test_real_document_with_every_suggestion_accepted_one_by_one_can_be_published(
    real_sources, client, number
):
    edition = drafted(read(real_sources, number))
    refused = 0
    for n, flag in enumerate(edition.report["flags"]):
        if flag["suggestion"] is None:
            continue
        try:
            actions.decide(
                edition=edition, decisions={str(n): True}, visitor=f.office(), at=f.NOW - f.DAY
            )
        except actions_refusals():
            refused += 1
            actions.decide(
                edition=edition, decisions={str(n): False}, visitor=f.office(), at=f.NOW - f.DAY
            )
    assert pages_of(client, published(edition))


def actions_refusals():
    from mitmachstadt.strategy.errors import DecisionImpossible

    return DecisionImpossible


def test_answers_without_a_question_are_flagged_in_the_public_questions(real_sources):
    text = read(real_sources, "000")
    codes = [flag["code"] for flag in text.report["flags"]]
    assert codes.count("answer_without_question") == 13
    assert "same_label_different_words" in codes


@pytest.mark.parametrize("number", NUMBERS)
def test_real_document_read_in_again_keeps_all_passages_as_they_are(real_sources, number):
    text = read(real_sources, number)
    edition = published(decided(drafted(text), accept=False))
    again = actions.import_edition(
        document=edition.document, label="Fassung 2", read=text, visitor=f.office(), at=f.NOW
    )
    ids = [
        list(
            EditionPassage.objects.filter(edition=one)
            .order_by("position")
            .values_list("passage_id", "wording_id")
        )
        for one in (edition, again)
    ]
    words = [p.text for s in text.document.sections for p in s.passages]
    assert len(ids[0]) == len(words)
    # The same words twice may change places with each other, nothing else may.
    assert sorted(ids[0]) == sorted(ids[1])


def test_kinds_of_sections_are_recognised_where_the_headings_say_so(real_sources):
    kinds = {
        section.kind
        for number in NUMBERS
        for section in placed_sections(drafted(read(real_sources, number)))
    }
    assert kinds <= set(SectionKind)
    assert len(kinds) > 1
