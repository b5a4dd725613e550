"""A working list as somebody has it open, and its way out and in again."""

import io
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.nodes.models import Trace
from tests import factories as f

OUT, IN = "/de/buero/arbeitsliste.xlsx", "/de/buero/arbeitsliste/"
TAKEN = str(AnswerKind.TAKEN_UP.label)


class Sheet:
    """The list as somebody has it open."""

    def __init__(self, client):
        page = client.get(OUT)
        assert page.status_code == 200
        self.book = load_workbook(io.BytesIO(page.content))
        self.sheet = self.book["Arbeitsliste"]
        self.head = [cell.value for cell in self.sheet[1]]

    def rows(self):
        return list(self.sheet.iter_rows(min_row=2))

    def line_of(self, node):
        return next(r[0].row for r in self.rows() if r[0].value == node.public_id)

    def cell(self, node, title):
        return self.sheet.cell(self.line_of(node), self.head.index(title) + 1)

    def write(self, node, kind=TAKEN, reason=f.REASON, **more):
        values = {"Was wird daraus?": kind, "Begründung": reason, **more}
        for title, value in values.items():
            self.cell(node, title).value = value

    def data(self):
        return data_of(self.book)


def data_of(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bring(client, data, address=IN, name="liste.xlsx"):
    return client.post(address, {"file": SimpleUploadedFile(name, data)})


def publish(client, checked, address=IN):
    html = checked.content.decode()
    rows = unescape(html.split('name="rows" value="')[1].split('"')[0])
    return client.post(address, {"rows": rows})


def answers():
    return {
        (t.source.text, t.target.answer.kind, t.target.text)
        for t in Trace.objects.filter(relation="answered_by").select_related(
            "source", "target__answer"
        )
    }
