"""Entering what somebody wrote on paper or said in a conversation."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from mitmachstadt.contributions.actions import Submitted, TakenDown, retype_remark, submit_remark
from mitmachstadt.contributions.calculations import personal_kinds
from mitmachstadt.contributions.enums import LONGEST_OCCASION
from mitmachstadt.contributions.queries import Subject, subject
from mitmachstadt.contributions.rules import may_retype, may_say
from mitmachstadt.kernel.codes import card_code
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach.calculations import Said
from mitmachstadt.outreach.enums import ENTER_MINUTES, ENTRIES_PER_HOUR
from mitmachstadt.outreach.errors import (
    AboutMissing,
    CardNotThere,
    CardOfAnotherOccasion,
    CardUnknown,
    LooksPersonal,
    ManyEntries,
    NothingToTalkAbout,
    SameWordsThere,
)
from mitmachstadt.outreach.models import Card, Check, Entry, Occasion
from mitmachstadt.outreach.queries import card_by_number, entry_of_card, same_words_about
from mitmachstadt.outreach.rules import (
    may_compare,
    may_do_for_others,
    may_help,
    may_take_down,
    may_use_card,
    said_at,
)
from mitmachstadt.people.queries import ANYONE, Visitor


@dataclass(frozen=True)
class Entered:
    """What came of it. `code` is empty where it stands on the card that somebody took home."""

    node: Node
    code: str
    again: bool
    card: str = ""


def label_of(occasion: Occasion) -> str:
    """An occasion as it stands with what was said there."""
    return str(occasion)[:LONGEST_OCCASION]


def enter_for(*, occasion: Occasion, said: Said, visitor: Visitor, at: datetime) -> Entered:
    """Write down for somebody what they said; its author is nobody, and never the helper.

    A card is entered once: the same words from the same helper again change nothing.

    Raises:
        Refusal: why it cannot be entered; nothing was written.
    """
    may_help(visitor).require()
    may_do_for_others(said.verb).require()
    may_say(clean_text(said.text)).require()
    card = _card(said.card) if said.card else None
    known = _entered_before(card, said, occasion, visitor) if card else None
    if known is not None and card is not None:
        return Entered(known, "", again=True, card=card.number)
    if card is not None:
        may_use_card(card, occasion).require()
    address = card.sheet.about.public_id if card else said.about
    if not address:
        raise AboutMissing()
    about = subject(address)
    if about is None:
        raise NothingToTalkAbout(address=address[:60])
    may_take_down(occasion, said.day, about.windows, at=at).require()
    if not said.anyway and (same := same_words_about(about.node, said.text)):
        raise SameWordsThere(title=same.title)
    if not said.meant:
        _nothing_personal(said.text, said.name, said.neighbourhood)
    taken = TakenDown(
        channel=said.channel,
        occasion=label_of(occasion),
        said_on=said.day,
        said_at=said_at(occasion, said.day, about.windows, at=at),
        vouched=True,
    )
    with transaction.atomic():
        done = _submit(about, said, taken, card, at)
        if not done.again:
            _count(visitor, at)
            entry = Entry(node=done.node, occasion=occasion, card=card, by=visitor.person, at=at)
            entry.save(force_insert=True)
    return Entered(done.node, "" if card else done.code, done.again, card.number if card else "")


def _count(visitor: Visitor, at: datetime) -> None:
    assert visitor.person is not None
    who = visitor.person.public_id
    if count_attempt("enter-for", who, at=at, minutes=ENTER_MINUTES) > ENTRIES_PER_HOUR:
        raise ManyEntries(most=ENTRIES_PER_HOUR, until=period_ends(at, ENTER_MINUTES))


def _nothing_personal(*words: str) -> None:
    """Whoever types for others looks once more at what may name somebody.

    Raises:
        LooksPersonal: a telephone number, an address or an account seems to stand there.
    """
    if found := personal_kinds(*words):
        raise LooksPersonal(found=", ".join(found))


def _card(typed: str) -> Card:
    number = "".join(letter for letter in typed.lower() if letter.isalnum())
    card = card_by_number(number)
    if card is None:
        raise CardUnknown(number=typed[:20])
    return card


def _entered_before(card: Card, said: Said, occasion: Occasion, visitor: Visitor) -> Node | None:
    """What this form has entered already: sent twice, it is one contribution."""
    entry = entry_of_card(card)
    if entry is None or visitor.person is None or entry.by_id != visitor.person.pk:
        return None
    same = entry.occasion_id == occasion.pk and entry.node.text == clean_text(said.text)
    return entry.node if same else None


def _submit(
    subject_of: Subject, said: Said, taken: TakenDown, card: Card | None, at: datetime
) -> Submitted:
    """Submit it, with the card's code where there is one; then the card cannot tell it again."""
    if card is not None:
        card = Card.objects.select_for_update(of=("self",)).select_related("sheet").get(pk=card.pk)
        may_use_card(card, card.sheet.occasion).require()
        taken = replace(taken, code=card_code(card.seed))
    done = submit_remark(
        about=subject_of.node,
        wording=subject_of.wording,
        windows=subject_of.windows,
        text=said.text,
        name=said.name,
        visitor=ANYONE,
        submission=said.submission,
        district=said.district,
        neighbourhood=said.neighbourhood,
        language=said.language,
        taken=taken,
        at=at,
    )
    if card is not None:
        card.seed = ""
        card.save(update_fields=["seed"])
    return done


@dataclass(frozen=True)
class Compared:
    """What came of typing a card a second time: the same, or both wordings to be decided on."""

    entry: Entry
    same: bool
    decided: bool = False


def compare_card(
    *,
    occasion: Occasion,
    number: str,
    text: str,
    visitor: Visitor,
    at: datetime,
    decision: str = "",
    meant: bool = False,
) -> Compared:
    """Type a card a second time; where the two differ, say which one stands on the card.

    Args:
        decision: "" shows the difference, "first" keeps what is there, "mine" puts it right; the
            former words are kept.
        meant: what looks personal in one's own typing may be read by all.

    Raises:
        Refusal: the card is not there, or it is one's own typing, or can no longer be put right.
    """
    may_help(visitor).require()
    text = clean_text(text)
    may_say(text).require()
    card = _card(number)
    if card.sheet.occasion_id != occasion.pk:
        raise CardOfAnotherOccasion(number=card.number.upper(), occasion=str(card.sheet.occasion))
    entry = entry_of_card(card)
    if entry is None:
        raise CardNotThere(number=card.number.upper())
    may_compare(entry, visitor).require()
    may_retype(entry.node).require()
    same = entry.node.text == text
    if not same and decision not in {"first", "mine"}:
        return Compared(entry, same=False)
    retyped = not same and decision == "mine"
    if retyped and not meant:
        _nothing_personal(text)
    with transaction.atomic():
        if retyped:
            retype_remark(node=entry.node, text=text, visitor=visitor, at=at)
        check = Check(entry=entry, by=visitor.person, at=at, same=same, retyped=retyped)
        check.save(force_insert=True)
    return Compared(entry, same=same, decided=True)
