from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitmachstadt.concerns.queries import counts_of_desk
from mitmachstadt.contributions.cards import fill, filled_thread, support_line, thread_html
from mitmachstadt.contributions.queries import supported_by, thread_page
from mitmachstadt.contributions.rules import open_for_remarks
from mitmachstadt.data_protection.queries import rules_in_force
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.kernel.web.languages import redirect_in_their_language
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Relation, Verb
from mitmachstadt.nodes.queries import Place, next_boundary, node_by_public_id
from mitmachstadt.nodes.queries.search import MOST_FOUND, MOST_SCANNED, documents_to_search
from mitmachstadt.nodes.rules import opening, sight_of
from mitmachstadt.pages import actions, queries
from mitmachstadt.pages.cards import hits_html
from mitmachstadt.pages.forms import LinkForm, SearchForm
from mitmachstadt.pages.queries.goals import goals_page
from mitmachstadt.people.enums import BuiltInGroup, TextKind
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.rules import may_keep_minutes, may_see_every_body
from mitmachstadt.people.views.organisations import day_of
from mitmachstadt.people.views.pages import number, only_for, page, refused, who
from mitmachstadt.strategy.errors import RationaleMissing, RationaleRepeated

LARGEST_DISTRICT = 32767  # what the column holds


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What is open, what was answered lately, what is overdue: in ten seconds."""
    me, at = who(request)
    context: dict[str, Any] = {"person": me if me.signed_in else None, "now": at}
    context["page"] = queries.start_page(at=at)
    if me.is_office:
        context["owed"] = counts_of_desk(at=at)
    response = render(request, "pages/start.html", context)
    # Only what is kept for everyone has to know when it ends.
    if me.signed_in:
        return response
    # At midnight another examination may have lapsed.
    midnight = queries.midnight_after(timezone.localdate(at))
    return keep(response, until=min(next_boundary(at=at) or midnight, midnight))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return redirect_in_their_language(request, "start")


@require_safe
def permanent(request: HttpRequest, public_id: str) -> HttpResponse:
    """The short address that is printed and read aloud."""
    return redirect_in_their_language(request, "node", public_id=public_id)


@require_safe
def node(request: HttpRequest, public_id: str) -> HttpResponse:
    """A node: what it says, what was said about it, what became of it, where it comes from."""
    me, at = who(request)
    found = queries.node_to_show(public_id)
    if found is None:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    shown = queries.node_page(found, at=at)
    context: dict[str, Any] = {"person": me if me.signed_in else None, "page": shown, "node": found}
    if shown.can_be_remarked_on:
        thread = thread_page(found, after=Place.read(request.GET.get("nach", "")))
        can_support = opening(Verb.SUPPORT, shown.windows, groups=me.groups, at=at).is_open
        own = [found] if found.kind in CONTRIBUTIONS else []
        mine = supported_by(me.person, [*own, *thread.nodes])
        of_others = me.person is not None and found.author_id != me.person.pk
        context |= {
            "thread": thread_html(
                filled_thread(thread, mine=mine, person=me.person if can_support else None)
            ),
            "older": thread.older,
            "own_card": fill(found, supported=found.pk in mine, can_support=False),
            "supports": support_line(
                found, supported=found.pk in mine, can_support=can_support and of_others
            ),
            "overdue": _is_overdue(found, at),
            "remarking": open_for_remarks(
                found, shown.windows, groups=me.groups, at=at, merged=shown.merged
            ),
        }
    response = render(request, f"pages/node/{found.kind}.html", context)
    return keep(response, until=shown.stays_until(at=at))


def _is_overdue(found: Any, at: datetime) -> bool:
    due = found.window.answer_due if found.window else None
    return due is not None and due < at and not found.answers


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


@only_for(BuiltInGroup.OFFICE)
def links(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """The office says what followed from a node."""
    found = queries.node_to_show(public_id)
    if found is None:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.connect(
                source=found,
                target=node_by_public_id(given["target"]),
                relation=Relation(given["relation"]),
                note=given["note"],
                visitor=me,
                at=at,
            )
            return redirect("links", public_id=public_id)
        except Refusal as refusal:
            about_words = isinstance(refusal, (RationaleMissing, RationaleRepeated))
            form.add_error("note" if about_words else "target", refusal.in_words)
    context = {"node": found, "form": form, "links": queries.links_by_hand(found)}
    return page(request, "pages/links.html", me, context, status=400 if form.errors else 200)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def take_link_back(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, number: int
) -> HttpResponse:
    found = node_by_public_id(public_id)
    trace = queries.link_by_hand(found, number) if found else None
    if trace is None:
        raise Http404("Diese Verknüpfung gibt es nicht (mehr).")
    reason = request.POST.get("reason", "")
    try:
        actions.disconnect(trace=trace, reason=reason, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    return redirect("links", public_id=public_id)


@require_safe
def register(request: HttpRequest, public_id: str) -> HttpResponse:
    """The public register's lines about a node."""
    me, _at = who(request)
    found = queries.node_to_show(public_id)
    if found is None:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    context = {
        "person": me if me.signed_in else None,
        "node": found,
        "lines": queries.register_of(found),
    }
    return keep(render(request, "pages/register.html", context), until=None)


@require_safe
def all_districts(request: HttpRequest) -> HttpResponse:
    """All districts as a picture and a list."""
    me, at = who(request)
    context = {"person": me if me.signed_in else None, "tiles": queries.tiles(at=at)}
    response = render(request, "pages/districts.html", context)
    return response if me.signed_in else keep(response, until=next_boundary(at=at))


@require_safe
def district(request: HttpRequest, number: int) -> HttpResponse:
    """What is open in a district, what was said and answered, where to go."""
    me, at = who(request)
    shown = queries.district_page(number, at=at) if number <= LARGEST_DISTRICT else None
    if shown is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    context = {"page": shown}
    if me.signed_in:
        return page(request, "pages/district.html", me, context)
    response = render(request, "pages/district.html", {"person": None, **context})
    return keep(response, until=shown.until)


@require_safe
def goals(request: HttpRequest) -> HttpResponse:
    """What guiding principles, goals and fields of action get, and where nothing happens."""
    me, _at = who(request)
    context = {"page": goals_page()}
    if me.signed_in:
        return page(request, "pages/goals.html", me, context)
    return keep(render(request, "pages/goals.html", {"person": None, **context}), until=None)


@require_safe
def organisation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who this is, what it decided, what was said in its name, what it was called before."""
    me, at = who(request)
    shown = queries.organisation_page(public_id, at=at, with_hidden=may_see_every_body(me))
    if shown is None:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    if me.signed_in:
        return page(request, "pages/organisation.html", me, {"page": shown})
    response = render(request, "pages/organisation.html", {"person": None, "page": shown})
    # At midnight a term ends, or somebody is no longer there.
    return keep(response, until=queries.midnight_after(timezone.localdate(at)))


@require_safe
def meetings(request: HttpRequest, public_id: str) -> HttpResponse:
    """When a body meets, what came of it, what it decided and assigned."""
    me, at = who(request)
    shown = queries.meetings_page(
        public_id,
        at=at,
        with_hidden=may_see_every_body(me),
        before=day_of(request.GET.get("ab", "")),
    )
    if shown is None:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    if me.signed_in:
        context = {"page": shown, "writes": may_keep_minutes(me).allowed}
        return page(request, "pages/meetings.html", me, context)
    response = render(request, "pages/meetings.html", {"person": None, "page": shown})
    # At midnight a meeting is past, or an assignment overdue.
    return keep(response, until=queries.midnight_after(timezone.localdate(at)))


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    return _words(request, TextKind.IMPRINT)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _words(request, TextKind.PRIVACY, rules=rules_in_force())


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    return _words(request, TextKind.TERMS)


def _words(request: HttpRequest, kind: TextKind, **more: Any) -> HttpResponse:
    """The version that holds, or that is asked for; the program's words where there is none."""
    me, at = who(request)
    today = timezone.localdate(at)
    found = queries.text_to_show(kind, number(request.GET.get("seite", "")), day=today)
    context = {"person": me if me.signed_in else None, "kind": kind, **found, **more}
    name = "own" if found["shown"] else kind.value
    response = render(request, f"pages/words/{name}.html", context)
    return keep(response, until=queries.midnight_after(today))
