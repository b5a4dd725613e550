"""Reading lists of ideas and measures from elsewhere, losing nothing silently.

Bytes become items, one for each entry. What is certain goes into fields; what else stands there
goes into `rest`, and whatever was not taken over, or not as it stood there, into a note. CSV and
XLSX are read by the names of their columns, in German or English; the lists of plans and projects
of the platform mein.berlin (its public API, `/api/plans/` and `/api/projects/`; fields as in
`meinberlin/apps/plans/serializers.py` and `projects/serializers.py` of liqd/a4-meinberlin) by the
names of their fields.

    >>> reading = read_csv(b"Titel,Bezirk\\nMehr Licht,Mitte\\nMehr Grau,12", Known(["Mitte"]))
    >>> [(item.title, item.district_name) for item in reading.items]
    [('Mehr Licht', 'Mitte'), ('Mehr Grau', '')]
    >>> [(note.line, note.field, note.code) for note in reading.notes if note.line]
    [(3, 'Bezirk', 'unknown_district')]
"""

from mitmachstadt.methods.list_import.comma_separated import read_csv
from mitmachstadt.methods.list_import.decoding import LARGEST
from mitmachstadt.methods.list_import.errors import ListRefused
from mitmachstadt.methods.list_import.messages import describe, refusal_text
from mitmachstadt.methods.list_import.model import (
    MOST_ROWS,
    Item,
    Known,
    Note,
    Reading,
    Status,
)
from mitmachstadt.methods.list_import.opening import read_any
from mitmachstadt.methods.list_import.platform_lists import read_plans, read_projects
from mitmachstadt.methods.list_import.values import find_district, find_point, fold
from mitmachstadt.methods.list_import.workbooks import read_xlsx

__all__ = [
    "LARGEST",
    "MOST_ROWS",
    "Item",
    "Known",
    "ListRefused",
    "Note",
    "Reading",
    "Status",
    "describe",
    "find_district",
    "find_point",
    "fold",
    "read_any",
    "read_csv",
    "read_plans",
    "read_projects",
    "read_xlsx",
    "refusal_text",
]
