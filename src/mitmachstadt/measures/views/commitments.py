"""An organisation signs the principles, and takes its signature back."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.measures import actions, queries
from mitmachstadt.measures.forms.contents import EndCommitmentForm
from mitmachstadt.measures.rules.commitments import may_see_commitment
from mitmachstadt.measures.views.signed_in import signed_in
from mitmachstadt.people.queries import Visitor, organisation_by_public_id
from mitmachstadt.people.views.pages import attempt, not_allowed, page, refused


@require_POST
@signed_in
def commit(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Sign the principles in force for an organisation."""
    organisation = organisation_by_public_id(public_id)
    version = queries.principles_in_force(timezone.localdate(at))
    if organisation is None or version is None:
        raise Http404(_("Hier gibt es nichts zu unterschreiben."))
    try:
        actions.commit_to_principles(organisation=organisation, version=version, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    messages.success(request, _("Die Selbstverpflichtung ist unterschrieben."))
    return redirect("measure-new")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """End the commitment that binds an organisation, with a reason; a recognition lapses."""
    organisation = organisation_by_public_id(public_id)
    if organisation is None:
        raise Http404(_("Diese Organisation gibt es nicht."))
    allowed = may_see_commitment(me, organisation, at=at)
    if not allowed.allowed and not (me.is_auditor and request.method != "POST"):
        assert allowed.refusal is not None
        return not_allowed(request, me, allowed.refusal)
    binding = queries.commitment_in_force(organisation, timezone.localdate(at))
    if binding is None:
        raise Http404(_("Diese Organisation ist zurzeit an nichts gebunden."))
    form = EndCommitmentForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = attempt(
            form,
            lambda: actions.end_commitment(
                commitment=binding, reason=form.cleaned_data["reason"], visitor=me, at=at
            ),
        )
        if status == 200:
            messages.success(request, _("Die Selbstverpflichtung ist beendet."))
            return redirect("measure-desk")
    context = {"form": form, "organisation": organisation, "commitment": binding}
    return page(request, "measures/end_commitment.html", me, context, status=status)
