"""The page of an idea with everything around it stays small."""

import pytest

from mitmachstadt.arena.actions import checking, offering, sponsoring, stating
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_checks import TRIED
from tests.arena.test_offers import WORDS
from tests.arena.test_statements import SAID

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_an_idea_takes_as_many_statements_however_much_there_is(
    number, client, django_assert_num_queries, django_assert_max_num_queries
):
    one = a.idea(a.arena())
    for nth in range(number):
        who = f.citizen(f"Kim {nth}")
        sponsoring.sponsor(idea=one, visitor=who, at=f.NOW)
        stating.state(idea=one, said=SAID, visitor=f.citizen(), at=f.NOW)
        checking.record_trial(idea=one, tried=TRIED, visitor=who, at=f.NOW)
        offering.offer_competence(arena=one.arena, visitor=who, at=f.NOW, **WORDS)
    # What a process asks once is asked before.
    client.get(f"/de/n/{one.node.public_id}/")
    forget_pages()
    with django_assert_num_queries(6):
        page = client.get(f"/de/n/{one.node.public_id}/")
    assert len(page.content) < 60_000
    signed_in = f.office().person
    client.force_login(signed_in)
    client.get("/de/")
    with django_assert_max_num_queries(12):
        client.get(f"/de/n/{one.node.public_id}/")
