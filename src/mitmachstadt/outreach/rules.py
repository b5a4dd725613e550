from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import REMARKABLE, Verb
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.rules import opening
from mitmachstadt.outreach.enums import (
    HELPING,
    LATE_DAYS,
    LONGEST_LINE,
    LONGEST_OCCASION_DAYS,
    LONGEST_TITLE,
    MOST_CARDS,
    MOST_TOPICS,
)
from mitmachstadt.outreach.errors import (
    CardEntered,
    CardOfAnotherOccasion,
    CardsPrinted,
    DayOutside,
    HelperNeeded,
    HelpersDoNotSupport,
    KioskEnded,
    KioskNotYet,
    NothingToTalkAbout,
    OccasionBackwards,
    OccasionChangedMeanwhile,
    OccasionHasBegun,
    OccasionNotYet,
    OccasionOver,
    OccasionTooLong,
    OccasionUnnamed,
    OwnTyping,
    TooLateForPaper,
    TooManyCards,
    TooManyTopics,
)
from mitmachstadt.outreach.models import Card, Entry, Kiosk, Occasion, Sheet
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.queries import ANYONE, Visitor


def may_help(visitor: Visitor) -> Verdict:
    """Only helpers and the office enter for others."""
    if not visitor.signed_in:
        return no(SignInNeeded())
    return YES if any(role in visitor.groups for role in HELPING) else no(HelperNeeded())


def may_be_held(*, title: str, place: str, begins: datetime, ends: datetime) -> Verdict:
    """An occasion has a name, a place, a beginning and an end that is not years away."""
    if not 0 < len(title) <= LONGEST_TITLE or not 0 < len(place) <= LONGEST_LINE:
        return no(OccasionUnnamed())
    if ends <= begins:
        return no(OccasionBackwards())
    if ends - begins > timedelta(days=LONGEST_OCCASION_DAYS):
        return no(OccasionTooLong(days=LONGEST_OCCASION_DAYS))
    return YES


def may_change(known: Occasion, *, begins: datetime, seen: int | None) -> Verdict:
    """Nobody overwrites what they have not seen; what something came of is not dated back."""
    if seen is not None and seen != known.version:
        return no(OccasionChangedMeanwhile())
    if begins != known.begins and known.entries.exists():
        return no(OccasionHasBegun())
    return YES


def may_be_topics(topics: Iterable[tuple[str, Node | None]]) -> Verdict:
    """Public things on which one can remark, and not more than a screen shows.

    Args:
        topics: what was typed, and what it names.
    """
    named = list(topics)
    if len(named) > MOST_TOPICS:
        return no(TooManyTopics(most=MOST_TOPICS))
    for typed, node in named:
        if node is None or not node.is_public or node.kind not in REMARKABLE:
            return no(NothingToTalkAbout(address=typed[:60]))
    return YES


def said_at(occasion: Occasion, day: date, windows: Iterable[Window], *, at: datetime) -> datetime:
    """The moment of that day by which the window is judged: its last, or its first if then open."""
    zone = timezone.get_current_timezone()
    begins = max(occasion.begins, datetime.combine(day, time.min, zone))
    last = min(at, datetime.combine(day, time.max, zone))
    moments = [last, min(begins, last)]
    known = list(windows)

    def is_open(moment: datetime) -> bool:
        return opening(Verb.REMARK, known, groups=ANYONE.groups, at=moment).is_open

    return next((moment for moment in moments if is_open(moment)), last)


def may_do_for_others(verb: Verb) -> Verdict:
    """What somebody says can be written down for them; support they give themselves."""
    return YES if verb == Verb.REMARK else no(HelpersDoNotSupport())


def may_take_down(
    occasion: Occasion, day: date, windows: Iterable[Window], *, at: datetime
) -> Verdict:
    """Helpers write down what was said at an occasion, on a day from it until today.

    Paper that was filled in while a window was open may come late, but not for long.
    """
    if occasion.begins > at:
        return no(OccasionNotYet(begins=occasion.begins))
    first, last = timezone.localdate(occasion.begins), timezone.localdate(at)
    if not first <= day <= last:
        return no(DayOutside(first=day_in_words(first), last=day_in_words(last)))
    known = list(windows)
    moment = said_at(occasion, day, known, at=at)
    found = opening(Verb.REMARK, known, groups=ANYONE.groups, at=moment)
    window = found.window
    if window is not None and at >= window.closes + timedelta(days=LATE_DAYS):
        return no(TooLateForPaper(closes=window.closes, days=LATE_DAYS))
    return found.verdict


def may_use_card(card: Card, occasion: Occasion) -> Verdict:
    """A card belongs to one occasion and is entered once."""
    if card.sheet.occasion_id != occasion.pk:
        where = str(card.sheet.occasion)
        return no(CardOfAnotherOccasion(number=card.number.upper(), occasion=where))
    if not card.seed:
        return no(CardEntered(number=card.number.upper()))
    return YES


def may_compare(entry: Entry, visitor: Visitor) -> Verdict:
    """Two people type a card, not one twice."""
    if visitor.person is not None and entry.by_id == visitor.person.pk:
        return no(OwnTyping())
    return YES


def may_make_cards(count: int) -> Verdict:
    return YES if 0 < count <= MOST_CARDS else no(TooManyCards(most=MOST_CARDS))


def may_print(sheet: Sheet, visitor: Visitor) -> Verdict:
    """Codes are shown once; whoever made the cards and the office may print them again."""
    mine = visitor.person is not None and sheet.made_by_id == visitor.person.pk
    if sheet.printed is None or mine or visitor.is_office:
        return YES
    return no(CardsPrinted(printed=sheet.printed))


def may_open_kiosk(occasion: Occasion, *, at: datetime) -> Verdict:
    """Before an occasion or while it lasts."""
    return YES if occasion.ends > at else no(OccasionOver())


def may_use_kiosk(kiosk: Kiosk, *, at: datetime) -> Verdict:
    """While its occasion lasts and nobody has ended it."""
    if kiosk.ended is not None or kiosk.occasion.ends <= at:
        return no(KioskEnded())
    if kiosk.occasion.begins > at:
        return no(KioskNotYet(begins=kiosk.occasion.begins))
    return YES
