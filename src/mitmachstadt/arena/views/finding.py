"""The one door to an idea for pages that change something."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.arena.queries import Idea, idea_by_public_id
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, session_ended, sign_in_first, who

# Takes the request, the visitor, the moment, the idea, and what else stands in the address.
type IdeaView = Callable[..., HttpResponse]
both = require_http_methods(["GET", "HEAD", "POST"])


def found_idea(public_id: str) -> Idea:
    """The idea, if everybody may read it; 404 else."""
    idea = idea_by_public_id(public_id)
    if idea is None or not idea.node.is_public:
        raise Http404(gettext("Unter dieser Adresse gibt es keine Idee."))
    return idea


def for_office(view: IdeaView) -> Callable[..., HttpResponse]:
    """A page of an idea for the strategy office."""

    @wraps(view)
    def with_idea(
        request: HttpRequest, me: Visitor, at: datetime, public_id: str, **rest: Any
    ) -> HttpResponse:
        return view(request, me, at, found_idea(public_id), **rest)

    return only_for(BuiltInGroup.OFFICE)(with_idea)


def signed_in(view: IdeaView) -> Callable[..., HttpResponse]:
    """A page of an idea for whoever has an account."""

    @wraps(view)
    def with_idea(request: HttpRequest, public_id: str, **rest: Any) -> HttpResponse:
        me, at = who(request)
        if me.person is None:
            writing = request.method == "POST"
            return session_ended(request) if writing else sign_in_first(request)
        return view(request, me, at, found_idea(public_id), **rest)

    return with_idea
