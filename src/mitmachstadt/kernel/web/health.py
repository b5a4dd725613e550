"""For machines that watch: does the process live, is everything there that it needs?"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.operation import WORKER_SILENT_AFTER, worker_silence

NO_SPACE = 50_000_000


@require_safe
def trivial(_: HttpRequest) -> HttpResponse:
    """A few bytes under the same server and middleware: what benchmarks compare with."""
    return HttpResponse(b"ok", content_type="text/plain")


@require_safe
def live(_: HttpRequest) -> HttpResponse:
    return HttpResponse(b"live\n", content_type="text/plain")


@require_safe
def ready(_: HttpRequest) -> HttpResponse:
    """200 if this process can do its work, else 503; a line for each thing that was looked at."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    found = {"database": "", **dict(_looked_at())}
    lines = [f"{name}: {wrong or 'ok'}\n" for name, wrong in found.items()]
    status = HTTPStatus.SERVICE_UNAVAILABLE if any(found.values()) else HTTPStatus.OK
    text = ("not ready\n" if any(found.values()) else "ready\n") + "".join(lines)
    response = HttpResponse(text, content_type="text/plain", status=status)
    response["Cache-Control"] = "no-store"
    return response


def _looked_at() -> Iterator[tuple[str, str]]:
    yield "migrations", "" if _is_migrated() else "missing"
    silence = worker_silence(at=timezone.now())
    lives = silence is not None and silence < WORKER_SILENT_AFTER
    yield "worker", "" if lives else "not seen"
    try:
        free = shutil.disk_usage(settings.VAR).free
    except OSError:
        free = 0
    yield "disk", "" if free > NO_SPACE else "full"


@dataclass
class _Known:
    migrated: bool = False


_known = _Known()


def _is_migrated() -> bool:
    """Once they are there, tables stay: what was found once is not looked for again."""
    if not _known.migrated:
        executor = MigrationExecutor(connection)
        _known.migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _known.migrated
