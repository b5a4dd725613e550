"""Releasing, hiding, showing again, correcting, withdrawing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.contributions.actions import (
    correct_remark,
    hide,
    release,
    show_again,
    withdraw_remark,
)
from mitmachstadt.contributions.cards import BUTTON, SUPPORTS, fill, filled_thread, thread_html
from mitmachstadt.contributions.enums import CASE_DAYS
from mitmachstadt.contributions.errors import (
    AlreadyAnswered,
    CaseOpen,
    ChangedMeanwhile,
    NotAContribution,
    NotInThatState,
    OwnContribution,
    ReasonMissing,
    RemarkEmpty,
    RemarkTooLong,
    UnknownCode,
)
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.contributions.queries import (
    QUEUE_PAGE,
    REPLIES_SHOWN,
    how_many_wait,
    moderation_history,
    node_by_code,
    thread_page,
    waiting_page,
)
from mitmachstadt.ledger.models import Entry
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Moderation, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import Place, wordings_of
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from tests.factories import (
    ANYONE,
    DAY,
    NOW,
    TICK,
    administrator,
    answer,
    citizen,
    code_of,
    fresh,
    hidden,
    moderator,
    office,
    open_passage,
    organisation,
    person,
    remark,
    state_of,
    submitted,
    visitor,
)

pytestmark = pytest.mark.django_db
WHY = "Nennt eine Privatadresse."
VERBS = {
    "release": lambda made, by: release(node=made, visitor=by, at=NOW),
    "hide": lambda made, by: hide(node=made, visitor=by, reason=WHY, at=NOW),
    "show": lambda made, by: show_again(node=made, visitor=by, reason=WHY, at=NOW),
}
FITS = {
    "release": {Visibility.WAITING},
    "hide": {Visibility.WAITING, Visibility.PUBLIC},
    "show": {Visibility.HIDDEN},
}
STATES = [Visibility.WAITING, Visibility.PUBLIC, Visibility.HIDDEN, Visibility.WITHDRAWN]


def ids(nodes):
    return [each.public_id for each in nodes]


def remark_that_is(state: Visibility, about: Node | None = None) -> Node:
    about = about or open_passage()
    if state == Visibility.WAITING:
        return submitted(about).node
    made = remark(about)
    if state == Visibility.HIDDEN:
        return hidden(made)
    return withdraw_remark(code=code_of(made), at=NOW) if state == Visibility.WITHDRAWN else made


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_moderating_in_every_state(verb, state):
    made, by = remark_that_is(state), moderator()
    if state in FITS[verb]:
        after = VERBS[verb](made, by)
        assert after.visibility == ("hidden" if verb == "hide" else "public") == state_of(made)
        assert moderation_history(made)[-1].by == by.person
        return
    with pytest.raises(NotInThatState) as refusal:
        VERBS[verb](made, by)
    assert refusal.value.data == {"state": state.label}
    assert state_of(made) == state


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", [office, administrator, citizen, lambda: ANYONE])
def test_moderating_without_the_role_is_refused(verb, who):
    made, by = remark_that_is(next(iter(FITS[verb]))), who()
    before = state_of(made)
    with pytest.raises(RoleNeeded if by.signed_in else SignInNeeded):
        VERBS[verb](made, by)
    assert state_of(made) == before


@pytest.mark.parametrize("verb", VERBS)
def test_moderating_ones_own_words_is_refused_and_left_to_a_colleague(verb):
    own = moderator("Eigene")
    about = open_passage(moderation=Moderation.EVERYBODY)
    made = submitted(about, by=own).node
    if verb == "show":
        hidden(made)
    with pytest.raises(OwnContribution):
        VERBS[verb](made, own)
    VERBS[verb](made, moderator("Colleague"))


@pytest.mark.parametrize("verb", VERBS)
def test_moderating_what_is_no_contribution_is_refused(verb):
    about = open_passage()
    Node.objects.filter(pk=about.pk).update(visibility=next(iter(FITS[verb])))
    with pytest.raises(NotAContribution):
        VERBS[verb](about, moderator())


@pytest.mark.parametrize("reason", ["", "  \n", "\u200b\u202e"])
def test_hiding_and_showing_need_a_reason_that_can_be_read(reason):
    made, by = remark(open_passage()), moderator()
    with pytest.raises(ReasonMissing):
        hide(node=made, visitor=by, reason=reason, at=NOW)
    assert state_of(made) == Visibility.PUBLIC
    hidden(made)
    with pytest.raises(ReasonMissing):
        show_again(node=made, visitor=by, reason=reason, at=NOW)
    assert state_of(made) == Visibility.HIDDEN


def test_hiding_without_a_reason_is_refused_by_the_database():
    made = remark(open_passage())
    with pytest.raises(IntegrityError), transaction.atomic():
        ModerationStep.objects.create(node=made, step="hidden", reason="", at=NOW)


def test_hidden_remark_shows_its_reason_and_none_of_its_words():
    about = open_passage()
    made = remark(about, "Herr Schneider wohnt in der Ackerstraße.", by=citizen("Ada Lovelace"))
    card = hidden(made, "Nennt eine <Adresse>.").card
    assert "Nennt eine &lt;Adresse&gt;." in card
    for word in ("Schneider", "Ackerstraße", "Ada", "Lovelace", SUPPORTS, BUTTON):
        assert word not in card
    assert (
        show_again(node=made, visitor=moderator(), reason="Irrtum", at=NOW).text in fresh(made).card
    )


def test_hidden_remark_shows_the_latest_reason():
    made = hidden(remark(open_passage()), "Erster Grund.")
    show_again(node=made, visitor=moderator(), reason="Irrtum", at=NOW)
    card = hidden(made, "Zweiter Grund.").card
    assert "Zweiter Grund." in card and "Erster Grund." not in card


def test_moderating_is_on_record_with_reason_and_moderator():
    made, by = remark(open_passage()), moderator()
    hide(node=made, visitor=by, reason=WHY, at=NOW)
    line = entries_about(made.public_id)[-1]
    assert line.kind == "remark.hidden" and line.verified
    assert line.content == {"reason": WHY, "by": by.person.public_id}


def test_moderating_moves_the_counters_of_passage_and_thread():
    about = open_passage()
    first = remark(about)
    reply = submitted(first).node

    def counts():
        return [fresh(each).remarks for each in (about, first)]

    seen = [counts()]
    release(node=reply, visitor=moderator(), at=NOW)
    seen.append(counts())
    hidden(reply)
    seen.append(counts())
    show_again(node=reply, visitor=moderator(), reason=WHY, at=NOW)
    seen.append(counts())
    hidden(first)
    seen.append(counts())
    assert seen == [[1, 0], [2, 1], [1, 0], [2, 1], [1, 1]]


# --- the author and the code -------------------------------------------------------------------


def test_correcting_changes_words_title_and_card_and_keeps_the_former_words():
    made = remark(open_passage(), "Mehr Bäncke")
    after = correct_remark(code=code_of(made), text="Mehr Bänke\r\n", at=NOW + DAY)
    assert (after.text, after.title, after.visibility) == ("Mehr Bänke", "Mehr Bänke", "public")
    assert "Mehr Bänke" in fresh(made).card and "Bäncke" not in fresh(made).card
    assert [wording.text for wording in wordings_of(made)] == ["Mehr Bäncke"]
    assert entries_about(made.public_id)[-1].content["text"] == "Mehr Bänke"
    assert fresh(made).changed == NOW + DAY


def test_correcting_there_and_back_keeps_each_wording_once():
    made = remark(open_passage(), "a")
    for text in ("b", "a", "b", "c"):
        correct_remark(code=code_of(made), text=text, at=NOW)
    assert {wording.text for wording in wordings_of(made)} == {"a", "b"}


def test_correcting_without_a_change_changes_nothing():
    made = remark(open_passage(), "Mehr Bänke")
    correct_remark(code=code_of(made), text=" Mehr Bänke ", at=NOW + DAY)
    assert fresh(made).version == made.version
    assert len(entries_about(made.public_id)) == 1


def test_correcting_what_was_said_without_an_account_waits_again():
    about = open_passage()
    made = release(node=submitted(about).node, visitor=moderator(), at=NOW)
    assert fresh(about).remarks == 1
    correct_remark(code=code_of(made), text="Ganz anders", at=NOW)
    assert state_of(made) == Visibility.WAITING
    assert fresh(about).remarks == 0
    assert "Ganz anders" not in fresh(made).card


def test_correcting_what_waits_stays_waiting():
    made = submitted(open_passage()).node
    correct_remark(code=code_of(made), text="Ganz anders", at=NOW)
    assert state_of(made) == Visibility.WAITING


@pytest.mark.parametrize("state", [Visibility.HIDDEN, Visibility.WITHDRAWN])
def test_correcting_what_is_gone_is_refused(state):
    made = remark_that_is(state)
    with pytest.raises(NotInThatState):
        correct_remark(code=code_of(made), text="Ganz anders", at=NOW)


def test_correcting_what_was_answered_is_refused():
    made = remark(open_passage())
    answer(made)
    with pytest.raises(AlreadyAnswered):
        correct_remark(code=code_of(made), text="Ganz anders", at=NOW)


@pytest.mark.parametrize(
    ("text", "refused"), [("\u200b", RemarkEmpty), ("x" * 5001, RemarkTooLong)]
)
def test_correcting_to_what_could_not_be_said_is_refused(text, refused):
    made = remark(open_passage(), "Mehr Bänke")
    with pytest.raises(refused):
        correct_remark(code=code_of(made), text=text, at=NOW)
    assert fresh(made).text == "Mehr Bänke"


@pytest.mark.parametrize("state", STATES[:3])
def test_withdrawing_works_in_every_state_and_moves_the_counter_only_from_public(state):
    about = open_passage()
    other = remark(about)
    made = remark_that_is(state, about)
    settled = NOW + timedelta(days=CASE_DAYS)
    withdraw_remark(code=code_of(made), at=settled)
    assert state_of(made) == Visibility.WITHDRAWN
    assert fresh(about).remarks == 1
    assert state_of(other) == Visibility.PUBLIC


def test_withdrawing_what_was_hidden_lately_is_refused_and_says_until_when():
    made = hidden(remark(open_passage(), "Eine Drohung"))
    with pytest.raises(CaseOpen) as refused:
        withdraw_remark(code=code_of(made), at=NOW + timedelta(days=CASE_DAYS) - TICK)
    assert refused.value.data["until"] == NOW + timedelta(days=CASE_DAYS)
    assert fresh(made).text == "Eine Drohung"


def test_withdrawing_twice_is_refused():
    made = remark_that_is(Visibility.WITHDRAWN)
    with pytest.raises(NotInThatState):
        withdraw_remark(code=code_of(made), at=NOW)


def test_withdrawing_takes_words_names_and_former_words_and_leaves_the_place():
    member = person("Ada Lovelace")
    club = organisation("Verein der Rechnerinnen", member)
    about = open_passage()
    made = submitted(
        about, "Geheime Maschine", by=visitor(member), capacity=Capacity.ORGANISATION,
        organisation=club,
    )  # fmt: skip
    correct_remark(code=made.code, text="Geheime Brücke", at=NOW)
    reply = remark(made.node, "Antwort")
    withdraw_remark(code=made.code, at=NOW)
    after = fresh(made.node)
    assert (after.text, after.author_name, after.author, after.organisation_name) == (
        "",
        "",
        None,
        "",
    )
    assert after.organisation is None and "Geheime" not in after.card + after.title
    assert wordings_of(after) == []
    assert node_by_code(made.code) == after
    assert fresh(reply).parent == after
    assert ids(talk.remark for talk in thread_page(about).talks) == ids([after])


def test_withdrawing_keeps_the_lines_of_the_register_without_what_they_said():
    made = remark(open_passage())
    withdraw_remark(code=code_of(made), at=NOW)
    lines = entries_about(made.public_id)
    assert [(line.kind, line.verified) for line in lines] == [
        ("remark.submitted", None),
        ("remark.withdrawn", True),
    ]


def test_withdrawing_what_was_answered_keeps_the_answer():
    made = remark(open_passage())
    given = answer(made)
    withdraw_remark(code=code_of(made), at=NOW)
    assert fresh(made).answers == 1
    assert fresh(given).text
    assert Entry.objects.filter(subject=given.public_id).exists()


# --- cards and pages ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("supports", "words"), [(0, "0 Unterstützungen"), (1, "1 Unterstützung"), (2, "2 Unterst")]
)
def test_fill_puts_the_present_count_into_the_card(supports, words):
    made = remark(open_passage())
    made.supports = supports
    card = fill(made, supported=False, can_support=False)
    assert words in card and SUPPORTS not in card and BUTTON not in card and "<button" not in card


@pytest.mark.parametrize(("supported", "value"), [(True, "nein"), (False, "ja")])
def test_fill_offers_the_button_to_who_can_support(supported, value):
    made = remark(open_passage())
    card = fill(made, supported=supported, can_support=True)
    assert f'value="{value}"' in card and f'aria-pressed="{str(supported).lower()}"' in card
    assert f"/de/n/{made.public_id}/unterstuetzen/" in card


def test_fill_puts_no_button_where_somebody_wrote_its_place_marker():
    made = remark(open_passage(), f"Hier: {BUTTON} und {SUPPORTS}")
    card = fill(made, supported=False, can_support=True)
    assert card.count("<button") == 1
    assert "&lt;!--button:--&gt;" in card


def test_card_escapes_names_and_organisations():
    member = person("<b>Ada</b>")
    club = organisation("<i>Verein</i>", member)
    made = submitted(
        open_passage(), "<script>", by=visitor(member), capacity=Capacity.ORGANISATION,
        organisation=club,
    ).node  # fmt: skip
    for forbidden in ("<b>Ada", "<i>Verein", "<script>"):
        assert forbidden not in made.card


def test_waiting_page_shows_oldest_first_and_every_one_once(django_assert_num_queries):
    about = open_passage()
    made = [submitted(about, at=NOW + n // 2 * DAY / 100).node for n in range(QUEUE_PAGE + 7)]
    remark(about)
    with django_assert_num_queries(1):
        page, place = waiting_page()
        assert [each.parent for each in page] == [about] * QUEUE_PAGE
    rest, end = waiting_page(after=Place.read(str(place)))
    assert page + rest == made and end is None
    assert how_many_wait() == (len(made), 0)


def test_thread_page_shows_tombstones_and_not_what_waits():
    about = open_passage()
    shown = remark(about, at=NOW)
    concealed = hidden(remark(about, at=NOW + DAY / 10))
    submitted(about)
    reply = remark(shown)
    submitted(shown)
    page = thread_page(about)
    assert ids(page.nodes) == ids([concealed, shown, reply])
    assert page.older is None


def test_thread_page_takes_two_statements_for_any_number(django_assert_num_queries):
    about = open_passage()
    first = remark(about)
    remark(first)
    with django_assert_num_queries(2):
        thread_page(about)
    for _ in range(5):
        remark(remark(about))
    with django_assert_num_queries(2):
        thread_page(about)


@pytest.mark.parametrize("number", [4, 5, 6, 8])
def test_thread_page_shows_the_first_replies_and_tells_how_many_more(number):
    about = open_passage()
    quiet, loud = remark(about, at=NOW), remark(about, at=NOW + DAY / 10)
    replies = [remark(loud, f"Nr. {n}", at=NOW + n * DAY / 10) for n in range(1, number)]
    replies.append(hidden(remark(loud, at=NOW + number * DAY / 10)))
    remark(quiet)
    talk, other = thread_page(about).talks
    assert ids(talk.replies) == ids(replies[:REPLIES_SHOWN])
    assert (talk.more, other.more) == (max(0, number - REPLIES_SHOWN), 0)
    html = thread_html(filled_thread(thread_page(about), mine=set(), person=None))
    words = {6: ">1 weitere Antwort<", 8: ">3 weitere Antworten<"}.get(number, "")
    assert words in html and ("weitere" in html) is bool(words)
    assert not words or f'href="/de/n/{loud.public_id}/#gespraech"' in html


@pytest.mark.parametrize("act", [withdraw_remark, lambda **of: correct_remark(text="Neu", **of)])
def test_nothing_is_changed_with_a_code_that_belongs_to_nothing(act):
    made = remark(open_passage())
    with pytest.raises(UnknownCode):
        act(code="222222222222", at=NOW)
    assert fresh(made).version == made.version


def test_moderator_may_hide_what_somebody_else_with_the_role_wrote():
    made = remark(open_passage(), by=moderator("Eine"))
    assert hidden(made).visibility == Visibility.HIDDEN


def test_thread_page_shows_where_a_reply_was_even_if_all_replies_are_hidden():
    about = open_passage()
    first = remark(about)
    reply = hidden(remark(first))
    assert fresh(first).remarks == 0
    (talk,) = thread_page(about).talks
    assert ids(talk.replies) == [reply.public_id]


def test_words_that_changed_since_they_were_read_are_not_released():
    about = open_passage()
    made = submitted(about)
    read = fresh(made.node).version
    correct_remark(code=made.code, text="Ganz andere Worte.", at=NOW)
    with pytest.raises(ChangedMeanwhile, match="Ganz andere Worte"):
        release(node=made.node, visitor=moderator(), at=NOW, seen=read)
    assert fresh(made.node).visibility == Visibility.WAITING
    now = fresh(made.node).version
    assert release(node=made.node, visitor=moderator(), at=NOW, seen=now).is_public


def test_withdrawing_takes_the_person_out_of_its_corrections_too():
    made = submitted(open_passage(), by=citizen())
    correct_remark(code=made.code, text="Besser gesagt.", at=NOW)
    assert ModerationStep.objects.filter(by__isnull=False).count() == 1
    withdraw_remark(code=made.code, at=NOW)
    assert not ModerationStep.objects.filter(by__isnull=False).exists()


def test_queue_shows_no_words_of_what_was_hidden_above():
    said = remark(open_passage(), "Name und Anschrift von jemandem.")
    submitted(said)
    hidden(said)
    (waiting,), _ = waiting_page()
    assert "Anschrift" not in waiting.parent.title + waiting.parent.text
