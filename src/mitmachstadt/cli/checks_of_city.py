"""The part of `mitmachstadt check` that looks at the city: its entry, its worker, its backups."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from mitmachstadt.barriers.calculations import statement
from mitmachstadt.barriers.queries import last_tests
from mitmachstadt.cli.check import Finding
from mitmachstadt.kernel.city import saved_city, the_city
from mitmachstadt.kernel.files import path_of
from mitmachstadt.kernel.operation import WORKER_SILENT_AFTER, backup_age, worker_silence
from mitmachstadt.people.calculations import gaps_in
from mitmachstadt.people.queries.texts import all_texts

OLD_BACKUP = timedelta(days=3)


def city() -> Iterator[Finding]:
    """City."""
    row = saved_city()
    if row is None:
        yield Finding(
            "note",
            "city",
            f"none is entered: the settings call it {settings.CITY_NAME}, without an imprint",
            "Run 'mitmachstadt init'.",
        )
        return
    yield Finding("ok", "city", row.name)
    host = urlsplit(row.address).hostname
    if host and host not in settings.ALLOWED_HOSTS:
        yield Finding(
            "wrong",
            "city",
            f"its address is {row.address}, but the site does not answer to {host}",
            f"Set MITMACHSTADT_HOSTS={host}.",
        )
    if row.logo and not path_of(row.logo).is_file():
        yield Finding(
            "wrong",
            "city",
            "the file of its mark is missing in the data folder",
            "Bring the old data folder's 'files', or enter the mark with 'init --update'.",
        )


_NEEDED = {
    "responsible": "who is responsible",
    "address": "the address",
    "represented_by": "who represents the city",
    "phone": "a telephone number",
    "hours": "when somebody answers it",
    "data_protection": "whom to ask about data protection",
    "enforcement": "who enforces accessibility",
    "enforcement_contact": "how to reach who enforces accessibility",
}


def duties() -> Iterator[Finding]:
    """What the city has to tell by law: in its imprint, its statement and its own words."""
    imprint = the_city().imprint
    missing = [words for name, words in _NEEDED.items() if not getattr(imprint, name)]
    if missing:
        says = f"the imprint does not say: {', '.join(missing)}"
        mend = "Add it to [imprint] in the city's file, then 'mitmachstadt init FILE --update'."
        yield Finding("note", "duties", says, mend)
    day = timezone.localdate(timezone.now())
    for kind, texts in all_texts(day=day).items():
        for text in filter(None, (texts.holding, texts.coming)):
            if gaps := gaps_in(f"{text.text}\n{text.text_en}"):
                says = (
                    f"{kind.value}, version {text.number}: nothing to put in for {', '.join(gaps)}"
                )
                yield Finding("note", "duties", says, "Enter it, or publish a version without it.")
    if statement([], last_tests(), today=day).is_outdated:
        says = "the accessibility statement has no test, or one older than a year"
        yield Finding("note", "duties", says, "The office enters a test at /de/buero/barrieren/.")
    elif not missing:
        yield Finding("ok", "duties", "imprint and accessibility statement are complete")


def last_backup() -> Iterator[Finding]:
    """Backup."""
    age = backup_age(at=timezone.now())
    if age is None or age > OLD_BACKUP:
        says = "there is none as yet" if age is None else f"the last one is {age.days} days old"
        yield Finding("note", "backup", says, "docs/operating.md shows a timer for it.")
    else:
        yield Finding("ok", "backup", f"the last one is {age.total_seconds() / 3600:.0f} h old")


def background_worker() -> Iterator[Finding]:
    """Background worker."""
    silence = worker_silence(at=timezone.now())
    if silence is None:
        yield Finding(
            "note",
            "background worker",
            "'mitmachstadt serve' does not run with this data folder",
            "Mail and deadlines wait until it runs.",
        )
    elif silence > WORKER_SILENT_AFTER:
        yield Finding(
            "wrong",
            "background worker",
            f"was last seen {silence.total_seconds():.0f} s ago",
            "Look at the output of 'mitmachstadt serve', and start it again.",
        )
    else:
        yield Finding("ok", "background worker", f"seen {silence.total_seconds():.0f} s ago")
