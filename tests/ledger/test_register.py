from datetime import timedelta, timezone

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from mitmachstadt.kernel.commitments import commitment
from mitmachstadt.ledger.actions import append, append_many, forget_words
from mitmachstadt.ledger.models import Entry, Payload
from mitmachstadt.ledger.queries import entries_about
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LINE = {"kind": "remark.submitted", "subject": "abc", "at": NOW, "content": {"text": "Mehr Bäume"}}


def test_commitment_of_the_same_statement_is_the_same():
    # Worked by hand: printf with the 16 bytes of the salt and the JSON, through sha256sum.
    made = commitment(salt="00" * 16, kind="a.b", subject="s", at=NOW, content={"z": 1, "a": "ä"})
    assert made == "4a7ead9981d38c7bad4046cf11b032fb7831d4e27806a603060a12ab536ac6a4"


def test_commitment_is_the_same_in_every_time_zone():
    elsewhere = NOW.astimezone(timezone(timedelta(hours=5)))
    rest = {"salt": "ab" * 16, "kind": "k", "subject": "s", "content": {}}
    assert commitment(at=NOW, **rest) == commitment(at=elsewhere, **rest)


@pytest.mark.parametrize(
    "change",
    [
        {"salt": "01" * 16},
        {"kind": "x.y"},
        {"subject": "t"},
        {"at": NOW + timedelta(microseconds=1)},
        {"content": {"a": "b "}},
        {"content": {"a": ["b"]}},
    ],
    ids=str,
)
def test_commitment_of_anything_else_is_another(change):
    statement = {"salt": "00" * 16, "kind": "a.b", "subject": "s", "at": NOW, "content": {"a": "b"}}
    assert commitment(**statement) != commitment(**{**statement, **change})


@pytest.mark.django_db(transaction=True)
def test_append_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        append(**LINE)
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_append_in_a_transaction_that_is_rolled_back_leaves_no_line():
    with pytest.raises(RuntimeError), transaction.atomic():
        append(**LINE)
        raise RuntimeError
    assert Entry.objects.count() == Payload.objects.count() == 0


def test_append_gives_a_line_that_verifies():
    append(**LINE)
    (line,) = entries_about("abc")
    assert (line.kind, line.at, line.content) == ("remark.submitted", NOW, {"text": "Mehr Bäume"})
    assert line.verified is True


def test_append_salts_every_line_anew():
    first, second = append(**LINE), append(**LINE)
    assert first.commitment != second.commitment
    assert first.payload.salt != second.payload.salt


def test_append_of_a_float_is_refused():
    with pytest.raises(TypeError), transaction.atomic():
        append(**{**LINE, "content": {"share": 0.5}})


def test_append_many_of_200_lines_takes_the_statements_of_2(django_assert_num_queries):
    for number in (2, 200):
        contents = [(f"s{n}", {"n": n}) for n in range(number)]
        with django_assert_num_queries(2):
            entries = append_many(kind="k", contents=contents, at=NOW)
        assert [entry.subject for entry in entries] == [f"s{n}" for n in range(number)]
    assert entries_about("s150")[0].content == {"n": 150}


def test_append_many_of_nothing_writes_nothing():
    assert append_many(kind="k", contents=[], at=NOW) == []


@pytest.mark.parametrize("words", [{"text": "anders"}, {"text": "Mehr Bäume", "more": 1}])
def test_line_whose_words_were_changed_does_not_verify(words):
    append(**LINE)
    Payload.objects.update(content=words)
    assert entries_about("abc")[0].verified is False


def test_line_whose_entry_was_changed_does_not_verify():
    append(**LINE)
    Entry.objects.update(kind="remark.released")
    assert entries_about("abc")[0].verified is False


def test_forget_words_keeps_the_lines_and_says_that_they_cannot_be_checked():
    append(**LINE)
    append(**{**LINE, "kind": "remark.hidden"})
    append(**{**LINE, "subject": "other"})
    before = list(Entry.objects.order_by("id").values())
    assert forget_words(subject="abc") == 2
    assert list(Entry.objects.order_by("id").values()) == before
    assert [(line.content, line.verified) for line in entries_about("abc")] == [(None, None)] * 2
    assert entries_about("other")[0].verified is True


def test_entries_about_come_oldest_first_in_one_query(django_assert_num_queries):
    for number in range(3):
        append(**{**LINE, "kind": f"k.{number}"})
    with django_assert_num_queries(1):
        assert [line.kind for line in entries_about("abc")] == ["k.0", "k.1", "k.2"]


def test_entries_about_are_the_newest_200():
    append_many(kind="k", contents=[("abc", {"n": n}) for n in range(201)], at=NOW)
    lines = entries_about("abc")
    assert (len(lines), lines[0].content, lines[-1].content) == (200, {"n": 1}, {"n": 200})
