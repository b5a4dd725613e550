"""A city's file and the folder that it is entered into, for whoever asks for them."""

from pathlib import Path

import pytest
from django.conf import settings

from mitmachstadt.cli import init
from mitmachstadt.kernel.city import remember_none


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    monkeypatch.setattr(settings, "VAR", folder)
    remember_none()
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The example of `init`, to be changed."""
    made = tmp_path / "city.toml"
    made.write_text(init.example(), encoding="utf-8")
    return made
