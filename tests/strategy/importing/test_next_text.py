"""From one text to the next: what keeps its identity."""

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import nodes_above
from mitmachstadt.strategy.models import Edition, EditionPassage, Section
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f
from tests.strategy.importing.texts import ids, section_ids

pytestmark = pytest.mark.django_db


def imported(edition, text, *, days=30, label="Fassung 2", publish=True):
    make = f.published_edition if publish else f.draft_edition
    return make(text, document=edition.document, label=label, at=f.NOW - days * f.DAY)


# The next text of the same document.

SECOND = """\
# Grünbuch

Vorwort der Stadt.

## Bildung

Jede Schule hat Netz.

### Verkehr

Die Stadt baut sichere breite Wege.

Etwas ganz anderes steht jetzt hier.

- Ampeln schalten schneller.
"""


def test_same_passage_keeps_its_identity_when_its_section_moves():
    first = f.published_edition()
    second = imported(first, SECOND)
    for words in ("Vorwort der Stadt.", "Jede Schule hat Netz.", "Ampeln schalten schneller."):
        assert ids(second)[words] == ids(first)[words]
    assert section_ids(second) == section_ids(first)


def test_similar_passage_keeps_its_identity_and_a_strange_one_is_new():
    first = f.published_edition()
    second = imported(first, SECOND)
    old = ids(first)
    assert ids(second)["Die Stadt baut sichere breite Wege."] == old["Die Stadt baut sichere Wege."]
    assert ids(second)["Etwas ganz anderes steht jetzt hier."] not in old.values()


def test_passage_keeps_its_remarks_through_a_second_import():
    first = f.published_edition()
    node = f.placed(first, "Wege").passage.node
    f.open_window(first.document.node)
    remark = f.remark(node, wording=f.placed(first, "Wege").wording)
    second = imported(first, SECOND, days=-1)
    assert f.placed(second, "Wege").passage.node == node
    assert f.fresh(node).remarks == 1
    assert remark.remark.wording.text == "Die Stadt baut sichere Wege."


def test_section_that_moved_is_shown_below_its_new_parent_with_all_below_it():
    first = f.published_edition()
    wide = f.placed(first, "Wege").passage.node
    f.open_window(first.document.node)
    remark = f.remark(wide)
    reply = f.remark(remark, "Dem stimme ich zu.")
    imported(first, SECOND, days=-1)
    titles = [node.title for node in nodes_above(f.fresh(wide))]
    assert titles[2:] == ["Grünbuch", "Bildung", "Verkehr"]
    assert f.fresh(reply).path.startswith(f.fresh(remark).path)
    assert f.fresh(remark).path.startswith(f.fresh(wide).path)
    for node in Node.objects.exclude(parent=None).select_related("parent"):
        assert node.path == f"{node.parent.path}/{node.public_id}"


def test_window_on_a_section_that_moved_still_opens_what_stands_below_it():
    first = f.published_edition()
    placing = f.placed(first, "Wege")
    window = f.open_window(placing.section.node)
    imported(first, SECOND, days=-1)
    window.refresh_from_db()
    assert window.path == f.fresh(placing.section.node).path
    f.remark(f.fresh(placing.passage.node))


def test_sections_that_change_places_do_not_lose_each_other():
    first = f.published_edition("# T\n\nt\n\n## A\n\na\n\n### B\n\nb\n")
    second = imported(first, "# T\n\nt\n\n## B\n\nb\n\n### A\n\na\n")
    assert section_ids(second) == section_ids(first)
    for node in Node.objects.exclude(parent=None).select_related("parent"):
        assert node.path == f"{node.parent.path}/{node.public_id}"
    above = nodes_above(f.placed(second, "a").passage.node.__class__.objects.get(title="a"))
    assert [n.title for n in above][2:] == ["T", "B", "A"]


def test_draft_moves_nothing_before_it_is_published():
    first = f.published_edition()
    paths = dict(Node.objects.values_list("pk", "path"))
    imported(first, SECOND, publish=False)
    assert dict(Node.objects.filter(pk__in=paths).values_list("pk", "path")) == paths


def test_two_sections_with_the_same_title_continue_the_former_two_in_order():
    text = "# T\n\nt\n\n## Ziele\n\nerstes\n\n## Ziele\n\nzweites\n"
    first = f.published_edition(text)
    second = imported(first, text + "\ndrittes\n")
    sections = [[s.public_id for s in placed_sections(e)] for e in (first, second)]
    assert sections[0] == sections[1]


def test_section_with_a_common_title_continues_the_one_of_its_own_chapter():
    chapter = "## {}\n\nText {}.\n\n### Ausgangslage\n\nLage {}.\n\n"
    both = "# Titel\n\n" + chapter.format("A", "A", "A") + chapter.format("B", "B", "B")
    first = f.published_edition(both)
    second = imported(first, "# Titel\n\n" + chapter.format("B", "B", "B"))
    (old,) = [s for s in placed_sections(first) if s.passages and s.passages[0].text == "Lage B."]
    (new,) = [s for s in placed_sections(second) if s.title == "Ausgangslage"]
    assert new.public_id == old.public_id


def test_same_words_twice_are_two_passages_each_once():
    first = f.published_edition("# T\n\nGleich.\n\nGleich.\n")
    second = imported(first, "# T\n\nGleich.\n\nGleich.\n\nGleich.\n")
    counts = [EditionPassage.objects.filter(edition=e).count() for e in (first, second)]
    assert counts == [2, 3]


def test_passage_comes_back_when_a_later_text_takes_it_up_again():
    first = f.published_edition()
    node = f.placed(first, "Ampeln").passage.node
    without = f.TEXT.replace("- Ampeln schalten schneller.\n", "")
    second = imported(first, without)
    assert f.state_of(node) == Visibility.RETIRED
    third = imported(second, f.TEXT + "\nEin neuer Schluss.\n", days=20, label="Fassung 3")
    assert f.placed(third, "Ampeln").passage.node == node
    assert f.state_of(node) == Visibility.PUBLIC


def test_section_comes_back_when_a_later_text_takes_it_up_again():
    first = f.published_edition()
    section = Section.objects.get(node__title="Bildung")
    second = imported(first, f.TEXT.split("## Bildung")[0])
    assert f.state_of(section.node) == Visibility.RETIRED
    third = imported(second, f.TEXT + "\nNoch ein Satz.\n", days=20, label="Fassung 3")
    assert section_ids(third)["Bildung"] == section.node.public_id
    assert f.state_of(section.node) == Visibility.PUBLIC


def test_passage_that_had_two_wordings_comes_back_once():
    first = f.published_edition("# T\n\nAlpha Beta Gamma Delta.\n\nBleibt.\n")
    second = imported(first, "# T\n\nAlpha Beta Gamma Delta Epsilon.\n\nBleibt.\n")
    third = imported(second, "# T\n\nBleibt.\n", days=20, label="Fassung 3")
    both = "# T\n\nAlpha Beta Gamma Delta.\n\nAlpha Beta Gamma Delta Epsilon.\n\nBleibt.\n"
    fourth = imported(third, both, days=10, label="Fassung 4")
    assert len(ids(fourth)) == 3


def test_database_takes_no_published_edition_without_hash():
    edition = f.draft_edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(state="published", published=f.NOW)
