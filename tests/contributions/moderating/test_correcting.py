"""Correcting one's own words."""

import pytest

from mitmachstadt.contributions.actions import correct_remark, release, withdraw_remark
from mitmachstadt.contributions.errors import (
    AlreadyAnswered,
    NotInThatState,
    RemarkEmpty,
    RemarkTooLong,
    UnknownCode,
)
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.queries import wordings_of
from tests.contributions.moderating.verbs import remark_that_is
from tests.factories import (
    DAY,
    NOW,
    answer,
    code_of,
    fresh,
    moderator,
    open_passage,
    remark,
    state_of,
    submitted,
)

pytestmark = pytest.mark.django_db

# --- the author and the code -------------------------------------------------------------------


def test_correcting_changes_words_title_and_card_and_keeps_the_former_words():
    made = remark(open_passage(), "Mehr Bäncke")
    after = correct_remark(code=code_of(made), text="Mehr Bänke\r\n", at=NOW + DAY)
    assert (after.text, after.title, after.visibility) == ("Mehr Bänke", "Mehr Bänke", "public")
    assert "Mehr Bänke" in fresh(made).card and "Bäncke" not in fresh(made).card
    assert [wording.text for wording in wordings_of(made)] == ["Mehr Bäncke"]
    assert entries_about(made.public_id)[-1].content["text"] == "Mehr Bänke"
    assert fresh(made).changed == NOW + DAY


def test_correcting_there_and_back_keeps_each_wording_once():
    made = remark(open_passage(), "a")
    for text in ("b", "a", "b", "c"):
        correct_remark(code=code_of(made), text=text, at=NOW)
    assert {wording.text for wording in wordings_of(made)} == {"a", "b"}


def test_correcting_without_a_change_changes_nothing():
    made = remark(open_passage(), "Mehr Bänke")
    correct_remark(code=code_of(made), text=" Mehr Bänke ", at=NOW + DAY)
    assert fresh(made).version == made.version
    assert len(entries_about(made.public_id)) == 1


def test_correcting_what_was_said_without_an_account_waits_again():
    about = open_passage()
    made = release(node=submitted(about).node, visitor=moderator(), at=NOW)
    assert fresh(about).remarks == 1
    correct_remark(code=code_of(made), text="Ganz anders", at=NOW)
    assert state_of(made) == Visibility.WAITING
    assert fresh(about).remarks == 0
    assert "Ganz anders" not in fresh(made).card


def test_correcting_what_waits_stays_waiting():
    made = submitted(open_passage()).node
    correct_remark(code=code_of(made), text="Ganz anders", at=NOW)
    assert state_of(made) == Visibility.WAITING


@pytest.mark.parametrize("state", [Visibility.HIDDEN, Visibility.WITHDRAWN])
def test_correcting_what_is_gone_is_refused(state):
    made = remark_that_is(state)
    with pytest.raises(NotInThatState):
        correct_remark(code=code_of(made), text="Ganz anders", at=NOW)


def test_correcting_what_was_answered_is_refused():
    made = remark(open_passage())
    answer(made)
    with pytest.raises(AlreadyAnswered):
        correct_remark(code=code_of(made), text="Ganz anders", at=NOW)


@pytest.mark.parametrize(
    ("text", "refused"), [("\u200b", RemarkEmpty), ("x" * 5001, RemarkTooLong)]
)
def test_correcting_to_what_could_not_be_said_is_refused(text, refused):
    made = remark(open_passage(), "Mehr Bänke")
    with pytest.raises(refused):
        correct_remark(code=code_of(made), text=text, at=NOW)
    assert fresh(made).text == "Mehr Bänke"


@pytest.mark.parametrize("act", [withdraw_remark, lambda **of: correct_remark(text="Neu", **of)])
def test_nothing_is_changed_with_a_code_that_belongs_to_nothing(act):
    made = remark(open_passage())
    with pytest.raises(UnknownCode):
        act(code="222222222222", at=NOW)
    assert fresh(made).version == made.version
