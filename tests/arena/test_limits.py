"""What is just long enough, just short enough and just one too many."""

from dataclasses import replace

import pytest

from mitmachstadt.arena import enums
from mitmachstadt.arena.errors import (
    GoalReasonMissing,
    ReasonTooLong,
    SheetPartTooLong,
    TitleTooLong,
    TooManyFields,
    TooManyGoals,
    TooManyParts,
)
from mitmachstadt.arena.errors.assessing import CriterionIncomplete, TooManyCriteria
from mitmachstadt.arena.errors.checks import NobodyAsked, TooManyAsked, TrialInFuture, TrialTooLong
from mitmachstadt.arena.errors.offers import OfferEndsWrong, OfferTooLong
from mitmachstadt.arena.models import Idea
from mitmachstadt.arena.rules import (
    may_call_it,
    may_change_sheet,
    may_merge,
    may_pay_into,
    may_sort_under,
)
from mitmachstadt.arena.rules.assessing import CriterionWords, may_keep_criteria
from mitmachstadt.arena.rules.checks import is_told
from mitmachstadt.arena.rules.ideas import is_reason
from mitmachstadt.arena.rules.offers import is_offer, may_last
from mitmachstadt.contributions.enums import LONGEST_TITLE
from mitmachstadt.nodes.models import Node
from tests import factories as f
from tests.arena.test_checks import TRIED

TODAY = f.NOW.date()
GOALS = [Node(pk=number, title=f"Ziel {number}") for number in range(1, 5)]
GRADES = ("gar nicht", "ein wenig", "spürbar", "sehr")
WHOLE = CriterionWords("Wie vielen hilft es?", GOALS[0], GRADES)


def refusal(verdict):
    """The class of a no; None for a yes."""
    return None if verdict.allowed else type(verdict.refusal)


def pays_into(number, reason="Das verkürzt viele Wege"):
    return may_pay_into([(goal, f"{reason} {goal.pk}") for goal in GOALS[:number]], offered=GOALS)


@pytest.mark.parametrize(
    ("asked", "longest", "no"),
    [
        (lambda n: may_call_it("x" * n), LONGEST_TITLE, TitleTooLong),
        (lambda n: is_reason("x" * n), enums.LONGEST_REASON, ReasonTooLong),
        (lambda n: may_sort_under(n), enums.MOST_FIELDS, TooManyFields),
        (pays_into, enums.MOST_GOALS, TooManyGoals),
        (
            lambda n: may_pay_into([(GOALS[0], "x" * n)], offered=GOALS),
            enums.LONGEST_REASON,
            ReasonTooLong,
        ),
        (
            lambda n: may_change_sheet(
                {"problem": "x" * n}, None, seen=0, names={"problem": "Das Problem"}
            ),
            enums.EXCERPT,
            SheetPartTooLong,
        ),
        (
            lambda n: may_keep_criteria(None, [WHOLE] * n, offered=GOALS),
            enums.MOST_CRITERIA,
            TooManyCriteria,
        ),
        (
            lambda n: may_keep_criteria(None, [replace(WHOLE, text="x" * n)], offered=GOALS),
            enums.LONGEST_CRITERION,
            CriterionIncomplete,
        ),
        (
            lambda n: may_keep_criteria(
                None, [replace(WHOLE, grades=(*GRADES[:3], "x" * n))], offered=GOALS
            ),
            enums.LONGEST_GRADE,
            CriterionIncomplete,
        ),
        (
            lambda n: is_told(replace(TRIED, outcome="x" * n), today=TODAY),
            enums.LONGEST_TRIAL,
            TrialTooLong,
        ),
        (
            lambda n: is_told(replace(TRIED, how_many=n), today=TODAY),
            enums.MOST_ASKED,
            TooManyAsked,
        ),
        (
            lambda n: is_told(replace(TRIED, day=TODAY + n * f.DAY), today=TODAY),
            0,
            TrialInFuture,
        ),
        (lambda n: is_offer("x" * n, "Text", fields=0), LONGEST_TITLE, TitleTooLong),
        (lambda n: is_offer("Titel", "x" * n, fields=0), enums.LONGEST_OFFER, OfferTooLong),
        (lambda n: is_offer("Titel", "Text", fields=n), enums.MOST_FIELDS, TooManyFields),
        (lambda n: may_last(TODAY + n * f.DAY, today=TODAY), enums.OFFER_DAYS, OfferEndsWrong),
    ],
)
def test_as_much_as_goes_goes_and_one_more_does_not(asked, longest, no):
    assert refusal(asked(longest)) is None
    assert refusal(asked(longest + 1)) is no


@pytest.mark.parametrize(
    ("asked", "least", "no"),
    [
        (
            lambda n: may_pay_into([(GOALS[0], "x" * n)], offered=GOALS),
            enums.SHORTEST_REASON,
            GoalReasonMissing,
        ),
        (lambda n: is_told(replace(TRIED, how_many=n), today=TODAY), 1, NobodyAsked),
        (lambda n: may_last(TODAY + n * f.DAY, today=TODAY), 1, OfferEndsWrong),
    ],
)
def test_as_little_as_goes_goes_and_one_less_does_not(asked, least, no):
    assert refusal(asked(least)) is None
    assert refusal(asked(least - 1)) is no


def test_criterion_that_is_not_whole_is_named_by_its_number():
    verdict = may_keep_criteria(None, [WHOLE, replace(WHOLE, text="")], offered=GOALS)
    assert verdict.refusal.data["nth"] == 2


@pytest.mark.django_db
def test_only_so_many_ideas_are_merged_at_once():
    whole = Idea(node=Node(pk=1))
    many = [Idea(node=Node(pk=number)) for number in range(2, enums.MOST_PARTS + 3)]
    assert refusal(may_merge(whole, many, reason="Gleich.")) is TooManyParts
    assert refusal(may_merge(whole, many[:-1], reason="Gleich.")) is not TooManyParts
