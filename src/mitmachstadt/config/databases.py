"""The database of an address, with what SQLite and PostgreSQL need to be quick and safe."""

from typing import Any

import dj_database_url

SQLITE = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000;"
    ),
}
POSTGRESQL = {
    "application_name": "mitmachstadt",
    "connect_timeout": 5,
    # PostgreSQL keeps the plan of a statement that comes for the third time on a
    # connection: planning took as long as the rest of most queries.
    "server_side_binding": True,
    "prepare_threshold": 2,
}


def database(address: str) -> dict[str, Any]:
    """The entry of Django's DATABASES for an address."""
    found: dict[str, Any] = dict(
        dj_database_url.parse(address, conn_max_age=None, conn_health_checks=True)
    )
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["CONN_HEALTH_CHECKS"] = False
        found["OPTIONS"] = {**SQLITE}
    else:
        found["OPTIONS"] = {**found.get("OPTIONS", {}), **POSTGRESQL}
    return found
