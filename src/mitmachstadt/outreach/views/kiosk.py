"""A public screen: choose, write, check, take the code. Nobody finds what the one before did.

There is no session and no cookie: who has the address may write here, so a forged form could do no
more. What is typed lies in the form alone, and only for the run in which it was typed.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from mitmachstadt.contributions.calculations import personal_kinds, personal_pieces
from mitmachstadt.contributions.rules import may_say
from mitmachstadt.kernel.codes import code_hash, code_in_groups
from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.visits import uncounted
from mitmachstadt.outreach import actions
from mitmachstadt.outreach.enums import DONE_SECONDS, IDLE_SECONDS, IDLE_WITHOUT_SCRIPT
from mitmachstadt.outreach.errors import KioskEnded
from mitmachstadt.outreach.forms import WriteForm
from mitmachstadt.outreach.queries import kiosk_by_hash, topics_of
from mitmachstadt.outreach.rules import may_use_kiosk
from mitmachstadt.outreach.views.shared import both
from mitmachstadt.people.views.pages import number

# With the number of the run that is over.
ANEW = "neu"


@csrf_exempt
@both
def start(request: HttpRequest, key: str) -> HttpResponse:
    """The first screen. Whoever is done with a run names it, and what was begun in it is over.

    The bare address begins nothing: somebody may be writing while it is looked at elsewhere.
    """
    if request.user.is_authenticated:
        return _leave(request, key)
    at = timezone.now()
    kiosk = kiosk_by_hash(code_hash(key))
    refusal = may_use_kiosk(kiosk, at=at).refusal if kiosk else KioskEnded()
    if kiosk is None or refusal is not None:
        return _screen(request, "outreach/kiosk/ended.html", {"refusal": refusal}, status=410)
    if request.method == "GET" and ANEW in request.GET:
        actions.begin_anew(kiosk=kiosk, after=number(request.GET[ANEW]))
        return _to_the_start(key)
    context = {"key": key, "kiosk": kiosk, "topics": topics_of(kiosk.occasion), "run": kiosk.run}
    response = _screen(request, "outreach/kiosk/start.html", context)
    # Whatever a person before may have left in this browser.
    response["Clear-Site-Data"] = '"cookies", "storage"'
    return response


def _leave(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever set the screen up is still signed in: that ends before anybody else writes."""
    if request.method != "POST":
        return _screen(request, "outreach/kiosk/leave.html", {"key": key})
    logout(request)
    response = _to_the_start(key)
    response["Clear-Site-Data"] = '"cookies", "storage"'
    return response


@csrf_exempt
@both
def write(request: HttpRequest, key: str, public_id: str) -> HttpResponse:
    """Write, check, send. What belongs to an earlier run is thrown away."""
    at = timezone.now()
    kiosk = kiosk_by_hash(code_hash(key))
    if kiosk is None or request.user.is_authenticated or not may_use_kiosk(kiosk, at=at).allowed:
        return _to_the_start(key)
    about = next((node for node in topics_of(kiosk.occasion) if node.public_id == public_id), None)
    form = WriteForm(request.POST if request.method == "POST" else None, run=kiosk.run)
    given = request.POST if form.is_bound else request.GET
    if about is None or given.get("run") != str(kiosk.run):
        return _to_the_start(key)
    context = {"key": key, "kiosk": kiosk, "about": about, "form": form}
    if not form.is_bound or request.POST.get("step") == "write":
        return uncounted(_screen(request, "outreach/kiosk/write.html", context))
    if not form.is_valid():
        return _screen(request, "outreach/kiosk/write.html", context, status=400)
    return _sent(request, context, at)


def _sent(request: HttpRequest, context: dict[str, Any], at: datetime) -> HttpResponse:
    form = context["form"]
    values = form.cleaned_data
    try:
        if request.POST.get("step") != "send":
            may_say(clean_text(values["text"])).require()
            return _check(request, context, values)
        done = actions.say_at_kiosk(
            kiosk=context["kiosk"],
            about=context["about"],
            text=values["text"],
            name=values["name"],
            submission=values["submission"],
            language=current(),
            at=at,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return _screen(request, "outreach/kiosk/write.html", context, status=refusal.status)
    shown = {"node": done.node, "code": code_in_groups(done.code), "window": done.node.window}
    response = _screen(request, "outreach/kiosk/done.html", {**context, **shown})
    return uncounted(response) if done.again else response


def _check(request: HttpRequest, context: dict[str, Any], said: dict[str, Any]) -> HttpResponse:
    """The words as they were written, with what may be personal in them; nothing is sent yet."""
    words = (said["text"], said["name"])
    shown = {
        "said": said,
        "text": personal_pieces(said["text"]),
        "name": personal_pieces(said["name"]),
        "found": personal_kinds(*words),
    }
    return uncounted(_screen(request, "outreach/kiosk/check.html", {**context, **shown}))


def _home(key: str) -> str:
    """The first screen in the city's language: the next person need not read the last one's."""
    with override(settings.LANGUAGE_CODE):
        return reverse("kiosk", args=[key])


def _to_the_start(key: str) -> HttpResponse:
    return uncounted(_untraceable(redirect(_home(key))))


def _screen(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    times = {
        "idle": IDLE_SECONDS,
        "long_idle": IDLE_WITHOUT_SCRIPT,
        "done_idle": DONE_SECONDS,
        "long_minutes": IDLE_WITHOUT_SCRIPT // 60,
    }
    shown = {"person": None, **times, **context}
    if "kiosk" in context:
        kiosk = context["kiosk"]
        shown["home"] = f"{_home(context['key'])}?{ANEW}={kiosk.run}"
        shown["as_at_home"] = current() == settings.LANGUAGE_CODE
    return _untraceable(render(request, template, shown, status=status))


def _untraceable(response: HttpResponse) -> HttpResponse:
    """Nothing of it is kept, and its address, which is a key, is told nobody."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
