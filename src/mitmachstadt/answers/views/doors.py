"""Whose page it is at the desks that answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from mitmachstadt.answers.queries import officer_of
from mitmachstadt.answers.rules import may_look_at_desks, may_work_at_a_desk
from mitmachstadt.kernel.web.security_log import write_down
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import SecondFactorMissing
from mitmachstadt.people.rules import may_look_at_work_of
from mitmachstadt.people.views.pages import (
    not_allowed,
    refused,
    session_ended,
    sign_in_first,
    typed,
    who,
)

type View = Callable[..., HttpResponse]


def at_a_desk(view: View) -> View:
    """Let in the strategy office and whoever works for a unit; the view is given the officer.

    An auditor may look. Whose session or role ended while they wrote gets the words back.
    """

    @wraps(view)
    def asked_first(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        me, at = who(request)
        writing = request.method == "POST"
        if me.person is None:
            return session_ended(request) if writing else sign_in_first(request)
        officer = officer_of(me, at=at)
        looking = request.method in {"GET", "HEAD"}
        refusal = (may_look_at_desks if looking else may_work_at_a_desk)(officer).refusal
        if refusal is not None:
            withheld = refusal
            if not isinstance(refusal, SecondFactorMissing):
                withheld = may_look_at_work_of(me, BuiltInGroup.OFFICE).refusal or refusal
            write_down("refused", request, at=at, account=me.person.public_id)
            if isinstance(withheld, SecondFactorMissing):
                return not_allowed(request, me, withheld)
            return refused(request, me, refusal, words=typed(request) if writing else None)
        return view(request, officer, at, **kwargs)

    return asked_first
