"""Challenges for forms: an address that is never kept and touches no session."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.proofs import FORM_KEY, challenge_for


@require_safe
def challenge(request: HttpRequest) -> JsonResponse:
    """A new proof of work for the form that is named; asking for it writes nothing."""
    form = request.GET.get("form", "")
    if FORM_KEY.fullmatch(form):
        response = JsonResponse(challenge_for(form, at=timezone.now()))
    else:
        response = JsonResponse({"error": "form: 64 hexadecimal digits"}, status=400)
    response["Cache-Control"] = "no-store"
    return response
