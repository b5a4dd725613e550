from datetime import date

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.news.enums import (
    LONGEST_LEAD,
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TITLE,
    SHORTEST_REASON,
)
from mitmachstadt.news.errors import (
    ChangedMeanwhile,
    DayInFuture,
    DayMissing,
    DistrictMissing,
    LeadMissing,
    NotPublished,
    PublishedAlready,
    ReasonNeeded,
    TextMissing,
    TitleMissing,
)
from mitmachstadt.news.models import Article
from mitmachstadt.nodes.enums import Kind, Scope, Visibility
from mitmachstadt.people.models import District


def may_write(*, title: str, lead: str, source: str) -> Verdict:
    """It has a title, says in short what it is about, and then says it."""
    if not 0 < len(title) <= LONGEST_TITLE:
        return no(TitleMissing(longest=LONGEST_TITLE))
    if not 0 < len(lead) <= LONGEST_LEAD:
        return no(LeadMissing(longest=LONGEST_LEAD))
    if not 0 < len(source) <= LONGEST_TEXT:
        return no(TextMissing(longest=LONGEST_TEXT))
    return YES


def may_be_dated(kind: Kind, took_place: date | None, *, today: date) -> Verdict:
    """A report is about a day that has been; news may announce one."""
    if kind == Kind.REPORT and took_place is None:
        return no(DayMissing())
    if kind == Kind.REPORT and took_place is not None and took_place > today:
        return no(DayInFuture(day=took_place.strftime("%d.%m.%Y")))
    return YES


def may_be_about(scope: Scope, district: District | None) -> Verdict:
    if scope in {Scope.DISTRICT, Scope.NEIGHBOURHOOD} and district is None:
        return no(DistrictMissing())
    return YES


def may_give_reason(reason: str) -> Verdict:
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        return no(ReasonNeeded(shortest=SHORTEST_REASON))
    return YES


def may_edit_freely(article: Article, *, seen: int | None) -> Verdict:
    """Only a draft changes without a trace, and only what somebody has seen."""
    if article.published is not None:
        return no(PublishedAlready())
    return was_seen(article, seen)


def may_correct(article: Article, *, seen: int | None) -> Verdict:
    if article.node.visibility != Visibility.PUBLIC:
        return no(NotPublished(state=Visibility(article.node.visibility).label))
    return was_seen(article, seen)


def was_seen(article: Article, seen: int | None) -> Verdict:
    if seen is not None and article.node.version != seen:
        return no(ChangedMeanwhile())
    return YES
