from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.people.views.pages import who
from mitmachstadt.taxonomies import calculations, queries
from mitmachstadt.taxonomies.enums import VersionState


@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """All taxonomies in force, with how much is sorted under each term."""
    me, _ = who(request)
    context = {"person": me if me.signed_in else None, "lines": queries.taxonomy_lines()}
    return keep(render(request, "taxonomies/fields.html", context), until=None)


@require_safe
def field(request: HttpRequest, public_id: str) -> HttpResponse:
    """A term with everything sorted under it."""
    me, _ = who(request)
    shown = queries.term_page(public_id)
    if shown is None:
        raise Http404("Dieses Handlungsfeld gibt es nicht.")
    context = {"person": me if me.signed_in else None, "page": shown}
    return keep(render(request, "taxonomies/field.html", context), until=None)


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A published version as it was, with all others."""
    me, _ = who(request)
    found = _version(slug, number)
    context = {
        "person": me if me.signed_in else None,
        "version": found,
        "tree": queries.tree(queries.entries_of(found), {}),
        "versions": [
            each for each in queries.versions_of(found.taxonomy) if each.state != VersionState.DRAFT
        ],
    }
    return keep(render(request, "taxonomies/version.html", context), until=None)


@require_safe
def as_csv(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    text = calculations.as_csv(queries.entries_of(_version(slug, number)))
    return _file(text, "text/csv; charset=utf-8", f"{slug}-{number}.csv")


@require_safe
def as_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _version(slug, number)
    entries = queries.entries_of(found)
    text = calculations.as_json(found, entries, queries.mappings_from(found))
    return _file(text, "application/json", f"{slug}-{number}.json")


def _version(slug: str, number: int) -> Any:
    taxonomy = queries.taxonomy_by_slug(slug)
    found = queries.version_numbered(taxonomy, number) if taxonomy and number < 32_768 else None
    if found is None or found.state == VersionState.DRAFT:
        raise Http404("Diese Version gibt es nicht.")
    return found


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    return response
