"""Indicators, money, references."""

import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.measures.enums import MOST_REFERENCES
from mitmachstadt.measures.errors import (
    DayInTheFuture,
    IndicatorNeedsBaseline,
    IndicatorNeedsTarget,
    IndicatorNeedsUnit,
    KnownAlready,
    NotAReference,
    TargetBeforeBaseline,
    TooMany,
    YearUnfit,
)
from mitmachstadt.measures.models import Indicator, Measure
from mitmachstadt.measures.rules.words import is_placeholder, must_stand

# Units that have no letter.
_SIGNS = {"%", "‰", "€", "°"}
FIRST_YEAR, LAST_YEAR = 1990, 2100
# A number and an electoral term, in either order, perhaps with the assembly's short name before.
_REFERENCE = re.compile(
    r"(?:[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,9} )?\d{1,5}/(?:\d{1,5}|[IVXL]{1,6})(?:-\d{1,3})?", re.ASCII
)


def may_measure(
    measure: Measure,
    *,
    name: str,
    unit: str,
    baseline: Decimal | None,
    baseline_on: date | None,
    target: Decimal | None,
    target_on: date | None,
    today: date,
) -> Verdict:
    """An indicator says what is measured in which unit, from which value to which, with days."""
    named = must_stand({gettext("Indikator"): name})
    if not named.allowed:
        return named
    if not unit or (is_placeholder(unit) and unit not in _SIGNS):
        return no(IndicatorNeedsUnit())
    if baseline is None or baseline_on is None:
        return no(IndicatorNeedsBaseline())
    if baseline_on > today:
        return no(DayInTheFuture(field=gettext("Ausgangswert vom")))
    if target is None or target_on is None:
        return no(IndicatorNeedsTarget())
    if target_on <= baseline_on:
        days = {"target": day_in_words(target_on), "baseline": day_in_words(baseline_on)}
        return no(TargetBeforeBaseline(**days))
    if measure.indicators.filter(name=name).exists():
        return no(KnownAlready(name=name))
    return YES


def may_read_off(indicator: Indicator, *, on: date, today: date) -> Verdict:
    """One reading a day, on a day that has come."""
    if on > today:
        return no(DayInTheFuture(field=gettext("Gemessen am")))
    if indicator.readings.filter(on=on).exists():
        return no(KnownAlready(name=day_in_words(on)))
    return YES


def may_budget(measure: Measure, *, title: str, year: int) -> Verdict:
    """A line has a title and a year, and stands there once."""
    named = must_stand({gettext("Titel im Haushalt"): title})
    if not named.allowed:
        return named
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return no(YearUnfit(first=FIRST_YEAR, last=LAST_YEAR))
    if measure.budget_lines.filter(title=title, year=year).exists():
        return no(KnownAlready(name=f"{title} {year}"))
    return YES


def is_reference(number: str) -> bool:
    """Whether this is a printed paper's number as parliaments write it."""
    return _REFERENCE.fullmatch(number) is not None


def may_refer(measure: Measure, *, number: str) -> Verdict:
    """A printed paper's number as parliaments write it, once."""
    if not is_reference(number):
        return no(NotAReference(words=number[:40]))
    if measure.references.filter(number=number).exists():
        return no(KnownAlready(name=number))
    if measure.references.count() >= MOST_REFERENCES:
        return no(TooMany(most=MOST_REFERENCES))
    return YES
