"""The city's mark. Whatever it is, it can do nothing: no script, no request, no frame."""

from pathlib import PurePosixPath

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.files import path_of

_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


@require_safe
def logo(_: HttpRequest, name: str) -> HttpResponseBase:
    """The file that the city names as its mark, and no other."""
    kind = _TYPES.get(PurePosixPath(name).suffix)
    if not kind or name != the_city().logo:
        raise Http404
    try:
        stream = path_of(name).open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(stream, content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
