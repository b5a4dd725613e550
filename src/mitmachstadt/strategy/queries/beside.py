"""A chapter of a draft beside what the edition before says there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mitmachstadt.strategy.queries.editing import DraftChapter
from mitmachstadt.strategy.queries.layout import PlacedPassage, PlacedSection


@dataclass(frozen=True)
class BesideLine:
    """A passage as the edition before has it and as the draft has it; None where it has none."""

    public_id: str
    old: PlacedPassage | None
    new: PlacedPassage | None
    moved_from: str = ""
    moved_to: str = ""

    @property
    def is_changed(self) -> bool:
        if self.old is None or self.new is None:
            return True
        return self.old.text != self.new.text or bool(self.moved_from)


@dataclass(frozen=True)
class BesideSection:
    """A section of the draft beside the same one of the edition before."""

    public_id: str
    title: str
    old_title: str
    lines: list[BesideLine] = field(default_factory=list)


def side_by_side(
    former: list[PlacedSection], chapters: list[DraftChapter], index: int
) -> list[BesideSection]:
    """A chapter of a draft beside what the edition before says there.

    Every passage of the draft's chapter comes once, with its former words wherever they stood.
    What the former sections had and these have not stands where it stood, with where it went.
    """
    before = {p.public_id: (s, p) for s in former for p in s.passages}
    now = {
        passage.public_id: section.title
        for chapter in chapters
        for section in chapter.sections
        for passage in section.passages
    }
    old_by_id = {section.public_id: section for section in former}
    result = []
    for section in chapters[index].sections:
        old = old_by_id.get(section.public_id)
        own = {passage.public_id for passage in section.passages}
        gone = _gone_behind(old.passages if old else [], own)
        made = BesideSection(section.public_id, section.title, old.title if old else "")
        for left in gone.get("", ()):
            made.lines.append(_gone_line(left, now))
        for passage in section.passages:
            was = before.get(passage.public_id)
            moved = was is not None and was[0].public_id != section.public_id
            made.lines.append(
                BesideLine(
                    passage.public_id,
                    was[1] if was else None,
                    passage,
                    moved_from=was[0].title if was and moved else "",
                )
            )
            made.lines.extend(_gone_line(left, now) for left in gone.get(passage.public_id, ()))
        result.append(made)
    return result


def _gone_behind(old: list[PlacedPassage], own: set[str]) -> dict[str, list[PlacedPassage]]:
    """What a section had and has not, by the passage that it stood behind; "" for its beginning."""
    gone: dict[str, list[PlacedPassage]] = {}
    behind = ""
    for passage in old:
        if passage.public_id in own:
            behind = passage.public_id
        else:
            gone.setdefault(behind, []).append(passage)
    return gone


def _gone_line(passage: PlacedPassage, now: Mapping[str, str]) -> BesideLine:
    return BesideLine(passage.public_id, passage, None, moved_to=now.get(passage.public_id, ""))
