"""Publishing: what it needs, what it makes, and that nothing changes afterwards."""

from datetime import date, timedelta

import pytest

from mitmachstadt.ledger.models import Entry
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.actions.keeping import hash_of
from mitmachstadt.strategy.enums import PassageForm, SectionKind
from mitmachstadt.strategy.errors import (
    DecisionsOpen,
    EditionIsEmpty,
    EditionIsPublished,
    SameTextPublished,
)
from mitmachstadt.strategy.models import Edition, EditionPassage, Leaf
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f
from tests.strategy.pages import words_on

pytestmark = pytest.mark.django_db
DOUBTFUL = "# Titel\n\nDas ist der Anfang.Hier fehlt etwas.\n\nDort ist das Ende.Auch hier.\n"
OTHER = f.TEXT.replace("sichere", "breite")


def rows(edition):
    """Everything that says what an edition says."""
    return (
        list(EditionPassage.objects.filter(edition=edition).order_by("position").values()),
        list(edition.placed_sections.order_by("position").values()),
        list(Leaf.objects.filter(edition=edition).order_by("number").values()),
        Edition.objects.filter(pk=edition.pk).values().get(),
    )


def publish(edition, at=f.NOW - f.DAY, by=None):
    return actions.publish_edition(edition=edition, visitor=by or f.office(), at=at)


def test_published_edition_is_named_by_its_hash_and_everything_of_it_is_public():
    edition = f.published_edition()
    assert edition.is_published
    assert len(edition.content_hash) == 64
    assert edition.content_hash.startswith(edition.short_hash)
    of_it = Node.objects.filter(path__startswith=edition.document.node.path)
    assert {node.visibility for node in of_it} == {Visibility.PUBLIC}


def test_publishing_is_written_into_the_register_with_the_hash():
    edition = f.published_edition()
    line = entries_about(edition.node.public_id)[-1]
    assert (line.kind, line.verified) == ("edition.published", True)
    assert line.content == {"label": "Fassung 1", "content": edition.content_hash}


def test_hash_of_a_published_edition_can_be_computed_again():
    edition = f.published_edition()
    assert hash_of(placed_sections(edition)) == edition.content_hash


def test_hash_of_a_published_edition_stays_when_a_section_is_given_another_kind():
    edition = f.published_edition()
    draft = actions.revise_edition(edition=edition, label="2", visitor=f.office(), at=f.NOW)
    kinds = {placed_sections(draft)[1].public_id: SectionKind.GOAL}
    assert actions.set_section_kinds(edition=draft, kinds=kinds, visitor=f.office(), at=f.NOW) == 1
    assert hash_of(placed_sections(edition)) == edition.content_hash


@pytest.mark.parametrize("who", [f.visitor, f.citizen, f.moderator, f.administrator])
def test_only_the_office_publishes(who):
    edition = f.draft_edition()
    with pytest.raises((RoleNeeded, SignInNeeded)):
        publish(edition, by=who())
    assert not Edition.objects.get().is_published


def test_every_colleague_of_the_office_publishes():
    edition = f.draft_edition()
    assert publish(edition, by=f.office("Kollegin")).is_published


def acts(edition, passage, after):
    """Each verb that could change what an edition says."""
    by = {"edition": edition, "visitor": f.office(), "at": f.NOW}
    return {
        "change": lambda: actions.change_passage(passage=passage, text="Anders.", **by),
        "add": lambda: actions.add_passage(after=after, text="Dazu.", **by),
        "remove": lambda: actions.remove_passage(passage=passage, **by),
        "decide": lambda: actions.decide(decisions={"0": True}, **by),
        "publish": lambda: actions.publish_edition(**by),
        "kinds": lambda: actions.set_section_kinds(
            kinds={after.section.node.public_id: SectionKind.GOAL}, **by
        ),
    }


@pytest.mark.parametrize("verb", ["change", "add", "remove", "decide", "publish", "kinds"])
def test_published_edition_refuses_every_verb(verb):
    edition = f.published_edition(label="Weißbuch 2026")
    after = f.placed(edition, "Wege")
    act = acts(edition, after.passage, after)[verb]
    before, lines = rows(edition), Entry.objects.count()
    with pytest.raises(EditionIsPublished, match="Weißbuch 2026"):
        act()
    assert rows(edition) == before
    assert Entry.objects.count() == lines


@pytest.mark.parametrize("verb", ["change", "add", "remove", "decide", "publish", "kinds"])
def test_edition_published_by_somebody_else_meanwhile_refuses_every_verb(verb):
    edition = f.draft_edition()
    stale = Edition.objects.select_related("document__node").get(pk=edition.pk)
    after = f.placed(edition, "Wege")
    publish(edition)
    before = rows(edition)
    with pytest.raises(EditionIsPublished):
        acts(stale, after.passage, after)[verb]()
    assert rows(edition) == before


def test_open_decisions_refuse_publishing_and_say_how_many():
    edition = f.draft_edition(DOUBTFUL)
    assert edition.report["undecided"] == 2
    with pytest.raises(DecisionsOpen, match="noch 2 Fragen"):
        publish(edition)
    decide_all(edition)
    assert publish(edition).is_published


def test_open_decisions_come_before_edits_by_hand():
    edition = f.draft_edition(DOUBTFUL)
    after = f.placed(edition, "Anfang")
    for verb in ("change", "add", "remove"):
        with pytest.raises(DecisionsOpen):
            acts(edition, after.passage, after)[verb]()


def decide_all(edition):
    decisions = {str(n): False for n, flag in enumerate(edition.report["flags"])}
    actions.decide(edition=edition, decisions=decisions, visitor=f.office(), at=f.NOW - f.DAY)


def test_empty_edition_is_refused():
    edition = f.published_edition("# T\n\nEin einziger Satz.\n")
    draft = actions.revise_edition(edition=edition, label="2", visitor=f.office(), at=f.NOW)
    passage = f.placed(draft, "einziger").passage
    actions.remove_passage(edition=draft, passage=passage, visitor=f.office(), at=f.NOW)
    with pytest.raises(EditionIsEmpty):
        publish(draft)
    assert not Edition.objects.get(pk=draft.pk).is_published


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
