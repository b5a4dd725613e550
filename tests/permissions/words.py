"""The words of the city: taxonomies, the glossary, sources, templates of chapters."""

from typing import Any

from mitmachstadt.nodes.enums import Relation
from mitmachstadt.pages.actions import connect
from mitmachstadt.strategy import actions as strategy
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.models import Edition
from mitmachstadt.strategy.queries import BlockLine
from mitmachstadt.taxonomies.actions import map_terms
from mitmachstadt.taxonomies.enums import MappingRelation
from tests import factories as f
from tests.factories import NOW
from tests.taxonomies import make

TEXT = f.TEXT + "\n## Handlungsbedarf: Netz\n\nEs fehlt ein Netz.\n"


def taxonomy() -> dict[str, Any]:
    """A version in force and the next one, with a term mapped to one of another taxonomy."""
    version, (one, _) = make.published()
    _, (other, _) = make.published(slug="andere")
    mapping = map_terms(
        source=one.term, target=other.term, relation=MappingRelation.SAME, visitor=f.office(),
        at=NOW,
    )  # fmt: skip
    make.next_version(version)
    return {"taxonomy": version.taxonomy.slug, "entry": one.term, "mapping": mapping.pk}


def vocabulary(edition: Edition, draft: Edition, placing: Any, passage: Any) -> dict[str, Any]:
    """An explained term, a citation, a template for chapters, a link."""
    by = f.office()
    term = strategy.explain_term(
        strategy=edition.document.strategy, name="Wege", definition="So.", visitor=by, at=NOW
    )
    citation = strategy.cite(
        edition=draft, placing=placing, author="Institut", title="Eine Studie",
        url="https://example.org/studie", retrieved=NOW.date(), visitor=by, at=NOW,
    )  # fmt: skip
    blocks = [BlockLine("Lage", 1, SectionKind.PROSE, True)]
    template = strategy.keep_template(
        name="Kapitel", description="", blocks=blocks, visitor=by, at=NOW
    )
    trace = connect(
        source=passage, target=f.article(title="Tag der Wege"), relation=Relation.DEALT_WITH_IN,
        note="Dort besprochen.", visitor=by, at=NOW,
    )  # fmt: skip
    return {
        "term": term,
        "citation": citation.pk,
        "chapter_template": template.pk,
        "trace": trace.pk,
    }
