"""The demonstration city's fields of action, glossary, facets, and what pays into what."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.texts import OFFICE, SECOND_EDITION_DAYS_AGO, Library
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import Facet
from mitmachstadt.strategy.models import GlossaryTerm, Section, Strategy
from mitmachstadt.taxonomies import actions as taxonomies
from mitmachstadt.taxonomies.models import Entry, Version


def load_fields(cast: Cast, library: Library, at: datetime) -> None:
    """The taxonomy, and which sections are sorted under which of its terms."""
    given, office = read("fields.json"), cast.visitors[OFFICE]
    moment = days_before(at, given["days_ago"])
    version = taxonomies.found_taxonomy(**given["taxonomy"], visitor=office, at=moment)
    entries: dict[str, Entry] = {}
    for row in given["fields"]:
        top = _enter(version, row, None, cast, moment)
        entries[top.slug] = top
        for below in row["below"]:
            entries[below["slug"]] = _enter(version, below, top, cast, moment)
    taxonomies.publish_version(
        version=version, valid_from=timezone.localdate(moment), visitor=office, at=moment
    )
    sorted_at = days_before(at, SECOND_EDITION_DAYS_AGO - 1)
    for section, slugs in given["sorted"].items():
        terms = [entries[slug].term.public_id for slug in slugs]
        taxonomies.sort_under(
            node=library.sections[section], terms=terms, visitor=office, at=sorted_at
        )


def _enter(
    version: Version, row: dict[str, Any], parent: Entry | None, cast: Cast, at: datetime
) -> Entry:
    words = {name: row[name] for name in ("slug", "name_de", "name_en", "definition")}
    return taxonomies.write_entry(
        version=version,
        parent=parent.term if parent else None,
        visitor=cast.visitors[OFFICE],
        at=at,
        **words,
    )


def load_vocabulary(cast: Cast, library: Library, at: datetime) -> None:
    """The glossary, the facets, and what pays into guiding principles."""
    given, office = read("vocabulary.json"), cast.visitors[OFFICE]
    moment = days_before(at, SECOND_EDITION_DAYS_AGO) + timedelta(hours=2)
    strategy = Strategy.objects.select_related("node").get()
    made: dict[str, GlossaryTerm] = {}
    for nth, row in enumerate(given["terms"]):
        made[row["name"]] = actions.explain_term(
            strategy=strategy,
            name=row["name"],
            definition=row["definition"],
            forms=row["forms"],
            plain=row["plain"],
            source=row["source"],
            related=[made[name].public_id for name in row["related"]],
            section=_section(library, row["section"]) if row["section"] else None,
            visitor=office,
            at=moment + timedelta(minutes=nth),
        )
    actions.mark_pages(strategy=strategy)
    for key, names in given["facets"].items():
        facets = [Facet[name.upper()] for name in names]
        section = _section(library, key)
        actions.set_facets(section=section, facets=facets, visitor=office, at=moment)
    for row in given["paying_in"]:
        actions.pay_into(
            source=library.sections[row["from"]],
            target=library.sections[row["to"]],
            rationale=row["why"],
            visitor=office,
            at=moment,
        )


def _section(library: Library, key: str) -> Section:
    return Section.objects.select_related("node").get(node=library.sections[key])
