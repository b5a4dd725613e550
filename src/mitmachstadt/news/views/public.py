from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.news.queries import KINDS, published_articles, years_of_articles
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.queries import Place
from mitmachstadt.people.queries import districts
from mitmachstadt.people.views.pages import number, page, who


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """Reports and news, newest first, narrowed down by kind, year and district."""
    me, _at = who(request)
    asked = {name: request.GET.get(name, "") for name in ("art", "jahr", "ort")}
    after = Place.read(request.GET.get("ab", ""))
    year, district = number(asked["jahr"]), number(asked["ort"])
    found = published_articles(
        kind=Kind(asked["art"]) if asked["art"] in KINDS else None,
        year=year if year and 2000 <= year < 2100 else None,
        district=district if district and district < 32768 else None,
        after=after,
    )
    narrowed = {name: value for name, value in asked.items() if value}
    context = {
        "list": found.articles,
        "fields": _fields(asked),
        "narrowed": narrowed,
        "newer": f"?{urlencode(narrowed)}" if after else "",
        "older": f"?{urlencode(narrowed | {'ab': str(found.older)})}" if found.older else "",
    }
    if me.signed_in:
        return page(request, "news/articles.html", me, context)
    return keep(render(request, "news/articles.html", {"person": None, **context}), until=None)


def _fields(asked: dict[str, str]) -> list[dict[str, object]]:
    """The filters, as their part of the page takes them."""
    kinds = [("", _("alles")), *((kind.value, kind.label) for kind in KINDS)]
    years = [("", _("alle")), *((str(year), str(year)) for year in years_of_articles())]
    places = [("", _("überall")), *((str(each.number), each.name) for each in districts())]
    return [
        {"name": "art", "label": _("Art"), "value": asked["art"], "options": kinds},
        {"name": "jahr", "label": _("Jahr"), "value": asked["jahr"], "options": years},
        {"name": "ort", "label": _("Ort"), "value": asked["ort"], "options": places},
    ]
