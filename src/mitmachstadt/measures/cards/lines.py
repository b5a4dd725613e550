"""Measures in lists, joined in Python: a board shows sixty of them."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.text import shorten
from mitmachstadt.measures.cards.status import status_badge
from mitmachstadt.measures.enums import MeasureType, Phase
from mitmachstadt.measures.queries import Line

_SUMMARY, _TITLE, _OWNER = 160, 80, 40


def lines_html(lines: Iterable[Line], *, way: Callable[[str], str] | None = None) -> SafeString:
    """The items of a list of measures, with all that a list says of them.

    Args:
        way: from the public id to the address behind the title, where that is not its own page.
    """
    html = "".join(_line(line, way or _own_page) for line in lines)
    return mark_safe(html)  # noqa: S308 - every piece is escaped


def column_html(lines: Iterable[Line]) -> SafeString:
    """The items of a column of the board, where there is little room."""
    html = "".join(map(_short_line, lines))
    return mark_safe(html)  # noqa: S308 - every piece is escaped


def _line(line: Line, way: Callable[[str], str]) -> str:
    measure = line.measure
    told = [
        f"<li>{status_badge(measure.state, measure.health)}</li>",
        _type_and_phase(current(), MeasureType(measure.type), line.phase),
        f"<li>{escape(measure.owner.name)}</li>",
        *(f"<li>{escape(name)}</li>" for name in line.districts),
    ]
    if line.is_copy:
        told.append(f"<li>{escape(gettext('Übernahme'))}</li>")
    if line.has_gaps:
        words = escape(gettext("mit Lücken"))
        told.append(f'<li><span class="m-badge m-is-partly">{words}</span></li>')
    summary = shorten(measure.summary, _SUMMARY)
    said = f"<p>{escape(summary)}</p>" if summary else ""
    title = _title(way(measure.node.public_id), measure.node.title)
    return f'<li>{title}{said}<ul class="m-meta">{"".join(told)}</ul></li>'


def _short_line(line: Line) -> str:
    measure = line.measure
    title = _title(_own_page(measure.node.public_id), shorten(measure.node.title, _TITLE))
    told = (
        f"<li>{status_badge(measure.state, measure.health)}</li>"
        f"<li>{escape(shorten(measure.owner.name, _OWNER))}</li>"
    )
    if line.is_copy:
        told += f"<li>{escape(gettext('Übernahme'))}</li>"
    return f'<li>{title}<ul class="m-meta">{told}</ul></li>'


def _title(way: str, title: str) -> str:
    return f'<a class="m-list__title" href="{way}">{escape(title)}</a>'


def _own_page(public_id: str) -> str:
    return f"/{current()}/n/{public_id}/"


@lru_cache(maxsize=256)
def _type_and_phase(language: str, kind: MeasureType, phase: Phase) -> str:
    return f"<li>{escape(str(kind.label))}</li><li>{escape(str(phase.label))}</li>"
