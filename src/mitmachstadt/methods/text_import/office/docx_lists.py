"""Lists of a DOCX file: how they are counted."""

from __future__ import annotations

from mitmachstadt.methods.text_import.office.archive import Element, child
from mitmachstadt.methods.text_import.office.counting import Counter, Level, whole
from mitmachstadt.methods.text_import.office.docx_styles import W, value


class Lists:
    """All lists of a file. Lists of one kind count on, unless one says that it begins again."""

    def __init__(self, root: Element | None) -> None:
        elements = [] if root is None else list(root)
        kinds = {e.get(W + "abstractNumId", ""): e for e in elements if e.tag == W + "abstractNum"}
        self._lists = {e.get(W + "numId", ""): e for e in elements if e.tag == W + "num"}
        by_link = {value(child(kind, "styleLink")): name for name, kind in kinds.items()}
        self._kind_of: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        for name, kind in kinds.items():
            linked = by_link.get(value(child(kind, "numStyleLink")) or "-", name)
            self._kind_of[name] = linked
            self._levels[name] = _levels(kinds[linked])
        self._counters: dict[str, Counter] = {}
        self._begun: set[tuple[str, int]] = set()

    def has(self, list_id: str) -> bool:
        """Whether a paragraph with this id stands in a list: 0 takes it out of one."""
        return list_id in self._lists and list_id != "0"

    def next(self, list_id: str, level: int) -> tuple[str, bool]:
        """The marker of the next item and whether it is a bullet; "" for an item without."""
        element = self._lists[list_id]
        kind = value(child(element, "abstractNumId"))
        kind = self._kind_of.get(kind, kind)
        own = {
            whole(change.get(W + "ilvl", ""), 0): change
            for change in element
            if change.tag == W + "lvlOverride"
        }
        levels = dict(self._levels.get(kind, {}))
        levels |= {n: _level(part) for n, o in own.items() if (part := child(o, "lvl")) is not None}
        counter = self._counters.setdefault(kind, Counter(levels))
        if (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            start = value(child(own.get(level), "startOverride"))
            if start:
                counter.restart(level, whole(start, 1))
        shape = levels.get(level, Level())
        return counter.next(level), shape.is_bullet


def _levels(kind: Element) -> dict[int, Level]:
    return {
        whole(level.get(W + "ilvl", ""), 0): _level(level)
        for level in kind
        if level.tag == W + "lvl"
    }


def _level(level: Element) -> Level:
    return Level(
        value(child(level, "numFmt")) or "decimal",
        value(child(level, "lvlText")),
        whole(value(child(level, "start")), 1),
    )
