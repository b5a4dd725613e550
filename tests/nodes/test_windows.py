"""Who may do what, where, when: verb by audience by moment by group."""

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.actions import move_window
from mitmachstadt.nodes.actions import open_window as open_verbs
from mitmachstadt.nodes.enums import Kind, Moderation, Verb
from mitmachstadt.nodes.errors import (
    AccountNeeded,
    AnswerDueTooEarly,
    AudienceExcluded,
    EndsBeforeItStarts,
    NoWindow,
    WindowClosed,
    WindowNotYetOpen,
)
from mitmachstadt.nodes.models import Window
from mitmachstadt.nodes.queries import (
    next_boundary,
    open_windows,
    paths_above,
    still_open,
    windows_above,
)
from mitmachstadt.nodes.rules import opening
from mitmachstadt.people.models import Group
from tests.factories import DAY, NOW, TICK, fresh, node, open_window, passage

pytestmark = pytest.mark.django_db

OPENS, CLOSES = NOW, NOW + 7 * DAY
ANYONE = frozenset({"everyone"})
SIGNED_IN = frozenset({"everyone", "signed-in"})
JURY = frozenset({"everyone", "signed-in", "jury"})

MOMENTS = {
    "before": (OPENS - TICK, False),
    "at opens": (OPENS, True),
    "inside": (OPENS + DAY, True),
    "just before closes": (CLOSES - TICK, True),
    "at closes": (CLOSES, False),
    "after": (CLOSES + DAY, False),
}
WHO = {"anyone": ANYONE, "signed in": SIGNED_IN, "jury": JURY}
# Who belongs to an audience, and what the others are told while it is open.
AUDIENCES = {
    "everyone": ({"anyone", "signed in", "jury"}, None),
    "signed-in": ({"signed in", "jury"}, AccountNeeded),
    "jury": ({"jury"}, AudienceExcluded),
}


@pytest.fixture
def jury() -> Group:
    return Group.objects.create(code="jury", name="Jury des Forums")


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("who", WHO)
def test_opening_by_verb_audience_moment_and_group(jury, verb, audience, moment, who):
    place = passage()
    window = open_window(
        place, verb, audience=audience, opens=OPENS, closes=CLOSES, answer_due=None
    )
    at, running = MOMENTS[moment]
    members, told = AUDIENCES[audience]
    found = opening(verb, windows_above(place.path), groups=WHO[who], at=at)
    if running and who in members:
        assert found.window == window and found.is_open and found.verdict.allowed
        return
    assert found.window is None and not found.is_open
    refusal = found.verdict.refusal
    if running:
        assert type(refusal) is told
        assert refusal.data == ({"audience": "Jury des Forums"} if audience == "jury" else {})
    elif at < OPENS:
        assert type(refusal) is WindowNotYetOpen and refusal.data == {"opens": OPENS}
    else:
        assert type(refusal) is WindowClosed and refusal.data == {"closes": CLOSES}


@pytest.mark.parametrize("asked", Verb)
@pytest.mark.parametrize("offered", Verb)
def test_opening_of_one_verb_does_not_open_another(asked, offered):
    place = passage()
    open_window(place, offered)
    found = opening(asked, windows_above(place.path), groups=JURY, at=NOW)
    assert found.is_open is (asked == offered)
    if asked != offered:
        assert type(found.verdict.refusal) is NoWindow


def test_opening_without_any_window_says_so():
    found = opening(Verb.REMARK, windows_above(passage().path), groups=JURY, at=NOW)
    assert type(found.verdict.refusal) is NoWindow
    assert found.verdict.refusal.data == {}


def test_opening_of_overlapping_windows_is_their_union_and_takes_the_last_to_close():
    place = passage()
    early = open_window(place, opens=NOW, closes=NOW + 4 * DAY, answer_due=None)
    late = open_window(place, opens=NOW + 2 * DAY, closes=NOW + 6 * DAY, answer_due=None)
    windows = windows_above(place.path)
    through = [
        opening(Verb.REMARK, windows, groups=ANYONE, at=NOW + day * DAY).window for day in range(7)
    ]
    assert through == [early, early, late, late, late, late, None]


def test_opening_between_two_windows_names_when_the_next_one_opens():
    place = passage()
    open_window(place, opens=NOW - 5 * DAY, closes=NOW - DAY, answer_due=None)
    open_window(place, opens=NOW + 9 * DAY, closes=NOW + 10 * DAY, answer_due=None)
    open_window(place, opens=NOW + DAY, closes=NOW + 2 * DAY, answer_due=None)
    refusal = opening(Verb.REMARK, windows_above(place.path), groups=ANYONE, at=NOW).verdict.refusal
    assert type(refusal) is WindowNotYetOpen
    assert refusal.data == {"opens": NOW + DAY}


def test_opening_after_all_windows_names_the_last_end():
    place = passage()
    open_window(place, opens=NOW - 9 * DAY, closes=NOW - 2 * DAY, answer_due=None)
    open_window(place, opens=NOW - 8 * DAY, closes=NOW - 5 * DAY, answer_due=None)
    refusal = opening(Verb.REMARK, windows_above(place.path), groups=ANYONE, at=NOW).verdict.refusal
    assert type(refusal) is WindowClosed
    assert refusal.data == {"closes": NOW - 2 * DAY}


def test_opening_for_several_audiences_names_each_once_in_order(jury):
    Group.objects.create(code="beirat", name="Beirat")
    place = passage()
    for audience in ("jury", "beirat", "jury"):
        open_window(place, audience=audience)
    refusal = opening(Verb.REMARK, windows_above(place.path), groups=ANYONE, at=NOW).verdict.refusal
    assert refusal.data == {"audience": "Beirat, Jury des Forums"}


def test_opening_prefers_asking_to_sign_in_over_naming_a_closed_audience(jury):
    place = passage()
    open_window(place, audience="jury")
    open_window(place, audience="signed-in")
    refusal = opening(Verb.REMARK, windows_above(place.path), groups=ANYONE, at=NOW).verdict.refusal
    assert type(refusal) is AccountNeeded


@pytest.mark.parametrize("level", range(4))
def test_window_is_inherited_from_any_ancestor(level):
    chain = [node(Kind.DOCUMENT)]
    for kind in (Kind.EDITION, Kind.SECTION, Kind.PASSAGE):
        chain.append(node(kind, parent=chain[-1]))
    window = open_window(chain[level])
    for depth, each in enumerate(chain):
        assert (windows_above(each.path) == [window]) is (depth >= level)


def test_window_is_never_inherited_from_a_sibling_or_a_namesake():
    root = node(Kind.DOCUMENT)
    place, sibling = passage(root), passage(root)
    longer = node(Kind.PASSAGE, parent=root)
    longer.path = place.path + "x"
    longer.save()
    shorter = node(Kind.PASSAGE, parent=root)
    shorter.path = place.path[:-1]
    shorter.save()
    for other in (sibling, longer, shorter, node(Kind.REMARK, parent=place)):
        open_window(other)
    assert windows_above(place.path) == []


def test_windows_above_takes_one_query_with_their_audiences(django_assert_num_queries):
    root = node(Kind.DOCUMENT)
    place = passage(node(Kind.SECTION, parent=root))
    for each in (root, place):
        open_window(each)
    with django_assert_num_queries(1):
        assert {window.audience.name for window in windows_above(place.path)}


def test_paths_above_are_all_beginnings_at_a_slash():
    assert paths_above("a/b/c") == ["a", "a/b", "a/b/c"]
    assert paths_above("a") == ["a"]


@pytest.mark.parametrize(("at", "is_open"), MOMENTS.values(), ids=MOMENTS)
def test_window_is_open_asks_the_database_with_the_same_boundaries(at, is_open):
    window = open_window(passage(), opens=OPENS, closes=CLOSES, answer_due=None)
    assert still_open(window, window.node, at=at) is is_open


@pytest.mark.parametrize(
    ("closes", "due", "refused"),
    [
        (NOW + DAY, None, None),
        (NOW + DAY, NOW + DAY, None),
        (NOW + DAY, NOW + DAY - TICK, AnswerDueTooEarly),
        (NOW, None, EndsBeforeItStarts),
        (NOW - TICK, NOW + DAY, EndsBeforeItStarts),
        (NOW + TICK, None, None),
    ],
)
def test_open_window_with_moments_that_contradict_each_other_is_refused(closes, due, refused):
    place = passage()
    if refused is None:
        open_window(place, opens=NOW, closes=closes, answer_due=due)
        assert Window.objects.count() == 1
        return
    with pytest.raises(refused):
        open_window(place, opens=NOW, closes=closes, answer_due=due)
    assert Window.objects.count() == 0 and Entry.objects.count() == 0


def test_open_window_with_a_verb_named_twice_holds_it_once():
    window = open_window(passage(), Verb.REMARK, Verb.REMARK)
    assert window.verbs == Verb.REMARK


def test_open_window_without_a_verb_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        open_verbs(
            node=passage(), verbs=[], audience="everyone", opens=NOW, closes=NOW + DAY,
            answer_due=None, at=NOW,
        )  # fmt: skip


def test_window_that_closes_before_it_opens_is_refused_by_the_database():
    window = open_window(passage(), opens=NOW, closes=NOW + DAY, answer_due=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Window.objects.filter(pk=window.pk).update(closes=NOW)


def test_move_window_moves_end_and_due_date_and_is_on_record():
    place = passage()
    window = open_window(place, opens=NOW, closes=NOW + DAY, answer_due=NOW + 2 * DAY)
    move_window(window=window, closes=NOW + 3 * DAY, answer_due=NOW + 9 * DAY, at=NOW)
    moved = Window.objects.get()
    assert (moved.closes, moved.answer_due) == (NOW + 3 * DAY, NOW + 9 * DAY)
    line = Entry.objects.get(kind="window.moved", subject=place.public_id)
    assert line.payload.content["closes"] == (NOW + 3 * DAY).isoformat()
    assert line.payload.content["moderation"] == Moderation.WITHOUT_ACCOUNT.value


def test_move_window_to_before_its_beginning_is_refused_and_leaves_it():
    window = open_window(passage(), opens=NOW, closes=NOW + DAY, answer_due=None)
    with pytest.raises(EndsBeforeItStarts):
        move_window(window=window, closes=NOW, answer_due=None, at=NOW)
    assert Window.objects.get().closes == NOW + DAY
    assert window.closes == NOW + DAY


def test_open_windows_come_soonest_to_close_first():
    late = open_window(passage(), closes=NOW + 5 * DAY, answer_due=None)
    soon = open_window(passage(), closes=NOW + 2 * DAY, answer_due=None)
    open_window(passage(), opens=NOW - 2 * DAY, closes=NOW, answer_due=None)
    open_window(passage(), opens=NOW + TICK, closes=NOW + DAY, answer_due=None)
    assert open_windows(at=NOW) == [soon, late]


def test_next_boundary_is_the_next_opening_closing_or_due_date():
    assert next_boundary(at=NOW) is None
    open_window(passage(), opens=NOW + DAY, closes=NOW + 2 * DAY, answer_due=NOW + 5 * DAY)
    open_window(passage(), opens=NOW - DAY, closes=NOW + 3 * DAY, answer_due=None)
    seen, at = [], NOW
    while moment := next_boundary(at=at):
        seen.append(moment)
        at = moment
    assert seen == [NOW + day * DAY for day in (1, 2, 3, 5)]


def test_node_path_is_made_of_the_public_ids_above_it():
    root = node(Kind.DOCUMENT)
    below = node(Kind.SECTION, parent=root)
    assert fresh(below).path == f"{root.public_id}/{below.public_id}"
