"""Tags and filters that every template has without loading them (`builtins` in the settings)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from html import escape as html_escape
from typing import Any
from urllib.parse import quote

from django.forms import BoundField
from django.template import Context, Library, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.urls import get_script_prefix, reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.kept_html import day_mark
from mitmachstadt.kernel.language import (
    counted,
    current,
    day_in_words,
    moment_in_words,
    number_in_words,
)

register = Library()

STATUS_WORDS = {
    "open": _("offen"),
    "answered": _("beantwortet"),
    "partly": _("teilweise in den Entwurf übernommen"),
    "overdue": _("Frist überschritten"),
    "waiting": _("wartet auf Freigabe"),
    "hidden": _("ausgeblendet"),
    "decided": _("beschlossen"),
    "draft": _("Entwurf"),
    "taken_up": _("in den Entwurf übernommen"),
    "not_taken": _("nicht übernommen"),
    "agreed": _("Zustimmung"),
    "examining": _("wird geprüft"),
    "passed_on": _("weitergeleitet"),
    "elsewhere": _("an anderem Ort behandelt"),
}


@register.filter
def moment(value: datetime | None) -> str:
    """A point in time: "24. Dezember 2026, 18:00 Uhr"."""
    return moment_in_words(value) if value else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """A day: "24. Dezember 2026"."""
    return day_in_words(value) if value else ""


@register.filter
def time_tag(value: datetime | date | None) -> SafeString | str:
    """A day as a `<time>` element that machines read too."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), day(value))


@register.filter
def kept_time_tag(value: date | datetime) -> SafeString:
    """The same in HTML that is kept: its words are put in when a page is made."""
    mark = mark_safe(day_mark(value))  # noqa: S308 - a date
    if isinstance(value, datetime):
        value = value.astimezone(UTC)  # as it comes back from the database
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), mark)


@register.filter
def days_since(now: datetime, then: datetime) -> int:
    """How many whole days have passed."""
    return max(0, (now - then).days)


@register.filter
def number(value: int | str | None) -> str:
    """A whole number with marks: "12.480", "12,480"; anything else stays as it is."""
    try:
        return number_in_words(int(value or 0))
    except ValueError:
        return str(value)


@register.filter
def plural(value: int, words: str) -> str:
    """A number and its noun: `3|plural:"Anmerkung,Anmerkungen"` is "3 Anmerkungen"."""
    one, _, many = words.partition(",")
    return counted(value, one, many)


@register.filter
def options(choices: Iterable[tuple[object, object]], chosen: object) -> SafeString:
    """The options of a select, joined in Python: a city has dozens of units and subjects."""
    html = "".join(
        f'<option value="{html_escape(str(value))}"{" selected" if value == chosen else ""}>'
        f"{html_escape(str(label))}</option>"
        for value, label in choices
    )
    return mark_safe(html)  # noqa: S308 - every piece is escaped


@register.filter
def filter_fields(fields: Iterable[Mapping[str, Any]]) -> SafeString:
    """The fields of a bar of filters, joined in Python: every list has eight of them."""
    html = "".join(map(_filter_field, fields))
    return mark_safe(html)  # noqa: S308 - every piece is escaped


def _filter_field(field: Mapping[str, Any]) -> str:
    name, value = html_escape(field["name"]), field["value"]
    called = f'id="filter-{name}" name="{name}"'
    if field.get("options"):
        control = f"<select {called}>{options(field['options'], value)}</select>"
    else:
        control = f'<input type="search" {called} value="{html_escape(str(value or ""))}">'
    label = html_escape(str(field["label"]))
    return f'<div class="m-field"><label for="filter-{name}">{label}</label>{control}</div>'


@register.filter
def groups(code: str) -> SafeString:
    """A code in groups of four, one span each, with spaces between them."""
    letters = "".join(character for character in code if character.isalnum())
    parts = [(letters[start : start + 4],) for start in range(0, len(letters), 4)]
    return format_html_join(" ", "<span>{}</span>", parts)


@register.filter
def as_kern(field: BoundField) -> SafeString:
    """The widget of a form field with KERN's class; a textarea is also told of its counter."""
    widget = field.field.widget
    attrs: dict[str, Any] = {}
    kind = getattr(widget, "input_type", "")
    if kind not in {"checkbox", "radio", "hidden"}:
        attrs["class"] = f"{widget.attrs.get('class', '')} kern-form-input__input".strip()
    if "maxlength" in widget.attrs and not kind:
        described = field.aria_describedby or ""
        attrs["aria-describedby"] = f"{described} {field.auto_id}_counter".strip()
    return field.as_widget(attrs=attrs)


@register.filter
def widget_kind(field: BoundField) -> str:
    """What stands in the template for a field: text, area, choice, check or hidden."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if field.use_fieldset:
        return "choice"
    if getattr(widget, "input_type", "") == "checkbox":
        return "check"
    return "area" if "maxlength" in widget.attrs and not hasattr(widget, "input_type") else "text"


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, label: str) -> SafeString:
    """A link of the navigation that knows whether its page, or one below it, is shown."""
    request, address = context.get("request"), _address(name, get_script_prefix(), current())
    path = getattr(request, "path", "")
    here = "page" if path == address else "true" if _below(path, address) else ""
    mark = f' aria-current="{here}"' if here else ""
    return mark_safe(f'<a href="{address}"{mark}>{escape(label)}</a>')  # noqa: S308


@register.simple_tag(takes_context=True)
def report_link(context: Context, label: str) -> SafeString:
    """The link to the form for barriers, which is told the page that it stands on."""
    path = quote(getattr(context.get("request"), "path", ""))
    address = _address("barrier-report", get_script_prefix(), current())
    asked = f"?von={path}" if path else ""
    return mark_safe(f'<a href="{address}{asked}">{escape(label)}</a>')  # noqa: S308


@cache
def _address(name: str, prefix: str, language: str) -> str:
    """Addresses do not change while the process lives; every page asks for seven of them."""
    return escape(reverse(name))


class _KeptNode(Node):
    """What stands between `{% kept %}` and `{% endkept %}`, rendered once for each value."""

    def __init__(self, nodelist: NodeList, variables: list[FilterExpression]) -> None:
        self.nodelist, self.variables = nodelist, variables
        self.kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = (
            get_script_prefix(),
            current(),
            *(variable.resolve(context) for variable in self.variables),
        )
        if key not in self.kept:
            self.kept[key] = self.nodelist.render(context)
        return self.kept[key]


@register.tag
def kept(parser: Parser, token: Token) -> _KeptNode:
    """Render a piece of a page once in a process and language: `{% kept city %}...{% endkept %}`.

    For what is the same on every page. It may depend on the values named in the tag, which have
    to be few and hashable, and on nothing else.
    """
    variables = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return _KeptNode(nodelist, variables)


def _below(path: str, address: str) -> bool:
    return address.strip("/").count("/") > 0 and path.startswith(address)


@register.inclusion_tag("kernel/parts/share_bar.html")
def share_bar(rows: Sequence[tuple[str, int, str]], caption: str) -> dict[str, Any]:
    """Shares of a whole as one SVG bar with its table; a row is (label, number, status)."""
    total = sum(count for _, count, _ in rows)
    segments, start = [], 0
    for label, count, status in rows:
        segments.append(
            {
                "label": label,
                "count": count,
                "status": status,
                "percent": _percent(count, total),
                "start": _coordinate(start, total),
                "width": _coordinate(count, total),
            }
        )
        start += count
    return {"segments": segments, "total": total, "caption": caption, "text": _in_words(segments)}


def _percent(count: int, total: int) -> int:
    return round(100 * count / total) if total else 0


def _coordinate(count: int, total: int) -> str:
    return f"{1000 * count / total:.1f}" if total else "0"


def _in_words(segments: Iterable[dict[str, Any]]) -> str:
    return ", ".join(f"{part['label']}: {part['count']}" for part in segments)


@register.filter
def status_word(status: str) -> str:
    """The usual word of a status, where a page gives no other."""
    return str(STATUS_WORDS.get(status, status))


@register.filter
def error_list(errors: Iterable[str], field: BoundField) -> SafeString | str:
    """The errors of a field, under the id that its widget names as its description."""
    items = format_html_join("", "<li>{}</li>", ((error,) for error in errors))
    return (
        format_html('<ul class="m-error" id="{}_error">{}</ul>', field.auto_id, items)
        if items
        else ""
    )
