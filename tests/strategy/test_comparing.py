"""From one edition to the next, from document to document, from need to measure."""

import sys

import pytest

from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.errors import CircularRelation, SelfRelation
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import DocumentKind
from mitmachstadt.strategy.queries import changes_between, needs_of
from tests import factories as f
from tests.strategy.pages import words_on

pytestmark = pytest.mark.django_db
NEEDS = "# G\n\ng\n\n## Handlungsbedarf: Netz\n\nn\n\n## Handlungsbedarf: Wissen\n\nw\n"
WHITE = "# W\n\nw\n\n## Ziel: Netz für alle\n\nz\n\n## Maßnahme: Kabel legen\n\nk\n"


def compared(client, edition):
    page = client.get(f"/de/vergleich/{edition.node.public_id}/")
    assert page.status_code == 200
    return page.content.decode()


def revised(first):
    """A second edition: one passage changed because of a remark, one is new and one gone."""
    f.open_window(first.document.node)
    changed, gone = f.placed(first, "Wege").passage, f.placed(first, "Ampeln").passage
    remark = f.remark(changed.node, "Breiter bitte.")
    by = {"visitor": f.office(), "at": f.NOW}
    draft = actions.revise_edition(edition=first, label="Fassung 2", **by)
    actions.change_passage(edition=draft, passage=changed, text="Die Stadt baut breite Wege.", **by)
    actions.remove_passage(edition=draft, passage=gone, **by)
    actions.add_passage(edition=draft, after=f.placed(draft, "Netz"), text="Neu <b>hier</b>.", **by)
    link(source=remark, target=changed.node, relation=Relation.TAKEN_UP_IN, by=None, at=f.NOW)
    return actions.publish_edition(edition=draft, **by), remark


def test_changes_tell_what_is_new_gone_and_said_otherwise():
    first = f.published_edition()
    second, remark = revised(first)
    changes = changes_between(first, second)
    assert [change.texts for change in changes] == [
        ("Die Stadt baut sichere Wege.", "Die Stadt baut breite Wege."),
        ("", "Neu <b>hier</b>."),
        ("Ampeln schalten schneller.", ""),
    ]
    assert [change.because_of for change in changes] == [[remark], [], []]


def test_compare_page_shows_changes_with_the_remarks_that_caused_them(client):
    first = f.published_edition()
    second, remark = revised(first)
    html = compared(client, second)
    assert "3 Textstellen" in words_on(html)
    assert "<del>" in html
    assert "<ins>" in html
    assert "Neu &lt;b&gt;hier&lt;/b&gt;." in html
    assert f"/de/n/{remark.public_id}/" in html
    for word in ("geändert", "neu", "entfallen"):
        assert word in words_on(html)


def test_compare_page_does_not_name_a_remark_that_was_hidden(client):
    first = f.published_edition()
    second, remark = revised(first)
    f.hidden(f.fresh(remark))
    assert "Breiter bitte." not in compared(client, second)


def test_remark_that_caused_one_change_is_not_named_at_the_next(client):
    first = f.published_edition()
    second, remark = revised(first)
    draft = actions.revise_edition(edition=second, label="3", visitor=f.office(), at=f.NOW)
    actions.change_passage(
        edition=draft, passage=f.placed(draft, "Wege").passage, text="Die Stadt baut hohe Wege.",
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    third = actions.publish_edition(edition=draft, visitor=f.office(), at=f.NOW + f.DAY)
    html = compared(client, third)
    assert "hohe" in words_on(html)
    assert f"/de/n/{remark.public_id}/" not in html


def test_compare_page_of_the_first_edition_says_so(client):
    assert "Das ist die erste Fassung" in compared(client, f.published_edition())


@pytest.mark.parametrize("number", [1, 3])
def test_compare_page_takes_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    first = f.published_edition()
    f.open_window(first.document.node)
    draft = actions.revise_edition(edition=first, label="2", visitor=f.office(), at=f.NOW)
    for words in ("Vorwort", "Wege", "Netz")[:number]:
        passage = f.placed(draft, words).passage
        remark = f.remark(passage.node, f"Zu {words}.")
        actions.change_passage(
            edition=draft, passage=passage, text=f"Anders {words}!", visitor=f.office(), at=f.NOW
        )
        link(source=remark, target=passage.node, relation=Relation.TAKEN_UP_IN, by=None, at=f.NOW)
    edition = actions.publish_edition(edition=draft, visitor=f.office(), at=f.NOW)
    with django_assert_num_queries(7):
        assert compared(client, edition).count("Wegen dieser Anmerkungen") == number


# Documents and strategies relate.


def related(earlier, later, relation=Relation.BASIS_OF, by=None):
    return actions.relate(
        earlier=earlier.node, later=later.node, relation=relation, visitor=by or f.office(),
        at=f.NOW,
    )  # fmt: skip


def three_documents():
    titles = ("Grünbuch", "Weißbuch", "Strategie")
    return [f.published_edition(document=f.strategy_document(t)).document for t in titles]


def test_document_that_builds_on_another_says_so_on_both_pages(client):
    green, white, _ = three_documents()
    related(green, white)
    assert "Grundlage für Weißbuch" in words_on(
        client.get(f"/de/n/{green.node.public_id}/").content.decode()
    )
    assert "baut auf Grünbuch" in words_on(
        client.get(f"/de/n/{white.node.public_id}/").content.decode()
    )


def test_circle_of_two_documents_is_refused_with_both_titles():
    green, white, _ = three_documents()
    related(green, white)
    with pytest.raises(CircularRelation, match=r"„Weißbuch“ und „Grünbuch“ würden im Kreis"):
        related(white, green)


def test_circle_over_three_documents_is_refused_whatever_the_relations():
    green, white, strategy = three_documents()
    related(green, white)
    related(white, strategy, Relation.REPLACED_BY)
    with pytest.raises(CircularRelation):
        related(strategy, green)


def test_document_is_not_its_own_basis():
    green, *_ = three_documents()
    with pytest.raises(SelfRelation):
        related(green, green)


def test_strategies_relate_and_do_not_in_a_circle():
    by = f.office()
    old, new = (actions.found_strategy(name=name, visitor=by, at=f.NOW) for name in ("Alt", "Neu"))
    related(old, new, Relation.REPLACED_BY)
    with pytest.raises(CircularRelation):
        related(new, old, Relation.REPLACED_BY)


def test_parallel_documents_are_no_circle():
    green, white, _ = three_documents()
    related(green, white, Relation.PARALLEL_TO)
    related(white, green, Relation.PARALLEL_TO)


def test_office_is_told_of_a_circle_in_the_form(client, me):
    green, white, _ = three_documents()
    related(green, white)
    page = client.post(
        f"/de/n/{white.node.public_id}/verknuepfen/",
        {"relation": "basis_of", "target": green.node.public_id, "note": "Meine Begründung"},
    )
    assert page.status_code == 400
    assert "würden im Kreis aufeinander verweisen" in page.content.decode()
    assert "Meine Begründung" in page.content.decode()


@pytest.mark.parametrize("who", [f.visitor, f.citizen, f.moderator])
def test_only_the_office_relates_documents(who):
    green, white, _ = three_documents()
    with pytest.raises((RoleNeeded, SignInNeeded)):
        related(green, white, by=who())


# Needs and what took them up.


def needs_page(client, document):
    return words_on(client.get(f"/de/handlungsbedarfe/{document.node.public_id}/").content.decode())


def connected():
    green = f.published_edition(NEEDS)
    white = f.published_edition(
        WHITE, document=f.strategy_document("Weißbuch", kind=DocumentKind.WHITE_PAPER)
    )
    need = needs_of(green.document)[0].node
    goal = f.placed(white, "z").section.node
    link(source=need, target=goal, relation=Relation.TAKEN_UP_IN, by=None, at=f.NOW)
    return green, need, goal


def test_need_that_nothing_took_up_is_shown(client):
    edition = f.published_edition(NEEDS)
    page = needs_page(client, edition.document)
    assert "2 Handlungsbedarfe, davon 2 bisher von nichts aufgegriffen" in page
    need = needs_of(edition.document)[0].node
    own = words_on(client.get(f"/de/n/{need.public_id}/").content.decode())
    assert "Diesen Handlungsbedarf hat bisher nichts aufgegriffen." in own


def test_need_that_a_goal_took_up_leads_to_it(client):
    green, need, _ = connected()
    page = needs_page(client, green.document)
    assert "2 Handlungsbedarfe, davon 1 bisher von nichts aufgegriffen" in page
    assert "aufgegriffen in Ziel: Netz für alle" in page
    own = words_on(client.get(f"/de/n/{need.public_id}/").content.decode())
    assert "hat bisher nichts aufgegriffen" not in own
    assert "Ziel: Netz für alle" in own


def test_need_is_followed_to_goal_and_measure_and_back(client):
    _, need, goal = connected()
    measure = goal.parent.children.get(title__startswith="Maßnahme")
    link(source=goal, target=measure, relation=Relation.CARRIED_OUT_BY, by=None, at=f.NOW)
    page = words_on(client.get(f"/de/n/{need.public_id}/").content.decode())
    assert page.index("Ziel: Netz") < page.index("Maßnahme: Kabel")
    back = words_on(client.get(f"/de/n/{measure.public_id}/").content.decode())
    assert "Handlungsbedarf: Netz" in back


def test_need_that_the_newest_edition_left_out_is_not_counted(client):
    first = f.published_edition(NEEDS)
    f.published_edition(
        NEEDS.split("## Handlungsbedarf: Wissen")[0], document=first.document, label="2",
        at=f.NOW - f.DAY,
    )  # fmt: skip
    assert "1 Handlungsbedarf, davon 1" in needs_page(client, first.document)


def test_document_without_needs_says_so(client):
    page = needs_page(client, f.published_edition().document)
    assert "nennt keine Handlungsbedarfe" in page


@pytest.mark.parametrize("number", [1, 3])
def test_needs_page_takes_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    text = "# G\n\ng\n" + "".join(f"\n## Handlungsbedarf {n}\n\nn{n}\n" for n in range(number))
    edition = f.published_edition(text)
    for line in needs_of(edition.document):
        goal = f.node(title="Ziel")
        link(source=line.node, target=goal, relation=Relation.TAKEN_UP_IN, by=None, at=f.NOW)
    with django_assert_num_queries(NEEDS_STATEMENTS):
        assert "aufgegriffen in Ziel" in needs_page(client, edition.document)


NEEDS_STATEMENTS = 5


def test_many_changes_are_shown_page_by_page(client, monkeypatch):
    monkeypatch.setattr(sys.modules["mitmachstadt.strategy.views.reading"], "CHANGES_SHOWN", 2)
    lines = [f"Satz Nummer {n} der Stadt." for n in range(5)]
    first = f.published_edition("# Titel\n\n" + "\n\n".join(lines) + "\n")
    changed = [f"{line} Und mehr dazu." for line in lines]
    second = f.published_edition(
        "# Titel\n\n" + "\n\n".join(changed) + "\n",
        document=first.document,
        label="2",
        at=f.NOW - f.DAY,
    )
    there = f"/de/vergleich/{second.node.public_id}/"
    pages = [client.get(f"{there}?seite={n}").content.decode() for n in (1, 2, 3)]
    assert [page.count('class="m-change"') for page in pages] == [2, 2, 1]
    assert all("5 Textstellen" in page for page in pages)
    assert client.get(f"{there}?seite=4").status_code == 404
    assert client.get(f"{there}?seite=x").status_code == 200
