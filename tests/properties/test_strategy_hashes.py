"""An edition's hash is the identity of its words: it moves with them and with nothing else."""

from copy import deepcopy

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mitmachstadt.strategy.actions.keeping import hash_of
from mitmachstadt.strategy.enums import PassageForm, SectionKind
from mitmachstadt.strategy.queries import PlacedPassage, PlacedSection
from tests import factories as f

words = st.text(alphabet="abcäöü .", min_size=1, max_size=12)
markers = st.sampled_from(["", "-", "1.", "2.", "a)"])
forms = st.sampled_from(list(PassageForm))
numbers = st.sampled_from(["", "1", "1.1"])


@st.composite
def passages(draw):
    return {
        "form": draw(forms), "marker": draw(markers), "depth": draw(st.integers(0, 3)),
        "text": draw(words),
    }  # fmt: skip


@st.composite
def layouts(draw):
    return draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "level": st.integers(1, 6),
                    "number": numbers,
                    "title": words,
                    "passages": st.lists(passages(), max_size=4),
                }
            ),
            min_size=1,
            max_size=4,
        )
    )


def laid_out(layout, first_id=1, kind=SectionKind.PROSE):
    """The layout as the queries give it, with ids of this run."""
    ids = iter(range(first_id, first_id + 10_000))
    sections = []
    for row in layout:
        node = next(ids)
        section = PlacedSection(f"s{node}", node, kind, row["level"], row["number"], row["title"])
        for one in row["passages"]:
            pk = next(ids)
            section.passages.append(
                PlacedPassage(
                    f"p{pk}", pk, node, one["form"].value, one["marker"], one["depth"], pk,
                    one["text"], "<b>",
                )
            )  # fmt: skip
        sections.append(section)
    return sections


def hashed(layout, **rest):
    return hash_of(laid_out(layout, **rest))


@given(layouts())
def test_hash_does_not_depend_on_ids_kinds_or_html(layout):
    assert hashed(layout) == hashed(layout, first_id=5000, kind=SectionKind.GOAL)


@given(layouts(), layouts())
def test_other_words_have_another_hash(one, other):
    assert (hashed(one) == hashed(other)) == (one == other)


def _changes(layout, where, other):
    """The layout with one thing changed, for each thing that can be."""
    section = where % len(layout)
    for field, value in (
        ("level", layout[section]["level"] % 6 + 1),
        ("title", layout[section]["title"] + other),
        ("number", layout[section]["number"] + "7"),
    ):
        changed = deepcopy(layout)
        changed[section][field] = value
        yield field, changed
    rows = layout[section]["passages"]
    if not rows:
        return
    place = where % len(rows)
    for field, value in (
        ("text", rows[place]["text"] + other),
        ("marker", rows[place]["marker"] + "x"),
        ("depth", rows[place]["depth"] + 1),
        ("form", next(form for form in PassageForm if form != rows[place]["form"])),
    ):
        changed = deepcopy(layout)
        changed[section]["passages"][place][field] = value
        yield field, changed
    changed = deepcopy(layout)
    del changed[section]["passages"][place]
    yield "removed", changed


@given(layouts(), st.integers(0, 100), words)
def test_hash_changes_with_any_word_marker_level_and_title(layout, where, other):
    for what, changed in _changes(layout, where, other):
        assert hashed(changed) != hashed(layout), what


@given(layouts())
def test_hash_changes_with_the_order(layout):
    turned = layout[::-1]
    assume(turned != layout)
    assert hashed(turned) != hashed(layout)


@given(layouts())
def test_hash_changes_when_a_passage_goes_to_the_next_section(layout):
    assume(len(layout) > 1 and layout[0]["passages"])
    moved = deepcopy(layout)
    moved[1]["passages"].insert(0, moved[0]["passages"].pop())
    assert hashed(moved) != hashed(layout)


@pytest.mark.django_db
@settings(max_examples=8)
@given(
    st.lists(
        st.text(alphabet="abcdefg", min_size=3, max_size=8).map(str.capitalize), min_size=1,
        max_size=5, unique=True,
    ),
    words,
    words,
)  # fmt: skip
def test_published_edition_has_the_hash_of_its_words_whatever_its_label(paragraphs, one, other):
    text = "# Titel\n\n" + "\n\n".join(f"{words} ist ein Satz." for words in paragraphs)
    found = [f.published_edition(text, label=f"Fassung {label}") for label in (one, other)]
    assert len({edition.content_hash for edition in found}) == 1
    assert len({edition.document_id for edition in found}) == 2
