"""Which reader a file needs: by what it is, and only then by its name."""

from mitmachstadt.methods.list_import.comma_separated import read_csv
from mitmachstadt.methods.list_import.model import Known, Reading
from mitmachstadt.methods.list_import.platform_lists import read_plans, read_projects
from mitmachstadt.methods.list_import.workbooks import read_xlsx


def read_any(
    data: bytes, known: Known | None = None, *, name: str = "", projects: bool = False
) -> Reading:
    """Read a workbook, a list of the platform in JSON, or text with columns.

    Args:
        name: what the file is called; a workbook or JSON that is none is refused by its reader.
        projects: whether JSON is the platform's list of projects, not that of plans.

    Raises ListRefused, whose docstring lists the codes.

    >>> [item.title for item in read_any(b'[{"title": "Steg", "url": "/a/"}]', name="a.csv").items]
    ['Steg']
    """
    if data[:2] == b"PK" or name.lower().endswith(".xlsx"):
        return read_xlsx(data, known)
    if data.lstrip()[:1] in {b"[", b"{"} or name.lower().endswith(".json"):
        return read_projects(data, known) if projects else read_plans(data, known)
    return read_csv(data, known)
