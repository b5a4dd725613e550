from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.rules import opening
from mitmachstadt.strategy.enums import (
    DEEPEST_LEVEL,
    LONGEST_LABEL,
    LONGEST_NUMBER,
    PassageForm,
    SectionKind,
)
from mitmachstadt.strategy.errors import (
    BlockTwice,
    CannotBeJoined,
    DecisionsOpen,
    DraftExists,
    EditedByHand,
    EditionIsEmpty,
    EditionIsPublished,
    FormRewritten,
    HeadingEmpty,
    HeadingRewritten,
    KindsRewritten,
    LabelMissing,
    LabelTooLong,
    LevelImpossible,
    NumberTooLong,
    OnePartOnly,
    PassageEmpty,
    PassageRewritten,
    SameTextPublished,
    StillInDraft,
    StillReading,
    TemplateIncomplete,
    TemplateNameTaken,
    WordsNotSaved,
)
from mitmachstadt.strategy.models import (
    ChapterTemplate,
    Document,
    Edition,
    EditionPassage,
    EditionSection,
    Passage,
)
from mitmachstadt.strategy.queries import BlockLine, HeadingWords, draft_of, last_writer
from mitmachstadt.strategy.queries.citations import beside_the_words


def may_draft(document: Document, *, label: str) -> Verdict:
    """One draft at a time, and it has a name."""
    if not label:
        return no(LabelMissing())
    if len(label) > LONGEST_LABEL:
        return no(LabelTooLong(most=LONGEST_LABEL))
    draft = draft_of(document)
    if draft is not None:
        return no(DraftExists(label=draft.label))
    return YES


def may_write(edition: Edition) -> Verdict:
    """Published editions never change."""
    if edition.is_published:
        return no(EditionIsPublished(label=edition.label))
    return YES


def may_decide(edition: Edition, *, untouched: bool) -> Verdict:
    """A draft that was edited by hand is not read from its source again: the edits would go."""
    return YES if untouched else no(EditedByHand(label=edition.label))


def may_say(text: str) -> Verdict:
    """A passage has words; one without is left out instead."""
    return YES if text else no(PassageEmpty())


def may_rewrite(placing: EditionPassage, *, seen: int | None, text: str | None = None) -> Verdict:
    """Nobody writes over what somebody else wrote in the meantime and they have not read.

    Args:
        seen: primary key of the wording they had before them; None if nobody had one.
        text: what they want to write; the same as it says already contradicts nobody.
    """
    if seen is None or placing.wording_id == seen or placing.wording.text == text:
        return YES
    return no(PassageRewritten(who=last_writer(placing) or gettext("Jemand")))


def may_split(parts: Sequence[str]) -> Verdict:
    """There are at least two parts."""
    return YES if len(parts) > 1 else no(OnePartOnly())


def may_join(one: str, other: str) -> Verdict:
    """Only running text joins running text."""
    whole = {PassageForm.TABLE, PassageForm.CODE}
    return no(CannotBeJoined()) if whole & {one, other} else YES


def may_bring_back(edition: Edition, passage: Passage) -> Verdict:
    """It is not there already."""
    there = edition.placed_passages.filter(passage=passage).exists()
    return no(StillInDraft()) if there else YES


def may_reform(
    placing: EditionPassage, *, seen: PassageForm | None, form: PassageForm | None
) -> Verdict:
    """Nobody makes a list item of what somebody else made a quote of meanwhile."""
    if seen is None or form is None or not _contradict(placing.form, seen, form):
        return YES
    now = PassageForm(placing.form).label
    return no(FormRewritten(who=last_writer(placing) or gettext("Jemand"), now=now))


def may_head(title: str, *, level: int, number: str = "") -> Verdict:
    """A heading has words, a level, and a number that fits before it."""
    if not title:
        return no(HeadingEmpty())
    if not 1 <= level <= DEEPEST_LEVEL:
        return no(LevelImpossible(deepest=DEEPEST_LEVEL))
    if len(number) > LONGEST_NUMBER:
        return no(NumberTooLong(most=LONGEST_NUMBER))
    return YES


def may_rewrite_heading(
    now: HeadingWords, *, seen: HeadingWords | None, words: HeadingWords
) -> Verdict:
    """Nobody overwrites what somebody else made of a heading and they have not read.

    Args:
        now: what it says.
        seen: what its writer had before them; None if nobody had one.
        words: what they want it to say.
    """
    if seen is None:
        return YES
    told = {
        "title": f"„{now.title}“",
        "number": f"{gettext('Nummer')} „{now.number}“",
        "level": f"{gettext('Ebene')} {now.level}",
        "kind": f"„{now.kind.label}“",
    }
    changed = [
        said
        for name, said in told.items()
        if _contradict(getattr(now, name), getattr(seen, name), getattr(words, name))
    ]
    return no(HeadingRewritten(now=", ".join(changed))) if changed else YES


def may_rewrite_kinds(
    rows: Sequence[EditionSection],
    *,
    seen: dict[str, SectionKind] | None,
    kinds: dict[str, SectionKind],
) -> Verdict:
    """The same for the kinds of many sections at once."""
    if seen is None:
        return YES
    titles = [
        f"„{row.title}“"
        for row in rows
        for key in [row.section.node.public_id]
        if _contradict(row.kind, seen.get(key), kinds[key])
    ]
    return no(KindsRewritten(titles=", ".join(titles))) if titles else YES


def _contradict(now: object, seen: object, wanted: object) -> bool:
    """Whether two people changed the same thing, each into something else."""
    return wanted != seen and now not in {seen, wanted}


def may_keep_template(
    name: str, blocks: Sequence[BlockLine], *, template: ChapterTemplate | None
) -> Verdict:
    """A template has a name of its own, and blocks that can be told apart."""
    if not name or not blocks:
        return no(TemplateIncomplete())
    others = ChapterTemplate.objects.exclude(pk=template.pk if template else 0)
    if any(other.casefold() == name.casefold() for other in others.values_list("name", flat=True)):
        return no(TemplateNameTaken(name=name))
    titles = [block.title.casefold() for block in blocks]
    for block in blocks:
        if titles.count(block.title.casefold()) > 1:
            return no(BlockTwice(title=block.title))
    return YES


def may_leave_words(text: str, said: str) -> Verdict:
    """Words that were typed but not saved are not given up by moving or leaving out a passage."""
    return YES if text in {"", said} else no(WordsNotSaved())


def may_edit(edition: Edition) -> Verdict:
    """What the importer asks is decided before anybody edits by hand."""
    written = may_write(edition)
    if edition.report.get("reading"):
        return no(StillReading())
    undecided = edition.report.get("undecided", 0)
    if not written.allowed or not undecided:
        return written
    return no(DecisionsOpen(count=undecided))


def may_publish(edition: Edition, *, content_hash: str) -> Verdict:
    """Something to read, nothing left to decide, and something that was not published before.

    The words, or else what stands beside the same words: their sources, the kinds of sections.
    """
    written = may_write(edition)
    if not written.allowed:
        return written
    if edition.report.get("reading"):
        return no(StillReading())
    if not EditionPassage.objects.filter(edition=edition).exists():
        return no(EditionIsEmpty())
    if undecided := edition.report.get("undecided", 0):
        return no(DecisionsOpen(count=undecided))
    beside = beside_the_words(edition)
    for same in Edition.objects.filter(document=edition.document_id, content_hash=content_hash):
        if beside_the_words(same) == beside:
            return no(SameTextPublished(label=same.label))
    return YES


@dataclass(frozen=True)
class Consultation:
    """Whether one may remark on a page now, until when, and which process says so."""

    open: bool
    closes: datetime | None
    process: Node | None
    reason: str


def consultation(windows: list[Window], *, groups: frozenset[str], at: datetime) -> Consultation:
    """What a page says about taking part."""
    found = opening(Verb.REMARK, windows, groups=groups, at=at)
    if found.window is not None:
        return Consultation(True, found.window.closes, found.window.opened_by, "")
    refusal = found.verdict.refusal
    last = max(windows, key=lambda w: w.closes, default=None)
    return Consultation(
        False, None, last.opened_by if last else None, refusal.in_words if refusal else ""
    )
