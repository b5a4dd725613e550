"""Fixtures for the methods: the real documents, when their folder is known."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mitmachstadt.methods.text_import import Document, Format, decode, read_document


@pytest.fixture(scope="session")
def real_sources() -> Path:
    """The folder of the real documents; the test is skipped when it is not given."""
    folder = os.environ.get("MITMACHSTADT_REAL_DATA")
    if not folder:
        pytest.skip("MITMACHSTADT_REAL_DATA is not set")
    return Path(folder) / "sources"


@pytest.fixture(scope="session")
def real_document(real_sources: Path) -> Callable[[str], Document]:
    """Reads the real document whose file name begins with a number such as "004"."""

    def read(number: str) -> Document:
        (path,) = real_sources.glob(f"{number}_*.txt")
        return read_document(decode(path.read_bytes()).text, format=Format.PLAIN)

    return read
