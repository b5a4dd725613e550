"""A pasted list of questions and answers, read block by block; nothing is guessed or lost.

Blocks stand apart by an empty line. The first line of a block is a question if it ends with a
question mark or begins with `F:`, `Frage:`, `Q:`; an answer may begin with `A:` or `Antwort:`. A
block without a question belongs to the answer before it only if that one has no answer as yet;
otherwise it is an answer whose question was lost, and is reported as such.
"""

import re
from dataclasses import dataclass

_QUESTION = re.compile(r"(?:f|frage|q|question)\s*:\s*", re.IGNORECASE)
_ANSWER = re.compile(r"(?:a|antwort|answer)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Pair:
    """A question with its answer. Either may be "": it was not there.

    `line` is the number of its first line in what was pasted, from 1.
    """

    line: int
    question: str
    answer: str


def read(text: str) -> list[Pair]:
    """The pairs of a list, in its order.

    >>> read("Wer darf mitmachen?\\nAlle.\\n\\nEs kostet nichts.")
    [Pair(line=1, question='Wer darf mitmachen?', answer='Alle.'), \
Pair(line=4, question='', answer='Es kostet nichts.')]
    """
    found: list[Pair] = []
    for line, block in _blocks(text):
        question, answer = _parts(block)
        if not question and found and found[-1].question and not found[-1].answer:
            before = found.pop()
            found.append(Pair(before.line, before.question, answer))
        else:
            found.append(Pair(line, question, answer))
    return found


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    blocks: list[tuple[int, list[str]]] = []
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            inside = False
        elif inside:
            blocks[-1][1].append(line.strip())
        else:
            blocks.append((number, [line.strip()]))
            inside = True
    return blocks


def _parts(block: list[str]) -> tuple[str, str]:
    first, rest = block[0], block[1:]
    marked = _QUESTION.match(first)
    if marked or first.endswith("?"):
        question = first[marked.end() :] if marked else first
        return question.strip(), _without_mark("\n".join(rest))
    return "", _without_mark("\n".join(block))


def _without_mark(text: str) -> str:
    marked = _ANSWER.match(text)
    return text[marked.end() :].strip() if marked else text.strip()
