"""A version as a file, and back."""

import contextlib
import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.nodes.enums import Kind
from mitmachstadt.taxonomies import actions, errors
from mitmachstadt.taxonomies.calculations import Row, as_csv, as_json, read_file, rows_of_version
from mitmachstadt.taxonomies.models import Mapping
from mitmachstadt.taxonomies.queries import entries_of
from tests import factories as f
from tests.taxonomies import make


def row(slug, broader="", name="Name", successor=""):
    return Row(slug, broader, name, "", "", successor)


def put(version, *rows):
    return actions.replace_entries(version=version, rows=rows, visitor=f.office(), at=f.NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_file_read_in_again_gives_the_same_version(kind):
    version = make.draft()
    top = make.entry(
        version, "a", name_de='=SUMME("x"); ja', name_en="Sum", definition="Erste.\n\nZweite."
    )
    below = make.entry(version, "b", parent=top)
    make.entry(version, "c")
    actions.close_entry(
        version=version, term=below.term, successor=top.term, visitor=f.office(), at=f.NOW
    )
    entries = entries_of(version)
    text = as_csv(entries) if kind == "csv" else as_json(version, entries, Mapping.objects.all())
    rows = read_file(text.encode(), name=f"x.{kind}")
    assert rows == rows_of_version(entries)
    other = make.draft("andere")
    put(other, *rows)
    assert rows_of_version(entries_of(other)) == rows
    put(version, *rows)
    assert [e.term_id for e in entries_of(version)] == [e.term_id for e in entries]


@pytest.mark.django_db
def test_csv_holds_no_formula():
    version = make.draft()
    make.entry(version, "a", name_de="=HYPERLINK(1)", name_en="+1", definition="@x")
    cells = list(csv.reader(io.StringIO(as_csv(entries_of(version)).lstrip("\ufeff"))))[1]
    assert cells[2:5] == ["'=HYPERLINK(1)", "'+1", "'@x"]


@pytest.mark.django_db
def test_json_speaks_the_words_of_skos():
    version, (one, _) = make.published()
    _, (other, _) = make.published(slug="andere")
    actions.map_terms(
        source=one.term, target=other.term, relation="same", visitor=f.office(), at=f.NOW
    )
    given_ = json.loads(as_json(version, entries_of(version), Mapping.objects.all()))
    assert given_["conceptScheme"]["validFrom"] == "2026-11-21"
    assert given_["concepts"][0]["exactMatch"] == [other.term.public_id]
    assert given_["concepts"][0]["prefLabel"] == {"de": "Bildung"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xff\xfe\x00", "x.csv"), (b"", "x.csv"), (b"slug,name_de\n", "x.csv"),
        (b"a,b\n1,2\n", "x.csv"), (b"{", "x.json"), (b"[]", "x.json"), (b"[" * 10_000, "x.json"),
        (b'{"concepts": [{"notation": "a"}]}', "x.json"), (b'{"concepts": 7}', "x.json"),
        (b'{"concepts": []}', "x.json"), (b'{"concepts": [[]]}', "x.json"),
        (b'{"concepts": [{"notation": "a", "prefLabel": "b"}]}', "x.json"),
    ],
)  # fmt: skip
def test_file_that_is_none_is_refused_with_a_sentence(content, name):
    with pytest.raises(errors.ImportUnreadable):
        read_file(content, name=name)


def test_file_of_too_many_terms_is_refused():
    lines = "slug,name_de\n" + "".join(f"a{n},A\n" for n in range(501))
    with pytest.raises(errors.TooManyEntries):
        read_file(lines.encode(), name="x.csv")


@given(st.binary(max_size=200), st.sampled_from(["x.csv", "x.json"]))
def test_no_file_breaks_the_reading(content, name):
    with contextlib.suppress(errors.ImportUnreadable):
        assert read_file(content, name=name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([row("a"), row("a")], errors.SlugTaken),
        ([row("Ä")], errors.SlugUnfit),
        ([row("a", name="")], errors.TermNameMissing),
        ([row("a", broader="b")], errors.UnknownTerm),
        ([row("a", broader="b"), row("b", broader="a")], errors.HierarchyInACircle),
        ([row("a", broader="a")], errors.HierarchyInACircle),
        ([row("a", successor="a")], errors.SuccessorUnfit),
        ([row("a", successor="b"), row("b", successor="a")], errors.SuccessorUnfit),
        ([row("neu")], errors.TermInUse),
    ],
)
def test_file_that_makes_no_sense_changes_nothing(rows, refusal):
    version, (one, _) = make.published("alt", "rest")
    make.sort(f.node(Kind.SECTION), one.term)
    coming = make.next_version(version)
    with pytest.raises(refusal):
        if refusal is not errors.TermInUse:
            rows = [*rows, row("alt")]
        put(coming, *rows)
    assert [e.slug for e in entries_of(coming)] == ["alt", "rest"]
