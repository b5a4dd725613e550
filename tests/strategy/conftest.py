"""Fixtures for the texts: a standing clock, the office's desk, the real documents."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Person
from tests import factories as f


@pytest.fixture(autouse=True)
def _now(time_machine) -> Iterator[None]:
    time_machine.move_to(f.NOW, tick=False)
    forget_pages()
    yield
    forget_pages()


@pytest.fixture
def me(client: Client) -> Person:
    """Somebody of the office, signed in."""
    somebody = f.person("Büro", BuiltInGroup.OFFICE)
    client.force_login(somebody)
    return somebody


@pytest.fixture(scope="session")
def real_sources() -> Path:
    """The folder of the real documents; the test is skipped when it is not given."""
    folder = os.environ.get("MITMACHSTADT_REAL_DATA")
    if not folder:
        pytest.skip("MITMACHSTADT_REAL_DATA is not set")
    return Path(folder) / "sources"
