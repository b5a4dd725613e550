"""Who answers what, and where the answer stands."""

import pytest

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.errors import CannotBeAnswered, NoDesk, NothingChosen
from mitmachstadt.answers.queries import answered_by
from mitmachstadt.contributions.actions import correct_remark
from mitmachstadt.contributions.errors import ChangedMeanwhile, NotAContribution
from mitmachstadt.ledger.models import Entry
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import story_of
from mitmachstadt.people.errors import SignInNeeded
from tests.answers.answering.days import TODAY
from tests.factories import (
    ANYONE,
    NOW,
    REASON,
    administrator,
    answer,
    citizen,
    fresh,
    hidden,
    many_remarks,
    moderator,
    office,
    open_passage,
    remark,
    submitted,
)

pytestmark = pytest.mark.django_db

# --- whom and who ------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [citizen, moderator, administrator, lambda: ANYONE])
def test_answer_by_somebody_else_than_the_office_is_refused(who):
    by, made = who(), remark(open_passage())
    with pytest.raises(NoDesk if by.signed_in else SignInNeeded):
        answer(made, by=by)
    assert fresh(made).answers == 0


def test_answer_to_nothing_is_refused():
    with pytest.raises(NothingChosen):
        answer()


def test_answer_to_what_is_not_public_is_refused_for_all():
    about = open_passage()
    shown = remark(about)
    for other in (submitted(about).node, hidden(remark(about))):
        with pytest.raises(CannotBeAnswered):
            answer(shown, other)
    assert fresh(shown).answers == 0
    assert not Node.objects.filter(kind=Kind.ANSWER).exists()


def test_answer_to_what_is_no_contribution_is_refused():
    about = open_passage()
    with pytest.raises(NotAContribution):
        answer(about)
    assert fresh(about).card == ""


def test_answer_to_one_stands_on_its_card_and_in_both_lines_of_the_register():
    made = remark(open_passage())
    given = answer(made, reason="Der Satz <b> steht jetzt im zweiten Absatz.")
    after = fresh(made)
    assert after.answers == 1 and after.version == made.version + 1
    assert "Der Satz &lt;b&gt; steht jetzt im zweiten Absatz." in after.card
    assert f"/de/n/{given.public_id}/" in after.card
    assert entries_about(made.public_id)[-1].content == {
        "answer": given.public_id,
        "kind": "taken_up",
    }
    assert entries_about(given.public_id)[0].content["answers"] == [made.public_id]


def test_answer_to_200_takes_the_statements_of_2(django_assert_num_queries):
    about, by = open_passage(), office()
    for number in (2, 200):
        made = many_remarks(about, number)
        with django_assert_num_queries(18):
            given = answer(*made, by=by)
        assert [fresh(each).answers for each in (made[0], made[-1])] == [1, 1]
        assert REASON in fresh(made[-1]).card
        assert (
            Entry.objects.filter(
                kind="remark.answered", subject__in=[each.public_id for each in made]
            ).count()
            == number
        )
        assert answered_by(given, limit=300).contributions == made
        few = answered_by(given, limit=2)
        assert (few.contributions, few.in_all, few.more) == (made[:2], number, number - 2)


def test_answer_named_twice_counts_once():
    made = remark(open_passage())
    answer(made, made)
    assert fresh(made).answers == 1


def test_answer_given_twice_keeps_both_in_order():
    made = remark(open_passage())
    first = answer(made, kind=AnswerKind.EXAMINING, until=TODAY)
    second = answer(
        made, kind=AnswerKind.NOT_TAKEN, reason="Die Prüfung hat ergeben: Es ist zu eng."
    )
    after = fresh(made)
    assert after.answers == 2
    assert [step.node for step in story_of(made).became] == [first, second]
    assert after.card.index(first.title) < after.card.index(second.title)


def test_answered_by_leaves_out_what_was_hidden_since():
    about = open_passage()
    shown, gone = remark(about), remark(about)
    given = answer(shown, gone)
    hidden(gone)
    assert answered_by(given).contributions == [shown]


def test_answer_is_kept_on_a_card_that_was_hidden_and_shown_again():
    from mitmachstadt.contributions.actions import show_again

    made = remark(open_passage())
    answer(made)
    assert REASON not in hidden(made).card
    assert REASON in show_again(node=made, visitor=moderator(), reason="Irrtum", at=NOW).card


def test_words_that_changed_since_they_were_read_are_not_answered():
    made = submitted(open_passage(), by=citizen())
    read = {made.node.public_id: fresh(made.node).version}
    correct_remark(code=made.code, text="Ganz andere Worte.", at=NOW)
    with pytest.raises(ChangedMeanwhile, match="Ganz andere Worte"):
        answer(made.node, seen=read)
    assert fresh(made.node).answers == 0
    answer(made.node, seen={made.node.public_id: fresh(made.node).version})
