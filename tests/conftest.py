"""What all tests share: a fast and honest Django, hypothesis profiles, the real documents.

The database comes from MITMACHSTADT_DATABASE; without it, it is SQLite, in a file: an in-memory
database locks differently, and several threads cannot share it as they share a real one.

MITMACHSTADT_TEST_DATABASES (tools/run_tests.py) names migrated databases, which are copied; without
it the migrations make the tables.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import dj_database_url
import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings

from mitmachstadt.kernel.catalogues import bring_up_to_date
from mitmachstadt.kernel.city import remember_none
from mitmachstadt.kernel.web import kept_values
from tests.migrated import MIGRATED, lay_down

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
REAL_DATA = os.environ.get("MITMACHSTADT_REAL_DATA", "")
_FOLDER = pytest.StashKey[Path]()

hypothesis_settings.register_profile("local", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis_settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if CI else "local"),
)


def pytest_configure(config: pytest.Config) -> None:
    """Settings that only tests have; each xdist worker comes through here."""
    # Classes, templates and statements stay for the whole run: looking for garbage among them
    # again and again was a twenty-fifth of its CPU.
    gc.set_threshold(100_000, 20, 50)
    folder = Path(tempfile.mkdtemp(prefix="mitmachstadt-tests-"))
    config.stash[_FOLDER] = folder
    bring_up_to_date()
    # Scrypt is slow on purpose; the tests of passwords themselves name their hasher.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.VAR = folder / "var"
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")
        # The data lives as long as the run: nobody waits for a disk.
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("=FULL", "=OFF")
    else:
        # A test's own writes stand in the transaction that it is wrapped in, and no snapshot tells
        # them; the tests of kept values themselves commit.
        kept_values.MOST_VALUES = 0
    if MIGRATED and database["ENGINE"] != "django.db.backends.sqlite3":
        # A cluster for each worker.
        number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        own = dj_database_url.parse(MIGRATED[number % len(MIGRATED)])
        database["HOST"] = own["HOST"]
        database.setdefault("TEST", {})["TEMPLATE"] = own["NAME"]
    # Whether the checkout has collected static files must make no difference to a test.
    settings.STATIC_ROOT = folder / "static"
    settings.STATIC_ROOT.mkdir()
    settings.WHITENOISE_USE_FINDERS = True
    # Looked for when asked for, instead of all of them by each client of each test.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the real documents are skipped, and say so, where these are not at hand."""
    if REAL_DATA:
        return
    for item in items:
        if item.get_closest_marker("real_data"):
            item.add_marker(pytest.mark.skip(reason="MITMACHSTADT_REAL_DATA is not set"))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Whether the database is there already: on SQLite a copy of the migrated one is laid down."""
    return connection.vendor == "sqlite" and lay_down(connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(autouse=True)
def city_of_the_settings() -> None:
    """No page asks for the city's row before a test has written one."""
    remember_none()


@pytest.fixture(autouse=True)
def _no_salt_of_another_test() -> Iterator[None]:
    """The day's salt goes with the test's database."""
    yield
    from mitmachstadt.kernel.rates import forget_kept_salt

    forget_kept_salt()


@pytest.fixture(autouse=True)
def _client_gives_a_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who signs in by `force_login` or `login` has given one; tests of signing in use the forms."""
    from django.test import Client
    from django.utils import timezone

    from mitmachstadt.people.views.sessions import PROVEN, SINCE

    plain = Client._login  # type: ignore[attr-defined]

    def sign_in(self: Client, user: object, backend: object = None) -> None:
        plain(self, user, backend)
        session = self.session
        session[PROVEN], session[SINCE] = True, timezone.now().isoformat()
        session.save()

    monkeypatch.setattr(Client, "_login", sign_in)


@pytest.fixture
def kept_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The salt of the day of `factories.NOW`, as a process keeps it after its first attempt."""
    from mitmachstadt.kernel import rates

    monkeypatch.setitem(rates._kept, date(2026, 11, 21), "0" * 64)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with the real documents (`sources/`) and data; for tests marked `real_data`."""
    folder = Path(REAL_DATA)
    assert folder.is_dir(), "MITMACHSTADT_REAL_DATA names no folder; mark the test real_data"
    return folder
