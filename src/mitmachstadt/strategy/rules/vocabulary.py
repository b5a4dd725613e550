"""What pays into what, what a section is about, what the glossary explains, what is cited."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext

from mitmachstadt.kernel.outward import AddressRefused, host_of, is_private_name
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy.enums import (
    FACETED,
    LONGEST_ADDRESS,
    LONGEST_TERM,
    MOST_FORMS,
    MOST_PAID_INTO,
    MOST_TERMS,
    ORIENTATIONS,
    PAID_INTO,
    SHORTEST_RATIONALE,
    Facet,
    SectionKind,
)
from mitmachstadt.strategy.errors import (
    AddressNotPublic,
    AddressUnfit,
    AlreadyPaysInto,
    CitationIncomplete,
    DefinitionMissing,
    FormTaken,
    FormUnfit,
    GlossaryFull,
    GlossaryNameMissing,
    NoFacets,
    NotPaidInto,
    PaysIntoEverything,
    PurposeAndMeans,
    RationaleMissing,
    RationaleRepeated,
    RetrievedInTheFuture,
    TooManyForms,
)
from mitmachstadt.strategy.models import Section
from mitmachstadt.strategy.queries.paying_in import Payment


def may_pay_into(
    target: Node, section: Section | None, *, rationale: str, others: Sequence[Payment]
) -> Verdict:
    """Into a goal or guiding principle, with a reason of its own, and not into all of them.

    Args:
        section: the target's section, if it is one.
        others: what the same thing pays into already.
    """
    if section is None or section.kind not in PAID_INTO:
        return no(NotPaidInto(title=target.title))
    if len(rationale) < SHORTEST_RATIONALE:
        return no(RationaleMissing(title=target.title, least=SHORTEST_RATIONALE))
    if any(other.node.pk == target.pk for other in others):
        return no(AlreadyPaysInto(title=target.title))
    if sum(other.kind == section.kind for other in others) >= MOST_PAID_INTO:
        kind = {SectionKind.GOAL: gettext("Ziele"), SectionKind.PRINCIPLE: gettext("Leitgedanken")}[
            SectionKind(section.kind)
        ]
        return no(PaysIntoEverything(most=MOST_PAID_INTO, kind=kind))
    for other in others:
        if other.rationale.casefold() == rationale.casefold():
            return no(RationaleRepeated(title=other.node.title))
    return YES


def may_have_facets(section: Section, facets: Sequence[Facet]) -> Verdict:
    """Needs, questions, goals and measures; each says what for or how, not both."""
    if section.kind not in FACETED:
        return no(NoFacets())
    if all(orientation in facets for orientation in ORIENTATIONS):
        return no(PurposeAndMeans())
    return YES


def may_explain(
    *, forms: Sequence[str], definition: str, taken: Mapping[str, str], known: int
) -> Verdict:
    """A term has a name, an explanation, and ways to write it that explain no other term.

    Args:
        forms: its name, then its other forms.
        taken: words of the other terms -> name of the term.
        known: how many other terms there are.
    """
    if not _is_a_word(forms[0]):
        return no(GlossaryNameMissing(most=LONGEST_TERM))
    if not definition:
        return no(DefinitionMissing())
    if known >= MOST_TERMS:
        return no(GlossaryFull(most=MOST_TERMS))
    if len(forms) > MOST_FORMS:
        return no(TooManyForms(most=MOST_FORMS))
    for words in forms:
        if not _is_a_word(words):
            return no(FormUnfit(words=words[:LONGEST_TERM]))
        if words in taken:
            return no(FormTaken(words=words, name=taken[words]))
    return YES


def _is_a_word(words: str) -> bool:
    return len(words) <= LONGEST_TERM and any(sign.isalnum() for sign in words)


def may_cite(*, author: str, title: str, url: str, retrieved: date, today: date) -> Verdict:
    """Who said it and where, at an address that everyone can open, on a day that has come."""
    if not author or not title:
        return no(CitationIncomplete())
    try:
        host = host_of(url)
    except AddressRefused:
        return no(AddressUnfit())
    if len(url) > LONGEST_ADDRESS:
        return no(AddressUnfit())
    if is_private_name(host):
        return no(AddressNotPublic(host=host))
    return no(RetrievedInTheFuture()) if retrieved > today else YES
