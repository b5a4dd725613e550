import re
from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext

from mitmachstadt.answers.enums import (
    LONGEST_REASON,
    LONGEST_REFERENCE,
    SHORTEST_REASON,
    AnswerKind,
)
from mitmachstadt.answers.errors import (
    BodyCannotDecide,
    BodyWasNotThere,
    CannotBeAnswered,
    DecidedInFuture,
    DetailMissing,
    NothingChosen,
    OnlyNoted,
    ReasonTooLong,
    ReasonTooShort,
    ReferenceMissing,
    ReferenceTooLong,
    UntilHasPassed,
    UntilTooFar,
)
from mitmachstadt.contributions.errors import NotAContribution
from mitmachstadt.kernel.language import short_day
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import existed_on

LONGEST_EXAMINATION = timedelta(days=366)
# Thanking and noting. Where a reason does that, what remains without these words and without
# those that only hold them together has to say something by itself.
_NOTING = re.compile(
    r"\b(kenntnis(nahme)?|notiert|vermerkt|registriert|gelesen|erhalten|eingegangen|interesse"
    r"|(be)?dank\w*)\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = frozenset(
    """
    als an auch auf bei beim damit dafür das dem den der des dessen deren die dient dies
    diese diesem diesen dieser dieses ein eine einen einer es für gern gerne hat habe haben
    hiermit ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ist lediglich mit nahm
    nahmen nehmen nimmt nur rein sehr sei sie sind so uns unser und vom von war waren werden
    wir wird worden wurde wurden zu zum zur aufmerksam ausdrücklich besten bestem
    freundliche freundlichen grüße grüßen gruß herzlich herzliche herzlichen herzlichst
    hochachtungsvoll interessante interessanten interessanter interessiert nochmals vielen
    vielmals wertvolle wertvollen wichtige wichtigen anliegen anmerkung anmerkungen anregung
    anregungen beitrag beitrags beiträge beiträgen beteiligung bürgerin bürger eingabe
    einsendung engagement genommen hinweis hinweise hinweisen ideen idee kommentar meinung
    mitarbeit mitwirkung mühe nachricht rückmeldung stellungnahme strategiebüro teilnahme
    text verwaltung vorschlag vorschläge zeit zuschrift
    """.split()
)


def may_reason_with(reason: str) -> Verdict:
    """A reason in words; thanks and "noted" alone are none."""
    if len(reason) > LONGEST_REASON:
        return no(ReasonTooLong(length=len(reason), longest=LONGEST_REASON))
    words = re.findall(r"[^\W_]+", reason)
    if not _NOTING.search(reason):
        enough = len(" ".join(words)) >= SHORTEST_REASON
        return YES if enough else no(ReasonTooShort(shortest=SHORTEST_REASON))
    rest = [w for w in words if w.lower() not in _SAYS_NOTHING and not _NOTING.fullmatch(w)]
    return YES if len(" ".join(rest)) >= SHORTEST_REASON else no(OnlyNoted())


def may_answer(contributions: Collection[Node]) -> Verdict:
    """At least one, and only what everyone can read."""
    if not contributions:
        return no(NothingChosen())
    for node in contributions:
        if node.kind != Kind.REMARK:
            return no(NotAContribution(title=node.title))
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
        AnswerKind.PASSED_ON: (gettext("die Stelle, an die weitergeleitet wurde"), unit),
        AnswerKind.EXAMINING: (gettext("das Datum, bis zu dem geprüft wird"), until),
        AnswerKind.ELSEWHERE: (gettext("die Stelle, an der es behandelt wird"), elsewhere),
    }.get(kind)
    if missing and missing[1] is None:
        return no(DetailMissing(kind=kind.label, missing=missing[0]))
    if kind == AnswerKind.EXAMINING and until is not None and until < today:
        return no(UntilHasPassed(until=short_day(until)))
    if kind == AnswerKind.EXAMINING and until is not None and until > today + LONGEST_EXAMINATION:
        latest = today + LONGEST_EXAMINATION
        return no(UntilTooFar(latest=short_day(latest)))
    return YES


def may_decide(body: Organisation, *, decided_on: date, reference: str, today: date) -> Verdict:
    """A body that decides, a day that has come, and a reference that can be looked up."""
    if body.kind != OrganisationKind.BODY:
        return no(BodyCannotDecide(body=body.name))
    if decided_on > today:
        return no(DecidedInFuture(day=short_day(decided_on)))
    if not existed_on(body, decided_on):
        return no(BodyWasNotThere(body=body.name, day=short_day(decided_on)))
    if not reference:
        return no(ReferenceMissing())
    if len(reference) > LONGEST_REFERENCE:
        return no(ReferenceTooLong(length=len(reference), longest=LONGEST_REFERENCE))
    return YES
