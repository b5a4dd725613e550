from __future__ import annotations

import json

import pytest

from mitmachstadt.methods.text_import import (
    Decision,
    DecisionRefused,
    Document,
    Format,
    apply_decisions,
    read_document,
    to_json,
)

TEXT = "• Fähigkei-ten mit richtigenWerkzeugen\n• Wandel.1 Ende"


def document() -> Document:
    return read_document(TEXT, format=Format.PLAIN)


def index(code: str) -> int:
    return [flag.code for flag in document().report.flags].index(code)


def test_accepted_suggestions_stand_in_the_text_and_in_the_changes() -> None:
    before = document()
    after = apply_decisions(
        before, [Decision(index("missing_space"), True), Decision(index("broken_word"), True)]
    )
    assert after.sections[0].passages[0].text == "Fähigkeiten mit richtigen Werkzeugen"
    assert after.report.account.is_complete
    new = after.report.changes[len(before.report.changes) :]
    assert [(change.before, change.after) for change in new] == [
        ("Fähigkei-ten", "Fähigkeiten"),
        ("richtigenWerkzeugen", "richtigen Werkzeugen"),
    ]
    assert before == document()


def test_later_decisions_find_their_place() -> None:
    once = apply_decisions(document(), [Decision(index("broken_word"), True)])
    twice = apply_decisions(once, [Decision(index("missing_space"), True)])
    assert twice.sections[0].passages[0].text == "Fähigkeiten mit richtigen Werkzeugen"


def test_rejected_suggestion_changes_nothing_but_the_flag() -> None:
    number = index("broken_word")
    after = apply_decisions(document(), [Decision(number, False)])
    assert after.sections == document().sections
    assert after.report.flags[number].decided is False


def test_duplicated_fragment_can_be_taken_out() -> None:
    fragment = "Danach standen alle Gäste vor einer Frage"
    text = f"{fragment} und noch einer. Sie bekommen ihre Blätter {fragment} morgen zurück."
    before = read_document(text, format=Format.PLAIN)
    after = apply_decisions(before, [Decision(0, True)])
    assert after.sections[0].passages[0].text.endswith("Sie bekommen ihre Blätter morgen zurück.")


@pytest.mark.parametrize("number", [-1, 3, 99, True])
def test_index_that_does_not_exist_is_refused(number: int) -> None:
    with pytest.raises(DecisionRefused) as refused:
        apply_decisions(document(), [Decision(number, True)])
    assert refused.value.code == "no_such_flag"


def test_decisions_that_contradict_each_other_are_refused() -> None:
    number = index("broken_word")
    decided = apply_decisions(document(), [Decision(number, True)])
    for start, decisions, code in [
        (decided, [Decision(number, False)], "already_decided"),
        (document(), [Decision(number, True), Decision(number, False)], "decided_twice"),
        (document(), [Decision(index("footnote_without_note"), True)], "nothing_to_accept"),
    ]:
        with pytest.raises(DecisionRefused) as refused:
            apply_decisions(start, decisions)
        assert refused.value.code == code


def test_overlapping_suggestions_are_refused() -> None:
    fragment = "Danach standen alle Gäste mit richtigenWerkzeugen da"
    text = f"{fragment} und froh. Sie gingen {fragment} nach Hause."
    before = read_document(text, format=Format.PLAIN)
    numbers = [
        number
        for number, flag in enumerate(before.report.flags)
        if flag.code in ("missing_space", "duplicated_fragment")
    ]
    with pytest.raises(DecisionRefused) as refused:
        apply_decisions(before, [Decision(number, True) for number in numbers])
    assert refused.value.code == "decisions_overlap"


def test_json_is_plain_and_stable() -> None:
    data = to_json(document())
    assert json.loads(json.dumps(data)) == data
    assert list(data) == ["version", "format", "title", "sections", "report"]
    assert data == to_json(document())
