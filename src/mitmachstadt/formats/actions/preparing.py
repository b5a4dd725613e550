from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from mitmachstadt.formats.actions.rows import locked, moments, touch
from mitmachstadt.formats.enums import ConceptPart
from mitmachstadt.formats.models import (
    ParticipationConcept,
    Phase,
    Process,
)
from mitmachstadt.formats.queries import concept_in_force
from mitmachstadt.formats.rules import (
    is_citywide,
    may_change_plan,
    may_consult_on,
    may_plan,
    may_plan_phase,
    may_rename,
    may_write_concept,
)
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append, forget_words
from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import Kind, Moderation, Scope, Verb, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.models import District
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def plan_process(
    *,
    about: Node,
    title: str,
    purpose: str,
    visitor: Visitor,
    at: datetime,
    scope: Scope = Scope.CITY,
    districts: Sequence[District] = (),
    neighbourhood: str = "",
    scope_node: Node | None = None,
    audience: str = BuiltInGroup.EVERYONE.value,
) -> Process:
    """Begin to prepare a consultation on something; nobody else sees it until it opens.

    Args:
        scope_node: where its windows will open. An edition's document by default, so that they
            reach the passages; else what it is about.

    Raises:
        Refusal: the role, the title, the purpose or the district is missing.
    """
    title, purpose = clean_line(title), clean_text(purpose)
    here = [] if is_citywide(scope) else list(districts)
    near = clean_line(neighbourhood) if scope == Scope.NEIGHBOURHOOD else ""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_plan(title=title, purpose=purpose).require()
    may_consult_on(about, scope=scope, districts=here, neighbourhood=near).require()
    node = new_node(
        kind=Kind.PROCESS,
        parent=None,
        title=title,
        at=at,
        text=purpose,
        author=visitor.person,
        author_name=visitor.name,
        capacity=Capacity.OFFICE,
        scope=scope,
        district=here[0] if here else None,
        neighbourhood=near,
        visibility=Visibility.DRAFT,
    )
    with transaction.atomic():
        node.save(force_insert=True)
        process = Process.objects.create(
            node=node,
            about=about,
            scope_node=scope_node or _where_passages_hang(about),
            audience_id=audience,
        )
        process.districts.set(here)
        content = {
            "title": title,
            "purpose": purpose,
            "about": about.public_id,
            "scope": str(scope),
            "districts": [district.name for district in here],
            "neighbourhood": near,
        }
        append(kind="process.planned", subject=node.public_id, content=content, at=at)
    return process


def rename_process(
    *, process: Process, title: str, purpose: str, visitor: Visitor, at: datetime
) -> Process:
    """Say otherwise what a process is called and what it is for, until it opens.

    Raises:
        Refusal: it has opened, or the title or the purpose is missing.
    """
    title, purpose = clean_line(title), clean_text(purpose)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_plan(title=title, purpose=purpose).require()
    with transaction.atomic():
        process = locked(process)
        may_rename(process).require()
        Node.objects.filter(pk=process.pk).update(title=title, text=purpose)
        touch(process, at)
        content = {"title": title, "purpose": purpose}
        append(kind="process.renamed", subject=process.node.public_id, content=content, at=at)
    process.node.refresh_from_db()
    return process


def discard_process(*, process: Process, visitor: Visitor, at: datetime) -> None:
    """Give a plan up that nobody else has seen; the register keeps that there was one.

    Raises:
        Refusal: it has opened, and can only be called off publicly.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        process = locked(process)
        may_change_plan(process).require()
        node = process.node
        forget_words(subject=node.public_id)
        append(kind="process.discarded", subject=node.public_id, content={}, at=at)
        process.delete()
        node.delete()


def _where_passages_hang(about: Node) -> Node:
    return about.parent if about.kind == Kind.EDITION and about.parent else about


def write_concept(
    *, process: Process, words: Mapping[str, str], visitor: Visitor, at: datetime, reason: str = ""
) -> ParticipationConcept:
    """Say what can be decided, who decides and what becomes of contributions.

    Before the opening the one version is written over and may have gaps. Afterwards a change is
    a version of its own, with a reason; the former ones stay public. The same words again
    change nothing.

    Args:
        words: the text of each part, by the names of `ConceptPart`; a part left out is empty.

    Raises:
        Refusal: a placeholder instead of an answer, or no reason after the opening.
    """
    parts = {part.value: clean_text(words.get(part.value, "")) for part in ConceptPart}
    reason = clean_text(reason)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        process = locked(process)
        former = concept_in_force(process)
        if former is not None and former.words == parts:
            return former
        opened = process.opened is not None
        may_write_concept(parts, opened=opened, reason=reason).require()
        concept = ParticipationConcept(
            pk=former.pk if former and not opened else None,
            process=process,
            version=former.version + 1 if former and opened else 1,
            reason=reason if opened else "",
            by=visitor.person,
            written=at,
            **parts,
        )
        concept.save()
        touch(process, at)
        content = {"version": concept.version, "reason": concept.reason, **parts}
        append(kind="concept.written", subject=process.node.public_id, content=content, at=at)
    return concept


def plan_phase(
    *,
    process: Process,
    name: str,
    opens: datetime,
    closes: datetime,
    answer_due: datetime,
    visitor: Visitor,
    at: datetime,
    moderation: Moderation = Moderation.WITHOUT_ACCOUNT,
    verbs: Iterable[Verb] = (Verb.REMARK, Verb.SUPPORT),
    phase: Phase | None = None,
) -> Phase:
    """Set a time for contributions and until when they are answered; or change a planned one.

    Args:
        phase: the phase of this process that is planned anew.

    Raises:
        Refusal: the process has opened, or the moments contradict each other.
    """
    name, bits = clean_line(name), sum(set(verbs))
    if phase is not None and phase.process_id != process.pk:
        raise ValueError("the phase belongs to another process")
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        process = locked(process)
        may_change_plan(process).require()
        may_plan_phase(
            name=name, verbs=bits, opens=opens, closes=closes, answer_due=answer_due, at=at
        ).require()
        planned = Phase(
            pk=phase.pk if phase else None,
            process=process,
            name=name,
            opens=opens,
            closes=closes,
            answer_due=answer_due,
            moderation=moderation,
            verbs=bits,
        )
        planned.save()
        append(
            kind="phase.planned", subject=process.node.public_id, content=moments(planned), at=at
        )
    return planned


def drop_phase(*, phase: Phase, visitor: Visitor, at: datetime) -> None:
    """Take a planned phase out again, as long as the process has not opened."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        process = locked(phase.process)
        may_change_plan(process).require()
        append(kind="phase.dropped", subject=process.node.public_id, content=moments(phase), at=at)
        phase.delete()
