"""The timeline as a picture: bars for what is planned, diamonds for milestones.

Shape and words tell them apart as well as colour does. Everything is an attribute, for the
content security policy lets no style in; the ground is white in every mode.
"""

from datetime import date
from html import escape

from django.utils.translation import gettext

from mitmachstadt.kernel.language import current, words_of_day
from mitmachstadt.kernel.text import shorten
from mitmachstadt.measures.enums import State
from mitmachstadt.measures.queries.timeline import (
    Bar,
    Mark,
    MilestoneMark,
    Timeline,
    share,
    years,
)

WIDTH = 1000
_EDGE, _TOP, _ROW = 12, 74, 46
_MOST_YEARS_NAMED = 16
_INK, _SOFT, _GRID, _NOW = "#17191c", "#4a5058", "#c9cdd3", "#a40e26"
_BARS = {State.STOPPED: "#8d939b", State.PAUSED: "#8d939b", State.FINISHED: "#3f6f57"}
_BAR = "#3866a8"
# Lines run behind words, not through them.
_HALO = ' paint-order="stroke" stroke="#fff" stroke-width="4"'
_CHECK = '<path d="m-4 0 3 3 5-6" fill="none" stroke="#fff" stroke-width="2"/>'
_SHAPES = {
    Mark.REACHED: f'<path d="M0-10 10 0 0 10-10 0z" fill="#1a6b3c"/>{_CHECK}',
    Mark.REACHED_LATE: (
        f'<path d="M0-10 10 0 0 10-10 0z" fill="#7a5b00"/>{_CHECK}'
        '<path d="M-9 14H9" stroke="#7a5b00" stroke-width="3"/>'
    ),
    Mark.LATE: (
        '<path d="M0-10 10 0 0 10-10 0z" fill="#fff" stroke="#a40e26" stroke-width="2.5"/>'
        '<path d="M0-5V2M0 4v2.5" stroke="#a40e26" stroke-width="2.5"/>'
    ),
    Mark.DROPPED: (
        '<path d="M0-8 8 0 0 8-8 0z" fill="#fff" stroke="#4a5058" stroke-width="1.5"/>'
        '<path d="M-9 9 9-9" stroke="#4a5058" stroke-width="2"/>'
    ),
    Mark.TO_COME: (
        '<path d="M0-9 9 0 0 9-9 0z" fill="#fff" stroke="#17191c" stroke-width="2"/>'
    ),
}  # fmt: skip


def mark_words() -> dict[Mark, str]:
    """What the shapes mean."""
    return {
        Mark.REACHED: gettext("erreicht"),
        Mark.REACHED_LATE: gettext("verspätet erreicht"),
        Mark.LATE: gettext("überfällig"),
        Mark.TO_COME: gettext("steht bevor"),
        Mark.DROPPED: gettext("entfallen"),
    }


def timeline_svg(timeline: Timeline) -> str:
    """The whole picture; as high as it has measures."""
    height = _TOP + _ROW * max(1, len(timeline.bars)) + 16
    rows = "".join(_row(timeline, bar, place) for place, bar in enumerate(timeline.bars))
    label = escape(gettext("Zeitplan der Maßnahmen"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
        f' viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}" lang="{current()}"'
        ' font-family="Fira Sans, sans-serif" font-size="14">'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f"{_legend()}{_years(timeline, height)}{_today(timeline, height)}{rows}</svg>"
    )


def _x(timeline: Timeline, day: date) -> int:
    part = min(1.0, max(0.0, share(timeline, day)))
    return round(_EDGE + (WIDTH - 2 * _EDGE) * part)


def _text(x: int, y: int, words: str, *, anchor: str = "start", more: str = "") -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{_INK}"{_HALO}{more}>'
        f"{escape(words)}</text>"
    )


def _legend() -> str:
    pieces, x = [], _EDGE + 12
    for mark, words in mark_words().items():
        pieces.append(f'<g transform="translate({x} 20)">{_SHAPES[mark]}</g>')
        pieces.append(_text(x + 18, 25, words))
        x += 40 + 9 * len(words)
    words = gettext("geplanter Zeitraum")
    pieces.append(f'<rect x="{x}" y="15" width="34" height="10" rx="3" fill="{_BAR}"/>')
    return "".join(pieces) + _text(x + 42, 25, words)


def _years(timeline: Timeline, height: int) -> str:
    every = years(timeline)
    step = -(-len(every) // _MOST_YEARS_NAMED)
    pieces = []
    for year in every[::step]:
        x = _x(timeline, date(year, 1, 1))
        pieces.append(f'<path d="M{x} 46V{height - 8}" stroke="{_GRID}"/>')
        pieces.append(_text(x + 4, 60, str(year), more=' font-weight="600"'))
    return "".join(pieces)


def _today(timeline: Timeline, height: int) -> str:
    x = _x(timeline, timeline.today)
    right = x > WIDTH - 120
    left, anchor = (x - 5, "end") if right else (x + 5, "start")
    words = f"{gettext('heute')}, {words_of_day(current(), timeline.today)}"
    return (
        f'<path d="M{x} 40V{height - 8}" stroke="{_NOW}" stroke-width="2" stroke-dasharray="6 4"/>'
        f'<text x="{left}" y="44" text-anchor="{anchor}" font-size="12" fill="{_NOW}">'
        f"{escape(words)}</text>"
    )


def _row(timeline: Timeline, bar: Bar, place: int) -> str:
    top = _TOP + place * _ROW
    measure = bar.measure
    days = [day for day in (measure.starts, measure.ends) if day]
    days += [each.day for each in bar.milestones]
    x = _x(timeline, min(days)) if days else _EDGE
    title = shorten(measure.node.title, 70)
    if not days:
        title = f"{title} ({gettext('ohne Zeitraum')})"
    right = x > WIDTH * 0.55
    words = _text(
        WIDTH - _EDGE if right else x, top + 11, title, anchor="end" if right else "start"
    )
    marks = "".join(_diamond(timeline, each, top + 29) for each in bar.milestones)
    return f"<g>{words}{_bar(timeline, bar, top + 24)}{marks}</g>"


def _bar(timeline: Timeline, bar: Bar, y: int) -> str:
    """From beginning to end; where one of them is not known, a dashed line to today or the edge."""
    starts, ends = bar.measure.starts, bar.measure.ends
    if starts is None and ends is None:
        return ""
    fill = _BARS.get(State(bar.measure.state), _BAR)
    left = _x(timeline, starts) if starts else _EDGE
    right = _x(timeline, ends) if ends else WIDTH - _EDGE
    if starts is None or ends is None:
        return (
            f'<path d="M{left} {y + 5}H{right}" stroke="{fill}" stroke-width="4"'
            f' stroke-dasharray="10 5"/>'
        )
    return (
        f'<rect x="{left}" y="{y}" width="{max(3, right - left)}" height="10" rx="3"'
        f' fill="{fill}"/>'
    )


def _diamond(timeline: Timeline, each: MilestoneMark, y: int) -> str:
    words = mark_words()[each.mark]
    return (
        f'<g transform="translate({_x(timeline, each.day)} {y})">'
        f"<title>{escape(shorten(each.title, 80))}: {escape(words)},"
        f" {words_of_day(current(), each.day)}</title>{_SHAPES[each.mark]}</g>"
    )
