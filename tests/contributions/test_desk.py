"""The moderators' desk: queues with what is known, two at once, many at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mitmachstadt.contributions.actions import (
    Chosen,
    claim,
    correct_remark,
    decide_many,
    hide,
    leave,
    release,
    report,
)
from mitmachstadt.contributions.enums import BULK_MOST, CLAIM_MINUTES, Queue, ReportReason
from mitmachstadt.contributions.errors import (
    ChangedMeanwhile,
    NothingChosen,
    NotInThatState,
    OwnContribution,
    ReasonMissing,
    TooManyChosen,
)
from mitmachstadt.contributions.models import Claim
from mitmachstadt.contributions.queries import (
    QUEUE_PAGE,
    Asked,
    known_about,
    queue_lengths,
    waiting_page,
)
from mitmachstadt.nodes.enums import Moderation, Visibility
from mitmachstadt.people.actions import end_role
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f

pytestmark = pytest.mark.django_db
WHY = "Wirbt für ein Produkt."


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def mo():
    return f.moderator("Mo")


@pytest.fixture
def about():
    return f.open_passage(moderation=Moderation.NOBODY)


def unseen():
    return waiting_page(asked=Asked(queue=Queue.UNSEEN))[0]


def waiting(text="Wartet."):
    return f.submitted(f.open_passage(), text).node


def chosen(*nodes):
    return [Chosen(node, node.version) for node in nodes]


def test_what_was_published_first_is_looked_at_afterwards(about, mo):
    made = f.remark(about)
    assert unseen() == [made]
    leave(node=made, visitor=mo, at=f.NOW)
    assert unseen() == []
    assert f.state_of(made) == Visibility.PUBLIC


def test_corrected_words_have_to_be_looked_at_again(about, mo):
    made = f.remark(about)
    leave(node=made, visitor=mo, at=f.NOW)
    correct_remark(code=f.code_of(made), text="Anders gesagt.", at=f.NOW)
    assert unseen() == [made]


def test_what_a_moderator_released_or_hid_needs_no_second_look(about, mo):
    made = f.remark(about)
    hide(node=made, visitor=mo, reason=WHY, at=f.NOW)
    release(node=waiting(), visitor=mo, at=f.NOW)
    assert unseen() == []


def test_other_words_than_the_moderator_read_are_not_passed(about, mo):
    made = f.remark(about)
    correct_remark(code=f.code_of(made), text="Anders gesagt.", at=f.NOW)
    with pytest.raises(ChangedMeanwhile):
        leave(node=made, visitor=mo, at=f.NOW, seen=made.version)


def test_own_words_and_hidden_ones_are_not_left_standing(about, mo):
    with pytest.raises(OwnContribution):
        leave(node=f.remark(about, by=mo), visitor=mo, at=f.NOW)
    with pytest.raises(NotInThatState):
        leave(node=f.hidden(f.remark(about)), visitor=mo, at=f.NOW)


def test_role_that_ended_yesterday_does_nothing_any_more(about):
    former = f.person("Früher", BuiltInGroup.MODERATOR)
    end_role(person=former, role=BuiltInGroup.MODERATOR, by=former, at=f.NOW - f.DAY)
    by, made = f.visitor(former), f.remark(about)
    for act in (leave, lambda **rest: hide(reason=WHY, **rest)):
        with pytest.raises(RoleNeeded):
            act(node=made, visitor=by, at=f.NOW)
    with pytest.raises(RoleNeeded):
        decide_many(act="keep", chosen=chosen(made), visitor=by, at=f.NOW)


def test_queue_can_be_narrowed_to_a_process(mo):
    on = f.passage()
    process = f.opened_process(on, phase={"moderation": Moderation.NOBODY})
    made = f.remark(on)
    f.remark(f.open_passage())
    asked = Asked(queue=Queue.UNSEEN, process=process.node.public_id)
    assert waiting_page(asked=asked)[0] == [made]
    assert waiting_page(asked=Asked(queue=Queue.UNSEEN, process="zzzz"))[0] == []


def test_every_queue_is_paged_and_shows_each_once(about):
    made = [f.remark(about, f"Nr. {n}", by=f.ANYONE) for n in range(QUEUE_PAGE + 2)]
    asked = Asked(queue=Queue.UNSEEN)
    first, later = waiting_page(asked=asked)
    second, end = waiting_page(asked=asked, after=later)
    assert [*first, *second] == made
    assert end is None


def test_lengths_of_the_queues_take_one_statement(about, django_assert_num_queries):
    made = f.remark(about)
    for number in range(2):
        report(
            node=made, reason=ReportReason.OTHER, visitor=f.ANYONE,
            submission=str(number), address="192.0.2.1", at=f.NOW,
        )  # fmt: skip
    with django_assert_num_queries(1):
        lengths = queue_lengths()
    assert lengths == {
        Queue.UNSEEN: 1, Queue.REPORTED: 1, Queue.APPEALED: 0, Queue.REMOVAL: 0,
    }  # fmt: skip


def test_record_of_an_account_counts_what_is_hidden(about, mo):
    by = f.citizen()
    made = f.remark(about, "Eins.", by=by)
    hide(node=f.remark(about, "Zwei.", by=by), visitor=mo, reason=WHY, at=f.NOW)
    anonymous = f.remark(about, "Drei.", by=f.ANYONE)
    known = known_about([made, anonymous], me=mo.person, at=f.NOW)
    assert known.of(made).record == (2, 1)
    assert known.of(anonymous).record is None


def test_second_moderator_sees_who_has_it_open_and_loses_nothing(client, about, mo):
    made, mia = f.remark(about), f.person("Mia", BuiltInGroup.MODERATOR)
    address = reverse("moderate", args=[made.public_id])
    client.force_login(mo.person)
    assert "hat das gerade offen" not in client.get(address).content.decode()
    assert "hat das gerade offen" not in client.get(address).content.decode()
    client.force_login(mia)
    assert "Mo hat das gerade offen" in client.get(address).content.decode()
    desk = client.get(reverse("moderation"), {"schlange": "ungesehen"}).content.decode()
    assert "Mo hat das gerade offen" in desk
    hide(node=made, visitor=mo, reason=WHY, at=f.NOW)
    page = client.post(address, {"act": "hide", "reason": "Mein eigener Grund."})
    assert page.status_code == 409
    assert "Mein eigener Grund." in page.content.decode() and WHY in page.content.decode()


def test_mark_is_forgotten_after_some_minutes_and_then_belongs_to_the_next(about, mo):
    made, mia = f.remark(about), f.moderator("Mia")
    claim(node=made, visitor=mo, at=f.NOW)
    soon = f.NOW + (CLAIM_MINUTES - 1) * f.DAY / 1440
    claim(node=made, visitor=mia, at=soon)
    assert Claim.objects.get().by == mo.person
    late = f.NOW + CLAIM_MINUTES * f.DAY / 1440
    assert known_about([made], me=mia.person, at=late).of(made).claim is None
    claim(node=made, visitor=mia, at=late)
    assert Claim.objects.get().by == mia.person


@pytest.mark.parametrize("who", [f.citizen, f.office, lambda: f.ANYONE])
def test_nobody_else_leaves_a_mark(about, who):
    claim(node=f.remark(about), visitor=who(), at=f.NOW)
    assert not Claim.objects.exists()


def test_many_are_hidden_with_one_reason_and_what_changed_is_left_out(about, mo):
    first, second, third = (f.remark(about, f"Nr. {n}") for n in range(3))
    marked = chosen(first, second, third)
    correct_remark(code=f.code_of(second), text="Anders.", at=f.NOW)
    hide(node=third, visitor=f.moderator("Mia"), reason="Schon erledigt.", at=f.NOW)
    outcome = decide_many(act="hide", chosen=marked, reason=WHY, visitor=mo, at=f.NOW)
    assert outcome.done == [first]
    assert [(n, type(r)) for n, r in outcome.left_out] == [
        (second, ChangedMeanwhile), (third, ChangedMeanwhile),
    ]  # fmt: skip
    assert f.state_of(second) == Visibility.PUBLIC


def test_own_contribution_among_many_is_left_out(about, mo):
    own, other = f.remark(about, by=mo), f.remark(about)
    outcome = decide_many(act="keep", chosen=chosen(own, other), visitor=mo, at=f.NOW)
    assert outcome.done == [other]
    assert isinstance(outcome.left_out[0][1], OwnContribution)


@pytest.mark.parametrize(
    ("number", "act", "reason", "refusal"),
    [
        (0, "release", "", NothingChosen),
        (1, "hide", " ", ReasonMissing),
        (BULK_MOST + 1, "release", "", TooManyChosen),
    ],
)
def test_nothing_happens_where_the_whole_makes_no_sense(mo, number, act, reason, refusal):
    node = waiting()
    with pytest.raises(refusal):
        decide_many(act=act, chosen=chosen(node) * number, reason=reason, visitor=mo, at=f.NOW)
    assert f.state_of(node) == Visibility.WAITING


def test_ticked_ones_are_shown_before_they_are_released(client):
    nodes = [waiting(f"Nr. {n}") for n in range(3)]
    client.force_login(f.person("Mo", BuiltInGroup.MODERATOR))
    ticked = [f"{node.public_id}-{node.version}" for node in nodes[:2]]
    html = client.post(reverse("moderate-many"), {"n": [*ticked, "x", "-1", "a-99999999999"]})
    assert "Nr. 0" in html.content.decode() and "Nr. 2" not in html.content.decode()
    assert f.state_of(nodes[0]) == Visibility.WAITING
    done = client.post(reverse("moderate-many"), {"n": ticked, "act": "release"})
    assert done.status_code == 302
    assert [f.state_of(n) for n in nodes] == [
        Visibility.PUBLIC, Visibility.PUBLIC, Visibility.WAITING,
    ]  # fmt: skip


def test_what_was_left_out_is_listed_with_its_reason(client, mo):
    node = waiting("Schon erledigt")
    release(node=node, visitor=mo, at=f.NOW)
    client.force_login(f.person("Mia", BuiltInGroup.MODERATOR))
    form = {"n": [f"{node.public_id}-{node.version}"], "act": "hide", "reason": WHY}
    html = client.post(reverse("moderate-many"), form).content.decode()
    assert "Nicht alles ging" in html and "Schon erledigt" in html and WHY in html
    assert f.state_of(node) == Visibility.PUBLIC


def _statements(client, queue):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("moderation"), {"schlange": queue}).status_code == 200
    return len(captured)


def test_queue_with_everything_known_takes_ten_statements_for_one_and_three(client, about):
    f.remark(about, by=f.citizen())
    client.force_login(f.person("Mo", BuiltInGroup.MODERATOR))
    assert _statements(client, "ungesehen") == 10
    for n in range(2):
        f.remark(about, f"Nr. {n}", by=f.citizen())
    assert _statements(client, "ungesehen") == 10


@pytest.mark.parametrize("queue", [*Queue.values, "unsinn", "x" * 300])
def test_every_queue_has_a_page_and_nonsense_shows_the_first(client, about, queue):
    f.remark(about)
    client.force_login(f.person("Mo", BuiltInGroup.MODERATOR))
    asked = {"schlange": queue, "verfahren": "'; --", "verdacht": "unsinn", "ab": "x"}
    assert client.get(reverse("moderation"), asked).status_code == 200
