from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.contributions.enums import NewsKind
from mitmachstadt.contributions.queries import News, newest, newest_in
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.text import fit_for_xml
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.queries import next_boundary, node_by_public_id
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.queries import districts

_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    """A feed that changes only when something happened, even while it is empty."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["since"]


@require_safe
def of_city(request: HttpRequest) -> HttpResponse:
    """The newest of the whole city, as an Atom feed."""
    at = timezone.now()
    title = f"Mitmachstadt {the_city().name}"
    home = settings.SITE + reverse("start")
    return _feed(request, title, home, _tag("stadt"), newest(None, at=at), at)


@require_safe
def of_node(request: HttpRequest, public_id: str) -> HttpResponse:
    """The newest about a node and all below it."""
    at = timezone.now()
    node = node_by_public_id(public_id)
    if node is None or not node.is_public:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    title = f"{node.get_kind_display()}: {node.title}"
    home = settings.SITE + reverse("node", args=[public_id])
    entries = newest(node, at=at)
    return _feed(request, title, home, _tag(public_id), entries, at, since=node.created)


@require_safe
def of_district(request: HttpRequest, number: int) -> HttpResponse:
    """The newest about a district."""
    at = timezone.now()
    district = next((each for each in districts() if each.number == number), None)
    if district is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    title = f"Mitmachstadt {the_city().name}: {district.name}"
    home = settings.SITE + reverse("district", args=[number])
    entries = newest_in(number, at=at)
    return _feed(request, title, home, _tag(f"district/{number}"), entries, at)


def _feed(
    request: HttpRequest,
    title: str,
    home: str,
    name: str,
    entries: list[News],
    at: datetime,
    since: datetime = _BEGINNING,
) -> HttpResponse:
    feed = _Feed(
        title=fit_for_xml(title),
        link=home,
        description="",
        language=get_language(),
        author_name=f"Mitmachstadt {the_city().name}",
        feed_url=settings.SITE + request.path,
        feed_guid=name,
        since=since,
    )
    for news in entries:
        feed.add_item(
            title=fit_for_xml(f"{news.kind.label}: {news.in_words}"),
            link=settings.SITE + reverse("node", args=[news.public_id]),
            description=escape(fit_for_xml(news.words)),
            author_name=_author(news),
            unique_id=_tag(news.key),
            pubdate=news.at,
            updateddate=news.at,
        )
    changed = feed.latest_post_date()
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Last-Modified"] = http_date(changed.timestamp())
    return keep(response, until=next_boundary(at=at))


def _author(news: News) -> str | None:
    """As the pages show it; what nobody said is the city's, like the feed."""
    if news.kind not in {NewsKind.REMARK, NewsKind.IDEA}:
        return fit_for_xml(news.by) or None
    who = [news.by or _("Ohne Namen"), _capacity(news)]
    if news.affiliation:
        who.append(f"{_('arbeitet bei der Stadt:')} {news.affiliation}")
    return fit_for_xml(", ".join(who))


def _capacity(news: News) -> str:
    if news.capacity == Capacity.ORGANISATION:
        return _("für {organisation}").format(organisation=news.organisation)
    return str(Capacity(news.capacity or Capacity.CITIZEN).label)


def _tag(name: str) -> str:
    """A name for ever (RFC 4151), whatever becomes of the address."""
    return f"tag:{urlsplit(settings.SITE).hostname},2026:{name}"
