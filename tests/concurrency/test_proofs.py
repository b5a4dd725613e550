"""One proof of work and many hands at once: one contribution stands on it."""

import pytest

from mitmachstadt.contributions.models import Remark
from mitmachstadt.kernel.models import DailySalt, UsedProof
from mitmachstadt.kernel.proofs import use_up
from mitmachstadt.kernel.rates import count_attempt, forget_kept_salt
from mitmachstadt.nodes.enums import Moderation, Visibility
from mitmachstadt.nodes.models import Node
from tests.concurrency.test_writers import at_once, errors, writers
from tests.factories import NOW, open_passage, proof, submitted

pytestmark = pytest.mark.django_db(transaction=True)
FORM = "0" * 32
ADDRESS = "192.0.2.7"


def test_solution_is_used_up_by_one_of_many():
    results = at_once(*[lambda: use_up("a" * 64, at=NOW)] * writers())
    assert sorted(results) == [False] * (writers() - 1) + [True]
    assert UsedProof.objects.count() == 1


def test_different_texts_with_one_proof_at_once_are_one_with_and_the_others_without(settings):
    settings.UNPROVEN_PER_DAY = 100
    about, solution = open_passage(moderation=Moderation.NOBODY), proof(FORM)

    def say(number):
        return lambda: submitted(
            about, f"Nr. {number}", submission=FORM, address=ADDRESS, proof=solution
        )

    results = at_once(*[say(number) for number in range(8)])
    assert not errors(results)
    assert sorted(made.unproven for made in results) == [False] + [True] * 7
    assert Node.objects.filter(kind="remark", visibility=Visibility.PUBLIC).count() == 1
    assert Remark.objects.filter(unproven=True).count() == 7


def test_same_form_at_once_is_one_contribution_even_where_nothing_may_wait(settings):
    settings.UNPROVEN_WAITING = 0
    about, solution = open_passage(moderation=Moderation.NOBODY), proof(FORM)
    results = at_once(
        *[lambda: submitted(about, submission=FORM, address=ADDRESS, proof=solution)] * 8
    )
    assert not errors(results)
    assert len({made.code for made in results}) == 1
    assert sum(not made.again for made in results) == 1
    assert Node.objects.get(kind="remark").visibility == Visibility.PUBLIC


def test_first_attempts_of_a_day_at_once_share_one_salt():
    forget_kept_salt()
    results = at_once(*[lambda: count_attempt("x", at=NOW, minutes=15)] * writers())
    assert sorted(results) == list(range(1, writers() + 1))
    assert DailySalt.objects.count() == 1
