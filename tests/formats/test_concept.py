"""The participation concept: whole, in words, and never changed in silence (B12)."""

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.formats import errors
from mitmachstadt.formats.actions import write_concept
from mitmachstadt.formats.enums import LONGEST_WORDS, ConceptPart
from mitmachstadt.formats.models import ParticipationConcept, Process
from mitmachstadt.formats.queries import concept_in_force, process_page
from mitmachstadt.formats.rules import missing_parts, says_something
from mitmachstadt.ledger.queries import entries_about
from tests import factories as make
from tests.factories import CONCEPT, DAY, NOW

WHY = "Der Senat berät den Entwurf jetzt in zwei Lesungen."


def write(process: Process, reason: str = "", **changed: str) -> ParticipationConcept:
    words = CONCEPT | changed
    return write_concept(
        process=process, words=words, visitor=make.office(), at=NOW - 9 * DAY, reason=reason
    )


@pytest.mark.parametrize(
    "text",
    [
        "tbd",
        "T.B.D.",
        "N.N.",
        "-",
        "– – – – – – – – – – – – – – – –",
        "siehe oben",
        "s. o.",
        "wird noch festgelegt",
        "Das wird zu einem späteren Zeitpunkt noch festgelegt und bekannt gegeben.",
        "Dies wird rechtzeitig vor Beginn mitgeteilt.",
        "Derzeit noch nicht bekannt",
        "noch offen, noch offen, noch offen",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "bla bla bla bla bla bla bla bla",
        "Lorem ipsum, siehe oben, tbd, folgt, N.N.",
        "Der Senat",
        "",
        "   \n\n   ",
    ],
)
def test_words_that_say_nothing_are_no_answer(text: str) -> None:
    assert not says_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "Spätestens 60 Tage nach Ende der Frist.",
        "Das Verfahren folgt den Leitlinien für Beteiligung.",
        "Was übernommen wird, wird im Senat festgelegt.",
        "Das Strategieboard entscheidet, wie oben im Organigramm gezeigt.",
    ],
)
def test_a_sentence_is_an_answer(text: str) -> None:
    assert says_something(text)


@pytest.mark.django_db
@pytest.mark.parametrize("part", ConceptPart)
def test_a_placeholder_is_refused_and_names_its_question(part: ConceptPart) -> None:
    process = make.planned_process()
    with pytest.raises(errors.WordsSayNothing) as refused:
        write(process, **{part.value: "N.N."})
    assert str(part.label) in refused.value.in_words
    assert refused.value.data["part"] == part.value
    assert concept_in_force(process) is None


@pytest.mark.django_db
def test_licence_and_terms_may_be_short() -> None:
    concept = write(make.planned_process(), licence="CC0", terms="Keine Werbung")
    assert missing_parts(concept.words) == []


@pytest.mark.django_db
def test_before_the_opening_there_may_be_gaps_and_one_version() -> None:
    process = make.planned_process()
    write(process, who_decides="")
    concept = write(process, how_used="")
    assert ParticipationConcept.objects.count() == 1
    assert concept.version == 1
    assert missing_parts(concept.words) == [ConceptPart.HOW_USED]


@pytest.mark.django_db
def test_too_long_is_refused_with_both_numbers() -> None:
    with pytest.raises(errors.WordsTooLong, match="5001"):
        write(make.planned_process(), how_used="Wort " * 1000 + "!")
    write(make.planned_process(), how_used=("Wort und Tat " * 400)[: LONGEST_WORDS - 1] + ".")


@pytest.mark.django_db
def test_what_is_open_and_what_is_fixed_cannot_be_the_same() -> None:
    with pytest.raises(errors.SameForOpposites):
        write(make.planned_process(), not_decidable=CONCEPT["decidable"])


@pytest.mark.django_db
def test_a_change_after_the_opening_keeps_the_old_version_with_reason_and_date() -> None:
    process = make.opened_process()
    changed = write(process, WHY, who_decides="Der Senat entscheidet nach zwei Lesungen.")
    page = process_page(process.node, at=NOW)
    assert page and page.concept
    assert changed.version == page.concept.version.version == 2
    assert page.concept.changed == [ConceptPart.WHO_DECIDES.label]
    assert (page.concept.version.reason, page.concept.version.written) == (WHY, NOW - 9 * DAY)
    assert [old.version.who_decides for old in page.former] == [CONCEPT["who_decides"]]
    last = entries_about(process.node.public_id)[-1]
    assert last.kind == "concept.written"
    assert last.content and last.content["reason"] == WHY


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "tbd", "Tippfehler"])
def test_a_change_after_the_opening_needs_a_reason(reason: str) -> None:
    process = make.opened_process()
    with pytest.raises(errors.ReasonNeeded):
        write(process, reason, who_decides="Der Senat entscheidet nach zwei Lesungen.")
    assert ParticipationConcept.objects.filter(process=process).count() == 1


@pytest.mark.django_db
def test_after_the_opening_no_answer_can_be_emptied() -> None:
    with pytest.raises(errors.WordsMissing):
        write(make.opened_process(), WHY, who_decides="")


@pytest.mark.django_db
def test_the_same_words_again_make_no_version() -> None:
    process = make.opened_process()
    assert write(process).version == 1
    assert write(process, WHY).version == 1


@pytest.mark.django_db
def test_hidden_characters_do_not_count() -> None:
    with pytest.raises(errors.WordsSayNothing):
        write(make.planned_process(), how_used="\u202e" * 30 + "ja")


@pytest.mark.django_db
def test_the_database_refuses_a_change_without_reason() -> None:
    process = make.planned_process()
    with pytest.raises(IntegrityError), transaction.atomic():
        ParticipationConcept.objects.create(process=process, version=2, written=NOW)
