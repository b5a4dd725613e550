"""Lists from elsewhere: the one that somebody looks at, and what of it is here."""

from collections.abc import Iterable

from mitmachstadt.measures.models import HeldList, ImportedMeasure, Measure
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.models import Person
from mitmachstadt.taxonomies.queries import entries_in_force


def held_list(person: Person | None) -> HeldList | None:
    """The list that somebody has uploaded and not put away."""
    if person is None:
        return None
    return HeldList.objects.select_related("owner").filter(person=person).first()


def list_under_way(person: Person | None) -> HeldList | None:
    """The same while the worker takes it over, without the bytes of its file."""
    found = HeldList.objects.filter(person=person, moved__isnull=False).defer("content")
    return found.first() if person is not None else None


def list_being_read(reading: str) -> HeldList | None:
    """The list that is read in under this name."""
    found = HeldList.objects.select_related("owner", "person").filter(reading=reading)
    return found.first() if reading else None


def how_many_came(held: HeldList) -> int:
    """How many measures a list has brought so far."""
    return ImportedMeasure.objects.filter(reading=held.reading).count() if held.reading else 0


def imported_before(source_key: str) -> dict[str, ImportedMeasure]:
    """What came from a source, by the key of its entry there."""
    found = ImportedMeasure.objects.filter(source_key=source_key)
    return {each.key: each for each in found.select_related("measure__node")}


def titles_from_elsewhere(
    titles: Iterable[str], *, source_key: str
) -> dict[str, list[frozenset[int]]]:
    """The districts of public measures that are called so and did not come from this source."""
    found = (
        Measure.objects.filter(node__title__in=set(titles), node__visibility=Visibility.PUBLIC)
        .exclude(imported_from__source_key=source_key)
        .select_related("node")
        .prefetch_related("districts")
    )
    by_title: dict[str, list[frozenset[int]]] = {}
    for each in found:
        where = frozenset(district.pk for district in each.districts.all())
        by_title.setdefault(each.node.title, []).append(where)
    return by_title


def names_of_fields() -> list[tuple[str, str]]:
    """What the terms are called under which something can be sorted now, with their public ids."""
    return [
        (name, entry.term.public_id)
        for entry in entries_in_force()
        if not entry.is_closed
        for name in (entry.name_de, entry.name_en, entry.slug)
    ]
