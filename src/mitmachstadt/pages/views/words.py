"""The words that every site owes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitmachstadt.data_protection.queries import rules_in_force
from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.pages import queries
from mitmachstadt.people.enums import TextKind
from mitmachstadt.people.views.pages import number, who


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
    return keep(response, until=midnight_after(today))
