"""Looks through every column of every table of the database, whatever they are called."""

from collections.abc import Iterable

from django.db import connection


def tables_that_say(words: Iterable[str]) -> dict[str, list[str]]:
    """For each of these words the tables in which it stands, in capitals or not."""
    found: dict[str, list[str]] = {word: [] for word in words}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = [" ".join(str(_text(value)) for value in row).lower() for row in cursor]
            for word in found:
                if any(word.lower() in row for row in rows):
                    found[word].append(table)
    return {word: tables for word, tables in found.items() if tables}


def _text(value: object) -> object:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else value


def _tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if not _is_index(name)]


def _is_index(name: str) -> bool:
    """SQLite's search index is asked for words, not read: its pages are no text."""
    return name.startswith("nodes_search")


def index_finds(word: str) -> int:
    """How many rows the search index itself finds, visible or not."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT COUNT(*) FROM nodes_search WHERE nodes_search MATCH %s",
                [f'words:"{word.lower()}"'],
            )
        else:
            cursor.execute(
                "SELECT COUNT(*) FROM nodes_node WHERE search @@ plainto_tsquery('simple', %s)",
                [word],
            )
        return int(cursor.fetchone()[0])
