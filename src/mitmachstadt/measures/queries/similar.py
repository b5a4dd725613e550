"""Measures that share words with a title: the search proposes, the method ranks."""

from datetime import datetime

from django.db import connection

from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries.search import Asked, Sight, Wanted, read_query
from mitmachstadt.nodes.queries.search.statements import statement
from mitmachstadt.nodes.queries.search.words import Term

PROPOSED = 200
MOST_FOUND = 5_000


def found_ids(wanted: Wanted, *, at: datetime, limit: int = MOST_FOUND) -> list[int]:
    """The public measures that the search finds, newest first; one statement."""
    if not wanted.says_something:
        return []
    asked = Asked(words="", at=at, kind=Kind.MEASURE, sight=Sight((Visibility.PUBLIC,)))
    sql, values = statement(wanted, asked, limit)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def sharing_words(title: str, *, at: datetime) -> list[Node]:
    """Public measures with any of the words of a title, newest first; two statements."""
    terms = read_query(" ".join(title.replace('"', " ").replace("-", " ").split())).required
    forms = tuple(form for term in terms for form in term.forms)
    typed = tuple(word for term in terms for word in term.typed)
    ids = found_ids(Wanted((Term(forms, typed),) if forms else ()), at=at, limit=PROPOSED)
    known = Node.objects.in_bulk(ids)
    return [known[each] for each in ids]
