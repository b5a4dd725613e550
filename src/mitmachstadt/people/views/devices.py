from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.people import actions
from mitmachstadt.people.queries import devices_of
from mitmachstadt.people.views.pages import number, page, session_ended, sign_in_first, who


@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; a POST ends one of these sessions, the others, or all."""
    me, at = who(request)
    if me.person is None:
        return session_ended(request) if request.method == "POST" else sign_in_first(request)
    here = request.session.session_key
    if request.method != "POST":
        context = {"devices": devices_of(me.person, here=here, at=at)}
        return page(request, "people/devices.html", me, context)
    chosen = request.POST.get("end", "")
    if chosen == "all":
        actions.end_sessions(person=me.person)
        logout(request)
        messages.success(request, gettext("Sie sind überall abgemeldet."))
        return redirect(reverse("start"))
    if chosen == "others":
        actions.end_sessions(person=me.person, keep=here)
    else:
        actions.end_session(person=me.person, number=number(chosen) or 0)
    messages.success(request, gettext("Dort ist niemand mehr mit Ihrem Konto angemeldet."))
    return redirect("devices")
