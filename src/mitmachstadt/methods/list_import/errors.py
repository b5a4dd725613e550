"""Refusals: a code with parameters; the German sentence comes from `messages`."""

from mitmachstadt.methods.list_import.messages import refusal_text


class ListRefused(ValueError):
    """A list cannot be read; ``code`` and ``data`` say what and why.

    Codes: ``empty_file``, ``file_too_large`` (data: most), ``not_text``, ``encoding_unclear``,
    ``no_title_column`` (data: columns), ``no_rows``, ``too_many_rows`` (data: most),
    ``too_many_columns`` (data: most), ``broken_quotes`` (data: line), ``no_workbook``,
    ``damaged_workbook``, ``unpacked_too_large`` (data: most, rows), ``forbidden_entities``,
    ``not_json``, ``not_a_list``.
    """

    def __init__(self, code: str, **data: object) -> None:
        self.code = code
        self.data = data
        super().__init__(refusal_text(code, data))
