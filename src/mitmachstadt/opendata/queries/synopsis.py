"""What the synopsis tells: every passage that was talked about, its remarks and their answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Trace
from mitmachstadt.opendata.queries.tables import CHUNK, said_about
from mitmachstadt.strategy.models import Edition
from mitmachstadt.strategy.queries import placed_sections


@dataclass(frozen=True)
class SynopsisAnswer:
    """What the city said: what becomes of the remark, and why."""

    title: str
    reason: str
    given: datetime


@dataclass(frozen=True)
class SynopsisRemark:
    """A public remark. Names of persons stay out; an organisation is named."""

    public_id: str
    text: str
    organisation: str
    affiliation: str
    is_reply: bool
    made: datetime
    due: datetime | None
    answers: list[SynopsisAnswer] = field(default_factory=list)


@dataclass(frozen=True)
class SynopsisPart:
    """A passage or heading of the edition, or the whole document, with what was said about it.

    `number` is the one in the margin of the reading page; "" for headings and the document.
    """

    number: str
    section: str
    words: str
    remarks: list[SynopsisRemark]


def synopsis_of(edition: Edition) -> Iterator[SynopsisPart]:
    """In reading order what people talked about; four queries."""
    said = _remarks(edition)
    if edition.document_id in said:
        title = edition.document.node.title
        yield SynopsisPart("", "", title, said[edition.document_id])
    number = 0
    for section in placed_sections(edition):
        title = f"{section.number} {section.title}".strip()
        if section.node_id in said:
            yield SynopsisPart("", title, title, said[section.node_id])
        for passage in section.passages:
            number += 1
            if passage.node_id in said:
                yield SynopsisPart(str(number), title, passage.text, said[passage.node_id])


def _remarks(edition: Edition) -> dict[int, list[SynopsisRemark]]:
    """The public remarks by the node that they are about, oldest first, with their answers."""
    found: dict[int, list[SynopsisRemark]] = {}
    by_pk: dict[int, SynopsisRemark] = {}
    public = said_about(edition).filter(visibility=Visibility.PUBLIC)
    rows = public.order_by("created", "id").values_list(
        "pk", "remark__thread_id", "public_id", "text", "organisation_name", "affiliation",
        "remark__reply_to_id", "created", "window__answer_due",
    )  # fmt: skip
    for pk, thread, public_id, text, organisation, works_for, reply_to, made, due in rows.iterator(
        CHUNK
    ):
        remark = SynopsisRemark(
            public_id, text, organisation, works_for, reply_to is not None, made, due
        )
        by_pk[pk] = remark
        found.setdefault(thread, []).append(remark)
    answers = Trace.objects.filter(
        relation=Relation.ANSWERED_BY, source__in=public, target__visibility=Visibility.PUBLIC
    ).order_by("created", "id")
    told = answers.values_list("source_id", "target__title", "target__text", "created")
    for source, title, reason, given in told.iterator(CHUNK):
        # A remark that was made public since the first query comes with the next document.
        if source in by_pk:
            by_pk[source].answers.append(SynopsisAnswer(title, reason, given))
    return found
