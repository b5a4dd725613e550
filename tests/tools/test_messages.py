"""Every message has its translation, and the translation the same names in braces and tags."""

import re

import pytest
from tools.messages import catalogue, everything, missing
from tools.messages.catalogues import PACKAGE, path_of
from tools.messages.extract import PATH, _in_code, _in_template

from mitmachstadt.kernel.catalogues import sources


@pytest.mark.parametrize("language", ["en", "tr", "ar"])
def test_every_message_a_language_has_to_have_is_translated(language):
    assert missing(language) == []


@pytest.mark.parametrize("language", ["en", "tr", "ar"])
def test_a_catalogue_holds_nothing_that_no_source_says(language):
    said = {(m.context, m.text) for m in everything()}
    for entry in catalogue(language):
        if entry.id:
            text = entry.id if isinstance(entry.id, str) else entry.id[0]
            assert (entry.context or "", text) in said, text


@pytest.mark.parametrize("language", ["tr", "ar"])
def test_what_no_native_reader_has_read_says_so(language):
    assert "not yet read by somebody whose first language it is" in path_of(language).read_text()


def test_catalogues_hold_no_date_line_number_or_path_of_a_machine():
    for source in sources():
        text = source.read_text()
        assert "Date" not in text.partition("\n\n")[0]
        assert str(PACKAGE.parent) not in text
        assert not [line for line in text.splitlines() if line.startswith("#:") and ".py:1" in line]


def test_a_refusals_sentence_a_counted_noun_and_a_call_are_found():
    code = 'class No(Refusal):\n    text = "Nein."\nx = _("Ja")\ny = counted(n, "Tag", "Tage")\n'
    found = [(scope, m.text, m.many, m.context) for scope, m in _in_code(code)]
    assert found == [("No", "Nein.", "", ""), ("", "Ja", "", ""), ("", "Tag", "Tage", "counted")]
    page = '{% translate "Lesen" %}{{ 3|plural:"Tag,Tage" }}{% include "x" with title=_("Start") %}'
    assert {m.text for _, m in _in_template(page)} == {"Lesen", "Tag", "Start"}


@pytest.fixture(scope="module")
def names():
    """Every file of the package that can hold a message, and what in it has one."""
    found = {file for message in everything() for file in message.files}
    kinds = ("*.py", "*.html", "*.txt")
    return found | {str(f.relative_to(PACKAGE)) for kind in kinds for f in PACKAGE.rglob(kind)}


def test_what_the_path_names_is_there(names):
    assert [entry for entry in PATH if not any(name.startswith(entry) for name in names)] == []


def test_what_a_template_of_the_path_includes_is_on_the_path(names):
    templates = {f.partition("/templates/")[2]: f for f in names if "/templates/" in f}
    included = [
        (file, templates[found])
        for file in templates.values()
        if file.startswith(PATH)
        for found in re.findall(
            r'{%\s*(?:include|extends)\s+"([^"]+)"', (PACKAGE / file).read_text()
        )
    ]
    assert len(included) > 20
    assert [pair for pair in included if not pair[1].startswith(PATH)] == []
