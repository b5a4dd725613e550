"""What would become of each entry of a list; nothing is written here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.text import shorten
from mitmachstadt.kernel.verdicts import Verdict
from mitmachstadt.measures.calculations.imports import Entry, by_name, folded
from mitmachstadt.measures.enums import LONGEST_LINE, Fate, MeasureType
from mitmachstadt.measures.models import HeldList, ImportedMeasure
from mitmachstadt.measures.queries.imports import imported_before, titles_from_elsewhere
from mitmachstadt.measures.rules.imports import may_come_in
from mitmachstadt.measures.rules.owning import may_own
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import public_organisations


@dataclass(frozen=True)
class Plan:
    """An entry, what becomes of it, and why."""

    entry: Entry
    fate: Fate
    type: MeasureType
    owner: Organisation | None
    year: int | None
    words: str = ""
    notes: Sequence[str] = ()
    public_id: str = ""

    @property
    def money_title(self) -> str:
        """What its line of the budget is called."""
        return "Laut Liste"


@dataclass
class _Known:
    """What the entries of a list are held against."""

    held: HeldList
    today: date
    before: dict[str, ImportedMeasure]
    elsewhere: dict[str, list[frozenset[int]]]
    organisations: dict[str, Organisation]
    owning: dict[tuple[str, int], Verdict] = field(default_factory=dict)

    def may_own(self, type: MeasureType, owner: Organisation) -> Verdict:
        """Asked once for each of them."""
        asked = (type.value, owner.pk)
        if asked not in self.owning:
            self.owning[asked] = may_own(type, owner, on=self.today, needs_commitment=False)
        return self.owning[asked]


def source_key(held: HeldList) -> str:
    """The source in plain letters; however it is typed, it is the same."""
    return folded(held.source)[:LONGEST_LINE]


def plans_of(held: HeldList, entries: Iterable[Entry], *, at: datetime) -> list[Plan]:
    """What becomes of each, in their order; as many statements for one as for many."""
    entries, key = list(entries), source_key(held)
    titles = [entry.title for entry in entries]
    known = _Known(
        held=held,
        today=timezone.localdate(at),
        before=imported_before(key),
        elsewhere=titles_from_elsewhere(titles, source_key=key),
        organisations=by_name((each.name, each) for each in public_organisations()),
    )
    return [_plan(entry, known) for entry in entries]


def _plan(entry: Entry, known: _Known) -> Plan:
    type = entry.type or MeasureType(known.held.type)
    owner = known.organisations.get(folded(entry.owner))
    notes = list(entry.notes)
    if owner is None and (owner := known.held.owner) is not None:
        notes.append(_stands_in(entry.owner, owner))
    plan = Plan(entry, Fate.NEW, type, owner, entry.money.year or known.held.year, notes=notes)
    if why := known.held.refused.get(entry.key):
        return replace(plan, fate=Fate.LEFT_OUT, words=why)
    if entry.key in known.before:
        return _known_again(plan, known.before[entry.key], known.held)
    allowed = may_come_in(
        entry.content, owner=owner, named=entry.owner, today=known.today,
        elsewhere=known.elsewhere.get(entry.title, ()),
    )  # fmt: skip
    if allowed.allowed and owner is not None:
        allowed = known.may_own(type, owner)
    if allowed.refusal is not None:
        return replace(plan, fate=Fate.LEFT_OUT, words=allowed.refusal.in_words)
    if entry.money.requested and not plan.year:
        notes.append(gettext("Ohne Haushaltsjahr stehen Kosten da, aber keine Haushaltszeile."))
    return plan


def _known_again(plan: Plan, before: ImportedMeasure, held: HeldList) -> Plan:
    """It is here; what the list says otherwise since then is named and changes nothing."""
    node = before.measure.node
    plan = replace(plan, fate=Fate.KNOWN, public_id=node.public_id if node.is_public else "")
    if before.reading and before.reading == held.reading:
        return replace(plan, fate=Fate.TAKEN)
    was, now = before.says, plan.entry.says
    changed = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    if not changed:
        return plan
    told = gettext("Anders als beim Einlesen am {day}: {names}. Hier ist nichts überschrieben.")
    names = shorten(", ".join(map(_called, changed)), 200)
    words = told.format(day=day_in_words(before.on), names=names)
    return replace(plan, fate=Fate.CHANGED, words=words)


def _called(name: str) -> str:
    """What a thing that an entry says is called on the page; columns go by their own name."""
    labels = {
        "title": gettext("Titel"),
        "text": gettext("Beschreibung"),
        "place": gettext("Ort"),
        "district_name": gettext("Bezirk"),
        "citywide": gettext("Bezirk"),
        "organisation": gettext("Verantwortlich"),
        "cost_text": gettext("Kosten"),
        "status": gettext("Status"),
        "begins": gettext("Beginn"),
        "ends": gettext("Ende"),
        "url": gettext("Adresse"),
    }
    return labels.get(name, name.removeprefix("+"))


def _stands_in(named: str, owner: Organisation) -> str:
    """Who answers for it where the list names nobody who is here."""
    if not named:
        told = gettext("Es steht nicht da, wer verantwortlich ist. Übernommen mit: {owner}.")
        return told.format(owner=owner.name)
    told = gettext("„{name}“ ist hier nicht eingetragen. Verantwortlich ist deshalb: {owner}.")
    return told.format(name=shorten(named, 80), owner=owner.name)
