"""Entering for others: whose words they are, when they may still come, and what is refused."""

from datetime import date, timedelta

import pytest

from mitmachstadt.contributions.cards import fill
from mitmachstadt.contributions.models import Support
from mitmachstadt.contributions.queries import node_by_code
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.actions import move_window
from mitmachstadt.nodes.enums import Kind, Moderation, Verb, Visibility
from mitmachstadt.nodes.errors import WindowClosed, WindowNotYetOpen
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.outreach.actions import enter_for
from mitmachstadt.outreach.enums import LATE_DAYS
from mitmachstadt.outreach.errors import (
    AboutMissing,
    DayOutside,
    HelperNeeded,
    HelpersDoNotSupport,
    OccasionNotYet,
    SameWordsThere,
    TooLateForPaper,
)
from mitmachstadt.outreach.models import Entry
from mitmachstadt.people.errors import SignInNeeded
from tests import factories as f
from tests.factories import DAY, NOW, fresh
from tests.outreach.cities import HOUR, YESTERDAY, entered, helper, occasion, said, topic_of

pytestmark = pytest.mark.django_db


def nothing_was_written() -> bool:
    return not Node.objects.filter(kind=Kind.REMARK).exists() and not Entry.objects.exists()


def test_words_belong_to_the_person_and_never_to_the_helper():
    by = helper("Hanna Helfer")
    made = entered(occasion(), name="Frau aus Wedding", by=by)
    node = fresh(made.node)
    assert (node.author, node.author_name, node.capacity) == (None, "Frau aus Wedding", "citizen")
    assert "Hanna" not in node.card + str(entries_about(node.public_id)[0].content)
    assert Entry.objects.get().by == by.person


def test_card_tells_on_which_way_where_and_when_it_came():
    node = fresh(entered(occasion()).node)
    words = str(fill(node, supported=False, can_support=False))
    assert "Auf Papier geschrieben: <bdi>Stand auf dem Wochenmarkt, Hafenplatz</bdi>" in words
    assert '<time datetime="2026-11-20">20. November 2026</time>' in words
    content = entries_about(node.public_id)[0].content
    assert (content["channel"], content["said_on"]) == ("paper", "2026-11-20")


def test_card_keeps_how_it_came_when_it_is_rendered_again():
    node = entered(occasion()).node
    f.answer(node)
    assert "<!--w:paper-->: <bdi>Stand auf dem Wochenmarkt, Hafenplatz</bdi>" in fresh(node).card


@pytest.mark.parametrize(
    ("moderation", "state"),
    [
        (Moderation.WITHOUT_ACCOUNT, Visibility.PUBLIC),
        (Moderation.EVERYBODY, Visibility.WAITING),
    ],
)
def test_what_a_helper_has_read_waits_only_where_everybody_waits(moderation, state):
    about = f.open_passage(moderation=moderation)
    assert f.state_of(entered(occasion(about)).node) == state


def test_code_of_a_conversation_opens_it():
    made = entered(occasion())
    assert node_by_code(made.code) == made.node


def test_form_sent_twice_is_one_contribution():
    place, by = occasion(), helper()
    first, second = entered(place, by=by), entered(place, by=by, anyway=True)
    assert second.again and second.node == first.node and second.code == first.code
    assert fresh(topic_of(place)).remarks == 1 and Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (lambda: f.ANYONE, SignInNeeded),
        (f.citizen, HelperNeeded),
        (f.moderator, HelperNeeded),
        (f.administrator, HelperNeeded),
    ],
)
def test_only_helpers_and_the_office_enter_for_others(who, refusal):
    place = occasion()
    with pytest.raises(refusal):
        enter_for(occasion=place, said=said(place), visitor=who(), at=NOW)
    assert nothing_was_written()
    assert entered(place, by=f.office()).node


def test_helper_supports_for_nobody():
    place = occasion()
    row = said(place, "", verb=Verb.SUPPORT)
    with pytest.raises(HelpersDoNotSupport, match="jeder Mensch nur selbst"):
        enter_for(occasion=place, said=row, visitor=helper(), at=NOW)
    assert nothing_was_written() and not Support.objects.exists()


def test_occasion_to_come_takes_nothing():
    place = occasion(begins=NOW + DAY, ends=NOW + 2 * DAY)
    with pytest.raises(OccasionNotYet):
        entered(place, day=YESTERDAY)
    assert nothing_was_written()


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 22)])
def test_nothing_is_dated_before_its_occasion_or_after_today(day):
    with pytest.raises(DayOutside):
        entered(occasion(), day=day)
    assert nothing_was_written()


def test_paper_may_come_after_the_window_has_closed_but_not_for_long():
    place = occasion()
    closes = NOW - DAY + 2 * HOUR
    move_window(window=Window.objects.get(), closes=closes, answer_due=None, at=NOW)
    made = entered(place, at=NOW + 3 * DAY)
    assert (made.node.created, made.node.window) == (NOW + 3 * DAY, Window.objects.get())
    last = closes + timedelta(days=LATE_DAYS)
    assert entered(place, "In letzter Minute.", at=last - f.TICK).node
    with pytest.raises(TooLateForPaper):
        entered(place, "Zu spät.", at=last)


def test_paper_written_after_the_window_had_closed_is_refused():
    place = occasion()
    closes = NOW - DAY - HOUR
    move_window(window=Window.objects.get(), closes=closes, answer_due=None, at=NOW)
    with pytest.raises(WindowClosed):
        entered(place)
    assert nothing_was_written()


def test_paper_written_before_the_window_opened_is_refused():
    place = occasion(f.open_passage(opens=NOW + HOUR))
    with pytest.raises(WindowNotYetOpen):
        entered(place)


def test_what_it_is_about_has_to_be_said():
    with pytest.raises(AboutMissing):
        entered(occasion(), about="")


@pytest.mark.parametrize("text", ["Mehr Bänke am Hafen", "mehr  BÄNKE am Hafen!"])
def test_same_words_that_came_over_the_network_are_shown_before_saving(text):
    place = occasion()
    f.remark(topic_of(place), "Mehr Bänke am Hafen.")
    with pytest.raises(SameWordsThere, match="Mehr Bänke am Hafen"):
        entered(place, text)
    assert entered(place, text, anyway=True).node


def test_same_words_are_not_told_where_nobody_may_read_them():
    place = occasion()
    f.hidden(f.remark(topic_of(place), "Mehr Bänke am Hafen."))
    assert entered(place).node


def test_right_to_left_words_keep_their_letters_and_direction():
    text = "نحتاج إلى مقاعد أكثر\u202e"
    node = fresh(entered(occasion(), text, language="ar", name="ليلى").node)
    assert node.text == "نحتاج إلى مقاعد أكثر"
    assert '<div class="m-text" lang="ar" dir="auto">' in node.card
