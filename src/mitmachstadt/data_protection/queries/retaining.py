from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from mitmachstadt.data_protection.enums import RULES, RULES_BY_CODE, Rule
from mitmachstadt.data_protection.models import RetentionPeriod, RetentionRun

RUNS_PAGE = 40


@dataclass(frozen=True)
class RuleInForce:
    """A retention rule with the number of days that holds in this city."""

    rule: Rule
    days: int

    @property
    def in_words(self) -> str:
        return self.rule.in_words(self.days)

    @property
    def is_own(self) -> bool:
        """Whether this city chose another number than the usual one."""
        return self.days != self.rule.days

    def cutoff(self, at: datetime) -> datetime:
        """What is older than this is not kept any more."""
        return at - timedelta(days=self.days)


def days_in_force() -> dict[str, int]:
    """The numbers that this city chose itself, within the rule's limits; one query."""
    chosen = RetentionPeriod.objects.values_list("rule", "days")
    return {
        code: min(max(days, RULES_BY_CODE[code].least), RULES_BY_CODE[code].most)
        for code, days in chosen
        if code in RULES_BY_CODE
    }


def rules_in_force() -> list[RuleInForce]:
    """All retention rules; one query."""
    chosen = days_in_force()
    return [RuleInForce(rule, chosen.get(rule.code, rule.days)) for rule in RULES]


def rule_in_force(code: str) -> RuleInForce:
    return RuleInForce(RULES_BY_CODE[code], days_in_force().get(code, RULES_BY_CODE[code].days))


def newest_runs(*, before: int | None = None) -> tuple[list[RetentionRun], int | None]:
    """What the rules deleted, newest first, and where the next page begins."""
    found = RetentionRun.objects.filter(count__gt=0).order_by("-pk")
    if before is not None:
        found = found.filter(pk__lt=before)
    runs = list(found[: RUNS_PAGE + 1])
    return runs[:RUNS_PAGE], runs[RUNS_PAGE - 1].pk if runs[RUNS_PAGE:] else None


def last_runs() -> dict[str, RetentionRun]:
    """The newest run of each rule, by the rule's code; one query."""
    newest = RetentionRun.objects.values("rule").annotate(last=Max("pk")).order_by()
    runs = RetentionRun.objects.filter(pk__in=newest.values("last"))
    return {run.rule: run for run in runs}
