"""HTML that is kept: an edition's pages, and what is put into them when they are shown."""

from mitmachstadt.strategy.cards.pages import (
    DraftPage,
    cites,
    contents_html,
    difference,
    draft_page,
    fill,
    in_leaves,
    leaf_html,
    leaves_html,
    texts_difference,
)
from mitmachstadt.strategy.cards.quotes import quoted_html, quoted_words, with_quotes
from mitmachstadt.strategy.cards.terms import marking

__all__ = [
    "DraftPage",
    "cites",
    "contents_html",
    "difference",
    "draft_page",
    "fill",
    "in_leaves",
    "leaf_html",
    "leaves_html",
    "marking",
    "quoted_html",
    "quoted_words",
    "texts_difference",
    "with_quotes",
]
