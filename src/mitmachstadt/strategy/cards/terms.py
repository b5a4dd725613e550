"""Words that the glossary explains, marked in the pages of an edition."""

import re
from collections.abc import Callable, Iterable

from django.utils.html import escape

from mitmachstadt.kernel.text import shorten
from mitmachstadt.strategy.calculations import term_marker
from mitmachstadt.strategy.models import GlossaryTerm

# What `_explained` makes. No passage can hold it: their HTML has no spans.
_MARK = re.compile(
    r'<span class="m-term"><a [^>]*>(.*?)</a><span role="tooltip"[^>]*>.*?</span></span>', re.DOTALL
)
SHORT_DEFINITION = 220


def marking(terms: Iterable[GlossaryTerm]) -> Callable[[str], str]:
    """What marks these terms in a page as they are now, whatever was marked before.

    It is made once for all pages: laying out a thousand terms takes longer than reading a page.
    """
    known = {term.public_id: term for term in terms}
    mark = term_marker(
        [(key, term.name, [f.words for f in term.forms.all()]) for key, term in known.items()],
        wrap=lambda key, words: _explained(known[key], words),
    )
    return lambda html: mark(_MARK.sub(r"\1", html))


def _explained(term: GlossaryTerm, words: str) -> str:
    """A mention: a link to the glossary, with the explanation for who points at it."""
    key = term.public_id
    return (
        f'<span class="m-term"><a href="/de/glossar/begriff/{key}/" aria-describedby="g-{key}">'
        f'{words}</a><span role="tooltip" id="g-{key}">'
        f"{escape(shorten(term.definition, SHORT_DEFINITION))}</span></span>"
    )
