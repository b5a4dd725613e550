"""The same words, the same label: which edition is which."""

from datetime import date

import pytest

from mitmachstadt.strategy import actions
from mitmachstadt.strategy.actions.keeping import hash_of
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.errors import SameTextPublished
from mitmachstadt.strategy.models import Edition
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f
from tests.strategy.publishing.editions import OTHER, publish

pytestmark = pytest.mark.django_db


def test_same_words_twice_are_refused_with_the_label_of_the_other():
    first = f.published_edition(label="Grünbuch 1.0")
    again = f.draft_edition(document=first.document, label="Grünbuch 1.1")
    with pytest.raises(SameTextPublished, match=r"Grünbuch 1\.0"):
        publish(again)
    assert Edition.objects.get(pk=again.pk).content_hash == ""


def test_same_words_with_another_source_are_published_under_the_same_hash_once():
    first = f.published_edition()
    draft = actions.revise_edition(edition=first, label="2", visitor=f.office(), at=f.NOW)
    with pytest.raises(SameTextPublished):
        publish(draft)
    actions.cite(
        edition=draft, placing=f.placed(draft, "Wege"), author="Institut", title="Studie",
        url="https://example.org/", retrieved=date(2026, 11, 1), visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    second = publish(draft)
    assert second.content_hash == first.content_hash == hash_of(placed_sections(second))
    again = actions.revise_edition(edition=second, label="3", visitor=f.office(), at=f.NOW + f.DAY)
    with pytest.raises(SameTextPublished, match="„2“"):
        publish(again)


def test_same_words_with_a_section_of_another_kind_are_published_and_no_other_wording_is_told(
    client,
):
    first = f.published_edition()
    draft = actions.revise_edition(edition=first, label=first.label, visitor=f.office(), at=f.NOW)
    kinds = {placed_sections(draft)[1].public_id: SectionKind.GOAL}
    actions.set_section_kinds(edition=draft, kinds=kinds, visitor=f.office(), at=f.NOW)
    second = publish(draft)
    assert second.content_hash == first.content_hash
    for address in (f"lesen/{second.node.public_id}/1/", f"n/{second.node.public_id}/"):
        assert "mit anderem Wortlaut" not in client.get(f"/de/{address}").content.decode()


def test_same_words_in_another_document_are_published():
    one, other = f.published_edition(), f.published_edition()
    assert one.content_hash == other.content_hash


def test_same_label_with_other_words_is_another_edition_and_everybody_says_so(client):
    first = f.published_edition(label="Überarbeitung")
    second = f.published_edition(
        OTHER, document=first.document, label="überarbeitung", at=f.NOW - 30 * f.DAY
    )
    assert first.content_hash != second.content_hash
    for one, other in ((first, second), (second, first)):
        for address in ("lesen/{}/1/", "n/{}/"):
            page = client.get(f"/de/{address.format(one.node.public_id)}").content.decode()
            assert f"mit anderem Wortlaut (Prüfsumme {other.short_hash})" in page
    texts = client.get("/de/texte/").content.decode()
    assert texts.count("Diese Bezeichnung tragen mehrere Fassungen") == 2


def test_other_label_is_no_namesake(client):
    first = f.published_edition(label="Eins")
    f.published_edition(OTHER, document=first.document, label="Zwei", at=f.NOW - 30 * f.DAY)
    page = client.get(f"/de/lesen/{first.node.public_id}/1/").content.decode()
    assert "mit anderem Wortlaut" not in page
    assert "tragen mehrere Fassungen" not in client.get("/de/texte/").content.decode()


def test_reading_an_older_edition_points_to_the_newest(client):
    first = f.published_edition(label="Eins")
    second = f.published_edition(
        OTHER, document=first.document, label="Zwei", at=f.NOW - 30 * f.DAY
    )
    old = client.get(f"/de/lesen/{first.node.public_id}/1/").content.decode()
    assert "Es gibt eine neuere Fassung" in old
    assert f"/de/lesen/{second.node.public_id}/1/" in old
    new = client.get(f"/de/lesen/{second.node.public_id}/1/").content.decode()
    assert "Es gibt eine neuere Fassung" not in new
