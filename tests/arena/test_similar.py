"""Ideas that say the same: shown while somebody writes, grouped and corrected at the office."""

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.calculations import similar_among, similar_groups
from mitmachstadt.arena.enums import State
from mitmachstadt.arena.errors import MergeOfItself, OtherArena
from mitmachstadt.arena.models import Idea, SimilarPair
from mitmachstadt.arena.queries import ideas_to_group, pairs_of
from mitmachstadt.contributions.models import Remark
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
BENCH = "Am Weg zum Arzt fehlen Bänke, auf denen man ausruhen kann."


def at(inside, rest):
    return f"/de/arena/{inside.node.public_id}/{rest}"


def benches(inside):
    first = a.idea(inside, "Bänke auf dem Weg zum Arzt", text=BENCH)
    second = a.idea(inside, "Mehr Bänke am Weg", text="Zum Arzt läuft man ohne Bank weit.")
    other = a.idea(inside, "Schnelleres Netz", text="In der Schule reicht das Netz nicht.")
    return first, second, other


def test_similar_ideas_are_proposed_with_the_words_they_share():
    inside = a.arena()
    first, second, _ = benches(inside)
    found = similar_among(inside, "Eine Bank am Weg zum Arzt wäre gut")
    assert {each.public_id for each in found} == {first.node.public_id, second.node.public_id}
    assert all("arzt" in each.shared for each in found)


def test_only_public_ideas_of_the_same_arena_are_proposed():
    inside, elsewhere = a.arena(), a.arena(title="Süd")
    one = a.idea(inside, "Bänke", text=BENCH)
    Node.objects.filter(pk=one.pk).update(visibility=Visibility.HIDDEN)
    a.idea(elsewhere, "Bänke", text=BENCH)
    assert similar_among(inside, BENCH) == []


@pytest.mark.parametrize(
    "text", ["", "   ", "und oder aber", "%' OR 1=1 --", '"', "\x00", "x" * 9000]
)
def test_anything_typed_gives_an_answer(text):
    inside = a.arena()
    benches(inside)
    assert isinstance(similar_among(inside, text), list)


def test_script_gets_the_list_alone_and_nothing_is_kept(client):
    inside = a.arena()
    benches(inside)
    before = Remark.objects.count()
    page = client.post(
        at(inside, "einreichen/"), {"title": "Bank am Weg", "text": BENCH, "similar": "liste"}
    )
    html = page.content.decode()
    assert page.status_code == 200
    assert "Bänke auf dem Weg zum Arzt" in html
    assert "<html" not in html
    assert Remark.objects.count() == before


def test_without_script_a_button_shows_them_with_what_was_typed(client):
    inside = a.arena()
    benches(inside)
    page = client.post(at(inside, "einreichen/"), {"title": "", "text": BENCH, "similar": "seite"})
    html = page.content.decode()
    assert page.status_code == 200
    assert "Bänke auf dem Weg zum Arzt" in html
    assert BENCH in html
    assert "m-field--error" not in html


def test_proposing_takes_one_query(django_assert_num_queries):
    inside = a.arena()
    benches(inside)
    with django_assert_num_queries(1):
        similar_among(inside, BENCH)


def groups(inside):
    together, apart = pairs_of(inside)
    found = similar_groups(ideas_to_group(inside, most=50), together=together, apart=apart)
    return [sorted(Node.objects.get(pk=m.key).title for m in each.members) for each in found]


def say(one, other, *, together):
    return actions.say_of_pair(
        one=one, other=other, together=together, visitor=f.office(), at=f.NOW
    )


def test_groups_are_corrected_by_hand_in_both_directions():
    inside = a.arena()
    first, second, other = benches(inside)
    say(first, second, together=True)
    assert groups(inside) == [["Bänke auf dem Weg zum Arzt", "Mehr Bänke am Weg"]]
    say(second, first, together=False)
    assert groups(inside) == []
    assert SimilarPair.objects.count() == 1
    say(first, other, together=True)
    assert groups(inside) == [["Bänke auf dem Weg zum Arzt", "Schnelleres Netz"]]


def test_what_is_merged_is_in_no_group_any_more():
    inside = a.arena()
    first, second, _ = benches(inside)
    say(first, second, together=True)
    actions.merge_ideas(whole=first, parts=[second], reason="Gleich.", visitor=f.office(), at=f.NOW)
    assert groups(inside) == []


def test_pairs_are_of_two_ideas_of_one_arena_and_said_by_the_office():
    inside, elsewhere = a.arena(), a.arena(title="Süd")
    one, far = a.idea(inside), a.idea(elsewhere)
    with pytest.raises(MergeOfItself):
        say(one, one, together=True)
    with pytest.raises(OtherArena):
        say(one, far, together=True)
    with pytest.raises(RoleNeeded):
        actions.say_of_pair(one=one, other=far, together=True, visitor=f.citizen(), at=f.NOW)


def test_office_merges_a_group_and_tells_two_apart_on_the_page(client):
    inside = a.arena()
    first, second, _ = benches(inside)
    say(first, second, together=True)
    client.force_login(f.office().person)
    address = f"/de/verwaltung/arena/{inside.node.public_id}/gruppen/"
    page = client.get(address).content.decode()
    assert "Mehr Bänke am Weg" in page
    assert "Schnelleres Netz" not in page
    whole, part = first.node.public_id, second.node.public_id
    refused = client.post(address, {"whole": whole, "part": [part], "reason": ""})
    assert refused.status_code == 400
    assert client.post(address, {"whole": whole, "part": ["nichts"]}).status_code == 404
    done = client.post(address, {"whole": whole, "part": [whole, part], "reason": "Gleich."})
    assert done.status_code == 302
    assert Trace.objects.get(relation="merged_into").target_id == first.pk
    assert Idea.objects.count() == 3


@pytest.mark.parametrize("number", [1, 3])
def test_groups_take_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    inside = a.arena()
    for nth in range(number):
        word = ("Brunnen", "Schatten", "Werkstatt")[nth]
        for _ in range(2):
            a.idea(inside, word, text=f"Mehr {word} für alle im Viertel.")
    client.force_login(f.office().person)
    address = f"/de/verwaltung/arena/{inside.node.public_id}/gruppen/"
    with django_assert_num_queries(7):
        page = client.get(address).content.decode()
    assert page.count('class="m-group"') == number


def test_declined_ideas_are_in_no_group(client):
    inside = a.arena()
    first, second, _ = benches(inside)
    say(first, second, together=True)
    a.move(second, State.DECLINED, reason="Wird schon gebaut.")
    assert groups(inside) == []


def test_corrections_that_contradict_each_other_are_told_with_both_titles(client):
    inside = a.arena()
    first, second, other = benches(inside)
    say(first, second, together=True)
    say(second, other, together=True)
    say(first, other, together=False)
    client.force_login(f.office().person)
    page = client.get(f"/de/verwaltung/arena/{inside.node.public_id}/gruppen/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "„Bänke auf dem Weg zum Arzt“ und „Schnelleres Netz“ sollen getrennt" in html
    assert "Keine zwei Ideen" not in html


def test_of_a_large_group_the_first_are_shown_and_how_many_more_there_are(client, monkeypatch):
    monkeypatch.setattr("mitmachstadt.arena.views.groups.MEMBERS_SHOWN", 2)
    inside = a.arena()
    for _ in range(5):
        a.idea(inside, "Bänke auf dem Weg zum Arzt", text=BENCH)
    client.force_login(f.office().person)
    page = client.get(f"/de/verwaltung/arena/{inside.node.public_id}/gruppen/").content.decode()
    assert page.count('name="part"') == 2
    assert "3 weitere Ideen" in page
