"""A changed document read in again: what keeps its identity, and what the draft's page says."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mitmachstadt.strategy import actions, calculations
from mitmachstadt.strategy.actions import importing
from mitmachstadt.strategy.calculations import ReadText, Unread, open_bytes, read_bytes
from mitmachstadt.strategy.errors import (
    DecisionImpossible,
    DraftReplaced,
    EditionIsPublished,
    StillReading,
)
from mitmachstadt.strategy.models import EditionPassage
from mitmachstadt.strategy.queries import continuation, edition_by_public_id, placed_sections
from mitmachstadt.strategy.queries.citations import citations_of
from mitmachstadt.strategy.queries.continuing import longest_rise
from tests import factories as f
from tests import office
from tests.office import Heading, Par

pytestmark = pytest.mark.django_db
WAYS = "Die Stadt baut in allen Bezirken sichere Wege für Kinder und Ältere."
NET = "Jede Schule bekommt bis zum Sommer ein schnelles Netz und neue Geräte."
TREES = "In jedem Kiez wachsen jedes Jahr hundert neue Bäume an den Straßen."
LIBRARY = "Die Büchereien öffnen auch am Sonntag und laden zu Kursen ein."
PAGES = [Heading("Plan"), Par(WAYS), Par(NET), Heading("Grün", 2), Par(TREES), Par(LIBRARY)]


def read(*blocks) -> ReadText:
    return read_bytes(office.docx(blocks), name="plan.docx")


@pytest.fixture
def published():
    edition = actions.import_edition(
        document=f.strategy_document(), label="F1", read=read(*PAGES), visitor=f.office(),
        at=f.NOW - f.DAY,
    )  # fmt: skip
    return actions.publish_edition(edition=edition, visitor=f.office(), at=f.NOW - f.DAY)


def again(published, *blocks):
    return actions.import_edition(
        document=published.document, label="F2", read=read(*blocks), visitor=f.office(), at=f.NOW
    )


def ids(edition):
    rows = EditionPassage.objects.filter(edition=edition).order_by("position")
    return dict(rows.values_list("wording__text", "passage__node__public_id"))


def counts(published, edition):
    found = continuation(published, placed_sections(edition))
    return found.kept, len(found.changed), len(found.moved), len(found.new), len(found.gone)


def test_unchanged_document_continues_every_passage(published):
    edition = again(published, *PAGES)
    assert ids(edition) == ids(published)
    assert counts(published, edition) == (4, 0, 0, 0, 0)


def test_changed_moved_new_and_gone_passages_are_told_apart(published):
    changed = NET.replace("Sommer", "Herbst")
    new = "Ein Rat aus ausgelosten Menschen berät die Verwaltung künftig."
    edition = again(
        published, Heading("Plan"), Par(changed), Par(LIBRARY), Heading("Grün", 2), Par(new),
        Par(WAYS),
    )  # fmt: skip
    old, now = ids(published), ids(edition)
    assert (now[changed], now[LIBRARY], now[WAYS]) == (old[NET], old[LIBRARY], old[WAYS])
    assert new in now and now[new] not in old.values()
    assert counts(published, edition) == (0, 1, 2, 1, 1)


def test_split_passage_continues_in_its_longer_part(published):
    first, rest = "Die Stadt baut in allen Bezirken sichere Wege.", "Auch für Kinder und Ältere."
    edition = again(published, Heading("Plan"), Par(first), Par(rest), *PAGES[2:])
    assert ids(edition)[first] == ids(published)[WAYS]
    assert counts(published, edition) == (3, 1, 0, 1, 0)


def test_document_read_in_after_passages_were_moved_moves_them_back(published):
    moved = again(published, Heading("Plan"), Par(NET), Par(WAYS), *PAGES[3:])
    moved = actions.publish_edition(edition=moved, visitor=f.office(), at=f.NOW)
    edition = actions.import_edition(
        document=published.document, label="F3", read=read(*PAGES, Par("Ganz neuer Satz hier.")),
        visitor=f.office(), at=f.NOW + f.DAY,
    )  # fmt: skip
    assert ids(published).items() <= ids(edition).items()
    assert counts(moved, edition)[2:] == (1, 1, 0)


def test_remarks_stay_on_their_passage(published):
    node = f.placed(published, "Bäume").passage.node
    f.open_window(node)
    remark = f.remark(node)
    edition = again(published, *PAGES[:4], Par(TREES.replace("hundert", "tausend")))
    assert f.placed(edition, "tausend").passage.node_id == f.fresh(remark).parent_id
    (line,) = continuation(published, placed_sections(edition)).changed
    assert line.remarks == 1


def test_replaced_draft_continues_the_draft_and_the_published_edition(published):
    extra = "Dieser Absatz steht bisher nur im Entwurf und in keiner Fassung."
    draft = again(published, Heading("Plan"), Par(WAYS), Par(extra))
    before = ids(draft)
    longer = extra.replace("bisher", "bislang")
    actions.replace_draft(
        edition=draft, read=read(*PAGES, Par(longer)), visitor=f.office(), at=f.NOW
    )
    assert ids(draft)[longer] == before[extra]
    assert ids(published).items() <= ids(draft).items()


def cite(edition, words, title):
    return actions.cite(
        edition=edition, placing=f.placed(edition, words), author="Institut", title=title,
        url=f"https://example.org/{title}", retrieved=date(2026, 11, 1), visitor=f.office(),
        at=f.NOW,
    )  # fmt: skip


def cited(edition):
    return [(line.number, line.title) for line in citations_of(edition)]


@pytest.fixture
def published_with_sources():
    edition = actions.import_edition(
        document=f.strategy_document(), label="F1", read=read(*PAGES), visitor=f.office(),
        at=f.NOW - f.DAY,
    )  # fmt: skip
    cite(edition, "Bäume", "drei")
    cite(edition, "Netz", "eins")
    cite(edition, "Netz", "zwei")
    return actions.publish_edition(edition=edition, visitor=f.office(), at=f.NOW - f.DAY)


def test_passages_read_in_again_cite_what_they_cited_when_published_last(published_with_sources):
    first = published_with_sources
    without = actions.publish_edition(
        edition=again(first, *PAGES[:4], Par(LIBRARY)), visitor=f.office(), at=f.NOW
    )
    assert cited(without) == [(1, "eins"), (2, "zwei")]
    corrected = Par(NET.replace("Sommer", "Herbst"))
    edition = actions.import_edition(
        document=first.document, label="F3", visitor=f.office(), at=f.NOW + f.DAY,
        read=read(*PAGES[:2], corrected, *PAGES[3:]),
    )  # fmt: skip
    assert cited(edition) == [(1, "eins"), (2, "zwei"), (3, "drei")]
    assert cited(first) == cited(edition)


def test_replaced_draft_cites_what_the_draft_cited_and_not_what_was_taken_out(
    published_with_sources,
):
    draft = again(published_with_sources, *PAGES)
    gone = draft.placed_passages.get(wording__text=NET).citations.get(title="eins")
    actions.remove_citation(edition=draft, citation=gone, visitor=f.office(), at=f.NOW)
    cite(draft, "Büchereien", "vier")
    actions.replace_draft(
        edition=draft, read=read(*PAGES, Par("Ganz neuer Satz.")), visitor=f.office(), at=f.NOW
    )
    assert cited(draft) == [(1, "zwei"), (2, "drei"), (3, "vier")]


def test_published_edition_is_not_replaced(published):
    with pytest.raises(EditionIsPublished):
        actions.replace_draft(
            edition=published, read=read(Par("Anders.")), visitor=f.office(), at=f.NOW
        )


@pytest.fixture
def waiting(published, monkeypatch):
    """A draft whose text is too long to be read at once."""
    monkeypatch.setattr(calculations, "LONG_TEXT", 10)
    text = open_bytes(office.docx(PAGES), name="plan.docx")
    assert isinstance(text, Unread)
    return actions.import_edition(
        document=published.document, label="F2", read=text, visitor=f.office(), at=f.NOW
    )


def test_long_text_is_laid_out_by_the_worker_once(published, waiting):
    assert not ids(waiting)
    public_id = waiting.node.public_id
    assert actions.finish_reading(public_id=public_id, at=f.NOW)
    assert not actions.finish_reading(public_id=public_id, at=f.NOW)
    assert not actions.finish_reading(public_id="gibtsnicht", at=f.NOW)
    assert ids(waiting) == ids(published)


DOUBTFUL = [Heading("Plan"), Par("Das ist der Anfang.Hier fehlt ein Leerzeichen."), Par(NET)]


def decide(edition, accept):
    asked = enumerate(edition.report["flags"])
    decisions = {str(n): accept for n, flag in asked if flag["suggestion"] is not None}
    assert decisions
    return actions.decide(edition=edition, decisions=decisions, visitor=f.office(), at=f.NOW)


def test_decision_on_a_long_text_is_laid_out_by_the_worker(published, monkeypatch):
    draft = again(published, *DOUBTFUL)
    before = ids(draft)
    monkeypatch.setattr(calculations, "LONG_TEXT", 10)
    decide(draft, True)
    assert ids(draft) == before
    assert edition_by_public_id(draft.node.public_id).report["reading"]
    assert actions.finish_reading(public_id=draft.node.public_id, at=f.NOW)
    assert "Das ist der Anfang. Hier fehlt ein Leerzeichen." in ids(draft)
    assert edition_by_public_id(draft.node.public_id).report["undecided"] == 0


def test_suggestions_for_a_long_text_that_contradict_each_other_are_refused_at_once(
    published, monkeypatch
):
    draft = again(published, *DOUBTFUL)
    flags = draft.report["flags"]
    (asked,) = [flag for flag in flags if flag["suggestion"] is not None]
    draft.report = {**draft.report, "flags": [asked, asked]}
    draft.save()
    monkeypatch.setattr(calculations, "LONG_TEXT", 10)
    with pytest.raises(DecisionImpossible):
        actions.decide(
            edition=draft, decisions={"0": True, "1": True}, visitor=f.office(), at=f.NOW
        )
    assert not edition_by_public_id(draft.node.public_id).decisions


def test_decision_on_a_text_that_was_replaced_while_it_was_read_is_refused(published, monkeypatch):
    draft = again(published, *DOUBTFUL)
    open_again = importing.open_again

    def overtaken(*args, **options):
        other = edition_by_public_id(draft.node.public_id)
        actions.replace_draft(edition=other, read=read(*PAGES), visitor=f.office(), at=f.NOW)
        return open_again(*args, **options)

    monkeypatch.setattr(importing, "open_again", overtaken)
    with pytest.raises(DraftReplaced):
        decide(draft, True)
    assert ids(draft) == ids(published)


def test_text_that_is_still_read_is_not_published(waiting):
    with pytest.raises(StillReading):
        actions.publish_edition(edition=waiting, visitor=f.office(), at=f.NOW)


def test_page_of_a_waiting_draft_reloads_itself_until_it_shows_the_report(client, waiting):
    client.force_login(f.office().person)
    address = f"/de/buero/texte/{waiting.node.public_id}/"
    html = client.get(address).content.decode()
    assert 'http-equiv="refresh"' in html
    assert "wird eingelesen" in html
    actions.finish_reading(public_id=waiting.node.public_id, at=f.NOW)
    html = client.get(address).content.decode()
    assert 'http-equiv="refresh"' not in html
    assert "Was aus den bisherigen Textstellen wird" in html


def test_office_replaces_a_draft_with_a_file_and_a_bad_file_changes_nothing(client, published):
    draft = again(published, *PAGES)
    client.force_login(f.office().person)
    address = f"/de/buero/texte/{draft.node.public_id}/neue-datei/"
    answer = client.post(address, {"file": upload(b"\xff\xd8\xff", "plan.odt")})
    assert answer.status_code == 400
    assert "JPEG-Bild" in answer.content.decode()
    assert ids(draft) == ids(published)
    data = office.odt([Heading("Plan"), Par(WAYS)])
    assert client.post(address, {"file": upload(data, "plan.odt")}).status_code == 302
    assert ids(draft) == {WAYS: ids(published)[WAYS]}


def test_pasted_structure_is_read_and_plain_text_without_it(client):
    client.force_login(f.office().person)
    form = {"title": "T", "kind": "strategy", "label": "F1", "pasted": "Ziele Text"}
    page = client.post("/de/buero/texte/neu/", {**form, "structure": "<h1>Ziele</h1><p>Text</p>"})
    (section,) = placed_sections(edition_at(page))
    assert (section.title, section.passages[0].text) == ("Ziele", "Text")
    (section,) = placed_sections(edition_at(client.post("/de/buero/texte/neu/", form)))
    assert section.passages[0].text == "Ziele Text"


def edition_at(page):
    from mitmachstadt.strategy.queries import edition_by_public_id

    return edition_by_public_id(page["Location"].rstrip("/").rpartition("/")[2])


def upload(content, name):
    return SimpleUploadedFile(name, content)


def test_longest_rise_is_what_stayed_in_order():
    assert longest_rise([]) == []
    assert longest_rise([2, 0, 1, 3]) == [1, 2, 3]
