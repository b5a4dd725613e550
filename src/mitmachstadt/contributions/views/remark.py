from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.errors import PassageGone, SignInExpired, WordingOfAnother
from mitmachstadt.contributions.forms import AddressForm, RemarkForm, voices_for
from mitmachstadt.contributions.queries import Subject, subject
from mitmachstadt.contributions.rules import open_for_remarks
from mitmachstadt.contributions.views.personal import ask, has_to_be_asked, wants_to_change
from mitmachstadt.kernel.codes import code_in_groups
from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.visits import uncounted
from mitmachstadt.people.queries import Visitor, affiliation_of, districts, organisations_of
from mitmachstadt.people.views.pages import number, page, refused, who


@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say something about a passage, or reply to a remark."""
    me, at = who(request)
    form = _form(request, me, at)
    about = subject(public_id, wording=form.cited or number(request.GET.get("wording", "")))
    if about is None:
        return refused(request, me, PassageGone(), words=_typed(request))
    form.quote_instead(about.wording)
    if request.method != "POST":
        form.begin_with(request.GET)
        return _form_page(request, me, at, about, form)
    if form.lost_its_session:
        form.add_error(None, SignInExpired().in_words)
        return _form_page(request, me, at, about, form, status=SignInExpired.status)
    if wants_to_change(request):
        return uncounted(_form_page(request, me, at, about, form))
    if not form.is_valid():
        return _form_page(request, me, at, about, form, status=400)
    if has_to_be_asked(request, *form.read_by_all):
        return ask(request, me, *form.read_by_all)
    try:
        if about.misquoted:
            raise WordingOfAnother()
        done = actions.submit_remark(
            about=about.node,
            wording=about.wording,
            windows=about.windows,
            visitor=me,
            address=address_of(request),
            language=current(),
            at=at,
            **form.said,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return _form_page(request, me, at, about, form, status=refusal.status)
    return _submitted_page(request, me, at, done)


def _form(request: HttpRequest, me: Visitor, at: datetime) -> RemarkForm:
    organisations = organisations_of(me.person, at=at) if me.person else []
    return RemarkForm(
        request.POST if request.method == "POST" else None,
        voices=voices_for(organisations, is_office=me.is_office),
        districts=districts,
        signed_in=me.signed_in,
    )


def _form_page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    about: Subject,
    form: RemarkForm,
    *,
    status: int = 200,
) -> HttpResponse:
    """The form with what it is about; where nothing is open, the reason and the words instead."""
    found = open_for_remarks(about.node, about.windows, groups=me.groups, at=at)
    context = {
        "about": about,
        "form": form,
        "window": found.window,
        "refusal": found.verdict.refusal,
        "words": _typed(request),
        "affiliation": affiliation_of(me, at=at),
    }
    if found.verdict.refusal is not None and status == 400:
        status = found.verdict.refusal.status
    return page(request, "contributions/remark.html", me, context, status=status)


def _submitted_page(
    request: HttpRequest, me: Visitor, at: datetime, done: actions.Submitted
) -> HttpResponse:
    """The receipt. It is the answer to the POST itself: sent again, it shows the same code."""
    context = {
        "node": done.node,
        "code": code_in_groups(done.code),
        "again": done.again,
        "unproven": done.unproven,
        "suspicion": done.suspicion,
        "window": done.node.window,
        "now": at,
        "address_form": AddressForm(),
    }
    response = page(request, "contributions/submitted.html", me, context)
    return uncounted(response) if done.again else response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    text = request.POST.get("text", "")
    return [(gettext("Ihr Text"), text)] if text.strip() else []
