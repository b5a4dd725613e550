"""Releasing, hiding and showing again: in which state, by whom, with which reason."""

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.contributions.actions import correct_remark, hide, release, show_again
from mitmachstadt.contributions.cards import BUTTON, SUPPORTS
from mitmachstadt.contributions.errors import (
    ChangedMeanwhile,
    NotAContribution,
    NotInThatState,
    OwnContribution,
    ReasonMissing,
)
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.contributions.queries import moderation_history
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Moderation, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from tests.contributions.moderating.verbs import STATES, remark_that_is
from tests.factories import (
    ANYONE,
    NOW,
    administrator,
    citizen,
    fresh,
    hidden,
    moderator,
    office,
    open_passage,
    remark,
    state_of,
    submitted,
)

pytestmark = pytest.mark.django_db

WHY = "Nennt eine Privatadresse."
VERBS = {
    "release": lambda made, by: release(node=made, visitor=by, at=NOW),
    "hide": lambda made, by: hide(node=made, visitor=by, reason=WHY, at=NOW),
    "show": lambda made, by: show_again(node=made, visitor=by, reason=WHY, at=NOW),
}


FITS = {
    "release": {Visibility.WAITING},
    "hide": {Visibility.WAITING, Visibility.PUBLIC},
    "show": {Visibility.HIDDEN},
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_moderating_in_every_state(verb, state):
    made, by = remark_that_is(state), moderator()
    if state in FITS[verb]:
        after = VERBS[verb](made, by)
        assert after.visibility == ("hidden" if verb == "hide" else "public") == state_of(made)
        assert moderation_history(made)[-1].by == by.person
        return
    with pytest.raises(NotInThatState) as refusal:
        VERBS[verb](made, by)
    assert refusal.value.data == {"state": state.label}
    assert state_of(made) == state


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", [office, administrator, citizen, lambda: ANYONE])
def test_moderating_without_the_role_is_refused(verb, who):
    made, by = remark_that_is(next(iter(FITS[verb]))), who()
    before = state_of(made)
    with pytest.raises(RoleNeeded if by.signed_in else SignInNeeded):
        VERBS[verb](made, by)
    assert state_of(made) == before


@pytest.mark.parametrize("verb", VERBS)
def test_moderating_ones_own_words_is_refused_and_left_to_a_colleague(verb):
    own = moderator("Eigene")
    about = open_passage(moderation=Moderation.EVERYBODY)
    made = submitted(about, by=own).node
    if verb == "show":
        hidden(made)
    with pytest.raises(OwnContribution):
        VERBS[verb](made, own)
    VERBS[verb](made, moderator("Colleague"))


@pytest.mark.parametrize("verb", VERBS)
def test_moderating_what_is_no_contribution_is_refused(verb):
    about = open_passage()
    Node.objects.filter(pk=about.pk).update(visibility=next(iter(FITS[verb])))
    with pytest.raises(NotAContribution):
        VERBS[verb](about, moderator())


@pytest.mark.parametrize("reason", ["", "  \n", "\u200b\u202e"])
def test_hiding_and_showing_need_a_reason_that_can_be_read(reason):
    made, by = remark(open_passage()), moderator()
    with pytest.raises(ReasonMissing):
        hide(node=made, visitor=by, reason=reason, at=NOW)
    assert state_of(made) == Visibility.PUBLIC
    hidden(made)
    with pytest.raises(ReasonMissing):
        show_again(node=made, visitor=by, reason=reason, at=NOW)
    assert state_of(made) == Visibility.HIDDEN


def test_hiding_without_a_reason_is_refused_by_the_database():
    made = remark(open_passage())
    with pytest.raises(IntegrityError), transaction.atomic():
        ModerationStep.objects.create(node=made, step="hidden", reason="", at=NOW)


def test_hidden_remark_shows_its_reason_and_none_of_its_words():
    about = open_passage()
    made = remark(about, "Herr Schneider wohnt in der Ackerstraße.", by=citizen("Ada Lovelace"))
    card = hidden(made, "Nennt eine <Adresse>.").card
    assert "Nennt eine &lt;Adresse&gt;." in card
    for word in ("Schneider", "Ackerstraße", "Ada", "Lovelace", SUPPORTS, BUTTON):
        assert word not in card
    assert (
        show_again(node=made, visitor=moderator(), reason="Irrtum", at=NOW).text in fresh(made).card
    )


def test_hidden_remark_shows_the_latest_reason():
    made = hidden(remark(open_passage()), "Erster Grund.")
    show_again(node=made, visitor=moderator(), reason="Irrtum", at=NOW)
    card = hidden(made, "Zweiter Grund.").card
    assert "Zweiter Grund." in card and "Erster Grund." not in card


def test_moderating_is_on_record_with_reason_and_moderator():
    made, by = remark(open_passage()), moderator()
    hide(node=made, visitor=by, reason=WHY, at=NOW)
    line = entries_about(made.public_id)[-1]
    assert line.kind == "remark.hidden" and line.verified
    assert line.content == {"reason": WHY, "by": by.person.public_id}


def test_moderating_moves_the_counters_of_passage_and_thread():
    about = open_passage()
    first = remark(about)
    reply = submitted(first).node

    def counts():
        return [fresh(each).remarks for each in (about, first)]

    seen = [counts()]
    release(node=reply, visitor=moderator(), at=NOW)
    seen.append(counts())
    hidden(reply)
    seen.append(counts())
    show_again(node=reply, visitor=moderator(), reason=WHY, at=NOW)
    seen.append(counts())
    hidden(first)
    seen.append(counts())
    assert seen == [[1, 0], [2, 1], [1, 0], [2, 1], [1, 1]]


def test_moderator_may_hide_what_somebody_else_with_the_role_wrote():
    made = remark(open_passage(), by=moderator("Eine"))
    assert hidden(made).visibility == Visibility.HIDDEN


def test_words_that_changed_since_they_were_read_are_not_released():
    about = open_passage()
    made = submitted(about)
    read = fresh(made.node).version
    correct_remark(code=made.code, text="Ganz andere Worte.", at=NOW)
    with pytest.raises(ChangedMeanwhile, match="Ganz andere Worte"):
        release(node=made.node, visitor=moderator(), at=NOW, seen=read)
    assert fresh(made.node).visibility == Visibility.WAITING
    now = fresh(made.node).version
    assert release(node=made.node, visitor=moderator(), at=NOW, seen=now).is_public
