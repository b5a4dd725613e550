"""So much of everything hangs on a measure, and no more."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import MOST_PARTS, IndicatorKind
from mitmachstadt.measures.errors import TooMany
from mitmachstadt.measures.models import (
    BudgetLine,
    Indicator,
    Involvement,
    Iteration,
    Lesson,
    Measure,
    Risk,
)
from tests import factories as f
from tests.factories import DAY, NOW
from tests.measures.city import LONG, TODAY, UNDERSTOOD, City, city, decentral
from tests.measures.portfolio import milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> City:
    return city()


def rows_of(here: City, measure: Measure, number: int) -> None:
    """So much of everything hangs on a measure."""
    numbers = range(1, number + 1)
    organisations = [f.organisation(f"Verein {each}") for each in numbers]
    Involvement.objects.bulk_create(
        Involvement(measure=measure, organisation=each, role="testet") for each in organisations
    )
    Indicator.objects.bulk_create(
        Indicator(
            measure=measure, kind="outcome", name=f"Wert {each}", unit="Stück", baseline=1,
            baseline_on=TODAY, target=2, target_on=TODAY + DAY,
        )
        for each in numbers
    )  # fmt: skip
    BudgetLine.objects.bulk_create(
        BudgetLine(measure=measure, title=f"Titel {each}", year=2026, requested=1)
        for each in numbers
    )
    said = {"tried": LONG, "happened": LONG, "changes": LONG, "on": TODAY}
    Lesson.objects.bulk_create(Lesson(measure=measure, **said) for _ in numbers)
    Risk.objects.bulk_create(
        Risk(measure=measure, text=LONG, owner=here.unit, since=TODAY) for _ in numbers
    )
    Iteration.objects.bulk_create(
        Iteration(measure=measure, number=each, goal=LONG, starts=TODAY, ends=TODAY + DAY)
        for each in numbers
    )
    for _ in numbers:
        milestone(measure, TODAY)


def adding(here: City, measure: Measure) -> dict:
    """What adds one more, by the name of its rows."""
    on = {"measure": measure, "visitor": here.office, "at": NOW}
    new = f"Neu, Nummer {Involvement.objects.count()}"
    more = f.organisation(new)
    return {
        "involvements": lambda: actions.involve(organisation=more, role="testet", **on),
        "indicators": lambda: actions.set_indicator(
            kind=IndicatorKind.OUTCOME, name=new, unit="Stück", baseline=Decimal(1),
            baseline_on=TODAY, target=Decimal(2), target_on=TODAY + DAY, **on,
        ),
        "budget_lines": lambda: actions.plan_money(
            title=new, year=2026, recurring=False, requested="1 €", **on
        ),
        "lessons": lambda: actions.learn(tried=LONG, happened=LONG, changes=LONG, **on),
        "risks": lambda: actions.tell_risk(text=LONG, owner=here.unit, since=TODAY, **on),
        "iterations": lambda: actions.plan_iteration(
            goal=LONG, starts=TODAY, ends=TODAY + DAY, team=[here.worker.person], **on
        ),
        "milestones": lambda: actions.plan_milestone(title=new, day=TODAY, **on),
    }  # fmt: skip


def test_so_much_of_everything_hangs_on_a_measure_and_no_more(here, monkeypatch):
    for name in ("phases", "results", "working"):
        monkeypatch.setattr(f"mitmachstadt.measures.actions.{name}.MOST_PARTS", 3)
    assert MOST_PARTS > 3
    measure, other = decentral(here), decentral(here, replace(UNDERSTOOD, title="Anderes"))
    rows_of(here, measure, 2)
    for name, add in adding(here, measure).items():
        add()
        assert getattr(measure, name).count() == 3, name
    for name, add in adding(here, measure).items():
        with pytest.raises(TooMany):
            add()
        assert getattr(measure, name).count() == 3, name
    assert all(add() for add in adding(here, other).values())
