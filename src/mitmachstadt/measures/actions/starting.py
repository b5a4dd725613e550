"""A measure begins, and says what it is."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.measures.actions.rows import index, tell, writing
from mitmachstadt.measures.calculations import amount_from, most_alike, posts_from
from mitmachstadt.measures.enums import Health, MeasureType, Phase, State
from mitmachstadt.measures.errors import SimilarMeasures
from mitmachstadt.measures.models import Measure, StatusNote
from mitmachstadt.measures.queries.gates import lacks
from mitmachstadt.measures.queries.reading import names_around
from mitmachstadt.measures.queries.similar import sharing_words
from mitmachstadt.measures.rules.contents import Content, labels_of_content, may_contain
from mitmachstadt.measures.rules.gates import may_enter
from mitmachstadt.measures.rules.owning import may_arise_from, may_own, may_start
from mitmachstadt.measures.rules.working import may_be_called_copy, may_copy, may_plan_milestone
from mitmachstadt.nodes.actions import link, new_node
from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.people.queries import Visitor

_PLAIN = (
    "summary", "problem", "understood_on", "understood_by", "goals", "for_whom", "starts", "ends",
    "programme", "funding", "role", "post", "competence", "repository", "standards",
)  # fmt: skip
_STATE_AT_START = {False: State.PLANNED, True: State.RUNNING}


def similar_to(title: str, *, at: datetime) -> list[Node]:
    """Measures that are called much the same; at most two statements."""
    return most_alike(title, sharing_words(title, at=at))


def start_measure(
    *,
    type: MeasureType,
    owner: Organisation,
    content: Content,
    visitor: Visitor,
    at: datetime,
    arising_from: Iterable[Node] = (),
    phase: Phase = Phase.PRE_PROCESS,
    imported: bool = False,
    state: State | None = None,
    confirmed: bool = False,
) -> Measure:
    """Begin a measure, public at once, with a trace from everything that it arises from.

    Args:
        arising_from: ideas, passages, decisions, results.
        phase: where it enters by its maturity; all that the gates until then ask for is there.
        imported: it runs already and is taken over with its gaps; placeholders become gaps.
        state: what it does where it is taken over, if that is known.
        confirmed: somebody has looked at the similar ones and says that this is another.

    Raises:
        Refusal: they may not, the owner does not fit, words are missing, or similar ones are there.
    """
    today, content = timezone.localdate(at), content.cleaned()
    may_start(visitor, type, owner, imported=imported, at=at).require()
    may_own(type, owner, on=today, needs_commitment=not imported).require()
    content = _as_far_as_known(content) if imported else content
    names = names_around([owner], at=at)
    may_contain(content, names=names, today=today, imported=imported).require()
    if not confirmed and (alike := similar_to(content.title, at=at)):
        raise SimilarMeasures(titles=", ".join(f"„{node.title}“" for node in alike))
    values = _values(content)
    with transaction.atomic():
        node = _node(content.title, owner, at)
        running = imported and phase >= Phase.PILOT
        known = state if imported and state else _STATE_AT_START[running]
        measure = Measure.objects.create(
            node=node, type=type, owner=owner, phase=phase, state=known, status_on=today,
            imported=imported, **values,
        )  # fmt: skip
        measure.districts.set(content.districts)
        if phase > Phase.PRE_PROCESS and not imported:
            may_enter(measure, phase, lacking=lacks(measure, on=today)).require()
        index(measure)
        StatusNote.objects.create(
            measure=measure, state=measure.state, health=Health.GREEN, on=today
        )
        for source in arising_from:
            may_arise_from(visitor, source).require()
            link(
                source=source, target=node, relation=Relation.CARRIED_OUT_BY, by=visitor.person,
                at=at,
            )  # fmt: skip
        told = {"type": str(type), "owner": owner.public_id, "phase": int(phase)}
        tell(measure, "started", {**told, "imported": int(imported), **_told(content)}, at)
    measure.node.refresh_from_db()
    return measure


def _node(title: str, owner: Organisation, at: datetime) -> Node:
    """In the name of the organisation: no person stands in it."""
    node = new_node(
        kind=Kind.MEASURE, parent=None, title=title, at=at, capacity=Capacity.ORGANISATION,
        organisation=owner, organisation_name=owner.name,
    )  # fmt: skip
    node.save(force_insert=True)
    return node


def change_measure(
    *,
    measure: Measure,
    content: Content,
    visitor: Visitor,
    at: datetime,
    seen: int | None = None,
) -> Measure:
    """Say otherwise what a measure is about.

    Raises:
        Refusal: they may not, words are missing or contradict each other, somebody was quicker.
    """
    today, content = timezone.localdate(at), content.cleaned()
    with writing(measure, visitor, at=at, seen=seen) as row:
        names = names_around([row.owner], at=at)
        may_contain(content, names=names, today=today, imported=row.imported).require()
        _may_begin_on(row, content)
        if content.repository != row.repository:
            row.repository_gone = None
        for name, value in _values(content).items():
            setattr(row, name, value)
        row.node.title = content.title
        row.save()
        row.districts.set(content.districts)
        index(row)
        tell(row, "changed", _told(content), at)
    row.node.refresh_from_db()
    return row


def _may_begin_on(measure: Measure, content: Content) -> None:
    """No milestone is left behind before the beginning."""
    first = measure.milestones.select_related("node").first()
    if first is not None and content.starts:
        measure.starts = content.starts
        may_plan_milestone(measure, title=first.node.title, day=first.planned).require()


def copy_measure(
    *,
    original: Measure,
    owner: Organisation,
    type: MeasureType,
    districts: Iterable[District],
    visitor: Visitor,
    at: datetime,
    title: str = "",
) -> Measure:
    """Take a measure over elsewhere: it begins anew, with what was understood there.

    Raises:
        Refusal: as for starting one; also when it is no other place.
    """
    here = tuple(districts)
    may_copy(original, districts=here).require()
    content = Content(
        title=title or original.node.title,
        summary=original.summary,
        problem=original.problem,
        understood_on=original.understood_on,
        understood_by=original.understood_by,
        for_whom=original.for_whom,
        districts=here,
        repository=original.repository,
        standards=original.standards,
    )
    with transaction.atomic():
        copy = start_measure(
            type=type, owner=owner, content=content, visitor=visitor, at=at, confirmed=True
        )
        _copied_by(original, copy, visitor, at)
    return copy


def say_copied(*, original: Measure, copy: Measure, visitor: Visitor, at: datetime) -> None:
    """Say of a measure that it was taken over from another; it counts as a copy from now on."""
    with writing(copy, visitor, at=at) as row:
        may_be_called_copy(original, row).require()
        _copied_by(original, row, visitor, at)


def _copied_by(original: Measure, copy: Measure, visitor: Visitor, at: datetime) -> None:
    link(
        source=original.node, target=copy.node, relation=Relation.COPIED_BY, by=visitor.person,
        at=at,
    )  # fmt: skip


def _as_far_as_known(content: Content) -> Content:
    """What runs already comes in with gaps: placeholders and unreadable numbers are left out."""
    content, unknown = content.without_placeholders(), dict[str, Any]()
    for name, read in (("amount", amount_from), ("posts", _posts)):
        try:
            if text := getattr(content, name):
                read(text)
        except Refusal:
            unknown[name] = ""
    return replace(content, **unknown)


def _posts(text: str) -> int:
    return posts_from(text, field=labels_of_content()["posts"])


def _values(content: Content) -> dict[str, Any]:
    """The columns of a measure."""
    amount = amount_from(content.amount) if content.amount else None
    return {
        **{name: getattr(content, name) for name in _PLAIN},
        "amount_cents": amount.cents if amount else None,
        "amount_is_rough": bool(amount and amount.approximate),
        "posts_hundredths": _posts(content.posts) if content.posts else None,
    }


def _told(content: Content) -> dict[str, Any]:
    """What the register keeps of it."""
    told: dict[str, Any] = {}
    for name, value in vars(content).items():
        match value:
            case date():
                told[name] = value.isoformat()
            case str():
                told[name] = value
            case tuple():
                told[name] = [district.name for district in value]
            case None:
                told[name] = ""
            case _:
                told[name] = value.public_id
    return told
