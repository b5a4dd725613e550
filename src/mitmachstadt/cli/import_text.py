"""`mitmachstadt import-text`: read a document into sections and passages, with a report."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mitmachstadt.cli.output import Failure, print_json, set_up_django

if TYPE_CHECKING:
    from mitmachstadt.methods.text_import import Document

HELP = "Read a plain text or Markdown file into sections and passages, with a report."
EXAMPLES = """\
  mitmachstadt import-text strategy.md --dry-run
  mitmachstadt import-text strategy.md --dry-run --json | jq .report
  mitmachstadt import-text old.txt --encoding windows-1252 --document white-paper
  mitmachstadt import-text strategy.md --strategy "BerlinStrategie" --title "White paper"
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="the document; - for standard input"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would be imported; change nothing"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document for machines")
    parser.add_argument("--document", metavar="ID", help="a new edition of this document")
    parser.add_argument("--strategy", metavar="NAME", help="or: a new document of this strategy")
    parser.add_argument("--title", help="title of the new document (default: as in the text)")
    parser.add_argument("--format", choices=["plain", "markdown"], help="default: guessed")
    parser.add_argument("--encoding", help="default: UTF-8, or another one that is certain")


def run(arguments: argparse.Namespace) -> int:
    data = _read(arguments.file)
    document = _parse(arguments, data)
    if arguments.dry_run:
        _show(document, as_json=arguments.json)
        return 0
    if not arguments.document and not arguments.strategy:
        raise Failure("Say where to: --document ID, --strategy NAME, or --dry-run to only look.")
    return _import(arguments, data)


def _read(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    if path.is_dir():
        raise Failure(f"{path} is a folder; name a file.")
    if not path.exists():
        raise Failure(f"{path} does not exist.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}.") from error


def _parse(arguments: argparse.Namespace, data: bytes) -> "Document":
    from mitmachstadt.methods.text_import import (
        Format,
        ImportRefused,
        decode,
        guess_format,
        read_document,
    )

    try:
        text = decode(data, arguments.encoding).text
        form = Format(arguments.format) if arguments.format else guess_format(text)
        return read_document(text, form)
    except ImportRefused as refusal:
        raise Failure(f"{arguments.file}: {refusal} ({refusal.code})") from refusal


def _show(document: "Document", *, as_json: bool) -> None:
    from mitmachstadt.methods.text_import import describe, to_json

    if as_json:
        print_json(to_json(document))
        return
    report = document.report
    print(document.title or "(no title)")
    for section in document.sections:
        heading = f"{section.number} {section.title}".strip() or "(before the first heading)"
        print(f"{'  ' * section.level}{heading} - {len(section.passages)} passages")
    print(f"{report.sections} sections, {report.passages} passages, {report.words} words")
    kept = "accounted for" if report.account.is_complete else "NOT all accounted for"
    print(f"{report.account.length} characters of the input, {kept}")
    print(
        f"{len(report.changes)} changes made, {len(report.flags)} places for a person to look at:"
    )
    for number, flag in enumerate(report.flags):
        print(f"  [{number}] {describe(flag)}")


def _import(arguments: argparse.Namespace, data: bytes) -> int:
    """The seam to the strategy app: it owns drafts, editions and what a title may be."""
    set_up_django()
    from django.utils import timezone

    from mitmachstadt.strategy import actions

    edition = actions.import_edition(
        data=data,
        file_name=arguments.file.name,
        document=arguments.document,
        strategy=arguments.strategy,
        title=arguments.title,
        format=arguments.format,
        encoding=arguments.encoding,
        by=None,
        at=timezone.now(),
    )
    if arguments.json:
        print_json({"edition": edition.public_id})
    else:
        print(f"Imported as draft edition {edition.public_id}; nothing is published yet.")
    return 0
