"""Printed cards: one contribution each, a code that is worth nothing before, and a second look."""

import pytest

from mitmachstadt.contributions.actions import correct_remark, withdraw_remark
from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.errors import AlreadyAnswered, CorrectedByAuthor
from mitmachstadt.contributions.models import ModerationStep, PrintedCode, Receipt
from mitmachstadt.contributions.queries import is_printed, node_by_code
from mitmachstadt.kernel.codes import card_code
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach.actions import compare_card, make_cards
from mitmachstadt.outreach.enums import MOST_CARDS
from mitmachstadt.outreach.errors import (
    CardEntered,
    CardNotThere,
    CardOfAnotherOccasion,
    CardUnknown,
    HelperNeeded,
    NothingToTalkAbout,
    OwnTyping,
    TooManyCards,
)
from mitmachstadt.outreach.models import Card, Check, Entry
from tests import factories as f
from tests.factories import NOW, fresh
from tests.outreach.cities import cards, entered, helper, occasion, topic_of

pytestmark = pytest.mark.django_db


def test_code_opens_nothing_before_its_card_is_entered_and_everything_after():
    place = occasion()
    (card,) = cards(place)
    code = card_code(card.seed)
    assert node_by_code(code) is None and is_printed(code)
    made = entered(place, card=card.number.upper(), about="")
    assert node_by_code(code) == made.node and made.code == ""
    assert fresh(correct_remark(code=code, text="Mehr Bäume.", at=NOW)).text == "Mehr Bäume."


def test_entered_card_can_tell_its_code_no_more():
    place = occasion()
    card, other = cards(place, 2)
    code = card_code(card.seed)
    entered(place, card=card.number)
    card.refresh_from_db()
    assert card.seed == "" and card.code.code_hash == Receipt.objects.get().code_hash
    assert code not in str(list(Card.objects.values()) + list(PrintedCode.objects.values()))
    assert card_code(other.seed) != code


def test_card_entered_twice_counts_once():
    place, by = occasion(), helper()
    (card,) = cards(place)
    first = entered(place, card=card.number, by=by)
    again = entered(place, card=card.number, by=by)
    assert again.again and again.node == first.node
    for text, who in (("Mehr Bänke am Hafen.", helper()), ("Etwas anderes.", by)):
        with pytest.raises(CardEntered, match=card.number.upper()):
            entered(place, text, card=card.number, by=who)
    assert Entry.objects.count() == 1 and fresh(topic_of(place)).remarks == 1


def test_card_of_another_occasion_is_refused_and_says_whose_it_is():
    here, there = occasion(), occasion(title="Sommerfest")
    (card,) = cards(there)
    with pytest.raises(CardOfAnotherOccasion, match="Sommerfest, Hafenplatz"):
        entered(here, card=card.number)
    assert not Entry.objects.exists()


def test_unknown_card_is_refused():
    with pytest.raises(CardUnknown):
        entered(occasion(), card="zzzzzz")


def test_card_says_what_it_is_about():
    place = occasion()
    (card,) = cards(place)
    made = entered(place, card=card.number, about="")
    assert made.node.parent == topic_of(place)


def test_numbers_and_codes_are_all_different():
    made = cards(occasion(), 60)
    assert len({card.number for card in made}) == len({card.seed for card in made}) == 60
    assert PrintedCode.objects.count() == 60


@pytest.mark.parametrize("count", [0, MOST_CARDS + 1])
def test_too_many_cards_are_not_made(count):
    with pytest.raises(TooManyCards):
        cards(occasion(), count)


def test_cards_about_nothing_public_and_by_strangers_are_not_made():
    place = occasion()
    for about in ("gibtsnicht", f.hidden(f.remark(topic_of(place))).public_id):
        with pytest.raises(NothingToTalkAbout):
            make_cards(occasion=place, about=about, count=1, visitor=helper(), at=NOW)
    with pytest.raises(HelperNeeded):
        make_cards(
            occasion=place, about=topic_of(place).public_id, count=1, visitor=f.citizen(), at=NOW
        )


# --- typed by two ------------------------------------------------------------------------------


def compared(place, card, text, **rest):
    rest.setdefault("visitor", helper("Zweite"))
    return compare_card(occasion=place, number=card.number, text=text, at=NOW, **rest)


def typed_card(text: str = "Mehr Bänke am Hafen."):
    place = occasion()
    (card,) = cards(place)
    return place, card, entered(place, text, card=card.number).node


def test_same_words_typed_by_somebody_else_are_recorded():
    place, card, node = typed_card()
    assert compared(place, card, "Mehr Bänke am Hafen.\r\n").same
    assert Check.objects.get().same and fresh(node).version == node.version


def test_difference_is_shown_before_anything_changes():
    place, card, node = typed_card("Mehr Banken am Hafen.")
    found = compared(place, card, "Mehr Bänke am Hafen.")
    assert (found.same, found.decided) == (False, False)
    assert not Check.objects.exists() and fresh(node).text == "Mehr Banken am Hafen."


def test_what_was_mistyped_is_put_right_and_the_former_words_stay_with_a_trail():
    place, card, node = typed_card("Mehr Banken am Hafen.")
    by = helper("Zweite")
    compared(place, card, "Mehr Bänke am Hafen.", decision="mine", visitor=by)
    assert fresh(node).text == "Mehr Bänke am Hafen."
    assert node.wordings.get().text == "Mehr Banken am Hafen."
    step = ModerationStep.objects.get(node=node)
    assert (step.step, step.by) == (Step.RETYPED, by.person)
    assert Check.objects.get().retyped


def test_first_typing_can_be_kept():
    place, card, node = typed_card()
    compared(place, card, "Mehr Banken.", decision="first")
    check = Check.objects.get()
    assert (check.same, check.retyped) == (False, False)
    assert fresh(node).text == "Mehr Bänke am Hafen."


def test_nobody_compares_their_own_typing():
    place, by = occasion(), helper()
    (card,) = cards(place)
    entered(place, card=card.number, by=by)
    with pytest.raises(OwnTyping):
        compared(place, card, "Anders.", visitor=by)


def test_card_that_is_not_entered_cannot_be_compared():
    place = occasion()
    with pytest.raises(CardNotThere):
        compared(place, cards(place)[0], "Mehr Bänke.")


def test_words_that_the_author_has_changed_are_theirs():
    place = occasion()
    (card,) = cards(place)
    code = card_code(card.seed)
    node = entered(place, card=card.number).node
    correct_remark(code=code, text="Mehr Bäume am Hafen.", at=NOW)
    with pytest.raises(CorrectedByAuthor):
        compared(place, card, "Mehr Bänke am Hafen.", decision="mine")
    assert fresh(node).text == "Mehr Bäume am Hafen."


def test_answered_words_are_not_put_right():
    place, card, node = typed_card()
    f.answer(node)
    with pytest.raises(AlreadyAnswered):
        compared(place, card, "Anders.", decision="mine")


def test_withdrawn_words_are_gone_here_too():
    place = occasion()
    (card,) = cards(place)
    code = card_code(card.seed)
    node = entered(place, "Mehr Banken.", card=card.number).node
    compared(place, card, "Mehr Bänke.", decision="mine")
    withdraw_remark(code=code, at=NOW)
    everything = str([list(model.objects.values()) for model in (Node, Entry, Check, Card)])
    assert "Banken" not in everything and "Bänke" not in everything
    assert not fresh(node).wordings.exists()
