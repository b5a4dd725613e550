"""The timeline as a table, joined in Python: forty measures with six milestones each."""

from collections.abc import Iterable
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from mitmachstadt.kernel.language import counted, current, words_of_day
from mitmachstadt.kernel.text import shorten
from mitmachstadt.measures.cards.timeline import mark_words
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.timeline import Bar, Mark, MilestoneMark


def rows_html(bars: Iterable[Bar]) -> SafeString:
    """A row for each measure: its time and its milestones, those that are late in bold."""
    words = {mark: escape(said) for mark, said in mark_words().items()}
    html = "".join(_row(bar, words) for bar in bars)
    return mark_safe(html)  # noqa: S308 - every piece is escaped


def _row(bar: Bar, words: dict[Mark, str]) -> str:
    node = bar.measure.node
    title = escape(shorten(node.title, 80))
    return (
        f'<tr><th scope="row"><a href="/{current()}/n/{node.public_id}/">{title}</a></th>'
        f"<td>{_time(bar.measure)}</td><td>{_milestones(bar, words)}</td></tr>"
    )


def _time(measure: Measure) -> str:
    if not (measure.starts or measure.ends):
        return escape(gettext("ohne Zeitraum"))
    return f"{_day(measure.starts)} – {_day(measure.ends)}"


def _day(day: date | None) -> str:
    return escape(words_of_day(current(), day)) if day else "…"


def _milestones(bar: Bar, words: dict[Mark, str]) -> str:
    if not bar.milestones:
        return "–"
    items = "".join(_milestone(each, words[each.mark]) for each in bar.milestones)
    told = f'<ul class="m-marks">{items}</ul>'
    if bar.more:
        more = counted(bar.more, "weiterer Meilenstein", "weitere Meilensteine")
        told += f'<p class="m-hint">{escape(more)}</p>'
    return told


def _milestone(each: MilestoneMark, words: str) -> str:
    said = f"<b>{words}</b>" if each.mark == Mark.LATE else words
    return f"<li>{escape(shorten(each.title, 50))}: {_day(each.day)}, {said}</li>"
