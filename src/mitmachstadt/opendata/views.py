from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mitmachstadt.contributions.enums import DECIDE_DAYS, USUAL_REASONS
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.counts import totals
from mitmachstadt.kernel.operation import backup_age
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.kernel.web.watching import folder
from mitmachstadt.opendata.calculations import csv_lines, json_pieces, synopsis
from mitmachstadt.opendata.cards import columns_of, metrics_text, reasons_of
from mitmachstadt.opendata.enums import (
    CITY_FIELDS,
    FIELDS,
    MODERATION_FIELDS,
    REACH,
    CityTable,
    Table,
)
from mitmachstadt.opendata.queries import (
    city_rows,
    moderation_by_month,
    next_month,
    operation,
    rows_of,
    synopsis_of,
    waiting_now,
)
from mitmachstadt.outreach.queries import reach_rows
from mitmachstadt.people.views.pages import page, who
from mitmachstadt.strategy.queries import documents_with_editions, edition_to_read

ABOUT = gettext_lazy(
    "Eine veröffentlichte Fassung mit allem, was öffentlich dazu gesagt und geantwortet wurde. "
    "Namen von Personen sind nicht enthalten. Ausgeblendete und zurückgezogene Anmerkungen stehen "
    "ohne ihre Worte darin."
)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What can be taken away, under which licence, and what its fields mean."""
    me, _ = who(request)
    context = {
        "documents": documents_with_editions(),
        "tables": [(table, FIELDS[table].items()) for table in Table],
        "city_tables": [(table, CITY_FIELDS[table].items()) for table in CityTable],
        "about": ABOUT,
        "licence": settings.DATA_LICENCE,
    }
    if me.signed_in:
        return page(request, "opendata/data.html", me, context)
    return keep(render(request, "opendata/data.html", {"person": None, **context}), until=None)


@require_safe
def as_csv(_: HttpRequest, public_id: str, name: str) -> StreamingHttpResponse:
    """One table about an edition."""
    edition = _edition(public_id)
    if name not in Table.values:
        raise Http404("Diese Tabelle gibt es nicht.")
    table = Table(name)
    lines = csv_lines([*FIELDS[table]], rows_of(edition, table))
    return _file(lines, "text/csv; charset=utf-8", f"{public_id}-{name}.csv")


@require_safe
def of_city(_: HttpRequest, name: str) -> StreamingHttpResponse:
    """One table about the whole city."""
    if name not in CityTable.values:
        raise Http404("Diese Tabelle gibt es nicht.")
    table = CityTable(name)
    lines = csv_lines([*CITY_FIELDS[table]], city_rows(table, at=timezone.now()))
    return _file(lines, "text/csv; charset=utf-8", f"{name}.csv")


@require_safe
def as_json(request: HttpRequest, public_id: str) -> StreamingHttpResponse:
    """Everything about an edition in one document; or a table about the whole city."""
    if public_id in CityTable.values:
        return _city_json(request, CityTable(public_id))
    edition = _edition(public_id)
    facts = {
        "about": str(ABOUT),
        "licence": settings.DATA_LICENCE,
        "city": the_city().name,
        "source": request.build_absolute_uri(f"/n/{public_id}/"),
        "fields": {table.value: _meanings(table) for table in Table},
        "edition": {
            "id": public_id,
            "document": edition.document.node.public_id,
            "title": edition.document.node.title,
            "label": edition.label,
            "published": edition.published,
            "content_hash": edition.content_hash,
        },
    }
    tables = {table.value: ([*FIELDS[table]], rows_of(edition, table)) for table in Table}
    return _file(json_pieces(facts, tables), "application/json", f"{public_id}.json")


def _city_json(request: HttpRequest, table: CityTable) -> StreamingHttpResponse:
    """A table about the whole city with what its fields mean."""
    fields, at = CITY_FIELDS[table], timezone.now()
    facts = {
        "about": str(table.label),
        "licence": settings.DATA_LICENCE,
        "city": the_city().name,
        "source": request.build_absolute_uri(reverse("data")),
        "made": at,
        "fields": {name: str(meaning) for name, meaning in fields.items()},
    }
    tables = {table.value: ([*fields], city_rows(table, at=at))}
    return _file(json_pieces(facts, tables), "application/json", f"{table.value}.json")


@require_safe
def moderation(request: HttpRequest) -> HttpResponse:
    """What moderators did in the last twelve months, and for which reasons."""
    me, at = who(request)
    months = moderation_by_month(at=at)
    context = {
        "months": months,
        "columns": columns_of(months),
        "reasons": reasons_of(months),
        "fields": MODERATION_FIELDS.items(),
        "waiting": waiting_now(),
        "days": DECIDE_DAYS,
    }
    if me.signed_in:
        return page(request, "opendata/moderation.html", me, context)
    response = render(request, "opendata/moderation.html", {"person": None, **context})
    return keep(response, until=next_month(at))


@require_safe
def moderation_csv(_: HttpRequest) -> StreamingHttpResponse:
    """The same as a table, a month in a row; reasons are numbered as the page lists them."""
    months = moderation_by_month(at=timezone.now())
    reasons = range(len(USUAL_REASONS) + 1)
    header = ["month", *MODERATION_FIELDS, *(f"reason_{number + 1}" for number in reasons)]
    rows = (
        [
            f"{month.start:%Y-%m}",
            *(getattr(month, name) for name in MODERATION_FIELDS),
            *(month.reasons.get(number, 0) for number in reasons),
        ]
        for month in months
    )
    return _file(csv_lines(header, rows), "text/csv; charset=utf-8", "moderation.csv")


@require_safe
def as_reach(_: HttpRequest) -> StreamingHttpResponse:
    """How many public contributions came from each occasion, on which way; no persons."""
    return _file(csv_lines(REACH, reach_rows()), "text/csv; charset=utf-8", "vor-ort.csv")


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def as_synopsis(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was said about an edition and what the city answered, side by side, as a document."""
    edition, at = _edition(public_id), timezone.now()
    made = synopsis(
        synopsis_of(edition),
        title=_("Anmerkungen und Rückmeldungen"),
        subtitle=f"{edition.node.title} ({_('Prüfsumme')} {edition.short_hash})",
        source=request.build_absolute_uri(f"/n/{public_id}/"),
        at=at,
    )
    response = HttpResponse(made, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{public_id}-synopse.docx"'
    response["Cache-Control"] = "no-cache"
    return response


def _edition(public_id: str) -> Any:
    edition = edition_to_read(public_id)
    if edition is None or not edition.is_published:
        raise Http404("Diese Fassung gibt es nicht.")
    return edition


def _file(pieces: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_in_blocks(pieces), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    # Everybody's pages may read it; it holds nothing personal and takes no cookie into account.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _in_blocks(pieces: Iterator[str], size: int = 32_000) -> Iterator[bytes]:
    """Lines put together: a server takes as long for ten bytes as for ten thousand."""
    block: list[str] = []
    length = 0
    for piece in pieces:
        block.append(piece)
        length += len(piece)
        if length >= size:
            yield "".join(block).encode()
            block, length = [], 0
    yield "".join(block).encode()


def _meanings(table: Table) -> dict[str, str]:
    return {name: str(meaning) for name, meaning in FIELDS[table].items()}


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus; whoever does not know the token is told nothing, not even that this is."""
    wanted, given = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    if not wanted or not constant_time_compare(given, f"Bearer {wanted}"):
        raise Http404
    at = timezone.now()
    age = backup_age(at=at)
    text = metrics_text(
        operation=asdict(operation(at=at)),
        requests=totals(folder()),
        backup_seconds=age.total_seconds() if age is not None else None,
    )
    response = HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
