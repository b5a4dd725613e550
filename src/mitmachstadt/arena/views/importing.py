"""Reading in a list of ideas from elsewhere."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mitmachstadt.arena import actions
from mitmachstadt.arena.calculations import ReadList, read_list
from mitmachstadt.arena.forms import ListForm
from mitmachstadt.arena.queries import Arena, arena_by_public_id
from mitmachstadt.arena.views.finding import both
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import attempt, only_for, page


@both
@only_for(BuiltInGroup.OFFICE)
def read_in(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Take over what is certain, and say what was not."""
    arena = arena_by_public_id(public_id)
    if arena is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    form = ListForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"arena": arena, "form": form}
    status = 200
    if form.is_bound:
        done: list[tuple[ReadList, actions.Imported]] = []
        status = attempt(form, lambda: done.append(_read_in(form, arena, me, at)))
        if done:
            context["read"], context["imported"] = done[0]
    return page(request, "arena/import.html", me, context, status=status)


def _read_in(
    form: ListForm, arena: Arena, me: Visitor, at: datetime
) -> tuple[ReadList, actions.Imported]:
    given = form.cleaned_data
    file: UploadedFile[bytes] = given["file"]
    found = read_list(file.read(), name=file.name or "", districts=districts(), kind=given["kind"])
    imported = actions.import_ideas(
        arena=arena, entries=found.entries, source=given["source"], visitor=me, at=at
    )
    return found, imported
