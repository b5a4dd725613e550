"""What a hyphen at the end of a line means.

Three outcomes: the word was broken (drop the hyphen), the hyphen belongs (keep it), or the hyphen
stands for a word part to come ("Ein- und Ausgang": keep it and a space).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mitmachstadt.methods.text_import.lexicon import Lexicon

HYPHENS = "-\u2010\u00ad"
_CONJUNCTION_TEXT = "und oder bzw sowie bis als wie noch aber beziehungsweise u and or"
_CONJUNCTIONS = frozenset(_CONJUNCTION_TEXT.split())
_SINGLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZeiux"
_NEXT = re.compile(r"[^\W_]+")
# A word is not longer than this; it bounds the look back in lines of any length.
_REACH = 80


@dataclass(frozen=True, slots=True)
class Joint:
    """How to join: ``glue`` replaces hyphen and line break; ``other`` is the doubtful alternative.

    ``left`` and ``right`` are the word parts beside the break.
    """

    code: str
    glue: str
    left: str
    right: str
    other: str | None = None


def judge(text: str, hyphen: int, following: int, lexicon: Lexicon) -> Joint | None:
    """Judge the hyphen at offset ``hyphen``; the next line's text starts at ``following``.

    Returns None when it is no hyphen of a word: a dash after a space, or nothing readable after.
    """
    begin = hyphen
    while begin > max(0, hyphen - _REACH) and text[begin - 1].isalnum():
        begin -= 1
    left = text[begin:hyphen]
    right_match = _NEXT.match(text, following, following + _REACH)
    sign = text[hyphen]
    if right_match is None:
        return None
    right = right_match[0]
    if not left:
        # "interne/-" and "(-" keep their hyphen; " -" is a dash.
        before = text[hyphen - 1 : hyphen]
        if not before or before.isspace() or before in HYPHENS:
            return None
        return Joint("hyphen_kept", sign, "", right)
    if sign == "\u00ad":
        return Joint("hyphen_joined", "", left, right)
    return _judge_words(left, right, sign, lexicon)


def _judge_words(left: str, right: str, sign: str, lexicon: Lexicon) -> Joint:
    if right in _CONJUNCTIONS:
        return Joint("hyphen_kept", sign + " ", left, right)
    if not left[-1].isalpha() or not right[0].isalpha():
        return Joint("hyphen_kept", sign, left, right)
    if right[0].isupper():
        caps = len(left) > 1 and left.isupper() and len(right) > 1 and right.isupper()
        other = "" if caps and lexicon.count(left + right) else None
        return Joint("hyphen_kept", sign, left, right, other)
    if left.isupper() and len(left) > 1:
        return Joint("hyphen_kept", sign, left, right)
    if len(left) == 1 and left in _SINGLE:
        # "E-" + "mail", "U-" + "bahn", but perhaps a badly broken word.
        return Joint("hyphen_kept", sign, left, right, "")
    return _judge_lower(left, right, sign, lexicon)


def _judge_lower(left: str, right: str, sign: str, lexicon: Lexicon) -> Joint:
    with_hyphen = lexicon.count(f"{left}-{right}")
    joined = lexicon.count(left + right)
    if not with_hyphen:
        return Joint("hyphen_joined", "", left, right)
    if joined:
        return Joint("hyphen_joined", "", left, right, sign)
    return Joint("hyphen_kept", sign, left, right)
