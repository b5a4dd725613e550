"""What a session says of somebody signed in: with what, since when, and whether just now."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from mitmachstadt.kernel.web.device import device_in_words
from mitmachstadt.kernel.web.security_log import write_down
from mitmachstadt.people import actions
from mitmachstadt.people.queries import Visitor, has_second_factor, visitor

BACKEND = "mitmachstadt.kernel.web.sign_in.Backend"
PENDING = "sign-in-pending"
PENDING_LIVES = timedelta(minutes=15)
PROVEN = "second-factor"
SINCE = "signed-in"
SEEN = "seen"
REGISTERED = "registered-here"
FRESH = timedelta(minutes=15)
# Whole days without a request, after which a session is over.
UNUSED = timedelta(days=7)
UNUSED_AT_WORK = timedelta(days=1)


def first_factor_given(
    request: HttpRequest, person: Any, *, at: datetime, target: str
) -> HttpResponse:
    """On to the second factor if there is one, else in."""
    if not has_second_factor(person):
        return let_in(request, person, at=at, target=target, proven=False)
    # Whoever knew the session's key before does not share what it is worth now.
    request.session.cycle_key()
    if request.user.is_authenticated:
        note(request, request.user, at=at)
    until = (at + PENDING_LIVES).isoformat()
    request.session[PENDING] = {"person": person.public_id, "until": until, "next": target}
    return redirect("second-factor")


def pending(request: HttpRequest, *, at: datetime) -> dict[str, str] | None:
    """Who has given the first factor in this session, and where they wanted to go."""
    found: dict[str, str] | None = request.session.get(PENDING)
    if found is None:
        return None
    until = datetime.fromisoformat(found["until"])
    return found if until - PENDING_LIVES <= at < until else None


def let_in(
    request: HttpRequest, person: Any, *, at: datetime, target: str, proven: bool
) -> HttpResponse:
    """Sign somebody in, with a new key of the session, and lead them on.

    Args:
        proven: whether they have given a second factor.
    """
    enter(request, person, at=at, proven=proven)
    if visitor(person, at=at, second_factor=proven).withheld:
        words = gettext("Für Ihre Aufgaben brauchen Sie noch eine zweite Bestätigung.")
        messages.warning(request, words)
        return redirect("security")
    return redirect(target or reverse("start"))


def enter(request: HttpRequest, person: Any, *, at: datetime, proven: bool) -> None:
    write_down("signed_in", request, at=at, account=person.public_id)
    request.session.pop(PENDING, None)
    login(request, person, BACKEND)
    # A day, not a span: using it does not make it last longer.
    request.session.set_expiry(at + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    request.session[PROVEN] = proven
    request.session[SINCE] = at.isoformat()
    note(request, person, at=at)


def note(request: HttpRequest, person: Any, *, at: datetime) -> None:
    """Enter the session, whose key is new, in the list of the person's devices."""
    request.session[SEEN] = actions.day_of(at)
    request.session.save()
    actions.note_session(
        person=person,
        key=str(request.session.session_key),
        device=device_in_words(request.headers.get("User-Agent", "")),
        since=datetime.fromisoformat(request.session.get(SINCE, at.isoformat())),
        at=at,
    )


def registered_here(request: HttpRequest) -> str | None:
    """The session's key, if the account that is signed in was made in it."""
    made = request.session.get(REGISTERED)
    mine = request.user.is_authenticated and made == request.user.public_id
    return request.session.session_key if mine else None


def say_if_proven(request: HttpRequest, person: Any, *, at: datetime) -> None:
    """Say what became of an account whose address has just been shown to be its owner's."""
    if person.address_proven != at:
        return
    words = [gettext("Ihre E-Mail-Adresse ist jetzt bestätigt.")]
    if registered_here(request) is None:
        words.append(gettext("Zur Sicherheit gilt nichts mehr, womit man bisher hereinkam."))
        words.append(gettext("Passkey und App richten Sie in Ihrem Konto neu ein."))
        if not person.has_usable_password():
            words.append(gettext("Ein Passwort bekommen Sie über „Passwort vergessen“."))
    messages.info(request, " ".join(words))


def factor_added(request: HttpRequest, person: Any, *, at: datetime) -> None:
    """From now on this session is worth more, and has another key."""
    write_down("factor_added", request, at=at, account=person.public_id)
    request.session.cycle_key()
    request.session[PROVEN] = True
    note(request, person, at=at)


def gave_second_factor(request: HttpRequest) -> bool:
    return request.session.get(PROVEN) is True


def is_fresh(request: HttpRequest, person: Any, *, at: datetime) -> bool:
    """Whether somebody has just shown who they are: enough to change how they sign in.

    A session from before there was a second factor is not enough any more.
    """
    since = request.session.get(SINCE)
    if since is None or not timedelta() <= at - datetime.fromisoformat(since) < FRESH:
        return False
    return gave_second_factor(request) or not has_second_factor(person)


def unused_too_long(request: HttpRequest, me: Visitor, *, at: datetime) -> bool:
    """End a session that nobody used for days, on the device or wherever its cookie went.

    Returns:
        Whether it was one; nobody is signed in then.
    """
    seen = request.session.get(SEEN)
    if me.person is None or seen is None:
        return False
    longest = UNUSED_AT_WORK if me.has_work else UNUSED
    if date.fromisoformat(actions.day_of(at)) - date.fromisoformat(seen) <= longest:
        return False
    write_down("session_unused", request, at=at, account=me.person.public_id)
    logout(request)
    words = gettext("Ihre Anmeldung wurde länger nicht benutzt und ist zur Sicherheit beendet.")
    messages.info(request, words)
    return True


def see(request: HttpRequest, *, at: datetime) -> None:
    """Once a day, enter that the session is in use, if somebody signed in to it."""
    seen, today = request.session.get(SEEN), actions.day_of(at)
    if seen is not None and seen != today:
        request.session[SEEN] = today
        actions.see_session(key=str(request.session.session_key), at=at)
