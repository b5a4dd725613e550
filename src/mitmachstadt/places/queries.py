"""Places with their hours, as they are kept."""

from django.db.models import QuerySet

from mitmachstadt.places.models import Place


def _with_hours(found: QuerySet[Place]) -> QuerySet[Place]:
    return found.select_related("district").prefetch_related("hours", "special_days")


def places(*, district: int | None = None, hidden: bool = False) -> list[Place]:
    """All places by district and name, those of the whole city first; three queries.

    Args:
        district: only those in the district with this number.
        hidden: also what is not shown to everybody.
    """
    found = _with_hours(Place.objects.order_by("district", "name", "pk"))
    if district is not None:
        found = found.filter(district=district)
    if not hidden:
        found = found.filter(shown=True)
    return sorted(found, key=lambda place: place.district_id or 0)


def place_by_public_id(public_id: str) -> Place | None:
    return _with_hours(Place.objects.filter(public_id=public_id)).first()


def same_place(name: str, address: str) -> Place | None:
    """The place that is called so and stands there."""
    return Place.objects.filter(name=name, address=address).first()
