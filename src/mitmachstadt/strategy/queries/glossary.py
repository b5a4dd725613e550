"""The words that strategies explain."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.strategy.enums import EditionState, SectionKind
from mitmachstadt.strategy.models import (
    Edition,
    EditionPassage,
    GlossaryForm,
    GlossaryTerm,
    Section,
    Strategy,
)

# So many terms stand on one page; of a larger glossary one letter at a time is shown.
MOST_SHOWN = 150
OTHER = "#"


@dataclass(frozen=True)
class TermLine:
    """A term as a list shows it."""

    term: GlossaryTerm
    forms: list[str]


@dataclass(frozen=True)
class GlossaryPage:
    """The glossary by letters; `shown` is the letter that is asked for, or empty for all."""

    letters: list[tuple[str, bool]]
    groups: list[tuple[str, list[TermLine]]]
    in_all: int
    shown: str
    whole: bool


@dataclass(frozen=True)
class TermPage:
    """A term with its forms and what goes with it."""

    term: GlossaryTerm
    forms: list[str]
    related: list[GlossaryTerm]


@dataclass(frozen=True)
class UnexplainedSection:
    """A section of kind term whose word the glossary does not have yet."""

    section: Section
    name: str
    definition: str


def glossary_page(strategy: Strategy | None = None, *, letter: str = "") -> GlossaryPage:
    """All terms of a strategy, or of all public ones; two queries."""
    found = GlossaryTerm.objects.select_related("strategy__node")
    if strategy is None:
        found = found.filter(strategy__node__visibility=Visibility.PUBLIC)
    else:
        found = found.filter(strategy=strategy)
    terms = sorted(found, key=lambda term: (_in_order(term.name), term.pk))
    initials = [initial(term.name) for term in terms]
    whole = len(terms) <= MOST_SHOWN
    shown = letter if letter in initials else "" if whole else next(iter(initials), "")
    chosen = [t for t, i in zip(terms, initials, strict=True) if shown in ("", i)]
    forms = _forms_of(chosen)
    groups: dict[str, list[TermLine]] = {}
    for term in chosen:
        line = TermLine(term, forms.get(term.pk, []))
        groups.setdefault(initial(term.name), []).append(line)
    return GlossaryPage(
        letters=[(each, each == shown) for each in dict.fromkeys(initials)],
        groups=list(groups.items()),
        in_all=len(terms),
        shown=shown,
        whole=whole,
    )


def initial(name: str) -> str:
    """Under which letter a term stands: Ä under A, what begins with no letter under #."""
    first = _in_order(name)[:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def _in_order(name: str) -> str:
    """The name as German dictionaries sort it: without marks on letters."""
    apart = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _forms_of(terms: Iterable[GlossaryTerm]) -> dict[int, list[str]]:
    """The ways to write terms apart from their names."""
    forms: dict[int, list[str]] = {}
    rows = GlossaryForm.objects.filter(term__in=list(terms), position__gt=0).order_by("position")
    for term, words in rows.values_list("term", "words"):
        forms.setdefault(term, []).append(words)
    return forms


def glossary_term(public_id: str) -> GlossaryTerm | None:
    found = GlossaryTerm.objects.select_related("strategy__node", "section__node")
    return found.filter(public_id=public_id).first()


def term_page(term: GlossaryTerm) -> TermPage:
    """What the page of a term shows; two queries."""
    related = sorted(term.related.all(), key=lambda other: _in_order(other.name))
    return TermPage(term, _forms_of([term]).get(term.pk, []), related)


def terms_of(strategy: Strategy) -> list[GlossaryTerm]:
    """All terms of a strategy in the order of the alphabet, with their forms; two queries."""
    found = GlossaryTerm.objects.filter(strategy=strategy).prefetch_related("forms")
    return sorted(found, key=lambda term: (_in_order(term.name), term.pk))


def terms_state(strategy: Strategy) -> tuple[int, datetime | None]:
    """What changes with every term of a strategy: how many there are, and since when; one query."""
    found = GlossaryTerm.objects.filter(strategy=strategy)
    state = found.aggregate(number=Count("pk"), since=Max("changed"))
    return state["number"], state["since"]


def words_taken(strategy: Strategy, *, but: GlossaryTerm | None) -> dict[str, str]:
    """The words that other terms explain -> the name of that term."""
    found = GlossaryForm.objects.filter(strategy=strategy)
    if but is not None:
        found = found.exclude(term=but)
    return dict(found.values_list("words", "term__name"))


def unexplained(strategy: Strategy) -> list[UnexplainedSection]:
    """Sections of kind term in the newest editions that the glossary has not; four queries."""
    newest: dict[int, Edition] = {}
    for edition in (
        Edition.objects.filter(document__strategy=strategy, state=EditionState.PUBLISHED)
        .only("pk", "document", "published")
        .order_by("published", "node_id")
    ):
        newest[edition.document_id] = edition
    sections = list(
        Section.objects.filter(
            kind=SectionKind.TERM, placings__edition__in=newest.values(), glossary_terms=None
        )
        .select_related("node")
        .order_by("document", "placings__position")
    )
    texts: dict[int, list[str]] = {}
    for section, text in (
        EditionPassage.objects.filter(section__in=sections, edition__in=newest.values())
        .order_by("position")
        .values_list("section", "wording__text")
    ):
        texts.setdefault(section, []).append(text)
    taken = words_taken(strategy, but=None)
    return [
        UnexplainedSection(s, s.node.title, "\n\n".join(texts.get(s.pk, [])))
        for s in sections
        if s.node.title not in taken
    ]
