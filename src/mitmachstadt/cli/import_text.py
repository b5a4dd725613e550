"""`mitmachstadt import-text`: read a document into sections and passages, with a report."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mitmachstadt.cli.output import Failure, Progress, print_json, set_up_django

if TYPE_CHECKING:
    from mitmachstadt.methods.text_import import Document, Format

HELP = "Read a DOCX, ODT, HTML, Markdown or text file into sections and passages, with a report."
EXAMPLES = """\
  mitmachstadt import-text strategy.docx --dry-run
  mitmachstadt import-text strategy.md --dry-run --json | jq .report
  mitmachstadt import-text second.txt --document 7k3m9xq2fb --label "Draft 2" --by anna@example.org
  mitmachstadt import-text strategy.md --strategy Berlin2030 --title "White paper" \\
      --kind white_paper --label "Draft 1" --by anna@example.org --encoding windows-1252
"""
KINDS = ("framework", "green_paper", "white_paper", "strategy", "report")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a document; - is standard input")
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would be imported; change nothing"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document for machines")
    parser.add_argument(
        "--format", choices=["plain", "markdown"], help="of a text; guessed if absent"
    )
    parser.add_argument("--encoding", help="default: UTF-8, or another one that is certain")
    draft = parser.add_argument_group("where the draft goes (without --dry-run)")
    draft.add_argument("--by", metavar="EMAIL", help="who imports; needs the role office")
    draft.add_argument("--label", help='name of the edition, for example "Draft 1"')
    draft.add_argument("--document", metavar="ID", help="a further edition of this document")
    draft.add_argument("--strategy", metavar="NAME", help="or a new document of the strategy")
    draft.add_argument("--title", help="title of the new document (default: as in the text)")
    draft.add_argument("--kind", choices=KINDS, default="strategy", help="(%(default)s)")


def run(arguments: argparse.Namespace) -> int:
    data = _read(arguments.file)
    tell = Progress()
    tell("Opening", 0, 3)
    text, form = _open(arguments, data)
    tell("Reading", 1, 3)
    document = _parse(text, form)
    if arguments.dry_run:
        tell("Read", 3, 3)
        _show(document, as_json=arguments.json)
        return 0
    if not arguments.by or not arguments.label:
        raise Failure("Say who imports (--by EMAIL) and what the edition is called (--label).")
    if not arguments.document and not arguments.strategy:
        raise Failure("Say where to: --document ID, --strategy NAME, or --dry-run to only look.")
    tell("Placing", 2, 3)
    done = _import(arguments, text, document)
    tell("Imported", 3, 3)
    return done


def _read(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    if path.is_dir():
        raise Failure(f"{path} is a folder; name a file.")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Failure(f"{path} does not exist.") from error
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}.") from error


def _open(arguments: argparse.Namespace, data: bytes) -> "tuple[str, Format]":
    """The text of a file and how it is written."""
    from mitmachstadt.methods import text_import

    name = arguments.file.name
    try:
        converted = None
        if not arguments.format:
            converted = text_import.convert(data, name=name, encoding=arguments.encoding)
        if converted is not None:
            return converted.text, text_import.Format.STRUCTURED
        text = text_import.decode(data, arguments.encoding).text
    except text_import.ImportRefused as refusal:
        hint = " Name it with --encoding." if refusal.code == "encoding_unclear" else ""
        raise Failure(f"{arguments.file}: {refusal}{hint} ({refusal.code})") from refusal
    if arguments.format:
        return text, text_import.Format(arguments.format)
    return text, text_import.guess_format(name, text)


def _parse(text: str, form: "Format") -> "Document":
    from mitmachstadt.methods import text_import

    return text_import.read_document(text, format=form)


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
    kept = "all accounted for" if report.account.is_complete else "NOT all accounted for"
    print(f"{report.account.length} characters of input, {kept}")
    print(f"{len(report.changes)} changes made, {len(report.flags)} places to look at:")
    for number, flag in enumerate(report.flags):
        print(f"  [{number}] {describe(flag)}")


def _import(arguments: argparse.Namespace, text: str, document: "Document") -> int:
    """Make a draft through the same action as the office's desk."""
    set_up_django()
    from django.core.exceptions import ObjectDoesNotExist
    from django.utils import timezone

    from mitmachstadt.people.queries import person_by_email, visitor
    from mitmachstadt.strategy.actions import read_in
    from mitmachstadt.strategy.calculations import read_source

    now = timezone.now()
    person = person_by_email(arguments.by)
    if person is None:
        raise Failure(f"Nobody has an account with the address {arguments.by}.")
    try:
        edition = read_in(
            read=read_source(text, format=document.format.value, decisions={}),
            label=arguments.label,
            document=arguments.document or "",
            title=arguments.title or document.title or arguments.file.stem,
            kind=arguments.kind,
            strategy_name=arguments.strategy or "",
            visitor=visitor(person, at=now),
            at=now,
        )
    except ObjectDoesNotExist as error:
        raise Failure(f"There is no document {arguments.document}.") from error
    undecided = edition.report["undecided"]
    if arguments.json:
        print_json({"edition": edition.node.public_id, "undecided": undecided})
    else:
        print(f"Imported as draft {edition.node.public_id}; {undecided} questions to decide.")
    return 0
