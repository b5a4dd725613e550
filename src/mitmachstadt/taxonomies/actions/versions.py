from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.taxonomies.actions.keeping import lock_taxonomy, locked_entries
from mitmachstadt.taxonomies.enums import VersionState
from mitmachstadt.taxonomies.models import Entry, Taxonomy, Version
from mitmachstadt.taxonomies.rules import may_begin_version, may_found, may_publish


def found_taxonomy(
    *,
    slug: str,
    name_de: str,
    visitor: Visitor,
    at: datetime,
    name_en: str = "",
    description: str = "",
) -> Version:
    """Begin a taxonomy; its first version is a draft without terms."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    name = clean_line(name_de)
    may_found(slug=slug, name=name).require()
    with transaction.atomic():
        taxonomy = Taxonomy.objects.create(
            slug=slug,
            name_de=name,
            name_en=clean_line(name_en),
            description=clean_text(description),
        )
        content = {"slug": slug, "name": name}
        append(kind="taxonomy.founded", subject=taxonomy.public_id, content=content, at=at)
        return Version.objects.create(taxonomy=taxonomy, number=1)


def begin_version(
    *, taxonomy: Taxonomy, visitor: Visitor, at: datetime, reason: str = ""
) -> Version:
    """Begin the next version as a copy of the one in force; terms keep their identity."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        lock_taxonomy(taxonomy)
        may_begin_version(taxonomy).require()
        versions = Version.objects.filter(taxonomy=taxonomy)
        last = versions.aggregate(last=Max("number"))["last"] or 0
        version = Version.objects.create(
            taxonomy=taxonomy, number=last + 1, reason=clean_line(reason)[:300]
        )
        entries = list(
            Entry.objects.filter(
                version__taxonomy=taxonomy, version__state=VersionState.IN_FORCE
            ).order_by("position", "id")
        )
        for entry in entries:
            entry.pk, entry.version = None, version
        Entry.objects.bulk_create(entries)
    return version


def publish_version(
    *, version: Version, valid_from: date, visitor: Visitor, at: datetime
) -> Version:
    """Put a draft in force; the version before becomes a former one. It never changes again."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        entries = locked_entries(version)
        of = Version.objects.filter(taxonomy=version.taxonomy_id, state=VersionState.IN_FORCE)
        may_publish(
            version,
            entries,
            former=of.first(),
            day=valid_from,
            today=timezone.localdate(at),
        ).require()
        of.update(state=VersionState.FORMER)
        version.state, version.published, version.valid_from = VersionState.IN_FORCE, at, valid_from
        version.save(update_fields=["state", "published", "valid_from"])
        content = {
            "number": version.number,
            "valid_from": valid_from.isoformat(),
            "terms": [[e.term.public_id, e.slug, e.name_de] for e in entries],
        }
        subject = version.taxonomy.public_id
        append(kind="taxonomy.published", subject=subject, content=content, at=at)
    return version
