"""Questions that people often ask, and how to reach the office."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.concerns.enums import About
from mitmachstadt.concerns.views.sending import Sending, send_page
from mitmachstadt.help.actions import say_whether_it_helped
from mitmachstadt.help.calculations import by_topic
from mitmachstadt.help.queries import question_by_public_id, questions
from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.kernel.once import new_key
from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.people.views.pages import missing, page, who


@require_safe
def all_questions(request: HttpRequest) -> HttpResponse:
    """All of them by topic, or those with the words that somebody looks for."""
    me, at = who(request)
    words = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    found = questions(words=words)
    context = {
        "topics": by_topic(found),
        "typed": words,
        "count": len(found),
        "today": timezone.localdate(at),
    }
    if me.signed_in or words:
        return page(request, "help/questions.html", me, context)
    response = render(request, "help/questions.html", {"person": None, **context})
    return keep(response, until=midnight_after(timezone.localdate(at)))


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, public_id: str) -> HttpResponse:
    """One question, and whether its answer helped: yes or no, and nothing else is kept."""
    me, at = who(request)
    found = question_by_public_id(public_id)
    if found is None or not (found.shown or me.is_office):
        return missing(request, me)
    if request.method == "POST":
        counted = say_whether_it_helped(
            question=found,
            helped=request.POST.get("helped") == "ja",
            key=request.POST.get("key", ""),
            address=address_of(request),
            at=at,
        )
        says = _("Danke. Ihre Angabe ist gezählt.") if counted else _("Das war schon gezählt.")
        messages.success(request, says)
        return redirect("questions")
    context = {"question": found, "key": new_key(at=at), "today": timezone.localdate(at)}
    return page(request, "help/question.html", me, context)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """How to reach the office, and a form to write to it."""
    sending = Sending(about=About.QUESTION, template="help/contact.html", asks_topic=True)
    return send_page(request, sending)
