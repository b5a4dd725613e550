"""The glossary: for everyone by letters, and the office's desk."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page, who
from mitmachstadt.strategy import actions, queries
from mitmachstadt.strategy.forms.vocabulary import TermForm
from mitmachstadt.strategy.queries.glossary import (
    glossary_page,
    glossary_term,
    term_page,
    terms_of,
    unexplained,
)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """All terms from A to Z; of a large glossary one letter at a time."""
    me, _ = who(request)
    shown = glossary_page(letter=request.GET.get("ab", "")[:1].upper())
    context = {"person": me if me.signed_in else None, "page": shown}
    return keep(render(request, "strategy/glossary.html", context), until=None)


@require_safe
def term(request: HttpRequest, public_id: str) -> HttpResponse:
    """One term."""
    me, _ = who(request)
    found = glossary_term(public_id)
    if found is None or found.strategy.node.visibility != Visibility.PUBLIC:
        raise Http404("Diesen Begriff gibt es nicht (mehr).")
    context = {"person": me if me.signed_in else None, "page": term_page(found)}
    return keep(render(request, "strategy/term.html", context), until=None)


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """The glossary of each strategy, and the terms of its texts that are not in it yet."""
    lines = [(each, terms_of(each), unexplained(each)) for each in queries.strategies()]
    return page(request, "strategy/vocabulary/glossary.html", me, {"lines": lines})


@only_for(BuiltInGroup.OFFICE)
def write(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, term_id: str = ""
) -> HttpResponse:
    """A new term, perhaps taken over from a section, or other words for one."""
    strategy = _strategy(public_id)
    own = _term(strategy, term_id) if term_id else None
    from_text = None if own else _from_text(strategy, request.GET.get("aus", ""))
    others = [(t.public_id, t.name) for t in terms_of(strategy) if own is None or t.pk != own.pk]
    form = TermForm(request.POST or None, others=others, initial=_initial(own, from_text))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.explain_term(
                strategy=strategy, term=own, forms=given.pop("other_forms"),
                section=from_text.section if from_text else None, **given, visitor=me, at=at,
            )  # fmt: skip
            return redirect("glossary-desk")
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
    context = {"strategy": strategy, "own": own, "form": form}
    status = 400 if form.errors else 200
    return page(request, "strategy/vocabulary/term.html", me, context, status=status)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def remove(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, term_id: str
) -> HttpResponse:
    """Take a term out of the glossary."""
    actions.remove_term(term=_term(_strategy(public_id), term_id), visitor=me, at=at)
    return redirect("glossary-desk")


def _initial(own: Any, from_text: Any) -> dict[str, Any]:
    if own is None:
        given = from_text
        return {"name": given.name, "definition": given.definition[:1000]} if given else {}
    shown = term_page(own)
    names = {name: getattr(own, name) for name in ("name", "definition", "plain", "source")}
    return {
        **names,
        "other_forms": "\n".join(shown.forms),
        "related": [other.public_id for other in shown.related],
    }


def _from_text(strategy: Any, section: str) -> Any:
    """The section of a text from which a term is taken over."""
    if not section:
        return None
    return next((u for u in unexplained(strategy) if u.section.node.public_id == section), None)


def _strategy(public_id: str) -> Any:
    found = queries.strategy_by_public_id(public_id)
    if found is None:
        raise Http404("Diese Strategie gibt es nicht.")
    return found


def _term(strategy: Any, public_id: str) -> Any:
    found = glossary_term(public_id)
    if found is None or found.strategy_id != strategy.pk:
        raise Http404("Diesen Begriff gibt es nicht (mehr).")
    return found
