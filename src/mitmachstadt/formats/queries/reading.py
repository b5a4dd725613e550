from collections.abc import Iterable
from datetime import datetime
from itertools import zip_longest

from django.db.models import F, Max, Q

from mitmachstadt.answers.queries import balance_columns
from mitmachstadt.formats.enums import ProcessState
from mitmachstadt.formats.models import (
    ParticipationConcept,
    Phase,
    PhaseChange,
    Process,
)
from mitmachstadt.formats.queries.facts import (
    Concept,
    PhaseFacts,
    ProcessFacts,
    ProcessList,
    ProcessPage,
)
from mitmachstadt.formats.queries.involvement import involved_in
from mitmachstadt.formats.queries.where import in_place, processes_to_come
from mitmachstadt.nodes.enums import Scope, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import Place
from mitmachstadt.taxonomies.queries import fields_column

LIST_PAGE = 30


def process_by_public_id(public_id: str) -> Process | None:
    return (
        Process.objects.select_related("node__district", "about", "scope_node")
        .filter(node__public_id=public_id)
        .first()
    )


def processes_in_preparation(*, limit: int = 50) -> list[Process]:
    """What the office is preparing and nobody else sees, newest first."""
    found = Process.objects.filter(opened__isnull=True, node__visibility=Visibility.DRAFT)
    return list(found.select_related("node", "about").order_by("-node__created", "-pk")[:limit])


def concept_in_force(process: Process) -> ParticipationConcept | None:
    return process.concepts.order_by("-version").first()


def phases_of(process: Process) -> list[Phase]:
    """The phases of a process with their windows, in the order in which they begin."""
    found = Phase.objects.filter(process=process).select_related("remark_window", "support_window")
    return list(found.order_by("opens", "id"))


def phase_of(process: Process, number: int) -> Phase | None:
    """A phase by its number, if it belongs to this process."""
    return Phase.objects.select_related("process").filter(process=process, pk=number).first()


def process_page(node: Node, *, at: datetime) -> ProcessPage | None:
    """Everything about a process; at most seven queries. None if the node is none."""
    process = (
        Process.objects.select_related("node__district", "about", "scope_node", "audience")
        .annotate(fields=fields_column())
        .filter(node=node)
        .first()
    )
    if process is None:
        return None
    versions = list(process.concepts.select_related("by").order_by("-version"))
    pairs = zip_longest(versions, versions[1:])
    concepts = [Concept(version, before) for version, before in pairs if version]
    [involved] = involved_in([process], at=at)
    return ProcessPage(
        process=process,
        phases=_facts_by_process([process], at=at)[process.pk],
        at=at,
        concept=concepts[0] if concepts else None,
        former=tuple(concepts[1:]),
        districts=involved.districts,
        others=involved.others,
        known=involved.known,
    )


def _facts_by_process(
    processes: Iterable[Process], *, at: datetime
) -> dict[int, tuple[PhaseFacts, ...]]:
    """The phases of these processes with their changes and balances; two queries."""
    called_off = {process.pk: process.called_off for process in processes}
    facts: dict[int, list[PhaseFacts]] = {pk: [] for pk in called_off}
    changes: dict[int, list[PhaseChange]] = {}
    for change in PhaseChange.objects.filter(phase__process__in=facts).order_by("at", "id"):
        changes.setdefault(change.phase_id, []).append(change)
    phases = (
        Phase.objects.filter(process__in=facts)
        .select_related("remark_window", "support_window")
        .annotate(**balance_columns("remark_window"))
        .order_by("opens", "id")
    )
    for phase in phases:
        facts[phase.process_id].append(
            PhaseFacts(
                phase=phase,
                changes=tuple(changes.get(phase.pk, ())),
                contributions=phase.came,  # type: ignore[attr-defined]
                answered=phase.came - phase.waiting,  # type: ignore[attr-defined]
                at=at,
                called_off=called_off[phase.process_id],
            )
        )
    return {pk: tuple(found) for pk, found in facts.items()}


_ORDER = (
    ProcessState.OPEN,
    ProcessState.ANNOUNCED,
    ProcessState.OVERDUE,
    ProcessState.EVALUATING,
    ProcessState.CLOSED,
    ProcessState.CALLED_OFF,
    ProcessState.PREPARING,
)


def current_processes(*, at: datetime, limit: int = 30) -> list[ProcessFacts]:
    """What is open now or announced, what ends first comes first; five queries."""
    found = processes_to_come(at).prefetch_related("districts")[:limit]
    shown = list(found)
    phases = _facts_by_process(shown, at=at)
    return [ProcessFacts(process, phases[process.pk], at) for process in shown]


def process_list(
    *, at: datetime, after: Place | None = None, scope: Scope | None = None, district: int = 0
) -> ProcessList:
    """Public processes: by the end of their last phase, and on a page by their state.

    Args:
        scope: only what is that wide.
        district: only what takes place in the district with this number, not what is citywide.
    """
    found = in_place(
        Process.objects.filter(opened__lte=at, node__visibility=Visibility.PUBLIC)
        .select_related("node__district", "about")
        .prefetch_related("districts")
        .annotate(ends=Max("phases__closes"))
        .order_by(F("ends").desc(), "-pk"),
        scope=scope,
        district=district,
    )
    if after:
        found = found.filter(Q(ends__lt=after.created) | Q(ends=after.created, pk__lt=after.id))
    page = list(found[: LIST_PAGE + 1])
    shown = page[:LIST_PAGE]
    older = Place(shown[-1].ends, shown[-1].pk) if len(page) > LIST_PAGE else None
    phases = _facts_by_process(shown, at=at)
    facts = [ProcessFacts(process, phases[process.pk], at) for process in shown]
    return ProcessList(sorted(facts, key=lambda one: _ORDER.index(one.state)), older)
