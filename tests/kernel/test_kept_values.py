"""Kept values: made once for everybody, and anew as soon as something has changed."""

import threading

import pytest
from django.db import connection

from mitmachstadt.kernel.models import RateCount
from mitmachstadt.kernel.web import kept_values
from mitmachstadt.kernel.web.kept_values import forget_values, kept_value
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
made: list[int] = []


@pytest.fixture(autouse=True)
def empty_shelf(monkeypatch):
    monkeypatch.setattr(kept_values, "MOST_VALUES", 3)
    forget_values()
    made.clear()
    yield
    forget_values()


def make() -> int:
    made.append(1)
    return len(made)


def write(key: str) -> None:
    RateCount.objects.create(key=key, period=NOW)


@pytest.fixture
def nothing_changes(monkeypatch):
    # On PostgreSQL what others write in the same cluster changes the state as well.
    monkeypatch.setattr(kept_values, "database_state", lambda: "as it was")


@pytest.mark.usefixtures("nothing_changes")
def test_value_is_made_once_and_each_key_has_its_own():
    assert [kept_value("a", make), kept_value("a", make), kept_value("b", make)] == [1, 1, 2]


def test_nothing_is_kept_over_a_write_of_this_connection():
    assert kept_value("a", make) == 1
    write("x")
    assert kept_value("a", make) == 2


def test_nothing_is_kept_over_a_write_of_another_connection():
    assert kept_value("a", make) == 1

    def elsewhere() -> None:
        write("y")
        connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert kept_value("a", make) == 2


def test_write_while_a_value_is_made_is_not_taken_for_seen():
    def slow() -> int:
        write("z")
        return make()

    assert kept_value("a", slow) == 1
    assert kept_value("a", make) == 2


@pytest.mark.usefixtures("nothing_changes")
def test_shelf_has_an_end_and_what_was_asked_for_last_stays():
    for key in ("a", "b", "c", "a", "d"):
        kept_value(key, make)
    assert len(made) == 4
    assert kept_value("a", make) == 1
    assert kept_value("b", make) == 5


@pytest.mark.usefixtures("nothing_changes")
def test_another_thread_keeps_its_own():
    assert kept_value("a", make) == 1
    found: list[int] = []

    def elsewhere() -> None:
        found.append(kept_value("a", make))
        connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert found == [2]
