"""What the glossary explains, and how that reaches the pages of published editions."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy import cards
from mitmachstadt.strategy.actions.keeping import lock_strategy
from mitmachstadt.strategy.enums import LONGEST_EXPLANATION
from mitmachstadt.strategy.models import GlossaryForm, GlossaryTerm, Leaf, Section, Strategy
from mitmachstadt.strategy.queries.glossary import terms_of, terms_state, words_taken
from mitmachstadt.strategy.rules.vocabulary import may_explain

MARKING = "mitmachstadt.strategy.tasks.mark_pages"


def explain_term(
    *,
    strategy: Strategy,
    name: str,
    definition: str,
    visitor: Visitor,
    at: datetime,
    term: GlossaryTerm | None = None,
    forms: Sequence[str] = (),
    plain: str = "",
    source: str = "",
    related: Iterable[str] = (),
    section: Section | None = None,
) -> GlossaryTerm:
    """Put a term into the glossary, or explain one of it otherwise.

    Args:
        forms: inflected forms and synonyms, as texts write them; nothing is guessed.
        related: public ids of terms that go with it.
        section: the section of kind term from which it is taken over.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    definition = clean_text(definition)[:LONGEST_EXPLANATION]
    words = _every_form(name, forms)
    with transaction.atomic():
        lock_strategy(strategy)
        taken = words_taken(strategy, but=term)
        known = GlossaryTerm.objects.filter(strategy=strategy).count() - (term is not None)
        may_explain(forms=words, definition=definition, taken=taken, known=known).require()
        term = term or GlossaryTerm(strategy=strategy, section=section)
        term.name, term.definition, term.changed = words[0], definition, at
        term.plain = clean_text(plain)[:LONGEST_EXPLANATION]
        term.source = clean_line(source)[:300]
        term.save()
        _keep_forms(term, words)
        others = GlossaryTerm.objects.filter(strategy=strategy, public_id__in=list(related))
        term.related.set(others.exclude(pk=term.pk))
        content = {"term": term.public_id, "name": term.name, "definition": definition}
        subject = strategy.node.public_id
        append(kind="glossary.explained", subject=subject, content=content, at=at)
        enqueue(MARKING, strategy=subject)
    return term


def remove_term(*, term: GlossaryTerm, visitor: Visitor, at: datetime) -> None:
    """Take a term out of the glossary."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        lock_strategy(term.strategy)
        subject = term.strategy.node.public_id
        content = {"term": term.public_id, "name": term.name}
        append(kind="glossary.removed", subject=subject, content=content, at=at)
        term.delete()
        enqueue(MARKING, strategy=subject)


def mark_pages(*, strategy: Strategy) -> int:
    """Mark the terms on all pages of a strategy's published editions anew.

    The words of the editions stay as they are; only what explains them changes. Nobody waits for
    it: pages are marked one by one, and it ends where a term changes meanwhile, for whoever
    changed that has asked for it again.

    Returns:
        How many pages changed.
    """
    changed = 0
    state = terms_state(strategy)
    mark = cards.marking(terms_of(strategy))
    leaves = Leaf.objects.filter(edition__document__strategy=strategy).order_by("pk")
    for pk in list(leaves.values_list("pk", flat=True)):
        former = Leaf.objects.get(pk=pk).html
        html = mark(former)
        if html == former:
            continue
        with transaction.atomic():
            lock_strategy(strategy)
            if terms_state(strategy) != state:
                break
            changed += Leaf.objects.filter(pk=pk).update(html=html)
    return changed


def _every_form(name: str, forms: Sequence[str]) -> list[str]:
    """The name and the other forms, each once."""
    words = [clean_line(name), *(clean_line(form) for form in forms)]
    return [words[0], *(word for word in dict.fromkeys(words[1:]) if word and word != words[0])]


def _keep_forms(term: GlossaryTerm, words: Sequence[str]) -> None:
    term.forms.all().delete()
    GlossaryForm.objects.bulk_create(
        GlossaryForm(term=term, strategy_id=term.strategy_id, words=word, position=position)
        for position, word in enumerate(words)
    )
