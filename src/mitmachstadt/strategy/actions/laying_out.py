"""A read text as the layout of a draft, in place of the one before."""

from datetime import datetime

from mitmachstadt.kernel.canonical import digest
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.strategy.actions.citing import give_citations
from mitmachstadt.strategy.actions.keeping import forget_lonely, hash_of
from mitmachstadt.strategy.actions.placing import place
from mitmachstadt.strategy.calculations import ReadText, Unread
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.models import Citation, Edition, EditionSection
from mitmachstadt.strategy.queries import placed_sections


def lay_out(edition: Edition, read: ReadText | Unread, at: datetime) -> None:
    """Keep a text and lay it out in place of what the draft said until now.

    What was said about kinds of sections holds, and passages go on citing what they cite; nodes
    that nothing uses any more are deleted.
    """
    edition.source, edition.source_format = read.source, read.format
    edition.report = read.report
    edition.save(update_fields=["source", "source_format", "report", "decisions"])
    if isinstance(read, Unread):
        enqueue("mitmachstadt.strategy.tasks.finish_reading", public_id=edition.node.public_id)
        return
    before = placed_sections(edition)
    own = list(Citation.objects.filter(placing__edition=edition).select_related("placing"))
    _take_away(edition)
    place(edition, read, at, before=before)
    give_citations(edition, own, but={p.node_id for s in before for p in s.passages})
    if before:
        _keep_kinds(edition, {(s.title, s.level): s.kind for s in before})
        forget_lonely(edition.document)
    edition.report = {**read.report, "laid_out": _layout(edition)}
    edition.save(update_fields=["report"])


def stands_as_laid_out(edition: Edition) -> bool:
    """Whether nobody edited the draft by hand since its text was laid out."""
    laid_out = edition.report.get("laid_out")
    if laid_out is None:
        # Laid out before layouts were told apart.
        return not edition.edits.exists()
    return bool(laid_out == _layout(edition))


def _layout(edition: Edition) -> str:
    """The digest of what laying out again would take away: words, headings, templates."""
    rows = EditionSection.objects.filter(edition=edition).order_by("position")
    built = rows.values_list("template", "block")
    return digest([hash_of(placed_sections(edition)), [list(row) for row in built]])


def clear(edition: Edition) -> None:
    """Take the draft's layout away, with the nodes that only it had."""
    _take_away(edition)
    forget_lonely(edition.document)


def _keep_kinds(edition: Edition, kinds: dict[tuple[str, int], SectionKind]) -> None:
    """What somebody said about the draft's sections holds after it was laid out again."""
    for section in placed_sections(edition):
        kind = kinds.get((section.title, section.level), section.kind)
        if kind != section.kind:
            own = EditionSection.objects.filter(edition=edition, section=section.node_id)
            own.update(kind=kind)


def _take_away(edition: Edition) -> None:
    edition.placed_passages.all().delete()
    edition.placed_sections.all().delete()
    edition.derivations.all().delete()
