"""Columns that lists of measures have beside the usual ones, and the words in them."""

from collections.abc import Mapping

from mitmachstadt.measures.enums import Health, MeasureType, Phase, State
from mitmachstadt.methods.list_import import Status, fold

# Folded names; the open data of another city goes by the last ones.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "type": ("art", "art der massnahme", "massnahmenart", "typ", "type"),
    "phase": ("phase",),
    "field": ("handlungsfeld", "handlungsfelder", "themenfeld", "thema", "themen", "topics"),
    "papers": ("drucksache", "drucksachen", "drucksachennummer", "drs", "papers"),
    "year": ("haushaltsjahr", "jahr", "year"),
    "problem": ("problem",),
    "goals": ("ziele", "ziel", "goals"),
    "for_whom": ("fuer wen", "zielgruppe", "zielgruppen", "for whom"),
    "programme": ("programm", "programme"),
    "funding": ("finanzierung", "herkunft der mittel", "funding"),
    "repository": ("quelltext", "repository"),
    "standards": ("offene standards", "standards"),
    "posts": ("stellenanteile", "stellen", "posts"),
    "owner_name": ("owner name",),
    "district_names": ("district names",),
    "districts": ("districts",),
    "health": ("ampel", "health"),
    "status_words": ("status words",),
    "status_on": ("stand vom", "status on"),
    "amount_cents": ("amount cents",),
    "amount_is_rough": ("amount is rough",),
    "posts_hundredths": ("posts hundredths",),
    "requested_cents": ("requested cents",),
    "approved_cents": ("approved cents",),
    "spent_cents": ("spent cents",),
    "point": ("point",),
}

_TYPES = {
    MeasureType.CENTRAL: "central zentral zentrale zentralemassnahme",
    MeasureType.DECENTRAL: "decentral dezentral dezentrale dezentralemassnahme",
    MeasureType.NETWORK: "network netzwerk netzwerkmassnahme",
}
_PHASES = {
    Phase.PRE_PROCESS: "1 vorprozess preprocess",
    Phase.PREPARATION: "2 vorbereitung preparation",
    Phase.PILOT: "3 erprobung pilot",
    Phase.DEVELOPMENT: "4 entwicklung development",
    Phase.SCALING: "5 verbreitung scaling",
}
_HEALTHS = {
    Health.GREEN: "green gruen implan",
    Health.YELLOW: "yellow gelb ingefahr",
    Health.RED: "red rot nichtimplan",
}
STATES: Mapping[Status, State] = {
    Status.PLANNED: State.PLANNED,
    Status.RUNNING: State.RUNNING,
    Status.PAUSED: State.PAUSED,
    Status.FINISHED: State.FINISHED,
    Status.STOPPED: State.STOPPED,
}
# What the platform's own lists say of the sort of an entry is no type of a measure.
NO_TYPES = ("plan", "project")


def _meaning[Word](words: Mapping[Word, str]) -> dict[str, Word]:
    return {each: word for word, said in words.items() for each in said.split()}


TYPES, PHASES, HEALTHS = _meaning(_TYPES), _meaning(_PHASES), _meaning(_HEALTHS)


def joined(words: str) -> str:
    """Words for comparing, without what stands between them."""
    return fold(words).replace(" ", "")
