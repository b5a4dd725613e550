"""From a text to a draft."""

import pytest

from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import nodes_above
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import PassageForm, SectionKind
from mitmachstadt.strategy.errors import DraftExists, LabelMissing
from mitmachstadt.strategy.models import Edition
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f
from tests.strategy.importing.texts import section_ids, shape

pytestmark = pytest.mark.django_db


def test_imported_text_has_its_sections_and_passages_in_order():
    assert shape(f.draft_edition()) == [
        (1, "Grünbuch", [("paragraph", "", "Vorwort der Stadt.")]),
        (
            2,
            "Verkehr",
            [
                ("paragraph", "", "Die Stadt baut sichere Wege."),
                ("bullet", "-", "Ampeln schalten schneller."),
            ],
        ),
        (2, "Bildung", [("paragraph", "", "Jede Schule hat Netz.")]),
    ]


def test_imported_text_is_a_draft_that_nobody_else_sees(client):
    edition = f.draft_edition()
    nodes = Node.objects.filter(kind__in=[Kind.SECTION, Kind.PASSAGE, Kind.EDITION])
    assert {node.visibility for node in nodes} == {Visibility.DRAFT}
    for node in nodes:
        assert client.get(f"/de/n/{node.public_id}/").status_code == 404
    for address in ("lesen/{}/1/", "vergleich/{}/", "n/{}/register/"):
        assert client.get(f"/de/{address.format(edition.node.public_id)}").status_code == 404


def test_sections_stand_below_each_other_as_their_levels_say():
    edition = f.draft_edition("# A\n\na\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n")
    above = {
        title: [node.title for node in nodes_above(Node.objects.get(public_id=public_id))][2:]
        for title, public_id in section_ids(edition).items()
    }
    assert above == {"A": [], "B": ["A"], "C": ["A", "B"], "D": ["A"]}


def test_kind_of_a_section_follows_from_its_heading():
    edition = f.draft_edition("# T\n\nt\n\n## Handlungsbedarf: Netz\n\nn\n\n## Ziele\n\nz\n")
    assert [s.kind for s in placed_sections(edition)] == [
        SectionKind.PROSE, SectionKind.NEED, SectionKind.GOAL,
    ]  # fmt: skip


def test_table_and_code_are_passages_of_their_own_form():
    edition = f.draft_edition("# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx = 1 < 2\n```\n")
    assert [p.form for s in placed_sections(edition) for p in s.passages] == [
        PassageForm.TABLE, PassageForm.CODE,
    ]  # fmt: skip


def test_very_long_heading_is_kept_whole():
    title = "sehr " * 200 + "lang"
    edition = f.published_edition(f"# T\n\nt\n\n## {title}\n\nText.\n")
    assert placed_sections(edition)[1].title == title


def test_label_is_needed():
    with pytest.raises(LabelMissing):
        f.draft_edition(label=" \u200b ")


def test_second_draft_is_refused_with_the_label_of_the_first():
    edition = f.draft_edition(label="Arbeitsfassung 3")
    with pytest.raises(DraftExists, match="Arbeitsfassung 3"):
        f.draft_edition(document=edition.document)
    assert Edition.objects.count() == 1


def test_draft_of_another_document_is_no_obstacle():
    f.draft_edition()
    f.draft_edition()
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("who", [f.visitor, f.citizen, f.moderator, f.administrator])
def test_only_the_office_imports(who):
    document = f.strategy_document()
    with pytest.raises((RoleNeeded, SignInNeeded)):
        actions.import_edition(
            document=document, label="F", read=f.read_text(), visitor=who(), at=f.NOW
        )
    assert not Edition.objects.exists()
