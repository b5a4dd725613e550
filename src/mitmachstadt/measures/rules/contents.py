"""What a measure says about itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.outward import AddressRefused, host_of, is_private_name
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.measures.enums import LONGEST_REASON, LONGEST_TITLE
from mitmachstadt.measures.errors import (
    DayInTheFuture,
    EndsBeforeStart,
    NoWebAddress,
    ProblemBeforeGoals,
    TitleMissing,
)
from mitmachstadt.measures.rules.words import (
    is_placeholder,
    may_be_about_things,
    may_stand,
    may_stand_in_lines,
)
from mitmachstadt.people.models import District, Post

LONGEST_ADDRESS = 500
_LINES = ("title", "understood_by", "programme", "amount", "posts", "funding", "role",
          "repository", "standards")  # fmt: skip
_TEXTS = ("summary", "problem", "goals", "for_whom", "competence")


@dataclass(frozen=True)
class Content:
    """Everything that somebody typed about a measure. Without a district: the whole city.

    `amount` and `posts` are as people write them ("1,3 Mio. €", "1,5").
    """

    title: str
    summary: str = ""
    problem: str = ""
    understood_on: date | None = None
    understood_by: str = ""
    goals: str = ""
    for_whom: str = ""
    starts: date | None = None
    ends: date | None = None
    districts: tuple[District, ...] = ()
    programme: str = ""
    amount: str = ""
    posts: str = ""
    funding: str = ""
    role: str = ""
    post: Post | None = None
    competence: str = ""
    repository: str = ""
    standards: str = ""

    @property
    def problem_is_understood(self) -> bool:
        return bool(self.problem and self.understood_on and self.understood_by)

    def cleaned(self) -> "Content":
        """The same without what nobody can see."""
        said: dict[str, Any] = {name: clean_line(getattr(self, name)) for name in _LINES}
        said |= {name: clean_text(getattr(self, name)) for name in _TEXTS}
        return replace(self, **said)

    def without_placeholders(self) -> "Content":
        """The same where "N.N." and the like are empty, as they are taken over with their gap."""
        named = {name: getattr(self, name) for name in (*_LINES, *_TEXTS) if name != "title"}
        empty: dict[str, Any] = {
            name: "" for name, text in named.items() if text and is_placeholder(text)
        }
        return replace(self, **empty)


def may_contain(
    content: Content, *, names: Iterable[str], today: date, imported: bool = False
) -> Verdict:
    """A name, no placeholders, the problem before the goals, days in their order, a safe address.

    Args:
        names: what people are called whose names stand for no task.
        imported: whether it runs already, so that its gaps are let in.
    """
    if not content.title or len(content.title) > LONGEST_TITLE or is_placeholder(content.title):
        return no(TitleMissing(longest=LONGEST_TITLE))
    labels = labels_of_content()
    verdicts = (
        may_stand({labels[name]: getattr(content, name) for name in _TEXTS}),
        may_stand_in_lines({labels[n]: getattr(content, n) for n in ("programme", "role")}),
        may_stand_in_lines({labels["understood_by"]: content.understood_by}),
        may_stand(
            {labels[n]: getattr(content, n) for n in ("funding", "standards")},
            longest=LONGEST_REASON,
        ),
        may_be_about_things([content.role, content.understood_by], names=names),
        _days_in_order(content, today),
        may_link_to(content.repository),
    )
    for verdict in verdicts:
        if not verdict.allowed:
            return verdict
    if content.goals and not content.problem_is_understood and not imported:
        return no(ProblemBeforeGoals())
    return YES


def _days_in_order(content: Content, today: date) -> Verdict:
    if content.starts and content.ends and content.ends < content.starts:
        starts, ends = day_in_words(content.starts), day_in_words(content.ends)
        return no(EndsBeforeStart(starts=starts, ends=ends))
    if content.understood_on and content.understood_on > today:
        return no(DayInTheFuture(field=labels_of_content()["understood_on"]))
    return YES


def may_link_to(address: str) -> Verdict:
    """Nothing, or a page on the open net that is asked for over a safe connection."""
    if not address:
        return YES
    try:
        host = host_of(address)
    except AddressRefused:
        return no(NoWebAddress())
    if not address.startswith("https://") or len(address) > LONGEST_ADDRESS:
        return no(NoWebAddress())
    return no(NoWebAddress()) if is_private_name(host) else YES


def labels_of_content() -> dict[str, str]:
    """What the fields are called, in the language of the page."""
    return {
        "title": gettext("Name der Maßnahme"),
        "summary": gettext("In einfachen Worten"),
        "problem": gettext("Das Problem"),
        "understood_on": gettext("Verstanden am"),
        "understood_by": gettext("Verstanden durch"),
        "goals": gettext("Ziele"),
        "for_whom": gettext("Für wen"),
        "starts": gettext("Beginn"),
        "ends": gettext("Ende"),
        "districts": gettext("Wo"),
        "programme": gettext("Programm"),
        "amount": gettext("Geld insgesamt"),
        "posts": gettext("Stellenanteile"),
        "funding": gettext("Woher das Geld kommt"),
        "role": gettext("Verantwortliche Aufgabe"),
        "post": gettext("Stelle dazu"),
        "competence": gettext("Befugnis und Befähigung"),
        "repository": gettext("Adresse des Quelltexts"),
        "standards": gettext("Offene Standards"),
    }
