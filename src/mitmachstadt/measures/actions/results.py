"""Indicators, money, lessons."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.measures.actions.rows import tell, writing
from mitmachstadt.measures.calculations import amount_from
from mitmachstadt.measures.enums import MOST_PARTS, IndicatorKind
from mitmachstadt.measures.errors import TooMany
from mitmachstadt.measures.models import BudgetLine, Indicator, Lesson, Measure, Reading
from mitmachstadt.measures.queries.reading import names_around
from mitmachstadt.measures.rules.results import may_budget, may_measure, may_read_off
from mitmachstadt.measures.rules.words import may_teach
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor


def set_indicator(
    *,
    measure: Measure,
    kind: IndicatorKind,
    name: str,
    unit: str,
    baseline: Decimal | None,
    baseline_on: date | None,
    target: Decimal | None,
    target_on: date | None,
    visitor: Visitor,
    at: datetime,
) -> Indicator:
    """Say what will be measured: unit, baseline and target, both with their day.

    Raises:
        Refusal: one of them is missing, or the days contradict each other.
    """
    name, unit = clean_line(name), clean_line(unit)[:60]
    with writing(measure, visitor, at=at) as row:
        may_measure(
            row, name=name, unit=unit, baseline=baseline, baseline_on=baseline_on,
            target=target, target_on=target_on, today=timezone.localdate(at),
        ).require()  # fmt: skip
        if row.indicators.count() >= MOST_PARTS:
            raise TooMany(most=MOST_PARTS)
        assert baseline is not None and baseline_on and target is not None and target_on
        made = Indicator.objects.create(
            measure=row, kind=kind, name=name, unit=unit, baseline=baseline,
            baseline_on=baseline_on, target=target, target_on=target_on,
        )  # fmt: skip
        told = {"name": name, "unit": unit, "baseline": str(baseline), "target": str(target)}
        days = {"baseline_on": baseline_on.isoformat(), "target_on": target_on.isoformat()}
        tell(row, "indicator-set", {**told, **days, "kind": str(kind)}, at)
    return made


def read_off(
    *, indicator: Indicator, value: Decimal, on: date, visitor: Visitor, at: datetime
) -> Reading:
    """Enter what was measured on a day."""
    with writing(indicator.measure, visitor, at=at) as row:
        may_read_off(indicator, on=on, today=timezone.localdate(at)).require()
        made = Reading.objects.create(indicator=indicator, value=value, on=on)
        told = {"name": indicator.name, "value": str(value), "on": on.isoformat()}
        tell(row, "measured", told, at)
    return made


def plan_money(
    *,
    measure: Measure,
    title: str,
    year: int,
    recurring: bool,
    requested: str,
    visitor: Visitor,
    at: datetime,
    approved: str = "",
    spent: str = "",
) -> BudgetLine:
    """Enter a line of the budget; amounts as people write them, with their currency.

    Raises:
        Refusal: an amount that could mean two things or is below nothing; no title, no year.
    """
    title = clean_line(title)
    with writing(measure, visitor, at=at) as row:
        may_budget(row, title=title, year=year).require()
        if row.budget_lines.count() >= MOST_PARTS:
            raise TooMany(most=MOST_PARTS)
        line = BudgetLine(measure=row, title=title, year=year, recurring=recurring)
        _set_amounts(line, requested, approved, spent)
        line.save()
        tell(row, "money-planned", {**_told(line), "recurring": int(recurring)}, at)
    return line


def change_money(
    *,
    line: BudgetLine,
    requested: str,
    approved: str,
    spent: str,
    visitor: Visitor,
    at: datetime,
) -> BudgetLine:
    """What was requested, approved, spent until now; the register keeps what stood there."""
    with writing(line.measure, visitor, at=at) as row:
        now = BudgetLine.objects.select_for_update().get(pk=line.pk)
        before = _told(now)
        _set_amounts(now, requested, approved, spent)
        now.save()
        tell(row, "money-changed", {"before": before, "after": _told(now)}, at)
    return now


def _set_amounts(line: BudgetLine, requested: str, approved: str, spent: str) -> None:
    rough = []
    for name, text in (("requested", requested), ("approved", approved), ("spent", spent)):
        needed = name == "requested" or bool(text.strip())
        amount = amount_from(text, currency_needed=True) if needed else None
        setattr(line, name, amount.cents if amount else None)
        rough.append(bool(amount and amount.approximate))
    line.rough = any(rough)


def _told(line: BudgetLine) -> dict[str, str | int]:
    amounts = {"requested": line.requested, "approved": line.approved, "spent": line.spent}
    said = {name: "" if cents is None else cents for name, cents in amounts.items()}
    return {"title": line.title, "year": line.year, **said}


def learn(
    *,
    measure: Measure,
    tried: str,
    happened: str,
    changes: str,
    visitor: Visitor,
    at: datetime,
    organisations: tuple[Organisation, ...] = (),
) -> Lesson:
    """Say what was tried, what happened and what will be done otherwise; everybody reads it.

    Args:
        organisations: whose people are not to be named either, beside the owner's.

    Raises:
        Refusal: it names a person, or says nothing.
    """
    tried, happened, changes = clean_text(tried), clean_text(happened), clean_text(changes)
    with writing(measure, visitor, at=at) as row:
        involved = [each.organisation for each in row.involvements.select_related("organisation")]
        names = names_around([row.owner, *involved, *organisations], at=at)
        may_teach(
            tried=tried, happened=happened, changes=changes, labels=labels_of_lesson(), names=names
        ).require()
        if row.lessons.count() >= MOST_PARTS:
            raise TooMany(most=MOST_PARTS)
        made = Lesson.objects.create(
            measure=row, tried=tried, happened=happened, changes=changes,
            on=timezone.localdate(at), by=visitor.person,
        )  # fmt: skip
        told = {"tried": tried, "happened": happened, "changes": changes}
        tell(row, "lesson", told, at)
    return made


def labels_of_lesson() -> dict[str, str]:
    """What the three parts are called, in the language of the page."""
    return {
        "tried": gettext("Was wir versucht haben"),
        "happened": gettext("Was geschah"),
        "changes": gettext("Was wir ändern"),
    }
