"""Where somebody is signed in, and ending it."""

from datetime import UTC, datetime

from django.contrib.sessions.models import Session

from mitmachstadt.people.models import DeviceSession, Person


def note_session(*, person: Person, key: str, device: str, since: datetime, at: datetime) -> None:
    """Enter that somebody is signed in; the session has to be saved already.

    Args:
        key: the session's key.
        device: in a few words; no address is kept.
    """
    DeviceSession.objects.update_or_create(
        session_id=key,
        defaults={"person": person, "device": device, "since": since, "seen": day_of(at)},
    )


def see_session(*, key: str, at: datetime) -> None:
    """Enter that a session is in use today."""
    DeviceSession.objects.filter(session_id=key).update(seen=day_of(at))


def end_session(*, person: Person, number: int) -> bool:
    """Sign somebody out on one of their devices; returns whether there was such a one."""
    found = Session.objects.filter(device_session__person=person, device_session__pk=number)
    return found.delete()[0] > 0


def end_sessions(*, person: Person, keep: str | None = None) -> None:
    """Sign somebody out everywhere.

    Args:
        keep: the key of the one session that goes on.
    """
    Session.objects.filter(device_session__person=person).exclude(session_key=keep or "").delete()


def day_of(at: datetime) -> str:
    return at.astimezone(UTC).date().isoformat()
