from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.answers import actions
from mitmachstadt.answers.forms import DecisionForm
from mitmachstadt.contributions.errors import PassageGone
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, deciding_bodies
from mitmachstadt.people.views.pages import only_for, page, refused


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.OFFICE)
def decision(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Enter what a body decided about a passage, a document or an edition."""
    about = node_by_public_id(public_id)
    if about is None:
        return refused(request, me, PassageGone())
    bound = request.POST if request.method == "POST" else None
    form = DecisionForm(bound, bodies=deciding_bodies())
    status = 400 if form.errors else 200
    if form.is_valid():
        try:
            node = actions.record_decision(about=about, visitor=me, at=at, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
        else:
            messages.success(request, gettext("Der Beschluss ist eingetragen."))
            if node.is_public:
                return redirect(reverse("node", args=[node.public_id]))
            body = form.cleaned_data["body"]
            return redirect(reverse("organisation", args=[body.public_id]))
    context = {"about": about, "form": form}
    return page(request, "answers/decision.html", me, context, status=status)
