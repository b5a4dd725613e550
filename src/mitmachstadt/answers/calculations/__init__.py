from mitmachstadt.answers.calculations.likeness import Alike, alike
from mitmachstadt.answers.calculations.spreadsheets import (
    SheetRow,
    figures_csv,
    sheet_rows,
    working_list,
)

__all__ = ["Alike", "SheetRow", "alike", "figures_csv", "sheet_rows", "working_list"]
