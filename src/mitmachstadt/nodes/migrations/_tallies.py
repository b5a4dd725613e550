"""The SQL that keeps `Tally`; underscored, so that Django does not take it for a migration.

The database counts, in the writer's transaction: visibility, answers and windows change in a dozen
places, often in bulk, and one that forgot to count would make the city's balance lie.

A migration that lets Django build `nodes_node` anew on SQLite loses the triggers with the old
table: call `make_triggers` after it (tests/nodes/test_tallies.py notices).
"""

from typing import Any

# Writers on PostgreSQL count in different rows of a window, and so do not wait for each other.
SLOTS = 64
_TABLE = """
    CREATE TABLE nodes_tally (
      id {id} PRIMARY KEY,
      window_id bigint NOT NULL,
      slot integer NOT NULL,
      contributions integer NOT NULL,
      unanswered integer NOT NULL,
      CONSTRAINT tally_once UNIQUE (window_id, slot)
    )"""
_ID = {"sqlite": "integer", "postgresql": "bigserial"}
FILL = """
    INSERT INTO nodes_tally (window_id, slot, contributions, unanswered)
    SELECT COALESCE(window_id, 0), 0, COUNT(*), SUM(CASE WHEN answers = 0 THEN 1 ELSE 0 END)
    FROM nodes_node WHERE kind = 'remark' AND visibility = 'public'
    GROUP BY COALESCE(window_id, 0)"""
_COUNTED = ("kind", "visibility", "answers", "window_id")


def _counts(row: str) -> str:
    return f"{row}.kind = 'remark' AND {row}.visibility = 'public'"


def _add(row: str, slot: str, sign: str) -> str:
    return f"""
        INSERT INTO nodes_tally (window_id, slot, contributions, unanswered)
        SELECT COALESCE({row}.window_id, 0), {slot}, {sign}1,
          CASE WHEN {row}.answers = 0 THEN {sign}1 ELSE 0 END
        WHERE {_counts(row)}
        ON CONFLICT (window_id, slot) DO UPDATE SET
          contributions = nodes_tally.contributions + excluded.contributions,
          unanswered = nodes_tally.unanswered + excluded.unanswered;"""


def _sqlite() -> dict[str, str]:
    out, into = _add("old", "0", "-"), _add("new", "0", "+")
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in _COUNTED)
    return {
        "nodes_tally_new": f"AFTER INSERT ON nodes_node WHEN {_counts('new')} BEGIN {into} END",
        "nodes_tally_gone": f"AFTER DELETE ON nodes_node WHEN {_counts('old')} BEGIN {out} END",
        "nodes_tally_changed": (
            f"AFTER UPDATE OF {', '.join(_COUNTED)} ON nodes_node WHEN ({changed})"
            f" AND ({_counts('old')} OR {_counts('new')}) BEGIN {out} {into} END"
        ),
    }


TRIGGERS = _sqlite()


def _postgresql() -> list[str]:
    slot = f"pg_backend_pid() % {SLOTS}"
    old, new = _add("OLD", slot, "-"), _add("NEW", slot, "+")
    rows = {column: (f"OLD.{column}", f"NEW.{column}") for column in _COUNTED}
    changed = " OR ".join(f"{a} IS DISTINCT FROM {b}" for a, b in rows.values())
    return [
        f"CREATE OR REPLACE FUNCTION nodes_tally_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP <> 'INSERT' THEN {old} END IF;"
        f" IF TG_OP <> 'DELETE' THEN {new} END IF;"
        f" RETURN NULL; END $$",
        "CREATE OR REPLACE FUNCTION nodes_tally_none() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN DELETE FROM nodes_tally; RETURN NULL; END $$",
        f"CREATE TRIGGER nodes_tally_new AFTER INSERT ON nodes_node"
        f" FOR EACH ROW WHEN ({_counts('NEW')}) EXECUTE FUNCTION nodes_tally_row()",
        f"CREATE TRIGGER nodes_tally_gone AFTER DELETE ON nodes_node"
        f" FOR EACH ROW WHEN ({_counts('OLD')}) EXECUTE FUNCTION nodes_tally_row()",
        f"CREATE TRIGGER nodes_tally_changed AFTER UPDATE OF {', '.join(_COUNTED)} ON nodes_node"
        f" FOR EACH ROW WHEN (({changed}) AND (({_counts('OLD')}) OR ({_counts('NEW')})))"
        " EXECUTE FUNCTION nodes_tally_row()",
        "CREATE TRIGGER nodes_tally_emptied AFTER TRUNCATE ON nodes_node"
        " FOR EACH STATEMENT EXECUTE FUNCTION nodes_tally_none()",
    ]


def make_tallies(apps: Any, editor: Any) -> None:
    editor.execute(_TABLE.format(id=_ID[editor.connection.vendor]), None)
    editor.execute(FILL, None)
    if editor.connection.vendor == "sqlite":
        make_triggers(apps, editor)
    else:
        for statement in _postgresql():
            editor.execute(statement, None)


def make_triggers(_: Any, editor: Any) -> None:
    """Let every write to a node be counted; PostgreSQL never loses its triggers."""
    if editor.connection.vendor == "sqlite":
        for name, body in TRIGGERS.items():
            editor.execute(f"DROP TRIGGER IF EXISTS {name}", None)
            editor.execute(f"CREATE TRIGGER {name} {body}", None)


def drop_tallies(_: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        for name in TRIGGERS:
            editor.execute(f"DROP TRIGGER IF EXISTS {name}", None)
    else:
        editor.execute("DROP FUNCTION nodes_tally_row() CASCADE", None)
        editor.execute("DROP FUNCTION nodes_tally_none() CASCADE", None)
    editor.execute("DROP TABLE nodes_tally", None)
