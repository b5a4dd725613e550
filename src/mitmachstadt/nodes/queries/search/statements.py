"""The statements of the search on either database.

Both read the newest that fits and stop when they have enough: however common a word is, only so
many rows are read. Whether somebody may see a node is asked of its row inside the statement.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from mitmachstadt.nodes.enums import FoundState, Kind, Relation, Visibility
from mitmachstadt.nodes.queries.search.asked import Asked, Sight
from mitmachstadt.nodes.queries.search.words import Form, Term, Wanted

# So many of the newest hits are looked through for a state, which no index knows.
MOST_SCANNED = 1_000
# PostgreSQL's index does not know which word stands beside which: whether a text has a phrase of
# words that nearly all texts have is seen in the text. So many of the newest are looked through.
NEWEST_FOR_PHRASE = 20_000
_LONGEST_RANKED = 1_000
_MOST_MONTHS, _MOST_YEARS = 24, 60
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
type Condition = tuple[str, list[Any]]

_BY_VISIBILITY = {
    FoundState.RETIRED: Visibility.RETIRED,
    FoundState.WAITING: Visibility.WAITING,
    FoundState.HIDDEN: Visibility.HIDDEN,
    FoundState.DRAFT: Visibility.DRAFT,
}
_UNANSWERED = (
    "hits.answers = 0 AND (SELECT w.answer_due FROM nodes_window w WHERE w.id = hits.window_id)"
)
_STATES = {
    FoundState.ANSWERED: "hits.answers > 0",
    FoundState.OVERDUE: f"{_UNANSWERED} < %s",
    FoundState.OPEN: f"{_UNANSWERED} >= %s",
    FoundState.TAKEN_UP: (
        "EXISTS (SELECT 1 FROM nodes_trace t JOIN nodes_node n ON n.id = t.target_id"  # noqa: S608
        f" WHERE t.source_id = hits.id AND t.relation = '{Relation.TAKEN_UP_IN}'"
        " AND n.visibility IN ('public', 'retired'))"
    ),
}
_COLUMNS = f"n.id, n.kind, n.title, substr(n.text, 1, {_LONGEST_RANKED})"


def statement(wanted: Wanted, asked: Asked, limit: int) -> Condition:
    """The newest nodes that fit: id, kind, title and how the text begins.

    Numbers first, words only of those that are shown: long texts lie beside their rows.
    """
    match, values = _MATCH[connection.vendor](wanted, asked)
    conditions = [match]
    for condition, given in _conditions(asked):
        conditions.append(condition)
        values += given
    beginning = _FROM[connection.vendor]
    if looks_through_newest(wanted):
        beginning, before = _newest(asked)
        values = [*before, *values]
    rows = beginning + " AND ".join(conditions) + _NEWEST[connection.vendor]
    state = _STATES.get(asked.state) if asked.state else None
    if state is None:
        hits = f"SELECT n.id {rows} LIMIT {limit}"
    else:
        if asked.state in {FoundState.OPEN, FoundState.OVERDUE}:
            values.append(connection.ops.adapt_datetimefield_value(asked.at))
        newest = f"SELECT n.id, n.answers, n.window_id {rows} LIMIT {MOST_SCANNED}"
        hits = f"SELECT id FROM ({newest}) hits WHERE {state} ORDER BY id DESC LIMIT {limit}"  # noqa: S608 - see _MATCH
    return (
        f"SELECT {_COLUMNS} FROM ({hits}) found JOIN nodes_node n ON n.id = found.id"  # noqa: S608
        " ORDER BY n.id DESC",
        values,
    )


_FROM = {
    "sqlite": "FROM nodes_search CROSS JOIN nodes_node n ON n.id = nodes_search.rowid WHERE ",
    "postgresql": "FROM nodes_node n WHERE ",
}
# FTS5 gives its rows in this order by itself, if it is asked for by this name.
_NEWEST = {
    "sqlite": " ORDER BY nodes_search.rowid DESC",
    "postgresql": " ORDER BY n.id DESC",
}


def looks_through_newest(wanted: Wanted) -> bool:
    """Whether only the newest texts are looked through, not all."""
    return connection.vendor == "postgresql" and wanted.is_everywhere


def _newest(asked: Asked) -> Condition:
    """The newest texts, of those before a day if one is asked for."""
    until = [connection.ops.adapt_datetimefield_value(asked.until)] if asked.until else []
    before = "WHERE created < %s" if until else ""
    newest = f"SELECT * FROM nodes_node {before} ORDER BY id DESC LIMIT {NEWEST_FOR_PHRASE}"  # noqa: S608
    return f"FROM ({newest}) n WHERE ", until


def _conditions(asked: Asked) -> list[Condition]:
    moment = connection.ops.adapt_datetimefield_value
    found = [_in_sight(asked.sight)]
    if asked.state in _BY_VISIBILITY:
        found.append(("n.visibility = %s", [str(_BY_VISIBILITY[asked.state])]))
    if asked.state in _STATES:
        found.append(("n.visibility = %s", [str(Visibility.PUBLIC)]))
    if asked.state in {FoundState.OPEN, FoundState.OVERDUE, FoundState.ANSWERED}:
        found.append(("n.kind = %s", [str(Kind.REMARK)]))
    if asked.kind:
        found.append(("n.kind = %s", [str(asked.kind)]))
    if asked.scope:
        found.append(("n.scope = %s", [str(asked.scope)]))
    if asked.district is not None:
        found.append(("n.district_id = %s", [asked.district]))
    if asked.below:
        found.append(("(n.path = %s OR n.path LIKE %s)", [asked.below, f"{asked.below}/%"]))
    if asked.since:
        found.append(("n.created >= %s", [moment(asked.since)]))
    if asked.until:
        found.append(("n.created < %s", [moment(asked.until)]))
    return found


def _in_sight(sight: Sight) -> Condition:
    places = ", ".join(["%s"] * len(sight.visibilities))
    condition, values = f"n.visibility IN ({places})", [*map(str, sight.visibilities)]
    if sight.author is None:
        return condition, values
    own = "n.visibility = %s AND n.author_id = %s"
    return f"({condition} OR {own})", [*values, str(Visibility.WAITING), sight.author]


def _matched_sqlite(wanted: Wanted, asked: Asked) -> Condition:
    """Words and facets in the language of FTS5; every word stands in quotation marks."""
    ways = [f"(words : ({term_for_fts(term)}))" for term in wanted.required]
    ways += [f"(facets : ({' OR '.join(f'"{f}"' for f in any_of)}))" for any_of in _facets(asked)]
    found = " AND ".join(ways)
    for term in wanted.terms:
        if term.excluded:
            found = f"({found}) NOT (words : ({term_for_fts(term)}))"
    return "nodes_search MATCH %s", [found]


def term_for_fts(term: Term) -> str:
    """A term in any of its forms, in the language of FTS5."""
    return " OR ".join(
        f'"{" ".join(form.words)}"' + (" *" if form.begins else "") for form in term.forms
    )


def _facets(asked: Asked) -> list[list[str]]:
    """What has to hold, as lists of facets of which a node has at least one."""
    sight = asked.sight
    seen = [f"v{visibility}" for visibility in sight.visibilities]
    found = [[*seen, f"a{sight.author}"] if sight.author is not None else seen]
    if asked.state in _BY_VISIBILITY:
        found.append([f"v{_BY_VISIBILITY[asked.state]}"])
    if asked.kind:
        found.append([f"k{asked.kind}"])
    if asked.scope:
        found.append([f"s{asked.scope}"])
    if asked.district is not None:
        found.append([f"d{asked.district}"])
    if asked.below:
        found.append([f"p{asked.below.rpartition('/')[2]}"])
    times = _times(asked)
    return [*found, times] if times else found


def _times(asked: Asked) -> list[str]:
    """The months, or the years, that a span of time touches."""
    if not (asked.since or asked.until):
        return []
    first = (asked.since or _EARLIEST).astimezone(UTC)
    last = (asked.until or asked.at + timedelta(days=366)).astimezone(UTC)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= _MOST_MONTHS:
        return [f"m{month // 12:04}{month % 12 + 1:02}" for month in months] or ["mnever"]
    years = range(first.year, last.year + 1)
    return [f"y{year:04}" for year in years] if len(years) <= _MOST_YEARS else []


def _matched_postgresql(wanted: Wanted, _: Asked) -> Condition:
    """The words as a tsquery, written into the statement: as a value, the planner of a prepared
    statement would not know how common they are. They hold letters and digits only."""
    ways = [f"{'!' if term.excluded else ''}({term_for_tsquery(term)})" for term in wanted.terms]
    return f"n.search @@ '{' & '.join(ways)}'::tsquery", []


def term_for_tsquery(term: Term) -> str:
    """A term in any of its forms, as a part of a tsquery; letters and digits only."""
    return " | ".join(_ts_form(form) for form in term.forms)


def _ts_form(form: Form) -> str:
    words = [f"''{word}''" for word in form.words]
    return " <-> ".join(words) + (":*" if form.begins else "")


_MATCH = {"sqlite": _matched_sqlite, "postgresql": _matched_postgresql}
