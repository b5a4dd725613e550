import contextlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from mitmachstadt.kernel.canonical import digest
from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.enums import WITHOUT_CIRCLE, Kind, Moderation, Relation, Verb
from mitmachstadt.nodes.migrations import _search, _tallies
from mitmachstadt.nodes.models import Node, Trace, Window, Wording
from mitmachstadt.nodes.rules import may_link, may_open
from mitmachstadt.people.models import Person

# The name of a lock; any number that nobody else takes.
_LINKS_WITHOUT_CIRCLE = 6_482_417


def new_node(*, kind: Kind, parent: Node | None, title: str, at: datetime, **fields: Any) -> Node:
    """A node that is not saved yet; its address and path are known before it is written."""
    public_id = new_public_id()
    path = f"{parent.path}/{public_id}" if parent else public_id
    return Node(
        public_id=public_id,
        kind=kind,
        parent=parent,
        path=path,
        title=title[:500],
        created=at,
        changed=at,
        **fields,
    )


def add_wording(*, node: Node, text: str, html: str, at: datetime) -> Wording:
    """Keep public words for the node; words it already had give the wording it already has."""
    wording, _ = Wording.objects.get_or_create(
        node=node,
        digest=digest(text),
        defaults={"text": text, "html": html, "created": at, "published": at},
    )
    return wording


def link(
    *,
    source: Node,
    target: Node,
    relation: Relation,
    by: Person | None,
    at: datetime,
    note: str = "",
) -> Trace:
    """Say that the target follows from the source; saying it twice changes nothing.

    Raises:
        SelfRelation, CircularRelation: the link makes no sense.
    """
    with transaction.atomic():
        if relation in WITHOUT_CIRCLE:
            one_at_a_time()
        may_link(source, target, relation).require()
        trace, made = Trace.objects.get_or_create(
            source=source,
            target=target,
            relation=relation,
            defaults={"note": note, "by": by, "created": at},
        )
        if made:
            content = {"relation": relation.value, "target": target.public_id, "note": note}
            append(kind="trace.made", subject=source.public_id, content=content, at=at)
    return trace


def one_at_a_time() -> None:
    """Several people linking at once could close a circle that none of them sees: one at a time.

    Locking the two nodes would not do, for a long circle is closed between other nodes. SQLite
    lets only one transaction write anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LINKS_WITHOUT_CIRCLE])


def unlink(*, trace: Trace, by: Person, at: datetime, reason: str) -> None:
    """Take a trace back; the register keeps that there was one, and why it went."""
    with transaction.atomic():
        content = {
            "relation": trace.relation,
            "target": trace.target.public_id,
            "reason": reason,
            "by": by.public_id,
        }
        append(kind="trace.removed", subject=trace.source.public_id, content=content, at=at)
        trace.delete()


def open_window(
    *,
    node: Node,
    verbs: Iterable[Verb],
    audience: str,
    opens: datetime,
    closes: datetime,
    answer_due: datetime | None,
    moderation: Moderation = Moderation.WITHOUT_ACCOUNT,
    opened_by: Node | None = None,
    at: datetime,
) -> Window:
    """Open verbs for an audience on a node and all below it.

    Raises:
        EndsBeforeItStarts, AnswerDueTooEarly: the moments contradict each other.
    """
    may_open(opens=opens, closes=closes, answer_due=answer_due).require()
    with transaction.atomic():
        window = Window.objects.create(
            node=node,
            path=node.path,
            verbs=sum(set(verbs)),
            audience_id=audience,
            opens=opens,
            closes=closes,
            answer_due=answer_due,
            moderation=moderation,
            opened_by=opened_by,
        )
        append(kind="window.opened", subject=node.public_id, content=_moments(window), at=at)
    return window


def move_window(
    *, window: Window, closes: datetime, answer_due: datetime | None, at: datetime
) -> Window:
    """Let a window close at another moment and move its answers' due date."""
    may_open(opens=window.opens, closes=closes, answer_due=answer_due).require()
    with transaction.atomic():
        window.closes, window.answer_due = closes, answer_due
        window.save(update_fields=["closes", "answer_due"])
        subject = window.node.public_id
        append(kind="window.moved", subject=subject, content=_moments(window), at=at)
    return window


def lock_nodes(node_ids: Iterable[int]) -> None:
    """All writers take these rows in the order of their ids, so that no two wait for each other."""
    rows = Node.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(node_ids))
    list(rows.only("pk").order_by("pk"))


def bump(node_ids: Iterable[int], *, counter: str, by: int = 1) -> None:
    """Change a counter of these nodes in the database, in a fixed order, losing no update."""
    statement = _BUMP[counter]
    with connection.cursor() as cursor:
        for node_id in sorted(set(node_ids)):
            cursor.execute(statement, [by, node_id])


# Written out: Django takes ten times as long to make such a statement as it takes to run it.
_BUMP = {
    "remarks": "UPDATE nodes_node SET remarks = remarks + %s WHERE id = %s",
    "supports": "UPDATE nodes_node SET supports = supports + %s WHERE id = %s",
    "answers": "UPDATE nodes_node SET answers = answers + %s WHERE id = %s",
}


@contextlib.contextmanager
def counted_at_the_end() -> Iterator[None]:
    """While all nodes of a city are written in one transaction: their tallies come at once.

    Row by row PostgreSQL would look through all versions that the transaction made of a tally.
    """
    with connection.cursor() as cursor:
        late = connection.vendor == "postgresql" and (
            "nodes_tally" in connection.introspection.table_names(cursor)
        )
        if late:
            cursor.execute("ALTER TABLE nodes_node DISABLE TRIGGER USER")
        yield
        if late:
            connection.check_constraints()  # else the table cannot be altered before the commit
            cursor.execute("ALTER TABLE nodes_node ENABLE TRIGGER USER")
            cursor.execute("DELETE FROM nodes_tally")
            cursor.execute(_tallies.FILL)


def rebuild_search() -> int:
    """Make the search index anew from the nodes; returns how many there are.

    Every write keeps it; this is for a database that came from elsewhere.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, body in _search.TRIGGERS.items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(f"CREATE TRIGGER {name} {body}")
            cursor.execute("INSERT INTO nodes_search(nodes_search) VALUES ('delete-all')")
            cursor.execute(_search.FILL)
            cursor.execute("INSERT INTO nodes_search(nodes_search) VALUES ('optimize')")
        else:
            cursor.execute("REINDEX INDEX node_search")
    return Node.objects.count()


def _moments(window: Window) -> dict[str, Any]:
    return {
        "verbs": window.verbs,
        "audience": window.audience_id,
        "opens": window.opens.isoformat(),
        "closes": window.closes.isoformat(),
        "answer_due": window.answer_due.isoformat() if window.answer_due else "",
        "moderation": str(window.moderation),
    }
