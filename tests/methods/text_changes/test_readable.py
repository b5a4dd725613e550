from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.text_changes import compare, readable

WORDS = st.lists(st.sampled_from(["rot", "grün", "blau", "und", ".", ","]), max_size=25).map(
    " ".join
)


def told(old, new):
    return [(change.kind, change.text) for change in readable(compare(old, new).changes)]


def test_readable_tells_a_rewritten_sentence_as_one_replacement():
    old = "Das Amt nennt die Stelle und wie sie zu erreichen ist."
    new = "Das Amt nennt die Stelle mit Sprechzeiten, eine Anschrift und eine Nummer."
    assert told(old, new) == [
        ("same", "Das Amt nennt die Stelle "),
        ("removed", "und wie sie zu erreichen ist"),
        ("added", "mit Sprechzeiten, eine Anschrift und eine Nummer"),
        ("same", "."),
    ]


def test_readable_keeps_a_long_stretch_between_two_changes():
    old = "Heute bleibt alles genau so wie früher"
    new = "Morgen bleibt alles genau so wie später"
    assert [kind for kind, _ in told(old, new)] == ["removed", "added", "same", "removed", "added"]


@given(WORDS, WORDS)
def test_readable_loses_nothing(old, new):
    changes = told(old, new)
    assert "".join(text for kind, text in changes if kind != "added") == old
    assert "".join(text for kind, text in changes if kind != "removed") == new
