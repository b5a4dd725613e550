"""Who comes to the desk of measures has an account; what they may, the rules say."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from mitmachstadt.people.views.pages import session_ended, sign_in_first, who

type View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Let in whoever has an account; the view is given the visitor and the moment."""

    @wraps(view)
    def asked_first(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        me, at = who(request)
        if me.person is None:
            return session_ended(request) if request.method == "POST" else sign_in_first(request)
        return view(request, me, at, **kwargs)

    return asked_first
