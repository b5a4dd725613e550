"""Drafts of answers, signatures and parts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from mitmachstadt.answers.enums import PartState
from mitmachstadt.answers.models import CoSignature, Draft, DraftNode, FourEyes, PartRequest
from mitmachstadt.answers.queries.officers import Officer
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.queries import veiled, with_veiled_parent
from mitmachstadt.people.models import Organisation, Succession

DRAFTS_SHOWN = 50
PROCESSES_SHOWN = 100


def draft_by_public_id(public_id: str) -> Draft | None:
    found = Draft.objects.select_related("unit", "asked", "elsewhere", "answer", "author")
    return found.filter(public_id=public_id).first()


def nodes_of(draft: Draft) -> list[Node]:
    """What a draft would answer, as it is now, oldest first; one query."""
    found = (
        Node.objects.filter(in_answer_drafts__draft=draft)
        .select_related("parent", "window", "unit")
        .defer("card", "parent__card")
        .order_by("created", "id")
    )
    return [with_veiled_parent(veiled(node)) for node in found]


def went_along(draft: Draft, nodes: Collection[Node]) -> bool:
    """Let a unit's draft be that of another one with which all of it lies by now; not saved."""
    desks = {node.unit_id: node.unit for node in nodes}
    if draft.unit_id is None or len(desks) != 1:
        return False
    unit = next(iter(desks.values()))
    if unit is None or unit.pk == draft.unit_id:
        return False
    draft.unit = unit
    return True


def seen_in(draft: Draft) -> dict[str, int]:
    """The versions that were read when the draft was begun, by public id."""
    return dict(DraftNode.objects.filter(draft=draft).values_list("node__public_id", "seen"))


def writers_of(draft: Draft) -> frozenset[int]:
    """Who wrote some of it."""
    return frozenset(draft.writers.values_list("pk", flat=True))


def signatures_of(draft: Draft) -> list[CoSignature]:
    """Who was asked to sign, and what they said; also what was called off."""
    return list(CoSignature.objects.filter(draft=draft).select_related("unit"))


def parts_of(draft: Draft) -> list[PartRequest]:
    return list(PartRequest.objects.filter(draft=draft).select_related("unit"))


def open_drafts_on(nodes: Collection[Node]) -> list[Draft]:
    """The open drafts that would answer one of these; one query."""
    found = (
        Draft.objects.filter(
            contributions__node__in=[node.pk for node in nodes], contributions__is_open=True
        )
        .select_related("unit")
        .order_by("pk")
        .distinct()
    )
    return list(found[:10])


@dataclass(frozen=True)
class DraftLine:
    """A draft as a list shows it: to how much, and what it waits for."""

    draft: Draft
    first: Node | None
    count: int
    unsigned: int
    parts_open: int


def open_drafts(officer: Officer) -> list[DraftLine]:
    """Drafts at this person's desks, changed last first; two queries."""
    found = (
        Draft.objects.filter(Q() if officer.reads_all else at_desks_of(officer))
        .filter(answer=None, dropped=None)
        .select_related("unit")
        .annotate(
            unsigned=Count(
                "signatures",
                Q(signatures__called_off=None) & ~Q(signatures__verdict="agreed"),
                distinct=True,
            ),
            parts_open=Count(
                "parts", Q(parts__delivered_on=None, parts__withdrawn=None), distinct=True
            ),
        )
        .prefetch_related(_WITH_NODES)
        .order_by("-changed", "-pk")[:DRAFTS_SHOWN]
    )
    return [
        DraftLine(
            draft,
            next((veiled(each.node) for each in draft.contributions.all()), None),
            len(draft.contributions.all()),
            draft.unsigned,
            draft.parts_open,
        )
        for draft in found
    ]


def at_desks_of(officer: Officer) -> Q:
    """Written for one of these units with something that still lies there, or gone there whole."""
    of_draft = DraftNode.objects.filter(draft=OuterRef("pk"))
    here = Exists(of_draft.filter(node__unit__in=officer.unit_ids))
    elsewhere = Exists(of_draft.exclude(node__unit__in=officer.unit_ids))
    theirs = Q(unit__in=officer.unit_ids) & (here | ~elsewhere)
    return theirs | (Q(unit__isnull=False) & here & ~elsewhere)


_WITH_NODES = Prefetch(
    "contributions",
    DraftNode.objects.select_related("node").only(
        "draft", "node__public_id", "node__title", "node__kind", "node__visibility"
    ),
)


def to_sign(officer: Officer) -> list[CoSignature]:
    """What units of this person were asked to sign and have not answered as it stands now."""
    found = (
        CoSignature.objects.filter(
            unit__in=officer.unit_ids, called_off=None, draft__answer=None, draft__dropped=None
        )
        .filter(verdict="")
        .select_related("draft__unit", "unit")
        .order_by("asked_at", "pk")
    )
    return list(found[:DRAFTS_SHOWN])


def signature_numbered(draft: Draft, number: int) -> CoSignature | None:
    return (
        CoSignature.objects.filter(draft=draft, pk=number).select_related("draft", "unit").first()
    )


@dataclass(frozen=True)
class PartLine:
    """A part that was asked for, and how that stands on a day."""

    part: PartRequest
    state: PartState
    gone: bool


def part_lines(parts: Iterable[PartRequest], today: date) -> list[PartLine]:
    """`gone`: the unit that was asked has ended."""
    return [PartLine(part, part.state_on(today), part.unit.ended is not None) for part in parts]


def to_supply(officer: Officer) -> list[PartRequest]:
    """What this person's units were asked for and have not delivered, soonest due first.

    What a unit was asked for that has ended since falls to those that took over from it.
    """
    found = (
        PartRequest.objects.filter(asked_of(officer), delivered_on=None, withdrawn=None)
        .filter(draft__answer=None, draft__dropped=None)
        .select_related("unit", "draft__unit")
        .order_by("due", "pk")
    )
    return list(found[:DRAFTS_SHOWN])


def asked_of(officer: Officer) -> Q:
    """Parts that are this person's units' to write."""
    before = Succession.objects.filter(after__in=officer.unit_ids, before__ended__isnull=False)
    return Q(unit__in=officer.unit_ids) | Q(unit__in=before.values("before"))


def part_by_public_id(public_id: str) -> PartRequest | None:
    found = PartRequest.objects.select_related("unit", "draft__unit", "draft__answer")
    return found.filter(public_id=public_id).first()


def heirs_of(unit: Organisation) -> frozenset[int]:
    """The units that took over from one that has ended."""
    if unit.ended is None:
        return frozenset()
    followers = Succession.objects.filter(before=unit)
    return frozenset(followers.values_list("after_id", flat=True))


def four_eyes_hold(nodes: Collection[Node]) -> bool:
    """Whether one of these has to be answered by two people; one query."""
    windows = {node.window_id for node in nodes if node.window_id}
    processes = Window.objects.filter(pk__in=windows).values("opened_by")
    return FourEyes.objects.filter(Q(process=None) | Q(process__in=processes)).exists()


def four_eyes_of(process: Node | None) -> bool:
    """Whether two people are asked for in just this process; in the whole city without one."""
    return FourEyes.objects.filter(process=process).exists()


@dataclass(frozen=True)
class ProcessLine:
    """A process, and whether two people look at its answers."""

    node: Node
    demanded: bool


def processes_with_four_eyes() -> list[ProcessLine]:
    """Every process that answers are owed in, newest first; two queries."""
    nodes = Node.objects.filter(windows_opened__answer_due__isnull=False).distinct()
    demanded = set(FourEyes.objects.values_list("process", flat=True))
    shown = nodes.defer("card", "text").order_by("-created", "-pk")[:PROCESSES_SHOWN]
    return [ProcessLine(node, node.pk in demanded) for node in shown]
