from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.answers.enums import LONGEST_REASON, AnswerKind
from mitmachstadt.answers.errors import (
    BodyCannotDecide,
    CannotBeAnswered,
    DecidedInFuture,
    DetailMissing,
    NoDesk,
    NothingChosen,
    OnlyNoted,
    ReasonTooLong,
    ReasonTooShort,
    ReferenceMissing,
    ReferenceTooLong,
    UntilHasPassed,
    UntilTooFar,
)
from mitmachstadt.answers.models import Answer
from mitmachstadt.answers.queries import answer_of, answered_by, decision_of, decisions_on
from mitmachstadt.answers.rules import may_reason_with
from mitmachstadt.contributions.actions import correct_remark
from mitmachstadt.contributions.errors import ChangedMeanwhile, NotAContribution
from mitmachstadt.ledger.models import Entry
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.errors import NodeNotPublic
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import story_of
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from tests.factories import (
    ANYONE,
    NOW,
    REASON,
    administrator,
    answer,
    citizen,
    fresh,
    hidden,
    many_remarks,
    moderator,
    office,
    open_passage,
    organisation,
    passage,
    remark,
    submitted,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
PLAIN = ["taken_up", "partly", "not_taken", "question_answered", "agreed"]

ONLY_NOTED = [
    "Zur Kenntnis genommen.",
    "Wird zur Kenntnis genommen. Vielen Dank!",
    "Vielen Dank für Ihren Hinweis, wir nehmen ihn gerne zur Kenntnis.",
    "Wir danken Ihnen herzlich für Ihren wertvollen Beitrag zur Beteiligung.",
    "Wir haben Ihre Anmerkung zur Kenntnis genommen und danken Ihnen dafür.",
    "Die Stellungnahme wurde durch uns\n  ZUR   KENNTNIS   genommen!!!",
    "Ihr Beitrag wurde mit großem Interesse gelesen und zur Kenntnis genommen.",
    "Der Hinweis dient lediglich der Kenntnisnahme.",
    "Herzlichen Dank für Ihre Mühe, Ihre Zeit und Ihr Engagement.",
    "Die Anregung ist notiert worden, besten Dank dafür.",
    "Wir bedanken uns für Ihre Anregung und haben sie vermerkt.",
    "Ihre Eingabe ist bei uns eingegangen und wurde registriert.",
    "Der Hinweis wird dankend zur Kenntnis genommen.",
    "Haben wir gelesen, danke für Ihre interessante Rückmeldung!",
    "Das nehmen wir zur Kenntnis. Freundliche Grüße, Ihr Strategiebüro",
    "zur Kenntnis genommen " * 20,
    "Danke. " * 50,
]
REASONS = [
    "Danke, der Absatz zum Lieferverkehr wird im nächsten Entwurf ergänzt.",
    "Ihre Kenntnis der Kreuzung hat geholfen: Die Ampel steht jetzt im Text.",
    "Nicht übernommen, weil der Bezirk dafür zuständig ist. Vielen Dank.",
    "Dank Ihres Hinweises ist der Fehler in der Tabelle berichtigt.",
    "Der Beirat nahm den Vorschlag zur Kenntnis und lehnt ihn ab: Die Mittel fehlen.",
    "Nach unserer Kenntnis gehört das Grundstück nicht dem Land.",
    "Das Ziel bleibt, weil ohne Sprachkenntnisse der Zugang zu Arbeit fehlt.",
    "Wir nehmen das zur Kenntnis und prüfen, ob die Ampel länger grün bleibt.",
    "Dankesworte sind schön, aber der Satz stand schon in der ersten Fassung.",
    "Notiert und im Abschnitt 3.2 als offene Frage an die Verkehrsbehörde eingetragen.",
    "Steht schon in Kapitel 2.",
    "Ja, das wird so gemacht.",
]  # fmt: skip


@pytest.mark.parametrize("reason", ONLY_NOTED)
def test_reason_that_only_thanks_or_notes_is_refused(reason):
    assert isinstance(may_reason_with(reason).refusal, OnlyNoted)


@pytest.mark.parametrize("reason", REASONS)
def test_reason_that_says_something_is_taken_even_with_thanks(reason):
    assert may_reason_with(reason).allowed


@pytest.mark.parametrize(
    "reason", ["", "Nein.", "Passt nicht, leider.", ". " * 40, "--- *** ---" * 5]
)
def test_reason_that_is_too_short_is_refused(reason):
    refusal = may_reason_with(reason).refusal
    assert isinstance(refusal, ReasonTooShort) and refusal.data == {"shortest": 20}


def test_reason_that_is_too_long_is_refused():
    assert may_reason_with("x" * LONGEST_REASON).allowed
    assert isinstance(may_reason_with("x" * (LONGEST_REASON + 1)).refusal, ReasonTooLong)


# --- kinds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PLAIN)
def test_answer_of_a_plain_kind_needs_only_its_reason_and_ignores_the_rest(kind):
    made, unit = remark(open_passage()), organisation("Amt")
    given = answer(made, kind=AnswerKind(kind), unit=unit, until=TODAY, elsewhere=passage())
    kept = answer_of(given)
    assert (kept.kind, kept.unit, kept.until, kept.elsewhere) == (kind, None, None, None)
    assert (given.title, given.text) == (AnswerKind(kind).label, REASON)


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("passed_on", "die Stelle, an die weitergeleitet wurde"),
        ("examining", "das Datum, bis zu dem geprüft wird"),
        ("elsewhere", "die Seite, auf der es behandelt wird"),
    ],
)
def test_answer_without_what_its_kind_promises_is_refused(kind, missing):
    made = remark(open_passage())
    with pytest.raises(DetailMissing) as refusal:
        answer(made, kind=AnswerKind(kind))
    assert refusal.value.data == {"kind": AnswerKind(kind).label, "missing": missing}
    assert fresh(made).answers == 0 and Answer.objects.count() == 0


def test_answer_passed_on_names_the_unit():
    unit = organisation("Amt für Wege", kind=OrganisationKind.SUBORDINATE_AUTHORITY)
    given = answer(remark(open_passage()), kind=AnswerKind.PASSED_ON, unit=unit)
    assert answer_of(given).unit == unit
    assert given.title == "Weitergeleitet an: Amt für Wege"


@pytest.mark.parametrize(
    ("until", "allowed"), [(TODAY - DAY, False), (TODAY, True), (TODAY + DAY, True)]
)
def test_answer_examining_until_a_day_that_has_not_passed(until, allowed):
    made = remark(open_passage())
    if not allowed:
        with pytest.raises(UntilHasPassed) as refusal:
            answer(made, kind=AnswerKind.EXAMINING, until=until)
        assert refusal.value.data == {"until": "20.11.2026"}
        return
    given = answer(made, kind=AnswerKind.EXAMINING, until=until)
    assert given.title == f"Wird geprüft bis {until:%d.%m.%Y}"


def test_answer_examining_takes_today_from_the_city_and_not_from_greenwich():
    made = remark(open_passage())
    late = NOW.replace(hour=23, minute=30)
    with pytest.raises(UntilHasPassed):
        answer(made, kind=AnswerKind.EXAMINING, until=TODAY, at=late)


def test_answer_elsewhere_is_linked_to_where_it_is_dealt_with():
    made, place = remark(open_passage()), passage(text="Kapitel 4")
    given = answer(made, kind=AnswerKind.ELSEWHERE, elsewhere=place)
    assert [step.node for step in story_of(made).became] == [given, place]
    assert answer_of(given).elsewhere == place


def test_answer_elsewhere_pointing_at_a_draft_is_refused():
    draft = passage(visibility=Visibility.DRAFT)
    with pytest.raises(NodeNotPublic):
        answer(remark(open_passage()), kind=AnswerKind.ELSEWHERE, elsewhere=draft)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "passed_on"},
        {"kind": "examining"},
        {"kind": "elsewhere"},
        {"kind": "agreed", "until": TODAY},
    ],
    ids=str,
)
def test_answer_that_breaks_its_promise_is_refused_by_the_database(wrong):
    given = answer(remark(open_passage()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(node=given).update(**wrong)


# --- whom and who ------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [citizen, moderator, administrator, lambda: ANYONE])
def test_answer_by_somebody_else_than_the_office_is_refused(who):
    by, made = who(), remark(open_passage())
    with pytest.raises(NoDesk if by.signed_in else SignInNeeded):
        answer(made, by=by)
    assert fresh(made).answers == 0


def test_answer_to_nothing_is_refused():
    with pytest.raises(NothingChosen):
        answer()


def test_answer_to_what_is_not_public_is_refused_for_all():
    about = open_passage()
    shown = remark(about)
    for other in (submitted(about).node, hidden(remark(about))):
        with pytest.raises(CannotBeAnswered):
            answer(shown, other)
    assert fresh(shown).answers == 0
    assert not Node.objects.filter(kind=Kind.ANSWER).exists()


def test_answer_to_what_is_no_contribution_is_refused():
    about = open_passage()
    with pytest.raises(NotAContribution):
        answer(about)
    assert fresh(about).card == ""


def test_answer_to_one_stands_on_its_card_and_in_both_lines_of_the_register():
    made = remark(open_passage())
    given = answer(made, reason="Der Satz <b> steht jetzt im zweiten Absatz.")
    after = fresh(made)
    assert after.answers == 1 and after.version == made.version + 1
    assert "Der Satz &lt;b&gt; steht jetzt im zweiten Absatz." in after.card
    assert f"/de/n/{given.public_id}/" in after.card
    assert entries_about(made.public_id)[-1].content == {
        "answer": given.public_id,
        "kind": "taken_up",
    }
    assert entries_about(given.public_id)[0].content["answers"] == [made.public_id]


def test_answer_to_200_takes_the_statements_of_2(django_assert_num_queries):
    about, by = open_passage(), office()
    for number in (2, 200):
        made = many_remarks(about, number)
        with django_assert_num_queries(18):
            given = answer(*made, by=by)
        assert [fresh(each).answers for each in (made[0], made[-1])] == [1, 1]
        assert REASON in fresh(made[-1]).card
        assert (
            Entry.objects.filter(
                kind="remark.answered", subject__in=[each.public_id for each in made]
            ).count()
            == number
        )
        assert answered_by(given, limit=300).contributions == made
        few = answered_by(given, limit=2)
        assert (few.contributions, few.in_all, few.more) == (made[:2], number, number - 2)


def test_answer_named_twice_counts_once():
    made = remark(open_passage())
    answer(made, made)
    assert fresh(made).answers == 1


def test_answer_given_twice_keeps_both_in_order():
    made = remark(open_passage())
    first = answer(made, kind=AnswerKind.EXAMINING, until=TODAY)
    second = answer(
        made, kind=AnswerKind.NOT_TAKEN, reason="Die Prüfung hat ergeben: Es ist zu eng."
    )
    after = fresh(made)
    assert after.answers == 2
    assert [step.node for step in story_of(made).became] == [first, second]
    assert after.card.index(first.title) < after.card.index(second.title)


def test_answered_by_leaves_out_what_was_hidden_since():
    about = open_passage()
    shown, gone = remark(about), remark(about)
    given = answer(shown, gone)
    hidden(gone)
    assert answered_by(given).contributions == [shown]


def test_answer_is_kept_on_a_card_that_was_hidden_and_shown_again():
    from mitmachstadt.contributions.actions import show_again

    made = remark(open_passage())
    answer(made)
    assert REASON not in hidden(made).card
    assert REASON in show_again(node=made, visitor=moderator(), reason="Irrtum", at=NOW).card


# --- decisions ---------------------------------------------------------------------------------


def decide(about, body, **change):
    rest = {
        "decided_on": TODAY,
        "reference": "Drs. 19/1234",
        "title": "",
        "visitor": None,
        "at": NOW,
    }
    rest |= change
    rest["visitor"] = rest["visitor"] or office()
    return record_decision(about=about, body=body, **rest)


def body(kind: OrganisationKind = OrganisationKind.BODY):
    return organisation(f"Gremium {kind}", kind=kind)


@pytest.mark.parametrize(
    "kind", [k for k in OrganisationKind if k != OrganisationKind.DISTRICT_OFFICE]
)
def test_decision_only_by_a_body_that_decides(kind):
    about = passage()
    deciding = body(kind)
    if kind == OrganisationKind.BODY:
        made = decide(about, deciding)
        assert decision_of(made).body == deciding
        assert made.title == f"Beschluss: {deciding.name}, Drs. 19/1234"
        return
    with pytest.raises(BodyCannotDecide) as refusal:
        decide(about, deciding)
    assert refusal.value.data == {"body": deciding.name}


@pytest.mark.parametrize(
    ("day", "allowed"), [(TODAY, True), (TODAY - DAY, True), (TODAY + DAY, False)]
)
def test_decision_on_a_day_that_has_come(day, allowed):
    about = passage()
    if allowed:
        assert decision_of(decide(about, body(), decided_on=day)).decided_on == day
        return
    with pytest.raises(DecidedInFuture):
        decide(about, body(), decided_on=day)
    assert decisions_on(about) == []


@pytest.mark.parametrize("reference", ["", "  ", "\u200b"])
def test_decision_without_a_reference_is_refused(reference):
    with pytest.raises(ReferenceMissing):
        decide(passage(), body(), reference=reference)


def test_decision_by_somebody_else_than_the_office_is_refused():
    with pytest.raises(RoleNeeded):
        decide(passage(), body(), visitor=citizen())


def test_decision_on_what_is_not_public_is_refused():
    about = passage(visibility=Visibility.DRAFT)
    with pytest.raises(NodeNotPublic):
        decide(about, body())


def test_decision_with_the_same_reference_twice_is_one():
    about, deciding, other = passage(), body(), organisation("Rat", kind=OrganisationKind.BODY)
    made = decide(about, deciding)
    assert decide(about, deciding, reference=" Drs. 19/1234 ", title="Noch einmal") == made
    assert decide(about, other) != made != decide(passage(), deciding)
    assert len(decisions_on(about)) == 2


def test_decisions_on_a_node_come_oldest_first_and_are_what_became_of_it():
    about, deciding = passage(), body()
    late = decide(about, deciding, decided_on=TODAY, title="Zweite Lesung")
    early = decide(about, deciding, decided_on=TODAY - DAY, reference="Drs. 19/1233")
    decide(passage(), deciding)
    assert [decision.node for decision in decisions_on(about)] == [early, late]
    assert {step.node for step in story_of(about).became} == {early, late}
    assert entries_about(late.public_id)[0].content == {
        "body": deciding.name,
        "on": "2026-11-21",
        "reference": "Drs. 19/1234",
    }


@pytest.mark.parametrize(("length", "refused"), [(120, False), (121, True)])
def test_decision_with_a_reference_that_no_table_holds_is_refused(length, refused):
    about = passage()
    if not refused:
        assert decide(about, body(), reference="x" * length)
        return
    with pytest.raises(ReferenceTooLong, match="121"):
        decide(about, body(), reference="x" * length)


def test_words_that_changed_since_they_were_read_are_not_answered():
    made = submitted(open_passage(), by=citizen())
    read = {made.node.public_id: fresh(made.node).version}
    correct_remark(code=made.code, text="Ganz andere Worte.", at=NOW)
    with pytest.raises(ChangedMeanwhile, match="Ganz andere Worte"):
        answer(made.node, seen=read)
    assert fresh(made.node).answers == 0
    answer(made.node, seen={made.node.public_id: fresh(made.node).version})


@pytest.mark.parametrize(("days", "refused"), [(366, False), (367, True)])
def test_examining_takes_a_year_at_most(days, refused):
    made, until = remark(open_passage()), TODAY + timedelta(days=days)
    if not refused:
        answer(made, kind=AnswerKind.EXAMINING, until=until)
        return
    with pytest.raises(UntilTooFar, match="höchstens ein Jahr"):
        answer(made, kind=AnswerKind.EXAMINING, until=until)
