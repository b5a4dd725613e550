"""Texts that are read in, and what became of them."""

from mitmachstadt.strategy.models import EditionPassage
from mitmachstadt.strategy.queries import placed_sections


def shape(edition):
    return [
        (s.level, s.title, [(p.form, p.marker, p.text) for p in s.passages])
        for s in placed_sections(edition)
    ]


def ids(edition):
    rows = EditionPassage.objects.filter(edition=edition).order_by("position")
    return dict(rows.values_list("wording__text", "passage__node__public_id"))


def section_ids(edition):
    return {s.title: s.public_id for s in placed_sections(edition)}
