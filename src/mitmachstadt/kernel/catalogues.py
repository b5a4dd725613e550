"""Translations: `locale/<language>/LC_MESSAGES/django.po` is what people edit and what is kept in
the repository; gettext reads the compiled `.mo` beside it, which is made from it when needed.
"""

import logging
import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

logger = logging.getLogger(__name__)
FOLDER = Path(__file__).resolve().parent.parent / "locale"


def sources() -> list[Path]:
    """All catalogues, one for each language but German."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))


def compile_all() -> None:
    """Compile every catalogue, as `make prepare` and the image do: a service may write neither."""
    for source in sources():
        _compile(source, source.with_suffix(".mo"))


def missing() -> list[str]:
    """The languages whose catalogue lies nowhere compiled, or older than its source."""
    return [source.parent.parent.name for source in sources() if _is_old(source)]


def bring_up_to_date() -> None:
    """Compile what is missing or older than its source; nearly free where nothing is.

    Where nothing can be written, the pages are German where no catalogue lies ready.
    """
    for source in sources():
        try:
            if _is_old(source):
                _compile(source, source.with_suffix(".mo"))
        except OSError as error:
            logger.warning("catalogue %s was not compiled: %s", source.name, error.strerror)


def _is_old(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path, compiled: Path) -> None:
    """Written beside it and moved there: several processes may do so at once."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    number, name = tempfile.mkstemp(dir=compiled.parent, suffix=".tmp")
    with os.fdopen(number, "wb") as file:
        write_mo(file, catalogue)
    Path(name).chmod(0o644)
    Path(name).replace(compiled)
