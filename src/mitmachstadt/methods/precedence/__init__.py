"""Which of several rules of responsibility holds: the most specific one.

A rule names up to three things: a section, a subject, a district. Of the rules that fit, the one
holds that

1. names more of the three;
2. then names the narrower section (deeper in the text; a named one beats none);
3. then names the narrower subject (deeper in the taxonomy; a named one beats none);
4. then names a district.

Rules that are equal in all four name different subjects of the same depth. Where they lead to one
unit, nothing is to be decided; where they lead to several, none of them holds: that is a gap for
people to close, and no accident of the order in which rules were entered closes it.

>>> wide = Rule(key=1, unit=7, section=1)
>>> narrow = Rule(key=2, unit=8, section=3)
>>> most_specific([wide, narrow]).unit
8
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A rule that fits. Depths begin with 1 at the top; 0 where the rule names nothing."""

    key: int
    unit: int
    section: int = 0
    subject: int = 0
    district: bool = False


@dataclass(frozen=True)
class Finding:
    """The rules that fit, most specific first, and how many of them hold together."""

    rules: tuple[Rule, ...] = ()
    holding: int = 0

    @property
    def unit(self) -> int | None:
        """Who answers; None where no rule fits, or several fit equally and disagree."""
        units = {rule.unit for rule in self.rules[: self.holding]}
        return units.pop() if len(units) == 1 else None

    @property
    def is_tied(self) -> bool:
        """Whether rules fit equally and lead to different units."""
        return self.holding > 1 and self.unit is None


def rank(rule: Rule) -> tuple[int, int, int, bool]:
    """How specific a rule is; the higher one holds."""
    named = sum((rule.section > 0, rule.subject > 0, rule.district))
    return (named, rule.section, rule.subject, rule.district)


def most_specific(rules: Iterable[Rule]) -> Finding:
    """What holds among the rules that fit, in whatever order they come."""
    known = sorted(rules, key=lambda rule: rule.key)
    ordered = sorted(known, key=rank, reverse=True)
    holding = sum(rank(rule) == rank(ordered[0]) for rule in ordered)
    return Finding(tuple(ordered), holding)
