from mitmachstadt.outreach.forms.desk import CompareForm, KioskForm, SheetForm, WriteForm
from mitmachstadt.outreach.forms.occasions import OccasionForm
from mitmachstadt.outreach.forms.rows import (
    FIELD_OF,
    RowForm,
    StackForm,
    TableForm,
    blank_rows,
    pasted_rows,
    rows_in,
)

__all__ = [
    "FIELD_OF",
    "CompareForm",
    "KioskForm",
    "OccasionForm",
    "RowForm",
    "SheetForm",
    "StackForm",
    "TableForm",
    "WriteForm",
    "blank_rows",
    "pasted_rows",
    "rows_in",
]
