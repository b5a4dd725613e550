"""The demonstration city's texts, and how they hang together."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import FOLDER, days_before, read
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.calculations import read_bytes
from mitmachstadt.strategy.enums import DocumentKind
from mitmachstadt.strategy.models import Edition, EditionPassage, Passage, Section

OFFICE = "buero1"
DOCUMENTS = (
    ("gruenbuch.md", "Grünbuch Digitales Berlin", DocumentKind.GREEN_PAPER, "Fassung 1.0", 360),
    ("weissbuch-1.md", "Weißbuch Digitales Berlin", DocumentKind.WHITE_PAPER,
     "Arbeitsfassung 1", 205),
    ("rahmen.md", "Rahmen Lebenswerte Quartiere", DocumentKind.FRAMEWORK, "Fassung 1", 125),
    ("bericht.docx", "Erster Bericht zur Umsetzung", DocumentKind.REPORT, "Bericht 1", 16),
)  # fmt: skip
SECOND_EDITION_DAYS_AGO = 24


@dataclass
class Library:
    """Editions by `document:number`, sections by `document:key`, passages by their first place."""

    editions: dict[str, Edition] = field(default_factory=dict)
    sections: dict[str, Node] = field(default_factory=dict)
    passages: dict[tuple[str, str, int], Passage] = field(default_factory=dict)

    def node(self, document: str, section: str, passage: int | None) -> Node:
        """What a remark is about."""
        if passage is None:
            return self.sections[f"{document}:{section}"]
        return self.passages[document, section, passage].node


def load_texts(cast: Cast, library: Library, at: datetime) -> None:
    """Read the documents in, through the importer, and publish their first editions."""
    office = cast.visitors[OFFICE]
    founded = days_before(at, 400)
    strategy = actions.found_strategy(
        name="Digitalstrategie Berlin",
        text="Eine erfundene Strategie zur Vorführung: vom Grünbuch zum Weißbuch.",
        visitor=office,
        at=founded,
    )
    documents = []
    for name, title, kind, label, days in DOCUMENTS:
        key = name.partition(".")[0].partition("-")[0]
        moment = days_before(at, days)
        document = actions.add_document(
            strategy=strategy, kind=kind, title=title, visitor=office, at=moment
        )
        text = read_bytes((FOLDER / name).read_bytes(), name=name)
        edition = actions.import_edition(
            document=document, label=label, read=text, visitor=office, at=moment
        )
        _reject_all(edition, cast, moment)
        _remember(library, key, edition)
        _cite(key, edition, library, cast, moment)
        actions.publish_edition(edition=edition, visitor=office, at=moment)
        library.editions[f"{key}:1"] = edition
        # Once more, as published: their nodes were a draft's.
        _remember(library, key, edition)
        documents.append(document.node)
    actions.relate(
        earlier=documents[0],
        later=documents[1],
        relation=Relation.BASIS_OF,
        visitor=office,
        at=days_before(at, 205),
    )


def _reject_all(edition: Edition, cast: Cast, at: datetime) -> None:
    """Our own texts are as we want them: whatever the importer suggests, they stay so."""
    asked = [n for n, f in enumerate(edition.report["flags"]) if f["suggestion"] is not None]
    if asked:
        decisions = {str(number): False for number in asked}
        actions.decide(edition=edition, decisions=decisions, visitor=cast.visitors[OFFICE], at=at)


def _remember(library: Library, key: str, edition: Edition) -> None:
    sections = Section.objects.select_related("node").filter(placings__edition=edition)
    keys = {section.pk: section.key for section in sections}
    library.sections.update({f"{key}:{s.key}": s.node for s in sections})
    counts: dict[str, int] = {}
    for placing in (
        EditionPassage.objects.filter(edition=edition)
        .select_related("passage__node")
        .order_by("position")
    ):
        section = keys[placing.section_id]
        counts[section] = counts.get(section, 0) + 1
        library.passages[key, section, counts[section]] = placing.passage


def load_second_edition(
    cast: Cast, library: Library, remarks: dict[str, Node], at: datetime
) -> None:
    """The white paper's second edition: what changed, and because of which remarks."""
    office, moment = cast.visitors[OFFICE], days_before(at, SECOND_EDITION_DAYS_AGO)
    draft = actions.revise_edition(
        edition=library.editions["weissbuch:1"],
        label="Arbeitsfassung 2",
        visitor=office,
        at=moment - timedelta(days=10),
    )
    because: list[tuple[Node, str]] = []
    for change in read("weissbuch-2.json"):
        passage = library.passages["weissbuch", change["section"], change["passage"]]
        node = _apply(change, draft, passage, cast, moment - timedelta(days=2))
        because.extend((node, key) for key in change["because_of"])
    _cite("weissbuch", draft, library, cast, moment - timedelta(days=1))
    actions.publish_edition(edition=draft, visitor=office, at=moment)
    library.editions["weissbuch:2"] = draft
    for node, key in because:
        link(
            source=remarks[key],
            target=node,
            relation=Relation.TAKEN_UP_IN,
            by=office.person,
            at=moment,
        )


def _apply(
    change: dict[str, Any], draft: Edition, passage: Passage, cast: Cast, at: datetime
) -> Node:
    office = cast.visitors[OFFICE]
    if change["op"] == "change":
        actions.change_passage(
            edition=draft, passage=passage, text=change["text"], visitor=office, at=at
        )
        return passage.node
    if change["op"] == "add_after":
        after = EditionPassage.objects.select_related("section__node").get(
            edition=draft, passage=passage
        )
        added = actions.add_passage(
            edition=draft, after=after, text=change["text"], visitor=office, at=at
        )
        return added.passage.node
    actions.remove_passage(edition=draft, passage=passage, visitor=office, at=at)
    return passage.node


def _cite(key: str, draft: Edition, library: Library, cast: Cast, at: datetime) -> None:
    """What a draft takes from others; the white paper does so in its second edition."""
    rows = [row for row in read("vocabulary.json")["citations"] if row["document"] == key]
    if key == "weissbuch" and "weissbuch:1" not in library.editions:
        return
    for row in rows:
        passage = library.passages[key, row["section"], row["passage"]]
        actions.cite(
            edition=draft,
            placing=EditionPassage.objects.select_related("passage__node").get(
                edition=draft, passage=passage
            ),
            author=row["author"],
            title=row["title"],
            url=row["url"],
            retrieved=timezone.localdate(at - timedelta(days=row["retrieved_days_ago"])),
            note=row["note"],
            visitor=cast.visitors[OFFICE],
            at=at,
        )


def load_traces(cast: Cast, library: Library, at: datetime) -> None:
    """From needs for action to goals and measures, and back."""
    for row in read("traces.json"):
        link(
            source=library.sections[row["from"]],
            target=library.sections[row["to"]],
            relation=Relation(row["relation"]),
            note=row["note"],
            by=cast.persons[OFFICE],
            at=days_before(at, SECOND_EDITION_DAYS_AGO),
        )


def load_decisions(cast: Cast, library: Library, at: datetime) -> None:
    """What bodies decided."""
    for row in read("decisions.json"):
        moment = days_before(at, row["days_ago"])
        record_decision(
            about=library.editions[row["about"]].node,
            body=cast.organisations[row["body"]],
            decided_on=timezone.localdate(moment),
            reference=row["reference"],
            title=row["title"],
            visitor=cast.visitors[OFFICE],
            at=moment,
        )
