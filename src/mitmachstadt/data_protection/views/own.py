from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.enums import Form
from mitmachstadt.data_protection.errors import ExportGone
from mitmachstadt.data_protection.queries import (
    deletion_of,
    exports_of,
    file_of,
    held,
    left_by,
    ready_export,
)
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.views.pages import page, refused, session_ended, sign_in_first, who

TYPES = {Form.HTML: "text/html; charset=utf-8", Form.JSON: "application/json"}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is kept about me, and what I can do about it."""
    me, at = who(request)
    if me.person is None:
        return sign_in_first(request)
    context = {
        "left": left_by(me.person),
        "forms": Form.choices,
        "exports": exports_of(me.person),
        "deletion": deletion_of(me.person),
        "held": held(me.person, at=at),
    }
    return page(request, "data_protection/overview.html", me, context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """Everything about me as a file, at once or by mail when it is long."""
    me, at = who(request)
    if me.person is None:
        return session_ended(request)
    form = Form.JSON if request.POST.get("form") == Form.JSON else Form.HTML
    try:
        pieces = actions.ask_for_export(person=me.person, form=form, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    if pieces is None:
        messages.success(request, _("Die Datei wird geschrieben. Dann kommt eine E-Mail."))
        return redirect("my-data")
    return as_file(StreamingHttpResponse(pieces, content_type=TYPES[form]), form)


@require_safe
def file(request: HttpRequest, number: int) -> HttpResponseBase:
    """A file that was written for me."""
    me, _at = who(request)
    if me.person is None:
        return sign_in_first(request)
    found = ready_export(me.person, number) if number < 1 << 62 else None
    if found is None or not file_of(found).is_file():
        return refused(request, me, ExportGone())
    form = Form(found.form)
    response = FileResponse(file_of(found).open("rb"), content_type=TYPES[form])
    return as_file(response, form)


def as_file[R: HttpResponseBase](response: R, form: Form) -> R:
    """To be saved under a name, and kept nowhere on the way."""
    name = _("meine-daten")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form.value}"'
    response["Cache-Control"] = "no-store"
    return response
