"""What an entry says in words: title, texts, papers, fields of action."""

import json
import re
from typing import Any

from django.utils.translation import gettext

from mitmachstadt.kernel.text import clean_line, shorten
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.measures.calculations.imports.here import Here
from mitmachstadt.measures.calculations.imports.said import Said, unguarded
from mitmachstadt.measures.calculations.money import posts_from
from mitmachstadt.measures.enums import (
    LONGEST_LINE,
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_REFERENCES,
)
from mitmachstadt.measures.rules.contents import labels_of_content, may_link_to
from mitmachstadt.measures.rules.results import is_reference
from mitmachstadt.methods.list_import import fold
from mitmachstadt.taxonomies.enums import MOST_TERMS

_TEXTS = ("problem", "goals", "for_whom")
_LINES = {"programme": LONGEST_LINE, "funding": LONGEST_REASON, "standards": LONGEST_REASON}


def words_of(said: Said) -> tuple[str, dict[str, Any]]:
    """The title, and the texts by the names that they have in `Content`."""
    labels = labels_of_content()
    title, summary = clean_line(unguarded(said.item.title)), said.item.text
    if len(title) > LONGEST_TITLE:
        told = gettext("Der Titel ist länger als {longest} Zeichen. Ganz steht er im Text.")
        said.tell(told.format(longest=LONGEST_TITLE))
        title, summary = shorten(title, LONGEST_TITLE), f"{title}\n\n{summary}"
    texts: dict[str, Any] = {"summary": said.text(labels["summary"], summary, LONGEST_TEXT)}
    for name in _TEXTS:
        texts[name] = said.text(labels[name], said.take(name), LONGEST_TEXT)
    for name, longest in _LINES.items():
        texts[name] = said.line(labels[name], said.take(name), longest)
    address = clean_line(said.take("repository"))
    if not may_link_to(address).allowed:
        said.not_taken(labels["repository"], address)
        address = ""
    return title, {**texts, "repository": address, "posts": _posts(said, labels["posts"])}


def _posts(said: Said, label: str) -> str:
    exact, text = said.take("posts_hundredths"), clean_line(said.take("posts"))
    if exact.isascii() and exact.isdecimal():
        text = f"{int(exact[:9]) // 100},{int(exact[:9]) % 100:02d}"
    if text:
        try:
            posts_from(text, field=label)
        except Refusal:
            said.not_taken(label, text)
            return ""
    return text


def papers_of(said: Said) -> tuple[str, ...]:
    """The printed papers that are written as parliaments write them."""
    found = dict.fromkeys(clean_line(each) for each in re.split(r"[;,\n]", said.take("papers")))
    papers = [each for each in found if is_reference(each)]
    for each in filter(None, found):
        if each not in papers[:MOST_REFERENCES]:
            said.not_taken(gettext("Drucksache"), each)
    return tuple(papers[:MOST_REFERENCES])


def fields_of(said: Said, here: Here) -> tuple[str, ...]:
    """The terms in force that are called so."""
    terms: list[str] = []
    for name in _listed(said.take("field")):
        term = here.fields.get(fold(name))
        if term is None or len(terms) >= MOST_TERMS:
            told = gettext("„{name}“ ist kein Handlungsfeld, unter das hier etwas geordnet wird.")
            said.tell(told.format(name=shorten(name, 80)))
        elif term not in terms:
            terms.append(term)
    return tuple(terms)


def _listed(text: str) -> list[str]:
    """Names in a row, or as a list in JSON."""
    try:
        found = json.loads(text) if text.startswith("[") else None
    except ValueError:
        found = None
    names = found if isinstance(found, list) else text.split(";")
    return [name for each in names if (name := clean_line(str(each)))]
