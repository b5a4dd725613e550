"""What it takes to read a document of 300 pages in, phase by phase, in seconds of this machine.

    python -m benchmarks.importing                              # SQLite, in a temporary folder
    python -m tools.postgres python -m benchmarks.importing     # PostgreSQL

Beside it stands the same text as Markdown: the ratio holds on other machines, seconds do not.
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SEED = 20261122
CHAPTERS = 100
LARGE = "large.docx"
_WORDS = (
    "Stadt Wege Menschen Bezirk Schule Verkehr Teilhabe Daten Dienste Netze Ziele Verwaltung "
    "baut fördert prüft stärkt öffnet verbindet begleitet entlastet beteiligt sichere digitale "
    "offene kurze gemeinsame faire nachhaltige verständliche jährlich künftig gemeinsam überall"
).split()


def large_document() -> list[Any]:
    """About 150,000 words: paragraphs, footnotes, lists in lists, tables."""
    from tests.office import Heading, Item, List, Par, Table

    rng = random.Random(SEED)

    def words(count: int) -> str:
        chosen = [rng.choice(_WORDS) + rng.choice(("", "", "plan", "stelle")) for _ in range(count)]
        return " ".join(chosen).capitalize() + "."

    blocks: list[Any] = []
    for chapter in range(CHAPTERS):
        blocks.append(Heading(f"Kapitel {chapter + 1} {words(3)}", 1 + chapter % 3))
        for place in range(22):
            note = words(8) if place % 7 == 0 else ""
            blocks.append(Par(words(50), bold=place % 11 == 3, note=note))
        for _ in range(3):
            steps = [Item(words(12)) for _ in range(2)]
            blocks.append(List([Item(words(25), [List(steps, numbered=True)])]))
        blocks.append(Table([[[Par(words(8))] for _ in range(4)] for _ in range(6)]))
    return blocks


def phases(data: bytes, name: str) -> dict[str, float]:
    """Seconds of CPU for opening and reading a file, without a database."""
    from mitmachstadt.methods import text_import

    seconds: dict[str, float] = {}
    converted = _timed(seconds, "open", lambda: text_import.convert(data, name=name))
    if converted is None:
        text, form = data.decode(), text_import.Format.MARKDOWN
    else:
        text, form = converted.text, text_import.Format.STRUCTURED
    _timed(seconds, "read", lambda: text_import.read_document(text, format=form))
    return seconds


def _timed[T](seconds: dict[str, float], name: str, work: Callable[[], T]) -> T:
    start = time.process_time()
    result = work()
    seconds[name] = time.process_time() - start
    return result


def as_markdown(blocks: list[Any]) -> bytes:
    """The same words as a Markdown file."""
    from tests.office import docx

    from mitmachstadt.methods import text_import

    converted = text_import.convert(docx(blocks), name=LARGE)
    assert converted is not None
    document = text_import.read_document(converted.text, format=text_import.Format.STRUCTURED)
    lines = []
    for section in document.sections:
        lines.append(f"{'#' * section.level} {section.title}")
        lines.extend(
            f"{'  ' * (p.depth - 1) + p.marker.replace('•', '-') + ' ' if p.depth else ''}{p.text}"
            for p in section.passages
        )
    return "\n\n".join(lines).encode()


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitmachstadt.config.settings")
        os.environ.setdefault("MITMACHSTADT_VAR", folder)
        os.environ.setdefault("MITMACHSTADT_SECRET_KEY", "only-for-measuring" * 4)
        os.environ.setdefault("MITMACHSTADT_DATABASE", f"sqlite:///{Path(folder) / 'db.sqlite3'}")
        print(json.dumps(_measure(), indent=2))
    return 0


def _measure() -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from tests import office

    call_command("migrate", interactive=False, verbosity=0)
    blocks = large_document()
    docx = office.docx(blocks)
    found: dict[str, Any] = {"database": connection.vendor, "kilobytes": len(docx) // 1000}
    found["markdown"] = phases(as_markdown(blocks), "large.md")
    for name, data in (("docx", docx), ("odt", office.odt(blocks)), ("html", office.html(blocks))):
        found[name] = phases(data, f"large.{name}")
    found["place"] = _place(docx)
    return found


def _place(data: bytes) -> dict[str, float]:
    """Wall seconds of the whole import, and of reading the same file in again."""
    from tests import factories

    from mitmachstadt.strategy.actions import import_edition, publish_edition
    from mitmachstadt.strategy.calculations import read_bytes

    document, office = factories.strategy_document(), factories.office()
    seconds = {}
    for phase in ("first", "again"):
        start = time.perf_counter()
        read = read_bytes(data, name=LARGE)
        seconds[f"{phase}: open and read"] = time.perf_counter() - start
        start = time.perf_counter()
        edition = import_edition(
            document=document, label=phase, read=read, visitor=office, at=factories.NOW
        )
        seconds[f"{phase}: place"] = time.perf_counter() - start
        if phase == "first":
            assert not edition.report["undecided"], edition.report["undecided"]
            publish_edition(edition=edition, visitor=office, at=factories.NOW)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
