"""The retention rules: changed by the administration, applied by a job with a record.

Every rule goes in batches, each a transaction with the count it adds. A job that is killed loses
nothing and repeats nothing. With the clock set back less is old enough, and nothing is deleted.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from mitmachstadt.data_protection.actions import forgetting_desks as desks
from mitmachstadt.data_protection.actions import forgetting_old as old
from mitmachstadt.data_protection.actions import forgetting_papers as papers
from mitmachstadt.data_protection.enums import RULES_BY_CODE
from mitmachstadt.data_protection.errors import RuleUnknown
from mitmachstadt.data_protection.models import RetentionPeriod, RetentionRun
from mitmachstadt.data_protection.queries import rules_in_force
from mitmachstadt.data_protection.rules import may_change_period
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as

# A run ends here even if there is more; the next one goes on.
MOST_BATCHES = 200
# rule -> what forgets one batch of what is older than `before`, and returns how many.
_FORGET: dict[str, Callable[[datetime, datetime], int]] = {
    "sessions": old.sessions,
    "attempts": old.attempts,
    "sent-mail": old.sent_mail,
    "unsent-mail": old.unsent_mail,
    "receipts": old.receipts,
    "former-words": old.former_words,
    "hidden-words": old.hidden_words,
    "moderation": desks.moderation,
    "reports": desks.reports,
    "claims": desks.claims,
    "held-lists": desks.held_lists,
    "requests": desks.requests,
    "entries": desks.entries,
    "concerns": papers.concerns,
    "comments": papers.comments,
    "drafts": papers.drafts,
    "unused-accounts": old.unused_accounts,
    "closed-accounts": old.closed_accounts,
    "exports": old.exports,
    "holds": old.holds,
    "forgotten": old.forgotten,
    "records": old.records,
}
# The supervisor of the task queue forgets these.
ELSEWHERE = {"tasks"}


def change_period(*, code: str, days: int, visitor: Visitor, at: datetime) -> None:
    """Keep something for another number of days.

    Raises:
        Refusal: the role is missing, or the rule does not allow this number.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    rule = RULES_BY_CODE.get(code)
    if rule is None:
        raise RuleUnknown()
    may_change_period(rule, days=days).require()
    with transaction.atomic():
        RetentionPeriod.objects.update_or_create(
            rule=code, defaults={"days": days, "by": visitor.person, "changed": at}
        )
        by = visitor.person.public_id if visitor.person else ""
        content = {"rule": code, "days": days, "by": by}
        append(kind="retention.changed", subject="retention", content=content, at=at)


def apply_rules(*, at: datetime) -> dict[str, int]:
    """Forget what was kept long enough; returns how much by each rule."""
    return {
        force.rule.code: _apply(force.rule.code, force.cutoff(at), at)
        for force in rules_in_force()
        if force.rule.code in _FORGET
    }


def _apply(code: str, before: datetime, at: datetime) -> int:
    run = RetentionRun.objects.create(rule=code, at=at, before=before)
    count = 0
    for _ in range(MOST_BATCHES):
        with transaction.atomic():
            gone = _FORGET[code](before, at)
            RetentionRun.objects.filter(pk=run.pk).update(count=F("count") + gone)
        count += gone
        if not gone:
            break
    RetentionRun.objects.filter(pk=run.pk).update(ended=at)
    return count
