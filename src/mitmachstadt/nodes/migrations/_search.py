"""The SQL behind the search; underscored, so that Django does not take it for a migration.

SQLite: an FTS5 table without content of its own, kept by triggers. Beside the words it indexes
what is filtered by, so that a rare kind and a common word meet inside the index.
PostgreSQL: a generated column. Its planner knows how common a word is and takes other columns
from their own indexes.

Both fold words alike: small letters, no accents, ß as ss, anything else between words a space.

A migration that lets Django build `nodes_node` anew on SQLite loses the triggers with the old
table: call `make_triggers` after it (tests/nodes/search/test_index.py notices).
"""

import string
from typing import Any

LONGEST = 60_000
# What has no accent that could be taken off.
SPELLED = {"ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
           "ł": "l", "Ł": "l", "ı": "i"}  # fmt: skip

_PUNCTUATION = string.punctuation + "–—„“”‚‘’«»›‹…·•§°€¿¡´¨"


def make_search(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute(
            "CREATE VIRTUAL TABLE nodes_search USING fts5(words, facets, content='',"
            " prefix='3 4', tokenize='unicode61 remove_diacritics 2')"
        )
        editor.execute(FILL)
        make_triggers(apps, editor)
    else:
        editor.execute(
            "ALTER TABLE nodes_node ADD COLUMN search tsvector"
            f" GENERATED ALWAYS AS (to_tsvector('simple', {_folded()})) STORED",
            None,
        )
        # Beside its row: a search that looks through the newest rows would else fetch each of them
        # from elsewhere. What was there before moves when it is written.
        editor.execute("ALTER TABLE nodes_node ALTER COLUMN search SET STORAGE MAIN")
        editor.execute("UPDATE nodes_node SET text = text")
        editor.connection.check_constraints()  # else nothing more can be altered until the commit
        # What is new waits in a short list beside the index, which each search reads through.
        editor.execute(
            "CREATE INDEX node_search ON nodes_node USING gin (search)"
            " WITH (gin_pending_list_limit = 256)"
        )
        # For a span of time long ago; next to nothing to write, as rows come in the order of time.
        editor.execute("CREATE INDEX IF NOT EXISTS node_time ON nodes_node USING brin (created)")


def make_search_again(apps: Any, editor: Any) -> None:
    """For a change of what the column holds; SQLite's index reads the rows as they are."""
    if editor.connection.vendor == "postgresql":
        drop_search(apps, editor)
        make_search(apps, editor)


def drop_search(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        for name in TRIGGERS:
            editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        editor.execute("DROP TABLE nodes_search")
    else:
        editor.execute("ALTER TABLE nodes_node DROP COLUMN search")


def make_triggers(_: Any, editor: Any) -> None:
    """Let every write to a node reach the index in its own statement."""
    if editor.connection.vendor == "sqlite":
        for name, body in TRIGGERS.items():
            editor.execute(f"DROP TRIGGER IF EXISTS {name}")
            editor.execute(f"CREATE TRIGGER {name} {body}")


def _words(row: str) -> str:
    """What a passage, a section or a remark is called is how its text begins."""
    return (
        f"CASE WHEN {row}.kind IN ('passage', 'section', 'remark') AND {row}.text <> ''"
        f" THEN {row}.text ELSE {row}.title || ' ' || {row}.text END"
    )


def _spelled(words: str) -> str:
    for letter, spelling in SPELLED.items():
        words = f"replace({words}, '{letter}', '{spelling}')"
    return words


def _indexed(row: str) -> str:
    """The two columns of the FTS5 table for a row."""
    words = f"substr({_spelled(_words(row))}, 1, {LONGEST})"
    facets = (
        f"'v' || {row}.visibility || ' k' || {row}.kind || ' s' || {row}.scope"
        f" || coalesce(' d' || {row}.district_id, '')"
        f" || CASE WHEN {row}.visibility = 'waiting'"
        f" THEN coalesce(' a' || {row}.author_id, '') ELSE '' END"
        f" || ' y' || substr({row}.created, 1, 4)"
        f" || ' m' || replace(substr({row}.created, 1, 7), '-', '')"
        f" || replace('/' || {row}.path, '/', ' p')"
    )
    return f"{words}, {facets}"


_SHOWN = ("title", "text", "visibility", "kind", "scope", "district_id", "author_id", "created",
          "path")  # fmt: skip
_OUT = (
    "INSERT INTO nodes_search(nodes_search, rowid, words, facets)"  # noqa: S608 - our own words
    f" VALUES ('delete', old.id, {_indexed('old')});"
)
_IN = f"INSERT INTO nodes_search(rowid, words, facets) VALUES (new.id, {_indexed('new')});"  # noqa: S608
_CHANGED = " OR ".join(f"old.{column} IS NOT new.{column}" for column in _SHOWN)
TRIGGERS = {
    "nodes_search_new": f"AFTER INSERT ON nodes_node BEGIN {_IN} END",
    "nodes_search_gone": f"AFTER DELETE ON nodes_node BEGIN {_OUT} END",
    "nodes_search_changed": (
        f"AFTER UPDATE OF {', '.join(_SHOWN)} ON nodes_node WHEN {_CHANGED} BEGIN {_OUT} {_IN} END"
    ),
}
FILL = (
    "INSERT INTO nodes_search(rowid, words, facets)"  # noqa: S608 - our own words
    f" SELECT n.id, {_indexed('n')} FROM nodes_node n"
)


def _folded() -> str:
    """The words as PostgreSQL's plainest parser splits them where SQLite's does.

    Marks go from Latin letters only, as FTS5 has it. A table of all of them in `translate` took
    ten times as long as all the rest of writing a row.
    """
    words = _spelled(f"left({_words('nodes_node').replace('nodes_node.', '')}, {LONGEST})")
    marks = f"regexp_replace(normalize({words}, NFD), '([A-Za-z])[\u0300-\u036f]+', '\\1', 'g')"
    signs = "".join(f"\\{sign}" if sign in "]\\[^-" else sign for sign in _PUNCTUATION)
    between = f"[{signs}]+".replace("'", "''")
    return f"regexp_replace(normalize({marks}, NFC), '{between}', ' ', 'g')"
