"""What assessors gave, criterion by criterion: every score, median and spread, and no sum."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from mitmachstadt.arena.enums import DISAGREEMENT, GRADES
from mitmachstadt.arena.models import Criterion, Score

_STEP, _LEFT, _UP = 90, 45, 14


@dataclass(frozen=True)
class Dot:
    """One score in the picture."""

    x: int
    y: int


@dataclass(frozen=True)
class Spread:
    """All scores for one criterion: how they lie, and whether opinions are far apart.

    Attributes:
        median: in words, "1,5" between two grades.
    """

    criterion: Criterion
    scores: tuple[Score, ...]
    median: str
    least: int
    most: int
    disagree: bool
    dots: tuple[Dot, ...]
    height: int

    @property
    def base(self) -> int:
        """Where the line of the picture lies."""
        return self.height - 24

    @property
    def marks(self) -> list[tuple[int, int]]:
        """Each grade with its place on the line."""
        return [(grade, _LEFT + grade * _STEP) for grade in GRADES]


def spread_of(criterion: Criterion, scores: Sequence[Score]) -> Spread | None:
    """The scores of one criterion; None where nobody gave one."""
    mine = [score for score in scores if score.criterion_id == criterion.pk]
    if not mine:
        return None
    grades = sorted(score.grade for score in mine)
    middle = median(grades)
    words = str(int(middle)) if middle == int(middle) else f"{int(middle)},5"
    height = 24 + _UP * (max(Counter(grades).values()) + 1)
    return Spread(
        criterion=criterion,
        scores=tuple(mine),
        median=words,
        least=grades[0],
        most=grades[-1],
        disagree=grades[-1] - grades[0] >= DISAGREEMENT,
        dots=_dots(grades, height - 24),
        height=height,
    )


def _dots(grades: Sequence[int], base: int) -> tuple[Dot, ...]:
    """Equal scores lie above each other."""
    before: Counter[int] = Counter()
    dots = []
    for grade in grades:
        before[grade] += 1
        dots.append(Dot(_LEFT + grade * _STEP, base - _UP * before[grade] + _UP // 2))
    return tuple(dots)


def spreads(criteria: Sequence[Criterion], scores: Sequence[Score]) -> list[Spread]:
    """In the order of the criteria; never ranked, never added up."""
    found = (spread_of(criterion, scores) for criterion in criteria)
    return [each for each in found if each is not None]
