"""A revision keeps, changes, adds and removes passages."""

from datetime import timedelta

import pytest

from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import PassageForm
from mitmachstadt.strategy.models import EditionPassage
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f
from tests.strategy.pages import words_on
from tests.strategy.publishing.editions import OTHER, publish, rows

pytestmark = pytest.mark.django_db

# What a newer edition left out.


def revised(edition, label="Fassung 2"):
    return actions.revise_edition(
        edition=edition, label=label, visitor=f.office(), at=f.NOW - 3 * f.DAY
    )


def removed(edition, words):
    """The same document without this passage, published."""
    draft = revised(edition)
    passage = f.placed(draft, words).passage
    actions.remove_passage(edition=draft, passage=passage, visitor=f.office(), at=f.NOW)
    return publish(draft, at=f.NOW - 2 * f.DAY), passage.node


def test_revised_edition_keeps_passages_with_their_remarks_and_counts():
    first = f.published_edition()
    node = f.placed(first, "Wege").passage.node
    f.open_window(first.document.node)
    f.remark(node)
    draft = revised(first)
    places = [
        list(
            EditionPassage.objects.filter(edition=e)
            .order_by("position")
            .values_list("passage_id", "wording_id", "section_id", "form", "marker", "depth")
        )
        for e in (first, draft)
    ]
    assert places[0] == places[1]
    actions.change_passage(
        edition=draft, passage=node.passage, text="Wege für alle.", visitor=f.office(), at=f.NOW
    )
    publish(draft)
    assert f.fresh(node).remarks == 1


def test_revising_a_second_time_is_refused_while_there_is_a_draft():
    from mitmachstadt.strategy.errors import DraftExists

    first = f.published_edition()
    revised(first)
    with pytest.raises(DraftExists, match="Fassung 2"):
        revised(first, "Fassung 3")


def test_changed_passage_gets_a_new_wording_and_remarks_keep_the_one_they_quote(client):
    first = f.published_edition()
    node = f.placed(first, "Wege").passage.node
    f.open_window(first.document.node)
    wording = f.placed(first, "Wege").wording
    remark = f.remark(node, wording=wording)
    draft = revised(first)
    placing = actions.change_passage(
        edition=draft, passage=node.passage, text="Wege für alle.", visitor=f.office(), at=f.NOW
    )
    assert placing.wording != wording
    publish(draft)
    page = words_on(client.get(f"/de/n/{remark.public_id}/").content.decode())
    assert "die damals so lautete: Die Stadt baut sichere Wege." in page
    assert remark.remark.wording == wording
    passage = words_on(client.get(f"/de/n/{node.public_id}/").content.decode())
    assert passage.index("Wege für alle.") < passage.index("Die Stadt baut sichere Wege.")


def test_wording_that_comes_back_is_the_same_wording():
    first = f.published_edition()
    placing = f.placed(first, "Wege")
    draft = revised(first)
    for text in ("Anders.", placing.wording.text):
        changed = actions.change_passage(
            edition=draft, passage=placing.passage, text=text, visitor=f.office(), at=f.NOW
        )
    assert changed.wording == placing.wording


def test_first_edition_still_says_what_it_said_after_a_change(client):
    first = f.published_edition()
    before = rows(first)
    draft = revised(first)
    actions.change_passage(
        edition=draft, passage=f.placed(first, "Wege").passage, text="Anders.",
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    publish(draft)
    assert rows(first) == before
    page = client.get(f"/de/lesen/{first.node.public_id}/1/").content.decode()
    assert "Die Stadt baut sichere Wege." in page
    assert "Anders." not in page


def test_emptied_passage_is_refused():
    from mitmachstadt.strategy.errors import PassageEmpty

    draft = revised(f.published_edition())
    after = f.placed(draft, "Wege")
    for text in ("", " \n ", "\u200b"):
        with pytest.raises(PassageEmpty):
            actions.change_passage(
                edition=draft, passage=after.passage, text=text, visitor=f.office(), at=f.NOW
            )
        with pytest.raises(PassageEmpty):
            actions.add_passage(edition=draft, after=after, text=text, visitor=f.office(), at=f.NOW)
    assert EditionPassage.objects.filter(edition=draft).count() == 4


def test_passages_added_behind_the_same_one_stand_in_order_each_at_its_own_place():
    draft = revised(f.published_edition())
    after = f.placed(draft, "Wege")
    for text in ("Eins.", "Zwei.", "Drei."):
        after = actions.add_passage(
            edition=draft, after=after, text=text, visitor=f.office(), at=f.NOW
        )
    again = f.placed(draft, "Wege")
    late = f.placed(draft, "Netz")
    actions.add_passage(edition=draft, after=again, text="Null.", visitor=f.office(), at=f.NOW)
    actions.add_passage(edition=draft, after=late, text="Ende.", visitor=f.office(), at=f.NOW)
    found = EditionPassage.objects.filter(edition=draft).order_by("position")
    texts = list(found.values_list("wording__text", flat=True))
    assert texts == [
        "Vorwort der Stadt.", "Die Stadt baut sichere Wege.", "Null.", "Eins.", "Zwei.", "Drei.",
        "Ampeln schalten schneller.", "Jede Schule hat Netz.", "Ende.",
    ]  # fmt: skip
    assert len(set(found.values_list("position", flat=True))) == len(texts)


def test_added_passage_is_public_only_with_its_edition():
    draft = revised(f.published_edition())
    added = actions.add_passage(
        edition=draft, after=f.placed(draft, "Wege"), text="Neu.", visitor=f.office(), at=f.NOW
    )
    assert f.state_of(added.passage.node) == Visibility.DRAFT
    publish(draft)
    assert f.state_of(added.passage.node) == Visibility.PUBLIC


def test_removed_passage_is_retired_and_can_still_be_read(client):
    _, node = removed(f.published_edition(), "Ampeln")
    assert f.state_of(node) == Visibility.RETIRED
    page = client.get(f"/de/n/{node.public_id}/")
    assert page.status_code == 200
    assert "In der neuesten Fassung ist das entfallen" in page.content.decode()
    assert "Ampeln schalten schneller." in page.content.decode()


def test_removed_passage_cannot_be_remarked_on(client):
    from mitmachstadt.nodes.errors import NodeRetired

    first = f.published_edition()
    f.open_window(first.document.node)
    _, node = removed(first, "Ampeln")
    with pytest.raises(NodeRetired):
        f.remark(f.fresh(node))
    page = client.get(f"/de/n/{node.public_id}/").content.decode()
    assert f"/de/n/{node.public_id}/anmerken/" not in page


def test_removed_passage_stays_readable_in_the_edition_that_had_it(client):
    first = f.published_edition()
    second, _ = removed(first, "Ampeln")
    pages = [
        client.get(f"/de/lesen/{e.node.public_id}/1/").content.decode() for e in (first, second)
    ]
    assert ["Ampeln" in page for page in pages] == [True, False]


def test_removed_passage_comes_back_with_a_revision_of_an_older_edition():
    first = f.published_edition()
    f.open_window(first.document.node)
    node = f.placed(first, "Ampeln").passage.node
    f.remark(node)
    removed(first, "Ampeln")
    draft = revised(first, "Fassung 3")
    actions.change_passage(
        edition=draft, passage=f.placed(draft, "Netz").passage, text="Jede Schule lernt.",
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    assert f.state_of(node) == Visibility.RETIRED
    publish(draft)
    assert f.state_of(node) == Visibility.PUBLIC
    f.remark(f.fresh(node), "Jetzt wieder.")
    assert f.fresh(node).remarks == 2


def test_section_without_passages_left_is_retired_only_when_its_heading_goes():
    first = f.published_edition()
    second, _ = removed(first, "Netz")
    titles = {s.title: s.node_id for s in placed_sections(second)}
    assert Node.objects.get(pk=titles["Bildung"]).visibility == Visibility.PUBLIC


def test_two_editions_published_in_the_same_moment_follow_each_other(client):
    first = f.published_edition()
    second = f.published_edition(OTHER, document=first.document, label="Fassung 2")
    assert second.published == first.published
    page = words_on(client.get(f"/de/vergleich/{second.node.public_id}/").content.decode())
    assert "Von Fassung 1 zu Fassung 2" in page


def test_form_of_an_added_passage_is_shown(client):
    draft = revised(f.published_edition())
    actions.add_passage(
        edition=draft, after=f.placed(draft, "Wege"), text="a < b", visitor=f.office(),
        at=f.NOW - timedelta(hours=1), form=PassageForm.CODE,
    )  # fmt: skip
    page = client.get(f"/de/lesen/{publish(draft).node.public_id}/1/").content.decode()
    assert "<pre><code>a &lt; b</code></pre>" in page
