"""One answer to many: all that are as they were read, and the others named."""

import pytest

from mitmachstadt.answers.actions import Words, answer_many, begin_draft
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.errors import (
    CannotBeAnswered,
    ChangedOrGone,
    DraftUnderWay,
    PlaceholderLeft,
)
from mitmachstadt.answers.models import Answer
from mitmachstadt.answers.rules import Said
from mitmachstadt.contributions.actions import correct_remark, withdraw_remark
from mitmachstadt.contributions.errors import ChangedMeanwhile
from mitmachstadt.nodes.models import Trace
from tests import factories as f
from tests.answers import desks

pytestmark = pytest.mark.django_db


def read(*nodes):
    return {node.public_id: f.fresh(node).version for node in nodes}


def many(*nodes, seen=None, by=None, reason=f.REASON, **rest):
    return answer_many(
        contributions=nodes,
        said=Said(AnswerKind.TAKEN_UP, reason),
        seen=read(*nodes) if seen is None else seen,
        visitor=by or f.office(),
        at=f.NOW,
        **rest,
    )


def test_hidden_withdrawn_corrected_and_answered_ones_are_named_and_left_out():
    about = f.open_passage()
    stays = f.remark(about, "Bleibt.")
    hidden, answered = f.remark(about, "Versteckt."), f.remark(about, "Beantwortet.")
    gone, changed = (f.submitted(about, text, by=f.citizen()) for text in ("Weg.", "Anders."))
    nodes = [stays, hidden, answered, gone.node, changed.node]
    seen = read(*nodes)
    f.hidden(hidden)
    f.answer(answered)
    withdraw_remark(code=gone.code, at=f.NOW)
    correct_remark(code=changed.code, text="Ganz anders.", at=f.NOW)
    done = many(*nodes, seen=seen)
    assert done.count == 1 and f.fresh(stays).answers == 1
    told = {node.public_id: type(refusal) for node, refusal in done.left_out}
    assert told == {
        hidden.public_id: CannotBeAnswered,
        answered.public_id: ChangedMeanwhile,
        gone.node.public_id: CannotBeAnswered,
        changed.node.public_id: ChangedMeanwhile,
    }
    assert Trace.objects.filter(target=done.answer).count() == 1


def test_where_nothing_is_as_it_was_read_nothing_is_written():
    about = f.open_passage()
    one, two = f.remark(about), f.remark(about)
    seen = read(one, two)
    f.answer(one, two, reason="Das war jemand anders mit anderen Worten.")
    with pytest.raises(ChangedMeanwhile):
        many(one, seen={one.public_id: seen[one.public_id]})
    with pytest.raises(ChangedOrGone):
        many(one, two, seen=seen)
    assert Answer.objects.count() == 1


def test_the_same_form_sent_twice_is_one_answer():
    nodes, by = [f.remark(f.open_passage()) for _ in range(2)], f.office()
    seen = read(*nodes)
    assert many(*nodes, seen=seen, by=by).answer == many(*nodes, seen=seen, by=by).answer


def test_when_something_fails_nothing_is_half_done(monkeypatch):
    nodes = f.many_remarks(f.open_passage(), 5)
    path = "mitmachstadt.answers.actions.publishing.append_many"

    def broken(**_):
        raise OSError("no space left")

    monkeypatch.setattr(path, broken)
    with pytest.raises(OSError, match="no space"):
        many(*nodes)
    assert not Answer.objects.exists() and not Trace.objects.exists()
    assert {f.fresh(node).answers for node in nodes} == {0}


def test_a_draft_of_somebody_else_is_shown_before_one_goes_over_it():
    node = f.remark(f.open_passage())
    words = Words(reason="Noch nicht fertig.")
    draft = begin_draft(contributions=[node], words=words, visitor=f.office("Erste"), at=f.NOW)
    with pytest.raises(DraftUnderWay, match="Erste"):
        many(node)
    done = many(node, drafts_seen=[f"{draft.public_id}:{draft.version}"])
    assert done.count == 1


def test_a_placeholder_that_nobody_filled_in_is_not_published():
    with pytest.raises(PlaceholderLeft, match=r"\{titel\}"):
        many(f.remark(f.open_passage()), reason=f"Zu {{titel}}: {f.REASON}")


@pytest.mark.parametrize("number", [2, 1000])
def test_a_thousand_take_the_statements_of_two(django_assert_num_queries, number):
    nodes, by = f.many_remarks(f.open_passage(), number), f.office()
    seen = {node.public_id: node.version for node in nodes}
    with django_assert_num_queries(21 if number == 2 else 24, exact=False):
        done = many(*nodes, seen=seen, by=by)
    assert done.count == number
    assert f.REASON in f.fresh(nodes[-1]).card


def test_units_answer_only_their_own_in_bulk():
    from mitmachstadt.answers.errors import NotAtYourDesk

    roads = desks.unit()
    mine, other = desks.duty(roads), desks.duty(None)
    with pytest.raises(NotAtYourDesk):
        many(mine, other, by=desks.officer(roads))
    assert many(mine, by=desks.officer(roads)).count == 1
