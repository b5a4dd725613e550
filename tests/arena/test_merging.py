"""Ideas become one and come apart again: nobody is counted twice, nothing is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitmachstadt.arena import actions
from mitmachstadt.arena.errors import (
    IdeaNotPublic,
    MergedAlready,
    MergeInCircle,
    MergeOfItself,
    NothingToMerge,
    NotMerged,
    OtherArena,
    ReasonMissing,
    TooFewParts,
)
from mitmachstadt.arena.models import Idea
from mitmachstadt.contributions.actions import (
    give_support,
    hide,
    release,
    show_again,
    submit_remark,
    take_support_back,
    take_supports_back,
    withdraw_remark,
)
from mitmachstadt.contributions.models import Support
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.errors import NodeMerged
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
WHY = "Beide sagen dasselbe."


def merge(whole, *parts, reason=WHY):
    return actions.merge_ideas(
        whole=whole, parts=list(parts), reason=reason, visitor=f.office(), at=f.NOW
    )


def undo(part, reason="Es sind doch zwei."):
    return actions.undo_merge(part=part, reason=reason, visitor=f.office(), at=f.NOW)


def support(one, *people):
    for person in people:
        give_support(node=one.node, visitor=f.visitor(person), at=f.NOW)


def count(one):
    return Node.objects.get(pk=one.pk).supports


def people(number):
    return [f.person(f"Person {nth}") for nth in range(number)]


def test_people_count_once_and_where_they_stood_after_undoing():
    inside = a.arena()
    first, second = a.idea(inside, "Erste"), a.idea(inside, "Zweite")
    p, q, r, s = people(4)
    support(first, p, q, r)
    support(second, r, s)
    merge(first, second)
    assert (count(first), count(second)) == (4, 2)
    undo(second)
    assert (count(first), count(second)) == (3, 2)
    assert Support.objects.count() == 5


def test_chain_counts_everybody_once_and_comes_apart_in_any_order():
    inside = a.arena()
    one, two, three = (a.idea(inside, title) for title in ("Eins", "Zwei", "Drei"))
    p, q, r = people(3)
    support(one, p)
    support(two, p, q)
    support(three, r)
    merge(two, one)
    merge(three, two)
    assert [count(each) for each in (one, two, three)] == [1, 2, 3]
    undo(one)
    assert [count(each) for each in (one, two, three)] == [1, 2, 3]
    undo(two)
    assert [count(each) for each in (one, two, three)] == [1, 2, 1]


def test_support_of_the_whole_by_somebody_of_a_part_adds_nobody():
    inside = a.arena()
    whole, part = a.idea(inside, "Ganzes"), a.idea(inside, "Teil")
    (p, q) = people(2)
    support(part, p)
    merge(whole, part)
    support(whole, p, q)
    assert count(whole) == 2
    take_support_back(node=whole.node, visitor=f.visitor(p), at=f.NOW)
    assert count(whole) == 2
    take_support_back(node=part.node, visitor=f.visitor(p), at=f.NOW)
    assert (count(part), count(whole)) == (0, 1)


def test_who_leaves_is_counted_nowhere_any_more():
    inside = a.arena()
    whole, part = a.idea(inside, "Ganzes"), a.idea(inside, "Teil")
    (p, q) = people(2)
    support(part, p, q)
    merge(whole, part)
    take_supports_back(person=p, at=f.NOW)
    assert (count(part), count(whole)) == (1, 1)


def test_merged_idea_sends_people_to_the_whole():
    inside = a.arena()
    whole, part = a.idea(inside, "Ganzes"), a.idea(inside, "Teil")
    merge(whole, part)
    with pytest.raises(NodeMerged) as refused:
        support(part, f.person())
    assert "Ganzes" in refused.value.in_words
    with pytest.raises(NodeMerged):
        submit_remark(
            about=part.node, text="Noch etwas.", visitor=f.citizen(), submission="1" * 32, at=f.NOW
        )


def test_parts_keep_author_words_and_page(client):
    inside = a.arena()
    whole, part = a.idea(inside, "Ganzes"), a.idea(inside, "Teil", by=f.citizen("Ida"))
    merge(whole, part)
    page = client.get(f"/de/n/{part.node.public_id}/").content.decode()
    assert "Ida" in page
    assert "zusammengefasst in" in page
    assert WHY in page
    assert "Teil" in client.get(f"/de/n/{whole.node.public_id}/").content.decode()
    listed = client.get(f"/de/arena/{inside.node.public_id}/").content.decode()
    assert f"/n/{whole.node.public_id}/" in listed
    assert f"/n/{part.node.public_id}/" not in listed


def test_merge_needs_parts_a_reason_and_one_arena():
    inside, elsewhere = a.arena(), a.arena(title="Süd")
    one, two, far = a.idea(inside), a.idea(inside), a.idea(elsewhere)
    for parts, refusal in (([], NothingToMerge), ([one], MergeOfItself), ([far], OtherArena)):
        with pytest.raises(refusal):
            merge(one, *parts)
    with pytest.raises(ReasonMissing):
        merge(one, two, reason=" ")
    Node.objects.filter(pk=two.pk).update(visibility=Visibility.HIDDEN)
    with pytest.raises(IdeaNotPublic):
        merge(one, two)
    with pytest.raises(RoleNeeded):
        actions.merge_ideas(whole=one, parts=[two], reason=WHY, visitor=f.citizen(), at=f.NOW)
    assert not Trace.objects.exists()


def test_circle_is_refused_and_says_what_to_undo():
    inside = a.arena()
    one, two, three = (a.idea(inside, title) for title in ("Eins", "Zwei", "Drei"))
    merge(two, one)
    merge(three, two)
    with pytest.raises(MergeInCircle):
        merge(one, three)
    assert Trace.objects.count() == 2


def test_second_who_merges_the_same_idea_is_told():
    inside = a.arena()
    one, two, part = (a.idea(inside, title) for title in ("Eins", "Zwei", "Teil"))
    merge(one, part)
    with pytest.raises(MergedAlready) as refused:
        merge(two, part)
    assert "Eins" in refused.value.in_words
    undo(part)
    with pytest.raises(NotMerged):
        undo(part)


def test_splitting_names_the_author_only_of_their_own_words():
    text = "Im Amt fehlt ein Terminal. Und die Ampel steht zu lange auf Rot."
    one = a.idea(a.arena(), "Zweierlei", text=text, by=f.citizen("Ida"))
    support(one, f.person())
    made = actions.split_idea(
        idea=one,
        parts=[
            ("Terminal", "Im Amt fehlt ein Terminal."),
            ("Ampel", "Die Ampel soll schneller schalten."),
        ],
        reason="Zwei Ämter sind zuständig.",
        visitor=f.office("Büro"),
        at=f.NOW,
    )
    assert [piece.node.author_name for piece in made] == ["Ida", "Büro"]
    assert [str(piece.node.capacity) for piece in made] == ["citizen", "office"]
    assert [count(piece) for piece in made] == [0, 0]
    assert count(one) == 1
    traces = Trace.objects.filter(source=one.node, relation=Relation.SPLIT_INTO)
    assert {trace.target_id for trace in traces} == {piece.pk for piece in made}
    assert f.fresh(one.arena.node).remarks == 3


def test_one_part_is_no_split():
    one = a.idea(a.arena())
    for parts in ([("Teil", "Text")], [("Teil", "Text"), ("", "Text")]):
        with pytest.raises(TooFewParts):
            actions.split_idea(idea=one, parts=parts, reason=WHY, visitor=f.office(), at=f.NOW)
    assert Idea.objects.count() == 1


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_count_is_always_that_of_distinct_people_behind_the_whole(data):
    """Whatever is merged, taken apart, supported and taken back, in whatever order."""
    inside = a.arena()
    ideas = [a.idea(inside, f"Idee {nth}") for nth in range(4)]
    persons = people(3)
    kinds = ["merge", "undo", "give", "take", "hide", "show"]
    steps = st.tuples(st.sampled_from(kinds), st.integers(0, 3), st.integers(0, 3))
    by = f.moderator()
    for step, first, second in data.draw(st.lists(steps, min_size=1, max_size=12)):
        one, other = ideas[first], ideas[second]
        visitor = f.visitor(persons[second % 3])
        try:
            if step == "merge":
                merge(one, other)
            elif step == "undo":
                undo(one)
            elif step == "give":
                give_support(node=f.fresh(one.node), visitor=visitor, at=f.NOW)
            elif step == "take":
                take_support_back(node=one.node, visitor=visitor, at=f.NOW)
            elif step == "hide":
                hide(node=one.node, visitor=by, reason=WHY, at=f.NOW)
            else:
                show_again(node=one.node, visitor=by, reason=WHY, at=f.NOW)
        except Refusal:
            continue
        for each in ideas:
            assert count(each) == len(everybody_behind(each.pk))


def everybody_behind(pk):
    found = set(Support.objects.filter(node=pk).values_list("person", flat=True))
    for part in _parts(pk):
        if f.state_of(Node(pk=part)) != Visibility.HIDDEN:
            found |= set(Support.objects.filter(node=part).values_list("person", flat=True))
    return found


def _parts(pk):
    """Everything that went into it, however far."""
    direct = Trace.objects.filter(target=pk, relation=Relation.MERGED_INTO)
    found = set(direct.values_list("source", flat=True))
    return found.union(*map(_parts, found)) if found else found


def test_who_stands_behind_a_hidden_part_does_not_count_in_the_whole():
    inside = a.arena()
    small, part, whole = (a.idea(inside, title) for title in ("Klein", "Teil", "Ganzes"))
    p, q, r, s = people(4)
    support(small, s)
    support(part, p, q)
    support(whole, q, r)
    merge(part, small)
    merge(whole, part)
    assert [count(each) for each in (small, part, whole)] == [1, 3, 4]
    hide(node=part.node, visitor=f.moderator(), reason=WHY, at=f.NOW)
    # What went into the hidden one is still there, and so are those behind it.
    assert [count(each) for each in (small, part, whole)] == [1, 3, 3]
    take_support_back(node=part.node, visitor=f.visitor(p), at=f.NOW)
    assert [count(each) for each in (small, part, whole)] == [1, 2, 3]
    show_again(node=part.node, visitor=f.moderator(), reason=WHY, at=f.NOW)
    assert [count(each) for each in (small, part, whole)] == [1, 2, 3]
    hide(node=whole.node, visitor=f.moderator(), reason=WHY, at=f.NOW)
    assert count(whole) == 3, "its own people stand behind it all the same"


def test_hidden_whole_is_not_named_and_a_hidden_part_comes_apart(client):
    inside = a.arena()
    whole, part = a.idea(inside, "Geheimes Ganzes"), a.idea(inside, "Teil")
    merge(whole, part)
    Node.objects.filter(pk=whole.pk).update(visibility=Visibility.HIDDEN)
    assert "Geheimes" not in client.get(f"/de/n/{part.node.public_id}/anmerken/").content.decode()
    Node.objects.filter(pk=part.pk).update(visibility=Visibility.HIDDEN)
    client.force_login(f.office().person)
    done = client.post(f"/de/n/{part.node.public_id}/trennen/", {"reason": "Es sind zwei."})
    assert done.status_code == 302
    assert not Trace.objects.exists()


def test_words_that_were_split_off_go_with_the_whole():
    text = "Im Amt fehlt ein Terminal. Und die Ampel steht zu lange auf Rot."
    done = actions.submit_idea(
        arena=a.arena(), words=a.words(text=text, name="Ida"), visitor=f.visitor(), at=f.NOW
    )
    release(node=done.node, visitor=f.moderator(), at=f.NOW)
    one = a.fresh(Idea.objects.get(pk=done.node.pk))
    made = actions.split_idea(
        idea=one,
        parts=[
            ("Terminal", "Im Amt fehlt ein Terminal."),
            ("Ampel", "Und die Ampel steht zu lange auf Rot."),
        ],
        reason="Zwei Ämter.",
        visitor=f.office(),
        at=f.NOW,
    )
    assert [f.fresh(piece.node).author_name for piece in made] == ["Ida", "Ida"]
    withdraw_remark(code=done.code, at=f.NOW)
    for piece in made:
        node = f.fresh(piece.node)
        assert (node.text, node.author_name) == ("", "")
