"""Laying out a read text: which sections and passages go on, which come back, which are new."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from mitmachstadt.kernel.canonical import digest
from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.strategy.calculations import ReadText, passage_html, same_passages
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.models import (
    Document,
    Edition,
    EditionPassage,
    EditionSection,
    Passage,
    Section,
)
from mitmachstadt.strategy.queries import (
    PlacedSection,
    latest_edition,
    placed_sections,
)


def place(
    edition: Edition, read: ReadText, at: datetime, *, before: Sequence[PlacedSection] = ()
) -> None:
    """Write sections and passages of a read text, reusing what continues the latest edition.

    Args:
        before: how the same draft was laid out until now; what continues it goes on as well.
    """
    former = latest_edition(edition.document)
    published = placed_sections(former) if former else []
    here = {section.node_id for section in before}
    old_sections = [*before, *(each for each in published if each.node_id not in here)]
    sections = _sections(edition, read, old_sections, at)
    rows = [
        (sections[index], passage)
        for index, section in enumerate(read.document.sections)
        for passage in section.passages
    ]
    texts = [passage.text for _, passage in rows]
    known = _known_passages(edition.document, texts, [before, published])
    nodes = [
        known[index]
        if index in known
        else _draft_node(Kind.PASSAGE, section.node, passage.text, at)
        for index, (section, passage) in enumerate(rows)
    ]
    _save_nodes([n for n in nodes if n.pk is None], Passage, edition.document)
    wordings = keep_wordings(
        [
            (
                node,
                passage.text,
                passage_html(passage.text, markup=passage.markup, form=passage.form),
            )
            for node, (_, passage) in zip(nodes, rows, strict=True)
        ],
        at,
    )
    EditionPassage.objects.bulk_create(
        EditionPassage(
            edition=edition,
            section=section,
            passage_id=node.pk,
            wording=wording,
            position=position,
            form=passage.form,
            marker=passage.marker[:12],
            depth=passage.depth,
        )
        for position, ((section, passage), node, wording) in enumerate(
            zip(rows, nodes, wordings, strict=True)
        )
    )


def _known_passages(
    document: Document, texts: list[str], layouts: list[Sequence[PlacedSection]]
) -> dict[int, Node]:
    """Which of these texts continue passages: of the first layout, else of the next, else of any.

    No passage is continued twice.
    """
    found: dict[int, int] = {}
    for layout in layouts:
        taken = set(found.values())
        old = [p for s in layout for p in s.passages if p.node_id not in taken]
        waiting = [index for index in range(len(texts)) if index not in found]
        same = same_passages([p.text for p in old], [texts[i] for i in waiting]) if old else {}
        found |= {waiting[new]: old[place].node_id for new, place in same.items()}
    nodes = Node.objects.in_bulk(found.values())
    known = {index: nodes[pk] for index, pk in found.items()}
    back = {
        index: node
        for index, node in _returning(document, texts).items()
        if index not in known and node.pk not in nodes
    }
    return known | back


def _returning(document: Document, texts: list[str]) -> dict[int, Node]:
    """Which of these texts a former edition had and the latest one has not: they come back."""
    wordings = Wording.objects.filter(
        node__passage__document=document, node__visibility=Visibility.RETIRED
    )
    waiting: dict[str, list[int]] = {}
    for index, text in reversed(list(enumerate(texts))):
        waiting.setdefault(digest(text), []).append(index)
    found: dict[int, Node] = {}
    back: set[int] = set()
    for wording in wordings.select_related("node").order_by("-created", "-id"):
        places = waiting.get(wording.digest)
        if places and wording.node_id not in back:
            found[places.pop()] = wording.node
            back.add(wording.node_id)
    return found


def _sections(
    edition: Edition, read: ReadText, old_sections: list[Any], at: datetime
) -> list[Section]:
    """The read text's sections in order; one with a known title continues the old one."""
    known = _known_sections(edition.document, read, old_sections)
    old_by_id = Section.objects.select_related("node").in_bulk(known.values())
    found: list[Section] = []
    above: list[tuple[int, Section]] = []
    for index, source in enumerate(read.document.sections):
        while above and above[-1][0] >= source.level:
            above.pop()
        if index in known:
            section = old_by_id[known[index]]
        else:
            parent = above[-1][1].node if above else edition.document.node
            node = _draft_node(Kind.SECTION, parent, source.title, at)
            node.save(force_insert=True)
            section = Section.objects.create(
                node=node,
                document=edition.document,
                kind=SectionKind(str(source.kind)),
                key=source.key[:60],
            )
        found.append(section)
        above.append((source.level, section))
    built = _built_by_template(found)
    EditionSection.objects.bulk_create(
        EditionSection(
            edition=edition,
            section=section,
            position=position,
            level=source.level,
            number=source.number,
            title=source.title,
            kind=section.kind,
            **built.get(section.pk, {}),
        )
        for position, (section, source) in enumerate(
            zip(found, read.document.sections, strict=True)
        )
    )
    return found


def _built_by_template(sections: list[Section]) -> dict[int, dict[str, int | None]]:
    """Which template or block each of these sections followed last, as columns of its placing."""
    rows = EditionSection.objects.filter(section__in=[section.pk for section in sections])
    followed = rows.exclude(template=None, block=None).order_by("edition__published", "edition")
    return {
        section: {"template_id": template, "block_id": block}
        for section, template, block in followed.values_list("section", "template", "block")
    }


def _known_sections(document: Document, read: ReadText, old_sections: list[Any]) -> dict[int, int]:
    """Which of the read sections continue a known one: index -> primary key.

    First by the titles on the way down to it, for "Ausgangslage" may stand in every chapter; then
    by its own title, among the latest edition's and those that went before.
    """
    gone = Node.objects.filter(section__document=document, visibility=Visibility.RETIRED)
    by_way: dict[tuple[str, ...], list[int]] = {}
    by_title: dict[str, list[int]] = {}
    for way, old in zip(_ways(old_sections), old_sections, strict=True):
        by_way.setdefault(way, []).append(old.node_id)
        by_title.setdefault(way[-1], []).append(old.node_id)
    for title, pk in gone.order_by("-changed", "-id").values_list("text", "pk"):
        by_title.setdefault(title.casefold(), []).append(pk)
    found: dict[int, int] = {}
    ways = _ways(read.document.sections)
    for index, way in enumerate(ways):
        if by_way.get(way):
            found[index] = by_way[way].pop(0)
    taken = set(found.values())
    for index, way in enumerate(ways):
        left = [pk for pk in by_title.get(way[-1], []) if pk not in taken]
        if index not in found and left:
            found[index] = left[0]
            taken.add(left[0])
    return found


def _ways(sections: Iterable[Any]) -> list[tuple[str, ...]]:
    """For each section the titles above it and its own, in small letters."""
    ways: list[tuple[str, ...]] = []
    above: list[tuple[int, str]] = []
    for section in sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        above.append((section.level, section.title.casefold()))
        ways.append(tuple(title for _, title in above))
    return ways


def _draft_node(kind: Kind, parent: Node, text: str, at: datetime) -> Node:
    title = text if len(text) <= 120 else text[:119].rsplit(" ", 1)[0] + "…"
    return new_node(
        kind=kind, parent=parent, title=title or "Ohne Überschrift", at=at, text=text,
        visibility=Visibility.DRAFT,
    )  # fmt: skip


def _save_nodes(nodes: list[Node], model: type[Passage], document: Document) -> None:
    Node.objects.bulk_create(nodes, batch_size=500)
    model._default_manager.bulk_create(
        [model(node=node, document=document) for node in nodes], batch_size=500
    )


def keep_wordings(words: list[tuple[Node, str, str]], at: datetime) -> list[Wording]:
    """The wordings of these nodes with these words and HTML, made where they are missing.

    The same words in another form, once a paragraph and once a line of code, are two wordings.
    """
    ids = [node.pk for node, _, _ in words]
    known = {(w.node_id, w.text, w.html): w for w in Wording.objects.filter(node__in=ids)}
    spoken = {(node_id, text) for node_id, text, _ in known}
    missing = [
        Wording(
            node=node,
            text=text,
            html=html,
            digest=digest([text, html] if (node.pk, text) in spoken else text),
            created=at,
        )
        for node, text, html in words
        if (node.pk, text, html) not in known
    ]
    for wording in Wording.objects.bulk_create(missing, batch_size=500):
        known[wording.node_id, wording.text, wording.html] = wording
    return [known[node.pk, text, html] for node, text, html in words]
