"""The search across everything."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from mitmachstadt.nodes.queries.search import MOST_FOUND, MOST_SCANNED, documents_to_search
from mitmachstadt.nodes.rules import sight_of
from mitmachstadt.pages import queries
from mitmachstadt.pages.cards import hits_html
from mitmachstadt.pages.forms import SearchForm
from mitmachstadt.people.queries import districts
from mitmachstadt.people.views.pages import number, page, who


@require_http_methods(["GET", "HEAD"])
def search(request: HttpRequest) -> HttpResponse:
    """Search across everything; kept nowhere, for nobody else types the same."""
    me, at = who(request)
    sight = sight_of(me)
    form = SearchForm(
        request.GET or None,
        documents=documents_to_search(),
        districts=[(district.number, district.name) for district in districts()],
        visibilities=sight.visibilities,
    )
    form.is_valid()
    given, here = getattr(form, "cleaned_data", {}), number(request.GET.get("seite", "")) or 1
    found = queries.search_for(given, paths=form.paths, sight=sight, page=here, at=at)
    here = max(min(here, found.pages), 1)
    context = {
        "form": form,
        "found": found,
        "hits": hits_html(found.hits, moderates=me.is_moderator),
        "typed": given.get("q", ""),
        "kinds": [(kind, _asking(request, art=kind), count) for kind, count in found.counts],
        "all_kinds": _asking(request, art=""),
        "newer": _asking(request, seite=str(here - 1)) if here > 1 else "",
        "older": _asking(request, seite=str(here + 1)) if here < found.pages else "",
        "most": MOST_FOUND,
        "scanned": MOST_SCANNED if given.get("q") and given.get("stand") else 0,
    }
    return page(request, "pages/search.html", me, context)


def _asking(request: HttpRequest, **other: str) -> str:
    """The same question with something else, from its first page on."""
    asked = {key: value for key, value in request.GET.items() if value and key != "seite"}
    return "?" + urlencode({key: value for key, value in (asked | other).items() if value})
