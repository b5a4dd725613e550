import re
from collections.abc import Collection
from datetime import date

from mitmachstadt.answers.enums import LONGEST_REASON, SHORTEST_REASON, AnswerKind
from mitmachstadt.answers.errors import (
    BodyCannotDecide,
    CannotBeAnswered,
    DecidedInFuture,
    DetailMissing,
    NothingChosen,
    OnlyNoted,
    ReasonTooLong,
    ReasonTooShort,
    ReferenceMissing,
    UntilHasPassed,
)
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.models import Organisation

# What remains of a reason when thanks and "noted" are taken away has to say something.
_NOTED = re.compile(
    r"(vielen|herzlichen|besten)?\s*dank(e)?\b( für (ihren|den|diesen) (beitrag|hinweis))?"
    r"|(wir haben|wir nehmen|(ihr|der|dieser) (beitrag|hinweis) (wird|wurde)|wird|wurde|haben wir)?"
    r"\s*(ihren beitrag|den beitrag|dies|das|es)?\s*(hiermit)?\s*zur kenntnis\s*(ge)?n[oe]mmen"
    r"|zur kenntnis",
    re.IGNORECASE,
)
_DECIDING = (OrganisationKind.BODY, OrganisationKind.POLITICS)


def may_reason_with(reason: str) -> Verdict:
    """A reason in words; thanks and "noted" alone are none."""
    if len(reason) > LONGEST_REASON:
        return no(ReasonTooLong(length=len(reason), longest=LONGEST_REASON))
    rest = re.sub(r"[\W_]+", " ", _NOTED.sub(" ", reason)).strip()
    if _NOTED.search(reason) and len(rest) < SHORTEST_REASON:
        return no(OnlyNoted())
    if len(rest) < SHORTEST_REASON:
        return no(ReasonTooShort(shortest=SHORTEST_REASON))
    return YES


def may_answer(contributions: Collection[Node]) -> Verdict:
    """At least one, and only what everyone can read."""
    if not contributions:
        return no(NothingChosen())
    for node in contributions:
        if node.visibility != Visibility.PUBLIC:
            state = Visibility(node.visibility).label
            return no(CannotBeAnswered(title=node.title, state=state))
    return YES


def may_answer_as(
    kind: AnswerKind,
    *,
    unit: Organisation | None,
    until: date | None,
    elsewhere: Node | None,
    today: date,
) -> Verdict:
    """Each kind brings what it promises: the unit, the day, the place."""
    missing = {
        AnswerKind.PASSED_ON: ("die Stelle, an die weitergeleitet wurde", unit),
        AnswerKind.EXAMINING: ("das Datum, bis zu dem geprüft wird", until),
        AnswerKind.ELSEWHERE: ("die Stelle, an der es behandelt wird", elsewhere),
    }.get(kind)
    if missing and missing[1] is None:
        return no(DetailMissing(kind=kind.label, missing=missing[0]))
    if kind == AnswerKind.EXAMINING and until is not None and until < today:
        return no(UntilHasPassed(until=until.strftime("%d.%m.%Y")))
    return YES


def may_decide(body: Organisation, *, decided_on: date, reference: str, today: date) -> Verdict:
    """A body that decides, a day that has come, and a reference that can be looked up."""
    if body.kind not in _DECIDING:
        return no(BodyCannotDecide(body=body.name))
    if decided_on > today:
        return no(DecidedInFuture(day=decided_on.strftime("%d.%m.%Y")))
    if not reference:
        return no(ReferenceMissing())
    return YES
