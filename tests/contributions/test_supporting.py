import pytest

from mitmachstadt.contributions.actions import (
    give_support,
    supporting,
    take_support_back,
    withdraw_remark,
)
from mitmachstadt.contributions.errors import NotAContribution, OwnContribution
from mitmachstadt.contributions.models import Support
from mitmachstadt.contributions.queries import supported_by
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.errors import NodeNotPublic, NoWindow, WindowClosed
from mitmachstadt.nodes.models import Window
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from tests.factories import (
    ANYONE,
    DAY,
    NOW,
    citizen,
    code_of,
    fresh,
    hidden,
    open_passage,
    passage,
    remark,
    submitted,
)

pytestmark = pytest.mark.django_db


def support(made, by, at=NOW):
    return give_support(node=made, visitor=by, at=at)


def test_support_counts_once_per_person():
    made, ada, grace = remark(open_passage()), citizen("Ada"), citizen("Grace")
    assert [support(made, by) for by in (ada, grace, ada)] == [True, True, False]
    assert fresh(made).supports == Support.objects.count() == 2
    assert Entry.objects.filter(kind="support.given").count() == 2


def test_support_keeps_the_window_it_came_through():
    made = remark(open_passage())
    support(made, citizen())
    assert Support.objects.get().window == Window.objects.get()


def test_support_taken_back_can_be_given_again():
    made, by = remark(open_passage()), citizen()
    support(made, by)
    assert take_support_back(node=made, visitor=by, at=NOW) is True
    assert take_support_back(node=made, visitor=by, at=NOW) is False
    assert fresh(made).supports == 0
    assert support(made, by) is True
    assert fresh(made).supports == 1
    assert Entry.objects.filter(kind="support.taken_back").count() == 1


def test_support_taken_back_by_somebody_else_leaves_it():
    made = remark(open_passage())
    support(made, citizen())
    assert take_support_back(node=made, visitor=citizen(), at=NOW) is False
    assert fresh(made).supports == 1


def test_support_can_be_taken_back_after_the_window_closed():
    made, by = remark(open_passage()), citizen()
    support(made, by)
    assert take_support_back(node=made, visitor=by, at=NOW + 100 * DAY) is True


def test_support_of_ones_own_words_is_refused():
    by = citizen()
    made = remark(open_passage(), by=by)
    with pytest.raises(OwnContribution):
        support(made, by)
    assert fresh(made).supports == 0


def test_support_of_what_is_not_public_is_refused():
    about = open_passage()
    gone = withdraw_remark(code=code_of(remark(about)), at=NOW)
    for made in (submitted(about).node, hidden(remark(about)), gone):
        with pytest.raises(NodeNotPublic):
            support(made, citizen())
        assert fresh(made).supports == 0


def test_support_of_what_is_no_contribution_is_refused():
    about = open_passage()
    with pytest.raises(NotAContribution):
        support(about, citizen())
    assert fresh(about).supports == 0


def test_support_without_an_account_is_refused():
    made = remark(open_passage())
    with pytest.raises((SignInNeeded, RoleNeeded)):
        support(made, ANYONE)
    with pytest.raises(SignInNeeded):
        take_support_back(node=made, visitor=ANYONE, at=NOW)


def test_support_where_only_remarks_are_open_is_refused():
    made = remark(open_passage(), by=citizen())
    Window.objects.update(verbs=Verb.REMARK)
    with pytest.raises(NoWindow):
        support(made, citizen())


def test_support_after_the_window_closed_is_refused():
    made = remark(open_passage(closes=NOW + DAY))
    with pytest.raises(WindowClosed):
        support(made, citizen(), at=NOW + DAY)
    assert fresh(made).supports == 0


def test_support_is_refused_when_the_window_closes_between_question_and_writing(monkeypatch):
    made = remark(open_passage())
    monkeypatch.setattr(supporting, "still_open", lambda window, node, at: False)
    with pytest.raises(WindowClosed):
        support(made, citizen())
    assert fresh(made).supports == 0


def test_supported_by_tells_ones_own_supports_in_one_query(django_assert_num_queries):
    about, by = open_passage(), citizen()
    made = [remark(about) for _ in range(3)]
    support(made[1], by)
    support(made[2], citizen())
    with django_assert_num_queries(1):
        assert supported_by(by.person, made) == {made[1].pk}
    with django_assert_num_queries(0):
        assert supported_by(None, made) == set()


def test_support_of_something_without_a_window_is_refused():
    with pytest.raises(NoWindow):
        support(passage(), citizen())
