"""What a page of a published edition shows."""

from dataclasses import dataclass

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.queries import paths_above
from mitmachstadt.strategy.enums import MOST_LEAVES, EditionState
from mitmachstadt.strategy.models import (
    Edition,
    Leaf,
)

_LEAF = prepared(lambda edition, number: Leaf.objects.filter(edition=edition, number=number))


def leaf_of(edition: Edition, number: int) -> Leaf | None:
    return _LEAF.first(edition, number) if number <= MOST_LEAVES else None


def remark_counts(edition: Edition, leaf: int) -> dict[str, int]:
    """How many remarks there are on passages and sections of a page: public id -> number."""
    return dict(_REMARK_COUNTS(edition, leaf))


_REMARK_COUNTS = prepared(
    lambda edition, leaf: (
        Node.objects.filter(
            passage__placings__edition=edition, passage__placings__leaf=leaf, remarks__gt=0
        )
        .values_list("public_id", "remarks")
        .union(
            Node.objects.filter(
                section__placings__edition=edition, section__placings__leaf=leaf, remarks__gt=0
            ).values_list("public_id", "remarks"),
            all=True,
        )
    )
)


@dataclass(frozen=True)
class Surroundings:
    """What else there is around a page of an edition."""

    before: int | None
    after: int | None
    latest: Edition | None
    namesakes: list[Edition]


_LEAF_NUMBERS = prepared(
    lambda edition: Leaf.objects.filter(edition=edition).values_list("number", flat=True)
)


_OTHER_EDITIONS = prepared(
    lambda document, edition: (
        Edition.objects.select_related("node")
        .filter(document=document, state=EditionState.PUBLISHED)
        .exclude(pk=edition)
        .defer("contents", "source", "report", "decisions")
        .order_by("published", "node_id")
    )
)


def surroundings_of(edition: Edition, leaf: int) -> Surroundings:
    """The pages before and behind, and whether other editions should be known; two queries."""
    numbers = _LEAF_NUMBERS(edition)
    others = _OTHER_EDITIONS(edition.document_id, edition)
    own = (edition.published, edition.pk)
    newer = [other for other in others if (other.published, other.pk) > own]
    label = edition.label.casefold()
    return Surroundings(
        before=leaf - 1 if leaf - 1 in numbers else None,
        after=leaf + 1 if leaf + 1 in numbers else None,
        latest=newer[-1] if newer else None,
        namesakes=[
            other
            for other in others
            if other.label.casefold() == label and other.content_hash != edition.content_hash
        ],
    )


_WINDOWS_WITH_OPENERS = prepared(
    lambda paths: (
        Window.objects.filter(path__in=paths).select_related("audience", "opened_by").order_by("id")
    )
)


def windows_on(edition: Edition) -> list[Window]:
    """The windows over the document of an edition, with the node that opened each; one query."""
    return _WINDOWS_WITH_OPENERS(paths_above(edition.document.node.path))
