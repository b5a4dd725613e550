"""Reports and news: published ones, drafts, and one with its corrections."""

from dataclasses import dataclass

from django.db.models import F

from mitmachstadt.news.models import Article, Correction
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import Place

LIST_PAGE = 20
KINDS = (Kind.REPORT, Kind.NEWS)


@dataclass(frozen=True)
class Articles:
    """A page of articles, newest first, and the place where older ones begin."""

    articles: list[Article]
    older: Place | None


def published_articles(
    *,
    kind: Kind | None = None,
    district: int | None = None,
    year: int | None = None,
    after: Place | None = None,
    limit: int = LIST_PAGE,
) -> Articles:
    """What is published, newest first; one query."""
    found = Article.objects.filter(
        published__isnull=False, node__visibility=Visibility.PUBLIC
    ).select_related("node__district")
    if kind is not None:
        found = found.filter(node__kind=kind)
    if district is not None:
        found = found.filter(node__district=district)
    if year is not None:
        found = found.filter(published__year=year)
    if after is not None:
        earlier = found.filter(published__lt=after.created)
        found = earlier | found.filter(published=after.created, pk__lt=after.id)
    page = list(found.order_by("-published", "-pk")[: limit + 1])
    shown = page[:limit]
    last_shown = shown[-1] if len(page) > limit else None
    older = None
    if last_shown is not None and last_shown.published is not None:
        older = Place(last_shown.published, last_shown.pk)
    return Articles(shown, older)


def years_of_articles() -> list[int]:
    """The years in which something was published, newest first."""
    found = Article.objects.filter(
        published__isnull=False, node__visibility=Visibility.PUBLIC
    ).datetimes("published", "year", order="DESC")
    return [moment.year for moment in found]


def articles_of_the_desk(*, limit: int = 100) -> list[Article]:
    """Everything that the office writes or wrote, what was touched last first."""
    found = Article.objects.select_related("node__district").order_by("-node__changed", "-pk")
    return list(found[:limit])


def article_with_corrections(node: Node) -> tuple[Article | None, list[Correction]]:
    """What a node says as a report or news, and what was put right, newest first; one query."""
    rows = list(
        Article.objects.select_related("node__district")
        .filter(node=node)
        .annotate(corrected=F("corrections__note"), corrected_at=F("corrections__at"))
        .order_by("-corrections__at", "-corrections__pk")
    )
    if not rows:
        return None, []
    return rows[0], [
        Correction(article=rows[0], note=row.corrected, at=row.corrected_at)
        for row in rows
        if row.corrected
    ]


def what_it_is_about(article: Article) -> list[Node]:
    """What a report is linked to, first linked first; one query."""
    found = Node.objects.filter(
        traces_forward__target=article.node_id, traces_forward__relation=Relation.REPORTED_IN
    )
    return list(found.defer("card").order_by("traces_forward__pk"))


def article_by_public_id(public_id: str) -> Article | None:
    found = Article.objects.select_related("node__district")
    return found.filter(node__public_id=public_id).first()
