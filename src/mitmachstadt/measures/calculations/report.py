"""A progress report in words: the same parts for the page, the document and the PDF."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from mitmachstadt.kernel.language import counted, current, short_day, words_of_day
from mitmachstadt.kernel.text import shorten
from mitmachstadt.measures.calculations.money import euros
from mitmachstadt.measures.enums import MeasureType, Need, Phase, State
from mitmachstadt.methods.tagged_pdf import (
    Block,
    Fonts,
    Heading,
    Items,
    Paragraph,
    Rows,
    made_pdf,
    read_font,
)

_TITLE, _REASON, _LESSON, _NEED = 60, 110, 150, 34
MOST_PAGES = 2
type Facts = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """A line of a list; `about` is the public id of what it is about."""

    text: str
    about: str = ""


@dataclass(frozen=True)
class Part:
    """A heading of the second or third level with what stands below it."""

    title: str
    level: int = 2
    text: str = ""
    items: tuple[Entry, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def report_parts(content: Facts) -> list[Part]:
    """Everything that a report says, in the language of the page."""
    return [*_figures(content), *_changes(content), *_decisions(content), _lessons(content)]


def report_pdf(content: Facts, *, title: str, subtitle: str, footer: str, language: str) -> bytes:
    """Two pages A4; letters get smaller before there is a third. The same bytes each time."""
    blocks: list[Block] = [Heading(title), Paragraph(subtitle)]
    for part in report_parts(content):
        blocks.append(Heading(part.title, part.level))
        if part.text:
            blocks.append(Paragraph(part.text))
        if part.items:
            blocks.append(Items(tuple(entry.text for entry in part.items)))
        if part.rows:
            blocks.append(Rows(part.rows))
    return made_pdf(
        blocks, _fonts(), title=title, language=language, day=date.fromisoformat(content["day"]),
        footer=footer, most_pages=MOST_PAGES,
    )  # fmt: skip


@cache
def _fonts() -> Fonts:
    folder = files("mitmachstadt.kernel") / "fonts"
    regular, bold = (
        read_font((folder / f"fira-sans-latin-{name}.ttf").read_bytes())
        for name in ("regular", "semibold")
    )
    return Fonts(regular, bold)


def _figures(content: Facts) -> list[Part]:
    figures = content["figures"]
    own, copied = figures["total"]
    money = figures["money"]
    words = counted(own, "Maßnahme", "Maßnahmen")
    also = counted(copied, "Übernahme", "Übernahmen")
    amounts = _("Bewilligt: %(approved)s, ausgegeben: %(spent)s, beantragt: %(requested)s.") % {
        name: euros(money[name]) if money[name] is not None else "–" for name in money
    }
    groups = ((_("Art"), "types", MeasureType), (_("Phase"), "phases", Phase),
              (_("Stand"), "states", State))  # fmt: skip
    rows = [(_("Maßnahmen"), _("von hier"), _("Übernahmen"))]
    for label, name, kinds in groups:
        for kind in kinds:
            numbers = figures[name][str(kind.value)]
            rows.append((f"{label}: {kind.label}", str(numbers[0]), str(numbers[1])))
    said = _("%(own)s, dazu %(also)s, die nicht als neue Erfolge zählen.") % {
        "own": words, "also": also,
    }  # fmt: skip
    return [Part(_("Zahlen"), text=f"{said} {amounts}", rows=tuple(rows))]


def _listed(title: str, found: Facts, entries: list[Entry]) -> list[Part]:
    """A part with a number in its title; none where there is nothing."""
    if not found["count"]:
        return []
    more = found["count"] - len(entries)
    if more > 0:
        words = _("und {number} weitere").format(number=more)
        entries = [*entries, Entry(words)]
    return [Part(f"{title} ({found['count']})", 3, items=tuple(entries))]


def _changes(content: Facts) -> list[Part]:
    changes, since = content["changes"], content["since"]
    title = _("Was sich geändert hat")
    if changes is None:
        return [
            Part(title, text=_("Das ist der erste Bericht; davor gibt es nichts zum Vergleichen."))
        ]
    parts = [
        *_listed(_("Neu"), changes["new"], [_entry(each) for each in changes["new"]["items"]]),
        *_listed(_("Zu Ende"), changes["over"], [
            _entry(each, State(each["state"]).label) for each in changes["over"]["items"]
        ]),
        *_listed(_("In einer anderen Phase"), changes["phase"], [
            _entry(each, _step(each), each["reason"])
            for each in changes["phase"]["items"]
        ]),
        *_listed(_("Meilensteine erreicht"), changes["reached"], [
            _entry(each, _of(each), _("%(day)s, geplant war %(planned)s") % {
                "day": _day(each["reached"]), "planned": _day(each["planned"])})
            for each in changes["reached"]["items"]
        ]),
        *_listed(_("Meilensteine verschoben"), changes["moved"], [
            _entry(each, _of(each), _move(each), each["reason"])
            for each in changes["moved"]["items"]
        ]),
    ]  # fmt: skip
    day = words_of_day(current(), date.fromisoformat(since["day"]))
    told = _("Seit Bericht %(number)d vom %(day)s.") % {"number": since["number"], "day": day}
    nothing = "" if parts else f" {_('Es hat sich nichts geändert.')}"
    return [Part(title, text=told + nothing), *parts]


def _decisions(content: Facts) -> list[Part]:
    found = content["decisions"]
    parts = [
        *_listed(_("Bedingungen der Phase nicht erfüllt"), found["gates"], [
            _entry(each, Phase(each["phase"]).label, _needs(each["needs"]))
            for each in found["gates"]["items"]
        ]),
        *_listed(_("Hindernisse, älter als 30 Tage"), found["blockers"], [
            _entry(each, each["text"], _("%(owner)s, seit %(days)d Tagen") % {
                "owner": shorten(each["owner"], 40), "days": each["days"]})
            for each in found["blockers"]["items"]
        ]),
        *_listed(_("Meilensteine überfällig"), found["overdue"], [
            _entry(each, _of(each), _planned(each))
            for each in found["overdue"]["items"]
        ]),
    ]  # fmt: skip
    nothing = "" if parts else _("Nichts ist offen.")
    return [Part(_("Worüber zu entscheiden ist"), text=nothing), *parts]


def _lessons(content: Facts) -> Part:
    found = content["lessons"]
    title = _("Was gelernt wurde")
    if not found["count"]:
        return Part(title, text=_("Seither ist nichts aufgeschrieben."))
    entries = [
        Entry(f"{shorten(e['title'], _TITLE)}: {shorten(e['happened'], _LESSON)}"
              f" → {shorten(e['changes'], _LESSON)}", e["id"])
        for e in found["items"]
    ]  # fmt: skip
    listed = _listed("", found, entries)[0]
    return Part(f"{title} ({found['count']})", items=listed.items)


def _entry(each: Facts, *words: object) -> Entry:
    said = "; ".join(shorten(str(word), _REASON).rstrip(".") for word in words)
    title = shorten(each["title"], _TITLE)
    return Entry(f"{title}: {said}" if said else title, each["id"])


def _of(each: Facts) -> str:
    return shorten(each["measure"], _TITLE)


def _step(each: Facts) -> str:
    return f"{Phase(each['before']).label} → {Phase(each['after']).label}"


def _move(each: Facts) -> str:
    return f"{_day(each['before'])} → {_day(each['after'])}"


def _planned(each: Facts) -> str:
    return _("geplant war %(planned)s") % {"planned": _day(each["planned"])}


def _needs(needs: list[str]) -> str:
    first = ", ".join(f"„{shorten(str(Need(need).label), _NEED)}“" for need in needs[:2])
    first = _("nicht erfüllt: %(needs)s") % {"needs": first}
    more = len(needs) - 2
    return first if more <= 0 else _("%(first)s und %(more)d weitere") % {
        "first": first, "more": more,
    }  # fmt: skip


def _day(text: str) -> str:
    return short_day(date.fromisoformat(text))
