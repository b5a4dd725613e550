from collections.abc import Callable

from mitmachstadt.data_protection.models import Export
from mitmachstadt.data_protection.queries import file_of
from mitmachstadt.people.models import Person


def remove_exports(*, person: Person) -> Callable[[], None]:
    """Forget somebody's files; returns what removes them once that is sure."""
    files = [file_of(export) for export in Export.objects.filter(person=person).exclude(name="")]
    Export.objects.filter(person=person).delete()

    def remove() -> None:
        for file in files:
            file.unlink(missing_ok=True)

    return remove
