"""The door to the office's pages: only for the office, and nobody's words are lost at it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from mitmachstadt.formats.forms import LABELS
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.queries import ANYONE
from mitmachstadt.people.views.pages import only_for, refused


def for_office(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only the office in; whose session ended while they wrote gets the words back."""
    inside = only_for(BuiltInGroup.OFFICE)(view)

    @wraps(view)
    def at_the_door(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or request.user.is_authenticated:
            return inside(request, **kwargs)
        desk = reverse("process-desk", kwargs=kwargs) if kwargs else reverse("processes")
        way = (f"{reverse('sign-in')}?{urlencode({'next': desk})}", "Anmelden")
        return refused(request, ANYONE, SignInNeeded(), words=typed(request), way=way)

    return at_the_door


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody wrote, with the names of the fields."""
    return [(label, request.POST[name]) for name, label in LABELS.items() if request.POST.get(name)]
