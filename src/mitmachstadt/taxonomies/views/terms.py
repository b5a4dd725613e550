"""The office's desk for the terms of a version in preparation."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page
from mitmachstadt.taxonomies import actions, queries
from mitmachstadt.taxonomies.enums import MappingRelation
from mitmachstadt.taxonomies.forms import EntryForm, MappingForm
from mitmachstadt.taxonomies.views.desk import draft_of, taxonomy_called


@only_for(BuiltInGroup.OFFICE)
def entry(
    request: HttpRequest, me: Visitor, at: datetime, slug: str, public_id: str = ""
) -> HttpResponse:
    """A new term of the draft, or other words for one that it has."""
    draft = draft_of(taxonomy_called(slug))
    entries = queries.entries_of(draft)
    own = _entry(entries, public_id) if public_id else None
    lines = queries.tree(entries, {})
    form = EntryForm(request.POST or None, lines=lines, initial=_initial(own))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        parent = _entry(entries, given.pop("parent")) if given["parent"] else given.pop("parent")
        try:
            actions.write_entry(
                version=draft, term=own.term if own else None,
                parent=parent.term if parent else None, **given, visitor=me, at=at,
            )  # fmt: skip
            return redirect("taxonomy-edit", slug=slug)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
    return _entry_page(request, me, draft, own, form)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def remove(
    request: HttpRequest, me: Visitor, at: datetime, slug: str, public_id: str
) -> HttpResponse:
    draft = draft_of(taxonomy_called(slug))
    own = _entry(queries.entries_of(draft), public_id)
    try:
        actions.remove_entry(version=draft, term=own.term, visitor=me, at=at)
    except Refusal as refusal:
        return _entry_page(request, me, draft, own, refusal=refusal)
    return redirect("taxonomy-edit", slug=slug)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def close(
    request: HttpRequest, me: Visitor, at: datetime, slug: str, public_id: str
) -> HttpResponse:
    """Close a term in favour of another one."""
    draft = draft_of(taxonomy_called(slug))
    own = _entry(queries.entries_of(draft), public_id)
    successor = queries.term_by_public_id(request.POST.get("successor", ""))
    try:
        actions.close_entry(version=draft, term=own.term, successor=successor, visitor=me, at=at)
    except Refusal as refusal:
        return _entry_page(request, me, draft, own, refusal=refusal)
    return redirect("taxonomy-edit", slug=slug)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def map_term(
    request: HttpRequest, me: Visitor, at: datetime, slug: str, public_id: str
) -> HttpResponse:
    """Say what a term corresponds to elsewhere."""
    draft = draft_of(taxonomy_called(slug))
    own = _entry(queries.entries_of(draft), public_id)
    form = MappingForm(request.POST, targets=queries.names_elsewhere(own.term))
    if not form.is_valid():
        return _entry_page(request, me, draft, own, mapping=form)
    given = form.cleaned_data
    target = queries.term_by_public_id(given["target"])
    assert target is not None  # the form offers only terms
    actions.map_terms(
        source=own.term, target=target, relation=MappingRelation(given["relation"]),
        note=given["note"], visitor=me, at=at,
    )  # fmt: skip
    return redirect("entry-edit", slug=slug, public_id=public_id)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def reopen(
    request: HttpRequest, me: Visitor, at: datetime, slug: str, public_id: str
) -> HttpResponse:
    """Open a term again that is closed in the draft."""
    draft = draft_of(taxonomy_called(slug))
    own = _entry(queries.entries_of(draft), public_id)
    try:
        actions.reopen_entry(version=draft, term=own.term, visitor=me, at=at)
    except Refusal as refusal:
        return _entry_page(request, me, draft, own, refusal=refusal)
    return redirect("entry-edit", slug=slug, public_id=public_id)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def unmap_term(
    request: HttpRequest, me: Visitor, at: datetime, slug: str, public_id: str, number: int
) -> HttpResponse:
    """Take back what a term is said to correspond to."""
    draft = draft_of(taxonomy_called(slug))
    own = _entry(queries.entries_of(draft), public_id)
    found = [line.mapping for line in queries.mappings_of(own.term) if line.mapping.pk == number]
    if not found:
        raise Http404("Diese Entsprechung gibt es nicht (mehr).")
    actions.unmap_terms(mapping=found[0], visitor=me, at=at)
    return redirect("entry-edit", slug=slug, public_id=public_id)


def _entry_page(
    request: HttpRequest,
    me: Visitor,
    draft: Any,
    own: Any,
    form: EntryForm | None = None,
    *,
    refusal: Refusal | None = None,
    mapping: MappingForm | None = None,
) -> HttpResponse:
    entries = queries.entries_of(draft)
    lines = queries.tree(entries, {})
    context = {
        "draft": draft,
        "own": own,
        "form": form or EntryForm(lines=lines, initial=_initial(own)),
        "others": [line.entry for line in lines if own and line.entry.term_id != own.term_id],
        "refusal": refusal,
        "mappings": queries.mappings_of(own.term) if own else [],
        "mapping": mapping or MappingForm(targets=queries.names_elsewhere(own.term) if own else []),
    }
    wrong = (form and form.errors) or (mapping and mapping.errors)
    status = refusal.status if refusal else 400 if wrong else 200
    return page(request, "taxonomies/desk/entry.html", me, context, status=status)


def _initial(own: Any) -> dict[str, str]:
    if own is None:
        return {}
    names = {name: getattr(own, name) for name in ("slug", "name_de", "name_en", "definition")}
    return {**names, "parent": own.parent.public_id if own.parent else ""}


def _entry(entries: Any, public_id: str) -> Any:
    found = next((entry for entry in entries if entry.term.public_id == public_id), None)
    if found is None:
        raise Http404("Diesen Begriff gibt es in dieser Version nicht.")
    return found
