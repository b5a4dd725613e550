from mitmachstadt.data_protection.models import Hold
from mitmachstadt.people.models import Person


def holds_of(person: Person) -> list[Hold]:
    """What an administrator set against deleting somebody's data, newest first."""
    return list(Hold.objects.filter(person=person).select_related("by"))


def hold_numbered(person: Person, number: int) -> Hold | None:
    return Hold.objects.filter(person=person, pk=number, lifted=None).first()
