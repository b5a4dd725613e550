"""Pasted questions and answers."""

from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.question_lists import Pair, read


def test_question_is_a_line_with_a_question_mark_or_a_mark_before_it():
    text = "Wer darf mitmachen?\nAlle.\nAuch Kinder.\n\nF: Was es kostet\nA: Nichts."
    assert read(text) == [
        Pair(1, "Wer darf mitmachen?", "Alle.\nAuch Kinder."),
        Pair(5, "Was es kostet", "Nichts."),
    ]


def test_answer_after_an_empty_line_belongs_to_the_question_before():
    assert read("Wer?\n\n\nAlle.") == [Pair(1, "Wer?", "Alle.")]


def test_answer_that_lost_its_question_is_told_and_not_given_to_another():
    text = "Wer?\nAlle.\n\nEs kostet nichts.\n\nWann?\n"
    assert read(text) == [
        Pair(1, "Wer?", "Alle."),
        Pair(4, "", "Es kostet nichts."),
        Pair(6, "Wann?", ""),
    ]


def test_empty_list_has_nothing():
    assert read(" \n\n") == []


@given(st.text(alphabet="xF:? \n", max_size=60))
def test_every_letter_of_a_list_is_in_a_pair(text):
    told = "".join(pair.question + pair.answer for pair in read(text))
    assert told.count("x") == text.count("x")
