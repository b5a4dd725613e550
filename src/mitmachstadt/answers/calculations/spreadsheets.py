"""The working list as a spreadsheet, out and in again."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.errors import ListTooLarge, NoSuchSheet, NoWorkingList
from mitmachstadt.answers.queries import MOST_LISTED, WorkingRow
from mitmachstadt.kernel.language import in_every_language
from mitmachstadt.kernel.text import fit_for_xml

# A sheet of the longest list takes about 10 MB; what unpacks to far more is an attack.
LARGEST_UNPACKED = 100 * 1024 * 1024
# What openpyxl raises for a ZIP that is no workbook, or one that somebody has damaged.
_UNREADABLE = (
    InvalidFileException,
    AttributeError,
    KeyError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
_GREY = PatternFill("solid", fgColor="EEEEEE")


@dataclass(frozen=True)
class Column:
    """A column of the list: the name of its field, its width in characters, whether one writes."""

    field: str
    title: str
    width: int
    written: bool = False


def columns() -> list[Column]:
    """The columns from left to right, in the language of whoever works with them."""
    return [
        Column("public_id", _("Kennung"), 14),
        Column("version", _("Stand"), 8),
        Column("due", _("Rückmeldung bis"), 16),
        Column("about", _("Zu"), 34),
        Column("quote", _("Wortlaut"), 46),
        Column("text", _("Beitrag"), 60),
        Column("who", _("Von"), 24),
        Column("created", _("Eingegangen"), 14),
        Column("kind", _("Was wird daraus?"), 30, written=True),
        Column("reason", _("Begründung"), 60, written=True),
        Column("unit", _("Weitergeleitet an"), 30, written=True),
        Column("until", _("Geprüft wird bis"), 16, written=True),
        Column("elsewhere", _("Behandelt wird es hier"), 24, written=True),
    ]


def working_list(rows: Iterable[WorkingRow], units: Iterable[str]) -> bytes:
    """The list as XLSX. No cell is a formula, whatever people wrote."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("Arbeitsliste")
    _head(sheet)
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(_values(row), start=1):
            _write(sheet, number, place, value)
    _offer(book, sheet, [str(kind.label) for kind in AnswerKind], list(units))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Worksheet) -> None:
    for place, column in enumerate(columns(), start=1):
        cell = sheet.cell(1, place, column.title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill() if column.written else _GREY
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns()))}1"


def _values(row: WorkingRow) -> list[Any]:
    who = row.author_name or _("Ohne Namen")
    if row.organisation_name:
        who = f"{who} ({row.organisation_name})"
    if row.affiliation:
        works_for = _("arbeitet bei der Stadt:")
        who = f"{who}, {works_for} {row.affiliation}"
    due, created = timezone.localtime(row.due).date(), timezone.localtime(row.created).date()
    return [row.public_id, row.version, due, row.about_title, row.quote, row.text, who, created]


def _write(sheet: Worksheet, number: int, place: int, value: Any) -> None:
    words = fit_for_xml(value)[:32_000] if isinstance(value, str) else value
    cell = sheet.cell(number, place, words)
    if isinstance(value, str):
        # Text that begins with "=" would become a formula.
        cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = "dd.mm.yyyy"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _offer(book: Workbook, sheet: Worksheet, kinds: Sequence[str], units: Sequence[str]) -> None:
    """Let the columns for kind and unit be chosen from a list; others are told when read in."""
    lists = book.create_sheet(_("Auswahl"))
    for place, words in enumerate((kinds, units), start=1):
        for number, word in enumerate(words, start=1):
            _write(lists, number, place, str(word))
    names = [column.field for column in columns()]
    for field, column, words in (("kind", "A", kinds), ("unit", "B", units)):
        if words:
            source = f"'{lists.title}'!${column}$1:${column}${len(words)}"
            offered = DataValidation(type="list", formula1=source, allow_blank=True)
            offered.showErrorMessage = False
            letter = get_column_letter(names.index(field) + 1)
            offered.add(f"{letter}2:{letter}{MOST_LISTED + 1}")
            sheet.add_data_validation(offered)


@dataclass(frozen=True)
class SheetRow:
    """A row as it came back: `line` as the spreadsheet counts it, all else as text."""

    line: int
    public_id: str
    version: str
    kind: str
    reason: str
    unit: str
    until: str
    elsewhere: str

    @property
    def is_answered(self) -> bool:
        return any((self.kind, self.reason, self.unit, self.until, self.elsewhere))


def sheet_rows(data: bytes) -> list[SheetRow]:
    """The rows of a working list that came back; in whatever order, with whatever else beside.

    Raises:
        NoWorkingList: it is no spreadsheet, or not one that was made here.
        ListTooLarge: it has more rows than a list ever had, or unpacks to far too much.
    """
    _may_unpack(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        titles = in_every_language(lambda: _("Arbeitsliste"))
        sheet = next((s for s in book.worksheets if s.title in titles), None)
        if sheet is None:
            raise NoSuchSheet(name=_("Arbeitsliste"))
        return list(_read(sheet.iter_rows(values_only=True, max_col=60)))
    except _UNREADABLE as error:
        raise NoWorkingList() from error


def _may_unpack(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise NoWorkingList() from error
    if unpacked > LARGEST_UNPACKED:
        raise ListTooLarge(most=MOST_LISTED)


def _read(rows: Iterable[tuple[Any, ...]]) -> Iterator[SheetRow]:
    places: dict[str, int] | None = None
    fields = ("public_id", "version", "kind", "reason", "unit", "until", "elsewhere")
    for line, values in enumerate(rows, start=1):
        if places is None:
            places = _places(values)
            continue
        if line > 2 * MOST_LISTED:
            raise ListTooLarge(most=MOST_LISTED)
        cells = [_text(values[places[f]] if places[f] < len(values) else None) for f in fields]
        if any(cells):
            yield SheetRow(line, cells[0].lower(), *cells[1:])


def _places(head: tuple[Any, ...]) -> dict[str, int]:
    """Where the columns stand: somebody may have moved them, or put others between.

    The headings are in the language in which the list was made, so what is missing is named in it.
    """
    titles = [_text(value).casefold() for value in head]
    made_in = in_every_language(columns)
    places = {}
    for column in max(made_in, key=lambda known: sum(c.title.casefold() in titles for c in known)):
        if column.title.casefold() in titles:
            places[column.field] = titles.index(column.title.casefold())
        elif column.written or column.field in {"public_id", "version"}:
            raise NoSuchSheet(name=column.title)
    return places


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def figures_csv(lines: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV that a German spreadsheet opens; no cell is a formula, whatever it says."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for line in lines:
        writer.writerow([_harmless(cell) for cell in line])
    return file.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell
