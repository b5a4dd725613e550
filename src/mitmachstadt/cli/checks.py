"""What `mitmachstadt check` looks at. Each yields findings; Django is set up."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks as django_checks
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from mitmachstadt.cli.check import Finding
from mitmachstadt.cli.checks_of_city import background_worker, city, duties, last_backup
from mitmachstadt.cli.checks_of_mail import mail, site
from mitmachstadt.kernel import catalogues

LITTLE_SPACE = 500_000_000
NO_SPACE = 50_000_000
SHORTEST_KEY = 40
MOST_APART = 30  # seconds
BUILT = datetime(2026, 11, 1, tzinfo=ZoneInfo("UTC"))  # no clock can truly be before this


def configuration() -> Iterator[Finding]:
    """Settings."""
    messages = [m for m in django_checks.run_checks() if m.is_serious()]
    for message in messages:
        yield Finding("wrong", "settings", message.msg, message.hint or "")
    if not messages:
        yield Finding("ok", "settings", "they fit together")
    if settings.DEBUG:
        yield Finding(
            "wrong",
            "settings",
            "MITMACHSTADT_DEBUG is on: error pages show the program and its settings",
            "Unset MITMACHSTADT_DEBUG wherever others can reach the city.",
        )
    if not settings.HTTPS:
        yield Finding(
            "note",
            "settings",
            "served without HTTPS: fine on your own machine",
            "Behind a proxy with HTTPS set MITMACHSTADT_HTTPS=1 and MITMACHSTADT_BEHIND_PROXY=1.",
        )


def secret_key() -> Iterator[Finding]:
    """Secret key."""
    if os.environ.get("MITMACHSTADT_SECRET_KEY"):
        if len(settings.SECRET_KEY) < SHORTEST_KEY:
            yield Finding(
                "wrong",
                "secret key",
                f"MITMACHSTADT_SECRET_KEY has fewer than {SHORTEST_KEY} characters",
                "Set a long random one; receipt codes given so far become invalid with it.",
            )
        else:
            yield Finding("ok", "secret key", "comes from MITMACHSTADT_SECRET_KEY")
        return
    file = settings.VAR / "secret_key"
    mode = file.stat().st_mode & 0o777
    if mode & 0o077:
        yield Finding(
            "wrong", "secret key", f"others can read {file} (mode {mode:o})", f"chmod 600 {file}"
        )
    else:
        yield Finding("ok", "secret key", f"kept in {file}")
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield Finding(
            "wrong", "secret key", "is too short", f"Remove {file}; a new one is made at the start."
        )


def data_folder() -> Iterator[Finding]:
    """Data folder."""
    folder: Path = settings.VAR
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield Finding(
            "wrong",
            "data folder",
            f"{folder} cannot be written: {error.strerror}",
            "Let the user who runs Mitmachstadt own it, or name another with MITMACHSTADT_VAR.",
        )
        return
    free = shutil.disk_usage(folder).free
    level = "wrong" if free < NO_SPACE else "note" if free < LITTLE_SPACE else "ok"
    mend = "" if level == "ok" else "Make space: on a full disk nothing can be written."
    yield Finding(level, "data folder", f"{folder}, {free // 1_000_000} MB free", mend)


def database() -> Iterator[Finding]:
    """Database."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        yield Finding(
            "wrong",
            "database",
            f"does not answer: {str(error).strip().splitlines()[0]}",
            "Start it, or correct MITMACHSTADT_DATABASE.",
        )
        return
    yield from _database_version()
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        yield Finding(
            "wrong", "database", f"{missing} migrations are missing", "Run 'mitmachstadt migrate'."
        )
    else:
        yield Finding("ok", "database", "has the tables of this version")


def _database_version() -> Iterator[Finding]:
    """SQLite and PostgreSQL: new enough for this Django, with room for what it needs."""
    from django.db.utils import NotSupportedError

    try:
        connection.check_database_version_supported()
    except NotSupportedError as error:
        yield Finding("wrong", "database", str(error), "Install a newer version of it.")
        return
    yield Finding("ok", "database", f"{connection.vendor} answers")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            apart = abs(float(cursor.fetchone()[0]) - time.time())
        if apart > MOST_APART:
            yield Finding(
                "wrong",
                "clock",
                f"is {apart:.0f} s away from the database's: deadlines would differ",
                "Set both machines' clocks by NTP.",
            )


def static_files() -> Iterator[Finding]:
    """Static files."""
    if (settings.STATIC_ROOT / "staticfiles.json").is_file():
        yield Finding("ok", "static files", f"collected in {settings.STATIC_ROOT}")
    else:
        yield Finding(
            "wrong", "static files", "not collected", "Run 'mitmachstadt collect-static'."
        )
    if not settings.STATICFILES_DIRS:
        yield Finding(
            "note",
            "static files",
            "the front-end packages (node_modules) are not here",
            "Run 'make prepare' in the checkout; pages have no style without them.",
        )


def bots() -> Iterator[Finding]:
    """Keeping bots out."""
    least = {
        "REMARKS_PER_HOUR": 1,
        "UNPROVEN_PER_DAY": 0,
        "UNPROVEN_WAITING": 0,
        "FLOOD": 1,
        "PROXIES": 0,
    }
    wrong = [name for name, number in least.items() if getattr(settings, name) < number]
    for name in wrong:
        variable = "BEHIND_PROXY" if name == "PROXIES" else name
        yield Finding(
            "wrong",
            "keeping bots out",
            f"MITMACHSTADT_{variable} is no whole number of at least {least[name]}",
            "docs/settings.md says what it means; unset it for the usual one.",
        )
    if finders.find("altcha/pbkdf2.js") is None:
        yield Finding(
            "note",
            "keeping bots out",
            "ALTCHA's worker is not here: all contributions without account wait for a moderator",
            "Run 'make prepare' in the checkout.",
        )
    elif not wrong:
        yield Finding("ok", "keeping bots out", "contributions without account carry a proof")


def translations() -> Iterator[Finding]:
    """Translations."""
    if languages := catalogues.missing():
        yield Finding(
            "wrong",
            "translations",
            f"{', '.join(languages)}: not compiled as they are here; pages show old words",
            "Run 'make prepare' in the checkout.",
        )
    else:
        yield Finding("ok", "translations", "compiled")


def clock() -> Iterator[Finding]:
    """Clock and time zone."""
    now = timezone.now()
    if now < BUILT:
        yield Finding(
            "wrong",
            "clock",
            f"shows {now:%Y-%m-%d}, which is past: deadlines would be wrong",
            "Set the machine's clock, best by NTP.",
        )
        return
    try:
        zone = ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        yield Finding(
            "wrong", "time zone", f"{settings.TIME_ZONE} is unknown here", "Install tzdata."
        )
        return
    yield Finding("ok", "clock", f"{now.astimezone(zone):%Y-%m-%d %H:%M} {settings.TIME_ZONE}")


ALL: list[Callable[[], Iterator[Finding]]] = [
    configuration,
    secret_key,
    data_folder,
    database,
    static_files,
    translations,
    bots,
    mail,
    site,
    clock,
    background_worker,
    city,
    duties,
    last_backup,
]
