"""Cards to be printed, each with a number for the desk and a code for whoever writes on it."""

import secrets
from datetime import datetime

from django.db import transaction

from mitmachstadt.contributions.models import PrintedCode
from mitmachstadt.kernel.codes import card_code, code_hash
from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.outreach.enums import CARD_NUMBER, LONGEST_LINE, PerSheet
from mitmachstadt.outreach.models import Card, Occasion, Sheet
from mitmachstadt.outreach.rules import may_be_topics, may_help, may_make_cards, may_print
from mitmachstadt.people.queries import Visitor


def make_cards(
    *,
    occasion: Occasion,
    about: str,
    count: int,
    visitor: Visitor,
    at: datetime,
    question: str = "",
    per_sheet: PerSheet = PerSheet.FOUR,
) -> Sheet:
    """Make cards for an occasion, about one passage or question.

    Args:
        about: public id of what people are asked about.
        question: how it is put to them, where its own words would not do.

    Raises:
        Refusal: the role is missing, there is nothing to talk about, or they are too many.
    """
    may_help(visitor).require()
    may_make_cards(count).require()
    node = node_by_public_id(about)
    may_be_topics([(about, node)]).require()
    assert node is not None
    with transaction.atomic():
        sheet = Sheet.objects.create(
            occasion=occasion,
            about=node,
            question=clean_line(question)[:LONGEST_LINE],
            per_sheet=per_sheet,
            made=at,
            made_by=visitor.person,
        )
        seeds = [secrets.token_hex(16) for _ in range(count)]
        codes = PrintedCode.objects.bulk_create(
            PrintedCode(code_hash=code_hash(card_code(seed)), printed=at) for seed in seeds
        )
        Card.objects.bulk_create(
            Card(sheet=sheet, number=number, seed=seed, code=code)
            for number, seed, code in zip(_numbers(count), seeds, codes, strict=True)
        )
    return sheet


def print_cards(*, sheet: Sheet, visitor: Visitor, at: datetime) -> None:
    """Show the codes of a sheet. The first time is noted; each further one stands in the register.

    Raises:
        Refusal: the role is missing, or somebody else's cards were printed already.
    """
    may_help(visitor).require()
    assert visitor.person is not None
    with transaction.atomic():
        known = Sheet.objects.select_for_update().get(pk=sheet.pk)
        may_print(known, visitor).require()
        if known.printed is None:
            known.printed = at
            known.save(update_fields=["printed"])
        else:
            content = {"occasion": sheet.occasion.public_id, "by": visitor.person.public_id}
            append(kind="cards.printed_again", subject=sheet.public_id, content=content, at=at)


def _numbers(count: int) -> list[str]:
    """Numbers that no card has yet."""
    found: set[str] = set()
    while len(found) < count:
        fresh = {new_public_id()[:CARD_NUMBER] for _ in range(count - len(found))} - found
        taken = Card.objects.filter(number__in=fresh).values_list("number", flat=True)
        found |= fresh - set(taken)
    return sorted(found)
