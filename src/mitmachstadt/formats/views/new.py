from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.formats import actions
from mitmachstadt.formats.forms import ProcessForm
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.OFFICE)
def new(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Begin a process on what `?about=` names."""
    named = request.GET.get("about", "")
    about = node_by_public_id(named) if named.isalnum() else None
    if about is None:
        raise Http404("Ein Verfahren braucht einen Gegenstand; die Adresse nennt keinen.")
    form = ProcessForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                made = actions.plan_process(about=about, visitor=me, at=at, **form.cleaned_data)
                messages.success(
                    request, gettext("Das Verfahren ist angelegt. Es ist noch nicht öffentlich.")
                )
                return redirect("process-desk", public_id=made.node.public_id)
            except Refusal as refusal:
                form.show(refusal)
                status = refusal.status
    context = {"form": form, "about": about}
    return page(request, "formats/desk/new.html", me, context, status=status)
