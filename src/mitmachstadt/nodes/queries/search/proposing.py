"""What may say the same as something that is being written: proposed by the search, not ranked."""

import re
from typing import NamedTuple

from django.db import connection

from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries.search.statements import term_for_fts, term_for_tsquery
from mitmachstadt.nodes.queries.search.words import COMMON, Term, folded, read_words

# The longest words tell most. For each so many of the newest are looked at: a rare word finds all
# that have it, and of what has several, more words count before age.
MOST_WORDS = 8
PER_WORD = 150
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile("[a-z0-9]+")
LONGEST_COMPARED = 2_000


class Proposed(NamedTuple):
    """A node that has some of the words."""

    pk: int
    public_id: str
    title: str
    text: str


_SQLITE = """
    SELECT rowid AS id FROM (SELECT rowid FROM nodes_search WHERE nodes_search MATCH %s
    ORDER BY rowid DESC LIMIT {limit}) word{number}"""
_POSTGRESQL = """
    SELECT id FROM (SELECT n.id FROM nodes_node n WHERE n.search @@ {words}
      AND n.parent_id = %s AND n.kind = %s AND n.visibility = %s
    ORDER BY n.id DESC LIMIT {limit}) word{number}"""


def proposals(text: str, *, below: Node, kind: Kind, limit: int) -> list[Proposed]:
    """Public children of a kind that share words with a text, those with most first; one query."""
    terms = _telling(text)
    if not terms:
        return []
    parts, values = list[str](), list[str | int]()
    for number, term in enumerate(terms):
        if connection.vendor == "sqlite":
            facets = (f"p{below.public_id}", f"k{kind}", f"v{Visibility.PUBLIC}")
            facets_match = " AND ".join(f'(facets : "{each}")' for each in facets)
            values.append(f"(words : ({term_for_fts(term)})) AND {facets_match}")
            parts.append(_SQLITE.format(limit=PER_WORD, number=number))
        else:
            values += [below.pk, kind.value, Visibility.PUBLIC.value]
            words = f"'{term_for_tsquery(term)}'::tsquery"
            parts.append(_POSTGRESQL.format(words=words, limit=PER_WORD, number=number))
    found = " UNION ALL ".join(parts)
    statement = (
        f"SELECT n.id, n.public_id, n.title, substr(n.text, 1, {LONGEST_COMPARED})"  # noqa: S608
        f" FROM (SELECT id, COUNT(*) AS words FROM ({found}) found GROUP BY id"
        f" ORDER BY 2 DESC, 1 DESC LIMIT {int(limit)}) best"
        " JOIN nodes_node n ON n.id = best.id ORDER BY best.words DESC, n.id DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Proposed(*row) for row in cursor.fetchall()]


def telling_stems(text: str) -> list[str]:
    """A piece of each word that tells most, for tables that have no index of words.

    Without the end, which German bends, and without letters that not every database knows in both
    cases: of "Bürgeramt" stays "rgera".
    """
    words = {word.lower() for word in _WORD.findall(text[:LONGEST_COMPARED]) if len(word) > 3}
    told = [word for word in words if folded(word) not in COMMON]
    chosen = sorted(told, key=lambda word: (-len(word), word))[:MOST_WORDS]
    pieces = (_piece(word[: max(4, len(word) - 2)]) for word in chosen)
    return [piece for piece in dict.fromkeys(pieces) if len(piece) > 2]


def _piece(word: str) -> str:
    """The longest part in plain letters; the whole word where it has none."""
    plain = _PLAIN.findall(word)
    return max(plain, key=len) if plain else word


def _telling(text: str) -> list[Term]:
    """The longest words of a text that are not in nearly every text."""
    terms = {term.typed: term for term in read_words(text[:LONGEST_COMPARED])}
    told = [words for words in terms if words[0] not in COMMON and len(words[0]) > 3]
    chosen = sorted(told, key=lambda words: (-len(words[0]), words))[:MOST_WORDS]
    return [terms[words] for words in chosen]
