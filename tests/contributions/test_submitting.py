"""Saying something: who, how, when, and what is refused."""

import pytest
from django.db.models import Sum

from mitmachstadt.contributions.actions import hide, submit_remark, submitting
from mitmachstadt.contributions.errors import RemarkEmpty, RemarkTooLong, ReplyToHidden
from mitmachstadt.contributions.models import Receipt, Remark
from mitmachstadt.contributions.queries import node_by_code, remark_of
from mitmachstadt.ledger.models import Entry
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.actions import add_wording, move_window
from mitmachstadt.nodes.enums import Kind, Moderation, Visibility
from mitmachstadt.nodes.errors import (
    AccountNeeded,
    NodeNotPublic,
    NodeRetired,
    NoWindow,
    WindowClosed,
)
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.errors import NotAMember, RoleNeeded, SignInNeeded
from tests.factories import (
    ANYONE,
    DAY,
    NOW,
    TICK,
    citizen,
    code_of,
    district,
    fresh,
    hidden,
    moderator,
    node,
    office,
    open_passage,
    open_window,
    organisation,
    passage,
    person,
    remark,
    submitted,
    visitor,
)

pytestmark = pytest.mark.django_db


def nothing_was_written(about: Node) -> bool:
    return (
        not Node.objects.filter(kind=Kind.REMARK).exists()
        and not Entry.objects.filter(kind="remark.submitted").exists()
        and not Receipt.objects.exists()
        and fresh(about).remarks == 0
    )


def test_remark_without_an_account_waits_and_is_not_counted():
    about = open_passage()
    made = submitted(about, name=" Uli\u202e \n aus Wedding ")
    node = fresh(made.node)
    assert node.visibility == Visibility.WAITING
    assert (node.author, node.author_name) == (None, "Uli aus Wedding")
    assert node.parent == about and node.kind == Kind.REMARK
    assert node.window == Window.objects.get()
    assert fresh(about).remarks == 0
    assert made.again is False


def test_remark_of_somebody_signed_in_is_public_and_counted():
    about, by = open_passage(), citizen("Ada")
    node = fresh(submitted(about, "Mehr\r\nBänke", by=by, name="Jemand anders").node)
    assert node.visibility == Visibility.PUBLIC
    assert (node.author, node.author_name, node.capacity) == (by.person, "Ada", "citizen")
    assert (node.text, node.title) == ("Mehr\nBänke", "Mehr Bänke")
    assert fresh(about).remarks == 1


@pytest.mark.parametrize(
    ("moderation", "anonymous_waits", "signed_in_waits"),
    [
        (Moderation.NOBODY, False, False),
        (Moderation.WITHOUT_ACCOUNT, True, False),
        (Moderation.EVERYBODY, True, True),
    ],
)
def test_remark_waits_as_its_window_says(moderation, anonymous_waits, signed_in_waits):
    about = open_passage(moderation=moderation)
    for by, waits in ((ANYONE, anonymous_waits), (citizen(), signed_in_waits)):
        assert (submitted(about, by=by).node.visibility == Visibility.WAITING) is waits
    assert fresh(about).remarks == (not anonymous_waits) + (not signed_in_waits)


def test_remark_gets_a_line_in_the_register_that_verifies():
    made = submitted(open_passage(), "Mehr Bänke", by=citizen("Ada"))
    (line,) = entries_about(made.node.public_id)
    assert line.kind == "remark.submitted" and line.verified
    assert line.content["text"] == "Mehr Bänke" and line.content["author"] == "Ada"


def test_remark_keeps_the_wording_that_it_is_about_and_its_district():
    about = open_passage()
    wording = add_wording(node=about, text=about.text, html="", at=NOW - DAY)
    made = submitted(about, wording=wording, district=district())
    assert remark_of(made.node).wording == wording
    assert fresh(made.node).district.name == "Mitte"


def test_code_of_a_remark_opens_it_and_only_its_hash_is_kept():
    made = submitted(open_passage())
    assert node_by_code(made.code) == made.node
    assert node_by_code("2" * 12) is None
    assert made.code not in Receipt.objects.get().code_hash


# --- in whose name -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger", "nobody"])
def test_remark_for_an_organisation_only_by_its_members(who):
    about, owner, colleague = open_passage(), person("Owner"), person("Colleague")
    club = organisation("Radverein", owner, colleague)
    by = {
        "owner": visitor(owner),
        "colleague": visitor(colleague),
        "stranger": citizen("Stranger"),
        "nobody": ANYONE,
    }[who]
    rest = {"by": by, "capacity": Capacity.ORGANISATION, "organisation": club}
    if who in {"owner", "colleague"}:
        node = fresh(submitted(about, **rest).node)
        assert (node.organisation, node.organisation_name) == (club, "Radverein")
        assert node.capacity == Capacity.ORGANISATION
        assert "<bdi>Radverein</bdi>" in node.card
        return
    with pytest.raises(NotAMember if who == "stranger" else SignInNeeded):
        submitted(about, **rest)
    assert nothing_was_written(about)


@pytest.mark.parametrize("who", ["office", "moderator", "administrator", "citizen", "nobody"])
def test_remark_for_the_office_only_by_the_office(who):
    about = open_passage()
    role = {r.value: r for r in BuiltInGroup}.get(who)
    by = ANYONE if who == "nobody" else visitor(person("Ada", *([role] if role else [])))
    if who == "office":
        assert "<!--w:for-office-->" in submitted(about, by=by, capacity=Capacity.OFFICE).node.card
        return
    with pytest.raises(SignInNeeded if who == "nobody" else RoleNeeded):
        submitted(about, by=by, capacity=Capacity.OFFICE)
    assert nothing_was_written(about)


def test_remark_as_a_citizen_never_carries_an_organisation():
    member = person()
    club = organisation("Radverein", member)
    node = submitted(open_passage(), by=visitor(member), organisation=club).node
    assert (node.organisation, node.organisation_name) == (None, "")


def test_remark_for_an_organisation_that_is_not_named_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="organisation"):
        submitted(open_passage(), by=citizen(), capacity=Capacity.ORGANISATION)


# --- what and when -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", "   \n\t", "\u200b\u200b\u200b", "\u202e\u2066", "\u200d", "\u2800"]
)
def test_remark_with_nothing_to_read_is_refused(text):
    about = open_passage()
    with pytest.raises(RemarkEmpty):
        submitted(about, text)
    assert nothing_was_written(about)


def test_remark_of_just_the_longest_length_is_taken_and_one_more_refused():
    about = open_passage()
    assert len(fresh(submitted(about, "x" * 5000).node).text) == 5000
    with pytest.raises(RemarkTooLong) as refusal:
        submitted(about, "x" * 50_000)
    assert refusal.value.data == {"length": "50.000", "longest": "5.000"}


def test_remark_is_measured_after_cleaning():
    assert len(submitted(open_passage(), "x" * 5000 + "\u200b" * 900).node.text) == 5000


def test_remark_where_no_window_is_open_is_refused():
    about = passage()
    with pytest.raises(NoWindow):
        submitted(about)
    assert nothing_was_written(about)


@pytest.mark.parametrize(("late", "refused"), [(-TICK, False), (0 * TICK, True), (DAY, True)])
def test_remark_at_the_end_of_the_window(late, refused):
    closes = NOW + 7 * DAY
    about = open_passage(closes=closes)
    if not refused:
        submitted(about, at=closes + late)
        return
    with pytest.raises(WindowClosed) as refusal:
        submitted(about, at=closes + late)
    assert refusal.value.data == {"closes": closes}
    assert nothing_was_written(about)


def test_remark_is_refused_when_the_window_closes_between_the_question_and_the_writing(monkeypatch):
    about = open_passage()
    window = Window.objects.get()
    real = submitting.windows_above

    def closing(path):
        found = real(path)
        move_window(window=window, closes=NOW, answer_due=None, at=NOW)
        return found

    monkeypatch.setattr(submitting, "windows_above", closing)
    with pytest.raises(WindowClosed):
        submitted(about, by=citizen())
    assert nothing_was_written(about)


def test_reply_is_refused_when_the_remark_is_hidden_between_question_and_writing(
    monkeypatch,
):
    said = remark(open_passage())
    real = submitting.windows_above

    def hiding(path):
        hide(node=said, visitor=moderator(), reason="Beleidigt jemanden.", at=NOW)
        return real(path)

    monkeypatch.setattr(submitting, "windows_above", hiding)
    with pytest.raises(ReplyToHidden):
        submitted(said, by=citizen())
    assert fresh(said).remarks == 0


def test_remark_for_people_with_an_account_asks_others_to_sign_in():
    about = open_passage(audience=BuiltInGroup.SIGNED_IN)
    with pytest.raises(AccountNeeded):
        submitted(about)
    submitted(about, by=citizen())


@pytest.mark.parametrize(
    ("visibility", "refused"),
    [
        (Visibility.RETIRED, NodeRetired),
        (Visibility.DRAFT, NodeNotPublic),
        (Visibility.HIDDEN, NodeNotPublic),
    ],
)
def test_remark_on_a_passage_that_is_gone_or_not_yet_there_is_refused(visibility, refused):
    about = open_passage()
    about.visibility = visibility
    about.save()
    with pytest.raises(refused):
        submitted(about, by=citizen())
    assert nothing_was_written(about)


# --- replies -----------------------------------------------------------------------------------


def test_reply_hangs_below_the_first_remark_and_counts_in_both():
    about = open_passage()
    first = remark(about)
    reply = remark(first, "Stimmt!")
    assert fresh(reply).parent == first
    kept = Remark.objects.get(node=reply)
    assert (kept.thread, kept.reply_to) == (about, first)
    assert fresh(about).remarks == 2
    assert fresh(first).remarks == 1


def test_reply_to_a_reply_hangs_below_the_first_remark_too_and_keeps_whom_it_means():
    about = open_passage()
    first = remark(about)
    reply = fresh(remark(first))
    second = remark(reply, "Und noch etwas.")
    assert fresh(second).parent == first
    kept = Remark.objects.get(node=second)
    assert (kept.thread, kept.reply_to) == (about, reply)
    assert [fresh(each).remarks for each in (about, first, reply)] == [3, 2, 0]


def test_reply_that_waits_is_counted_nowhere():
    about = open_passage()
    first = remark(about)
    submitted(first)
    assert [fresh(each).remarks for each in (about, first)] == [1, 0]


def test_reply_to_what_is_not_public_is_refused():
    from mitmachstadt.contributions.actions import withdraw_remark

    about = open_passage()
    waiting = submitted(about).node
    gone = withdraw_remark(code=code_of(remark(about)), at=NOW)
    concealed = hidden(remark(about))
    before = Node.objects.aggregate(Sum("remarks"))
    for each, state in (
        (waiting, "wartet auf Freigabe"),
        (gone, "zurückgezogen"),
        (concealed, "ausgeblendet"),
    ):
        with pytest.raises(ReplyToHidden) as refusal:
            submitted(each, by=citizen())
        assert refusal.value.data == {"state": state}
    assert Node.objects.aggregate(Sum("remarks")) == before


def test_reply_on_a_retired_passage_is_closed_with_the_windows_only():
    """A conversation about words that a newer edition left out may end where it began."""
    about = open_passage()
    first = remark(about)
    Node.objects.filter(pk=about.pk).update(visibility=Visibility.RETIRED)
    remark(Node.objects.select_related("parent").get(pk=first.pk))
    assert fresh(first).remarks == 1


# --- the same form twice -----------------------------------------------------------------------


def test_double_submit_is_one_remark_with_one_code():
    about = open_passage()
    first = submitted(about, "Mehr Bänke", submission="form")
    second = submitted(about, " Mehr Bänke\r\n", submission="form")
    assert (second.node, second.code, second.again) == (first.node, first.code, True)
    assert Node.objects.filter(kind=Kind.REMARK).count() == 1
    assert Entry.objects.filter(kind="remark.submitted").count() == 1


def test_double_submit_counts_once():
    about, by = open_passage(), citizen()
    for _ in range(3):
        submitted(about, by=by, submission="form")
    assert fresh(about).remarks == 1


def test_double_submit_after_the_window_closed_still_finds_the_remark():
    closes = NOW + 7 * DAY
    about = open_passage(closes=closes)
    first = submitted(about, submission="form", at=closes - TICK)
    again = submitted(about, submission="form", at=closes + TICK)
    assert (again.node, again.code, again.again) == (first.node, first.code, True)


def test_double_submit_after_a_moderator_hid_it_does_not_bring_it_back():
    about = open_passage()
    first = submitted(about, submission="form", by=citizen())
    hidden(first.node)
    again = submitted(about, submission="form", by=citizen())
    assert again.node.visibility == Visibility.HIDDEN and again.again


def test_same_form_with_other_words_or_about_something_else_is_another_remark():
    root = node(Kind.SECTION)
    open_window(root)
    about, elsewhere = passage(root), passage(root)
    made = [
        submitted(about, "Mehr Bänke", submission="form"),
        submitted(about, "Mehr Bäume", submission="form"),
        submitted(elsewhere, "Mehr Bänke", submission="form"),
        submitted(about, "Mehr Bänke", submission="another form"),
    ]
    assert len({each.node.pk for each in made}) == len({each.code for each in made}) == 4
    assert not any(each.again for each in made)


@pytest.mark.usefixtures("kept_salt")
def test_submit_remark_takes_no_more_statements_for_a_long_conversation(django_assert_num_queries):
    about = open_passage()
    by = citizen()
    for number in range(2):
        with django_assert_num_queries(13):
            submit_remark(about=about, text=f"Nr. {number}", visitor=by, submission="f", at=NOW)
        for _ in range(10):
            remark(about)


def test_office_and_moderator_may_remark_as_citizens():
    about = open_passage()
    for by in (office(), moderator()):
        assert submitted(about, by=by).node.capacity == Capacity.CITIZEN
