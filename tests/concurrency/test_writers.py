"""Many writers at once, each with a connection of its own: nothing lost, nothing counted twice."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from mitmachstadt.answers.actions import give_answer
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.contributions.actions import (
    give_support,
    hide,
    submit_remark,
    take_support_back,
    withdraw_remark,
)
from mitmachstadt.contributions.models import Support
from mitmachstadt.contributions.queries import node_by_code
from mitmachstadt.kernel.rates import count_attempt
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import WITHOUT_CIRCLE, Kind, Relation, Visibility
from mitmachstadt.nodes.errors import CircularRelation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.actions import end_role
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import LastAdministrator
from mitmachstadt.people.queries import administrators
from tests.factories import (
    NOW,
    REASON,
    citizen,
    code_of,
    fresh,
    moderator,
    node,
    office,
    open_passage,
    person,
    remark,
)

pytestmark = pytest.mark.django_db(transaction=True)


def writers() -> int:
    return 32 if connection.vendor == "postgresql" else 8


def at_once(*work: Callable[[], object]) -> list[object]:
    """Do everything at the same time, each in a thread with its own connection; what came of it.

    An exception is a result as well.
    """
    results: list[object] = [None] * len(work)
    start = threading.Barrier(len(work))

    def run(place: int) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            results[place] = work[place]()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def errors(results: list[object]) -> list[object]:
    return [result for result in results if isinstance(result, Exception)]


def test_many_remarks_at_once_on_one_passage_are_all_kept_and_counted():
    about, each = open_passage(), 2
    people = [citizen(f"Person {n}") for n in range(writers())]

    def speaks(number: int) -> Callable[[], object]:
        return lambda: [
            submit_remark(
                about=about, text=f"Nr. {number}/{turn}", visitor=people[number],
                submission=f"{number}/{turn}", at=NOW,
            )
            for turn in range(each)
        ]  # fmt: skip

    results = at_once(*(speaks(number) for number in range(writers())))
    assert errors(results) == []
    made = [submitted for some in results for submitted in some]
    assert fresh(about).remarks == len(made) == writers() * each
    assert Node.objects.filter(parent=about, visibility=Visibility.PUBLIC).count() == len(made)
    assert Entry.objects.filter(kind="remark.submitted").count() == len(made)
    assert all(node_by_code(submitted.code) == submitted.node for submitted in made)


def test_many_supports_at_once_of_one_remark_are_all_kept_and_counted():
    made = remark(open_passage())
    people = [citizen(f"Person {n}") for n in range(writers())]
    results = at_once(*(lambda by=by: give_support(node=made, visitor=by, at=NOW) for by in people))
    assert results == [True] * writers()
    assert fresh(made).supports == Support.objects.count() == writers()


def test_one_person_supporting_many_times_at_once_counts_once():
    made, by = remark(open_passage()), citizen()
    results = at_once(*[lambda: give_support(node=made, visitor=by, at=NOW)] * writers())
    assert sorted(results) == [False] * (writers() - 1) + [True]
    assert fresh(made).supports == Support.objects.count() == 1


def test_one_person_taking_back_many_times_at_once_takes_back_once():
    made, by = remark(open_passage()), citizen()
    give_support(node=made, visitor=by, at=NOW)
    results = at_once(*[lambda: take_support_back(node=made, visitor=by, at=NOW)] * writers())
    assert sorted(results) == [False] * (writers() - 1) + [True]
    assert fresh(made).supports == 0


def test_one_form_sent_many_times_at_once_is_one_remark():
    about, by = open_passage(), citizen()
    results = at_once(
        *[lambda: submit_remark(about=about, text="Einmal", visitor=by, submission="form", at=NOW)]
        * writers()
    )
    assert errors(results) == []
    assert sum(not result.again for result in results) == 1
    assert len({result.code for result in results}) == 1
    assert fresh(about).remarks == Node.objects.filter(kind=Kind.REMARK).count() == 1


def test_remarks_supports_replies_answers_and_moderation_at_once_leave_exact_counters():
    """Everything that takes several rows, in every order: nobody waits for ever."""
    about = open_passage()
    firsts = [remark(about) for _ in range(4)]
    replies = [remark(first) for first in firsts for _ in range(3)]
    watch, desk = moderator(), office()
    people = [citizen(f"Person {n}") for n in range(4)]

    def tries(work: Callable[[], object]) -> object:
        try:
            return work()
        except Refusal:
            return None

    def answers() -> None:
        for _ in range(3):
            tries(
                lambda: give_answer(
                    contributions=list(reversed(firsts)), kind=AnswerKind.ELSEWHERE,
                    reason=REASON, visitor=desk, at=NOW, elsewhere=about,
                )
            )  # fmt: skip

    def hides(some: list[Node]) -> None:
        for each in some:
            tries(lambda each=each: hide(node=each, visitor=watch, reason="Grund", at=NOW))

    def withdraws(some: list[Node]) -> None:
        for each in some:
            tries(lambda each=each: withdraw_remark(code=code_of(each), at=NOW))

    def talks(number: int) -> None:
        for turn in range(3):
            target = (
                about
                if turn == 0
                else Node.objects.select_related("parent").get(pk=firsts[number].pk)
            )
            tries(
                lambda target=target, turn=turn: submit_remark(
                    about=target,
                    text="Ja",
                    visitor=people[number],
                    submission=f"{number}/{turn}",
                    at=NOW,
                )
            )
            for first in firsts:
                tries(lambda first=first: give_support(node=first, visitor=people[number], at=NOW))

    results = at_once(
        answers,
        lambda: hides(firsts[:2]),
        lambda: hides(replies[::2]),
        lambda: withdraws(replies[1::2]),
        *(lambda number=number: talks(number) for number in range(4)),
    )
    assert errors(results) == []
    public = Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC)
    assert fresh(about).remarks == public.count()
    for first in map(fresh, firsts):
        assert first.remarks == public.filter(parent=first).count()
        assert first.supports == Support.objects.filter(node=first).count()
        answered = Trace.objects.filter(source=first, relation=Relation.ANSWERED_BY)
        assert first.answers == answered.count()


def test_two_people_linking_at_once_close_no_circle():
    for _ in range(5):
        a, b = node(), node()
        results = at_once(
            *(
                lambda ends=ends: link(
                    source=ends[0], target=ends[1], relation=Relation.BASIS_OF, by=None, at=NOW
                )
                for ends in ((a, b), (b, a))
            )
        )
        assert [type(error) for error in errors(results)] == [CircularRelation]
        assert Trace.objects.filter(source__in=[a, b]).count() == 1


def test_many_people_linking_at_once_close_no_long_circle():
    """Each link by itself is fine, and no two of them touch the same pair of nodes."""
    size = writers()
    ring = [node() for _ in range(size)]
    results = at_once(
        *(
            lambda n=n: link(
                source=ring[n], target=ring[(n + 1) % size], relation=WITHOUT_CIRCLE[n % 2],
                by=None, at=NOW,
            )
            for n in range(size)
        )
    )  # fmt: skip
    assert [type(error) for error in errors(results)] == [CircularRelation]
    assert Trace.objects.count() == size - 1


def test_two_people_making_the_same_link_at_once_make_one():
    a, b = node(), node()
    results = at_once(
        *[lambda: link(source=a, target=b, relation=Relation.PAYS_INTO, by=None, at=NOW)] * 4
    )
    assert errors(results) == []
    assert len(set(results)) == Trace.objects.count() == 1
    assert Entry.objects.filter(kind="trace.made").count() == 1


def test_two_administrators_ending_each_others_role_at_once_leave_one():
    one = person("One", BuiltInGroup.ADMINISTRATOR)
    two = person("Two", BuiltInGroup.ADMINISTRATOR)
    results = at_once(
        lambda: end_role(person=one, role="administrator", by=two, at=NOW),
        lambda: end_role(person=two, role="administrator", by=one, at=NOW),
    )
    assert [type(error) for error in errors(results)] == [LastAdministrator]
    assert len(administrators(at=NOW)) == 1


def test_many_attempts_at_once_are_all_counted():
    results = at_once(*[lambda: count_attempt("x", at=NOW, minutes=15)] * writers())
    assert sorted(results) == list(range(1, writers() + 1))


def test_withdrawing_twice_at_once_moves_the_counter_once():
    about = open_passage()
    made = remark(about)
    remark(about)
    code = code_of(made)
    results = at_once(*[lambda: withdraw_remark(code=code, at=NOW)] * 4)
    assert len(errors(results)) == 3
    assert all(isinstance(error, Refusal) for error in errors(results))
    assert fresh(about).remarks == 1


def test_writer_that_fails_in_the_middle_leaves_nothing():
    about = open_passage()

    def fails() -> None:
        with transaction.atomic():
            remark(about)
            raise RuntimeError

    results = at_once(fails, lambda: remark(about))
    assert [type(error) for error in errors(results)] == [RuntimeError]
    assert fresh(about).remarks == Node.objects.filter(kind=Kind.REMARK).count() == 1
