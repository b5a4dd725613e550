"""The office's desk for taxonomies: their versions, and what is sorted where."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page
from mitmachstadt.taxonomies import actions, queries
from mitmachstadt.taxonomies.enums import VersionState
from mitmachstadt.taxonomies.forms import ImportForm, PublishForm, TaxonomyForm


@only_for(BuiltInGroup.OFFICE)
def taxonomies(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """All taxonomies, and a form for a new one."""
    form = TaxonomyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.found_taxonomy(**form.cleaned_data, visitor=me, at=at)
            return redirect("taxonomy-edit", slug=made.taxonomy.slug)
        except Refusal as refusal:
            form.add_error("slug", refusal.in_words)
    context = {"taxonomies": queries.taxonomies(), "form": form}
    status = 400 if form.errors else 200
    return page(request, "taxonomies/desk/taxonomies.html", me, context, status=status)


@require_safe
@only_for(BuiltInGroup.OFFICE)
def taxonomy(request: HttpRequest, me: Visitor, at: datetime, slug: str) -> HttpResponse:
    return _taxonomy_page(request, me, at, taxonomy_called(slug))


@require_POST
@only_for(BuiltInGroup.OFFICE)
def begin(request: HttpRequest, me: Visitor, at: datetime, slug: str) -> HttpResponse:
    """Begin the next version as a copy of the one in force."""
    found = taxonomy_called(slug)
    reason = request.POST.get("reason", "")
    try:
        actions.begin_version(taxonomy=found, visitor=me, at=at, reason=reason)
    except Refusal as refusal:
        return _taxonomy_page(request, me, at, found, refusal)
    return redirect("taxonomy-edit", slug=slug)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def read_in(request: HttpRequest, me: Visitor, at: datetime, slug: str) -> HttpResponse:
    """Make the draft what a file says."""
    found = taxonomy_called(slug)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _taxonomy_page(request, me, at, found, importing=form)
    try:
        rows = form.cleaned_data["rows"]
        actions.replace_entries(version=draft_of(found), rows=rows, visitor=me, at=at)
    except Refusal as refusal:
        return _taxonomy_page(request, me, at, found, refusal)
    return redirect("taxonomy-edit", slug=slug)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def publish(request: HttpRequest, me: Visitor, at: datetime, slug: str) -> HttpResponse:
    found = taxonomy_called(slug)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _taxonomy_page(request, me, at, found, publishing=form)
    try:
        actions.publish_version(
            version=draft_of(found), valid_from=form.cleaned_data["valid_from"], visitor=me, at=at
        )
    except Refusal as refusal:
        return _taxonomy_page(request, me, at, found, refusal, publishing=form)
    return redirect("taxonomy-edit", slug=slug)


@only_for(BuiltInGroup.OFFICE)
def sort_node(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Sort a document, a section or a process under fields of action."""
    node = node_by_public_id(public_id)
    if node is None or not node.is_public:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    chosen, refusal = set(request.POST.getlist("term")), None
    if request.method == "POST":
        try:
            actions.sort_under(node=node, terms=chosen, visitor=me, at=at)
            return redirect("node", public_id=public_id)
        except Refusal as no:
            refusal = no
    lines = queries.taxonomy_lines()
    if request.method != "POST":
        own = queries.terms_of_node(node)
        chosen = {e.entry.term.public_id for t in lines for e in t.tree if e.entry.term_id in own}
    context = {"node": node, "lines": lines, "chosen": chosen, "refusal": refusal}
    status = refusal.status if refusal else 200
    return page(request, "taxonomies/desk/sort.html", me, context, status=status)


def _taxonomy_page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    found: Any,
    refusal: Refusal | None = None,
    importing: ImportForm | None = None,
    publishing: PublishForm | None = None,
) -> HttpResponse:
    versions = queries.versions_of(found)
    draft = next((v for v in versions if v.state == VersionState.DRAFT), None)
    shown = draft or (versions[0] if versions else None)
    day = {"valid_from": timezone.localdate(at)}
    context = {
        "taxonomy": found,
        "versions": versions,
        "draft": draft,
        "shown": shown,
        "tree": queries.tree(queries.entries_of(shown), queries.usage()) if shown else [],
        "refusal": refusal,
        "importing": importing or ImportForm(),
        "publishing": publishing or PublishForm(initial=day),
    }
    wrong = (importing and importing.errors) or (publishing and publishing.errors)
    status = refusal.status if refusal else 400 if wrong else 200
    return page(request, "taxonomies/desk/taxonomy.html", me, context, status=status)


def taxonomy_called(slug: str) -> Any:
    found = queries.taxonomy_by_slug(slug)
    if found is None:
        raise Http404("Diese Taxonomie gibt es nicht.")
    return found


def draft_of(found: Any) -> Any:
    versions = queries.versions_of(found)
    draft = next((v for v in versions if v.state == VersionState.DRAFT), None)
    if draft is None:
        raise Http404("Zurzeit ist keine Version in Vorbereitung.")
    return draft
