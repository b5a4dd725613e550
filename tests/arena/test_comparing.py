"""All open ideas of an arena compared by the worker: asked for, told, kept, less what changed."""

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import COMPARING_MINUTES, State
from mitmachstadt.arena.errors.comparing import ComparingAlready
from mitmachstadt.arena.models import Comparison, ProposedGroup
from mitmachstadt.arena.queries import comparison_of, proposed_groups
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_similar import BENCH, benches, say

pytestmark = pytest.mark.django_db
WORDS = ("Brunnen", "Schatten", "Werkstatt", "Bücherei")


def ask(inside, at=f.NOW, visitor=None):
    return actions.ask_to_compare(arena=inside, visitor=visitor or f.office(), at=at)


def compare(inside, at=f.NOW):
    run = ask(inside, at).run
    assert actions.compare_ideas(arena=inside.node.public_id, run=run, at=at)
    return Comparison.objects.get()


def shown(inside, after=0, most=15):
    found = proposed_groups(inside, after=after, most=most).groups
    return [[member.idea.title for member in each] for each in found]


def pairs(inside, number):
    for word in WORDS[:number]:
        for _ in range(2):
            a.idea(inside, word, text=f"Mehr {word} für alle im Viertel.")


@pytest.fixture
def many(monkeypatch):
    """So few ideas are many."""
    monkeypatch.setattr("mitmachstadt.arena.views.groups.AT_ONCE_COMPARED", 1)


def test_what_the_worker_found_is_kept_and_takes_the_place_of_what_was_before():
    inside = a.arena()
    pairs(inside, 2)
    a.idea(inside, "Schnelleres Netz", text="In der Schule reicht es nicht.")
    done = compare(inside)
    assert (done.done, done.asked, done.compared, done.found) == (f.NOW, None, 5, 2)
    assert sorted(shown(inside)) == [["Brunnen", "Brunnen"], ["Schatten", "Schatten"]]
    pairs(inside, 1)
    again = compare(inside, f.NOW + f.DAY)
    assert (again.run, again.done, again.compared) == (2, f.NOW + f.DAY, 7)
    assert shown(inside)[0] == ["Brunnen"] * 4
    assert ProposedGroup.objects.count() == 2


def test_only_the_office_asks_and_for_one_at_a_time():
    inside = a.arena()
    for other in (f.citizen(), f.moderator()):
        with pytest.raises(RoleNeeded):
            ask(inside, visitor=other)
    ask(inside)
    with pytest.raises(ComparingAlready):
        ask(inside, f.NOW + f.DAY / 24 / 60 * (COMPARING_MINUTES - 1))
    assert DBTaskResult.objects.count() == 1
    given_up = f.NOW + f.DAY / 24 / 60 * COMPARING_MINUTES
    assert ask(inside, given_up).run == 2


def test_a_run_twice_or_overtaken_changes_nothing():
    inside = a.arena()
    pairs(inside, 1)
    compare(inside)
    where = inside.node.public_id
    assert not actions.compare_ideas(arena=where, run=1, at=f.NOW + f.DAY)
    ask(inside, f.NOW + f.DAY)
    assert not actions.compare_ideas(arena=where, run=1, at=f.NOW + f.DAY)
    assert Comparison.objects.get().done == f.NOW
    assert not actions.compare_ideas(arena="nichts", run=1, at=f.NOW)


def test_a_run_that_is_overtaken_while_it_goes_keeps_nothing(monkeypatch):
    inside = a.arena()
    pairs(inside, 1)
    run = ask(inside).run

    def overtaken(ideas, **more):
        Comparison.objects.update(run=run + 1)
        return []

    monkeypatch.setattr("mitmachstadt.arena.actions.comparing.similar_groups", overtaken)
    assert not actions.compare_ideas(arena=inside.node.public_id, run=run, at=f.NOW)
    assert Comparison.objects.get().done is None


def test_how_far_it_is_stands_in_the_row_while_it_goes(monkeypatch):
    monkeypatch.setattr("mitmachstadt.methods.similar_texts.pairs._STRIDE", 2)
    inside = a.arena()
    benches(inside)
    done = compare(inside)
    assert (done.far, done.of_all) == (2, 3)


def test_what_was_merged_declined_hidden_or_told_apart_since_drops_out():
    inside = a.arena()
    ideas = [a.idea(inside, f"Bänke am Weg zum Arzt {n}", text=BENCH) for n in "abcdef"]
    compare(inside)
    assert len(shown(inside)[0]) == 6
    by_title = {one.node.title: one for one in ideas}
    middle, second, third, fourth, fifth, sixth = [by_title[title] for title in shown(inside)[0]]
    actions.merge_ideas(
        whole=middle, parts=[second], reason="Gleich.", visitor=f.office(), at=f.NOW
    )
    a.move(third, State.DECLINED, reason="Wird gebaut.")
    Node.objects.filter(pk=fourth.pk).update(visibility=Visibility.HIDDEN)
    say(middle, fifth, together=False)
    assert shown(inside) == [[middle.node.title, sixth.node.title]]
    say(middle, sixth, together=False)
    assert shown(inside) == []


def test_pages_go_on_where_the_one_before_ended_and_pass_over_what_is_gone():
    inside = a.arena()
    pairs(inside, 4)
    compare(inside)
    first = proposed_groups(inside, after=0, most=2)
    assert (len(first.groups), first.later) == (2, 2)
    second = proposed_groups(inside, after=2, most=2)
    assert (len(second.groups), second.later) == (2, None)
    Node.objects.filter(title=first.groups[0][0].idea.title).update(visibility=Visibility.HIDDEN)
    first = proposed_groups(inside, after=0, most=2)
    assert (len(first.groups), first.later) == (2, 3)


def test_a_group_that_somebody_put_together_says_so():
    inside = a.arena()
    first, second, other = benches(inside)
    say(first, other, together=True)
    compare(inside)
    (found,) = proposed_groups(inside, after=0, most=5).groups
    by_hand = {member.idea.pk: member.by_hand for member in found}
    assert by_hand[first.pk] and by_hand[other.pk]
    assert not by_hand.get(second.pk, False)


def test_no_more_than_the_largest_groups_are_kept(monkeypatch):
    monkeypatch.setattr("mitmachstadt.arena.actions.comparing.MOST_GROUPS", 2)
    monkeypatch.setattr("mitmachstadt.arena.actions.comparing.MOST_MEMBERS", 3)
    inside = a.arena()
    pairs(inside, 3)
    pairs(inside, 1)
    assert compare(inside).found == 3
    kept = ProposedGroup.objects.order_by("position")
    assert [len(each.members) for each in kept] == [3, 2]


def test_contradicting_corrections_end_the_run_and_are_told(client, many):
    inside = a.arena()
    first, second, other = benches(inside)
    compare(inside)
    say(first, second, together=True)
    say(second, other, together=True)
    say(first, other, together=False)
    failed = compare(inside, f.NOW + f.DAY)
    assert (failed.done, failed.asked) == (f.NOW, None)
    client.force_login(f.office().person)
    html = client.get(address(inside)).content.decode()
    assert "„Bänke auf dem Weg zum Arzt“ und „Schnelleres Netz“ sollen getrennt" in html
    assert "Neu vergleichen" in html


def test_too_many_pairs_end_the_run_and_are_told(client, many, monkeypatch):
    monkeypatch.setattr("mitmachstadt.methods.similar_texts.pairs.MOST_PAIRS", 1)
    inside = a.arena()
    for nth in range(3):
        a.idea(inside, f"Bänke {nth}", text=BENCH)
    assert compare(inside).failed == {"code": "TooMuchAlike", "keys": []}
    client.force_login(f.office().person)
    assert "Sehr viele Ideen gleichen sich" in client.get(address(inside)).content.decode()


def test_a_result_has_its_day_in_the_table_too():
    inside = a.arena()
    with pytest.raises(IntegrityError), transaction.atomic():
        Comparison.objects.create(arena=inside, found=3)


def address(inside):
    return f"/de/verwaltung/arena/{inside.node.public_id}/gruppen/"


def test_page_asks_tells_and_shows_as_of_when(client, many):
    inside = a.arena()
    pairs(inside, 1)
    client.force_login(f.office().person)
    before = client.get(address(inside)).content.decode()
    assert "Ideen vergleichen" in before and "Keine zwei Ideen" not in before
    assert 'http-equiv="refresh"' not in before
    assert client.post(address(inside), {"compare": "1"}).status_code == 302
    waits = client.get(address(inside)).content.decode()
    assert "Es geht gleich los." in waits and 'http-equiv="refresh"' in waits
    assert 'name="compare"' not in waits
    Comparison.objects.update(far=1500, of_all=4000)
    assert "1500 von 4000 sind verglichen" in client.get(address(inside)).content.decode()
    assert client.post(address(inside), {"compare": "1"}).status_code == 409
    run = comparison_of(inside).run
    assert actions.compare_ideas(arena=inside.node.public_id, run=run, at=f.NOW)
    after = client.get(address(inside)).content.decode()
    assert "Stand " in after and "2 Ideen verglichen, 1 Gruppe gefunden" in after
    assert "Brunnen" in after and "Neu vergleichen" in after


def test_page_that_compared_and_found_nothing_says_so(client, many):
    inside = a.arena()
    a.idea(inside, "Schnelleres Netz", text="In der Schule reicht es nicht.")
    a.idea(inside, "Mehr Licht", text="Nachts ist es dunkel.")
    compare(inside)
    client.force_login(f.office().person)
    assert "Keine zwei Ideen sagen dasselbe" in client.get(address(inside)).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_kept_groups_take_the_same_statements_for_one_and_three(
    client, many, django_assert_num_queries, number
):
    inside = a.arena()
    pairs(inside, number)
    compare(inside)
    client.force_login(f.office().person)
    with django_assert_num_queries(9):
        page = client.get(address(inside)).content.decode()
    assert page.count('class="m-group"') == number


def test_pages_of_kept_groups_lead_on_and_nonsense_shows_the_first(client, many, monkeypatch):
    monkeypatch.setattr("mitmachstadt.arena.views.groups.GROUPS_PAGE", 2)
    inside = a.arena()
    pairs(inside, 3)
    compare(inside)
    client.force_login(f.office().person)
    first = client.get(address(inside)).content.decode()
    assert 'href="?ab=2"' in first and first.count('class="m-group"') == 2
    second = client.get(f"{address(inside)}?ab=2").content.decode()
    assert second.count('class="m-group"') == 1 and "ab=3" not in second
    for far in ("-1", "x", "9" * 18, "9" * 30):
        assert client.get(f"{address(inside)}?ab={far}").status_code == 200
