"""Lists of the desk, joined in Python: a template loop over 30 rows costs four times as much."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from html import escape

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from mitmachstadt.answers.calculations import Alike
from mitmachstadt.answers.models import Figure
from mitmachstadt.answers.queries import InboxRow
from mitmachstadt.kernel.language import current, words_of_day
from mitmachstadt.kernel.text import shorten
from mitmachstadt.people.enums import Capacity


def inbox_rows_html(rows: Iterable[InboxRow], *, at: datetime, desks: bool = True) -> SafeString:
    """Table rows with a checkbox `n` each; the table's head stands in the template.

    Args:
        desks: whether each says where it lies.
    """
    words = _Words(
        days={},
        language=current(),
        zone=timezone.get_current_timezone(),
        overdue=gettext("Frist überschritten"),
        open=gettext("offen"),
        nameless=gettext("Ohne Namen"),
        office=gettext("für das Strategiebüro"),
        speaks_for=gettext("für {organisation}"),
        works_for=gettext("arbeitet bei der Stadt:"),
        choose=gettext("Auswählen: {title}"),
        about=gettext("Zu"),
        by=gettext("Von"),
        until=gettext("Rückmeldung bis"),
        lies_with=gettext("bei {unit}"),
        drafted=gettext("Entwurf in Arbeit"),
        desks=desks,
    )
    html = "".join(_row(row, words, at) for row in rows)
    return mark_safe(html)  # noqa: S308 - every piece that people wrote is escaped


@dataclass(frozen=True)
class _Words:
    """Asked for once for all rows: gettext and Django's own dates cost more than the rows."""

    days: dict[datetime, str]
    language: str
    zone: tzinfo
    overdue: str
    open: str
    nameless: str
    office: str
    speaks_for: str
    works_for: str
    choose: str
    about: str
    by: str
    until: str
    lies_with: str
    drafted: str
    desks: bool

    def day(self, moment: datetime) -> str:
        """Many rows fall due together."""
        if moment not in self.days:
            day = moment.astimezone(self.zone)
            words = words_of_day(self.language, day.date())
            self.days[moment] = f'<time datetime="{day.isoformat()}">{words}</time>'
        return self.days[moment]

    def speaker(self, row: InboxRow) -> str:
        if row.capacity == Capacity.OFFICE:
            return f" {self.office}"
        name = row.organisation_name
        said = f" {self.speaks_for.format(organisation=escape(name))}" if name else ""
        return f"{said}, {self.works_for} {escape(row.affiliation)}" if row.affiliation else said

    def desk(self, row: InboxRow) -> str:
        if not self.desks or not row.unit_name:
            return ""
        return (
            f'<br><span class="m-hint">{self.lies_with.format(unit=escape(row.unit_name))}</span>'
        )


def _row(row: InboxRow, words: _Words, at: datetime) -> str:
    title, name = escape(row.title), escape(row.author_name or words.nameless)
    late = row.due < at
    draft = f' <span class="m-badge m-is-draft">{words.drafted}</span>' if row.drafted else ""
    root, desk = f"/{words.language}/n", f"/{words.language}/buero/antworten/"
    return (
        f'<tr><td><label><input type="checkbox" name="n" value="{row.public_id}">'
        f'<span class="m-sr">{words.choose.format(title=title)}</span></label></td>'
        f'<th scope="row"><a href="{desk}?n={row.public_id}">{title}</a></th>'
        f'<td data-label="{words.about}"><a href="{root}/{row.about_id}/">'
        f"{escape(shorten(row.about_title, 80))}</a></td>"
        f'<td data-label="{words.by}"><bdi>{name}</bdi>{words.speaker(row)},'
        f" {words.day(row.created)}</td>"
        f'<td data-label="{words.until}">{words.day(row.due)}{words.desk(row)}</td>'
        f'<td><span class="m-badge m-is-{"overdue" if late else "open"}">'
        f"{words.overdue if late else words.open}</span>{draft}</td></tr>"
    )


_WORD = re.compile(r"[^\W_]+")
_LONGEST_SHOWN = 600


def alike_html(found: Iterable[Alike]) -> SafeString:
    """Contributions that say something similar, each with a box, their common words marked."""
    items = "".join(_alike(each) for each in found)
    return mark_safe(items)  # noqa: S308 - every piece that people wrote is escaped


def _alike(each: Alike) -> str:
    node, root = each.node, f"/{current()}/n/{each.node.public_id}/"
    title = escape(shorten(node.title, 60))
    choose = gettext("Mit beantworten: {title}").format(title=title)
    facts = [
        gettext("zu {percent} % ähnlich").format(percent=each.percent),
        gettext("zur selben Textstelle") if each.same_place else "",
        gettext("schon beantwortet") if node.answers else gettext("offen"),
    ]
    listed = "".join(f"<li>{fact}</li>" for fact in facts if fact)
    return (
        f'<li><label class="m-check"><input type="checkbox" name="n" value="{node.public_id}">'
        f'<span>{choose}</span></label><input type="hidden" name="seen"'
        f' value="{node.public_id}:{node.version}"><ul class="m-meta">{listed}<li><a href="{root}">'
        f"{gettext('Zum Beitrag')}</a></li></ul>"
        f'<p class="m-text" dir="auto">{marked(node.text, each.common)}</p></li>'
    )


def marked(text: str, words: Collection[str]) -> SafeString:
    """A text, shortened, with these words in it marked."""
    text = shorten(text, _LONGEST_SHOWN)
    pieces, last = [], 0
    for match in _WORD.finditer(text):
        if match.group().casefold() in words:
            pieces.append(escape(text[last : match.start()]))
            pieces.append(f"<mark>{escape(match.group())}</mark>")
            last = match.end()
    pieces.append(escape(text[last:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece above is escaped


_BAR, _ROW = 16, 46
_MOST_BARS = 15


def bars_svg(figures: Sequence[Figure], title: str) -> SafeString:
    """A picture of how much is answered, open in time and overdue: a bar for each line.

    All bars are equally wide, for the share is what counts; how many there are is told by the table
    beside it. Widths are shares of the page, so that it can be read on a phone.
    """
    shown = [each for each in figures if each.contributions][:_MOST_BARS]
    bars = "".join(_bar(each, place) for place, each in enumerate(shown))
    return mark_safe(  # noqa: S308 - every piece that people wrote is escaped
        f'<svg class="m-chart" width="100%" height="{len(shown) * _ROW}" role="img"'
        f' aria-label="{escape(title)}">{bars}</svg>'
        if shown
        else ""
    )


def _bar(each: Figure, place: int) -> str:
    top, left = place * _ROW, 0.0
    name = each.process or each.unit
    words = escape(shorten(str(getattr(name, "title", name) or gettext("ohne Stelle")), 44))
    pieces = f'<text x="0" y="{top + 16}">{words}</text>'
    in_time = each.open - each.overdue
    kinds = (("answered", each.answered), ("open", in_time), ("overdue", each.overdue))
    for kind, count in kinds:
        width = 100 * count / each.contributions
        pieces += (
            f'<rect class="m-is-{kind}" x="{left:.2f}%" y="{top + 22}"'
            f' width="{width:.2f}%" height="{_BAR}"/>'
        )
        left += width
    return pieces
