"""Where drafts, parts, signatures and templates of the demonstration city have their pages."""

from collections.abc import Callable

from mitmachstadt.answers.models import CoSignature, PartRequest
from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy.models import ChapterTemplate, Edition, EditionPassage

Find = Callable[[], str]


def part(pattern: str) -> Find:
    """One that has not come yet."""

    def find() -> str:
        return pattern.format(
            PartRequest.objects.filter(delivered_on=None).earliest("pk").public_id
        )

    return find


def signature() -> str:
    found = CoSignature.objects.filter(draft__answer=None, draft__dropped=None).earliest("pk")
    return f"/de/buero/entwuerfe/{found.draft.public_id}/mitzeichnen/{found.pk}/"


def answered() -> str:
    found = Node.objects.filter(kind="answer", visibility="public").earliest("pk")
    return f"/de/buero/beantwortet/{found.public_id}/"


def written_news() -> str:
    found = Node.objects.filter(kind="news", visibility="public").earliest("pk")
    return f"/de/buero/neuigkeiten/{found.public_id}/"


def chapter_template() -> str:
    return f"/de/buero/texte/vorlagen/{ChapterTemplate.objects.earliest('pk').pk}/"


def draft(pattern: str) -> Find:
    """An edition that is being written."""

    def find() -> str:
        return pattern.format(Edition.objects.filter(published=None).earliest("pk").node.public_id)

    return find


def cited_in_a_draft() -> str:
    placed = EditionPassage.objects.filter(edition__published=None).earliest("pk")
    return f"/de/buero/quellen/{placed.edition.node.public_id}/{placed.passage.node.public_id}/"
