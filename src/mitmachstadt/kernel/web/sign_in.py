"""Django's sessions and its way from a session to the person, with prepared queries.

Both are asked for on every page of somebody signed in, so their statements are made only once.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from mitmachstadt.kernel.prepared import prepared

_SESSION = prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now))
_PERSON = prepared(lambda pk: get_user_model()._default_manager.filter(pk=pk))


class SessionStore(db.SessionStore):
    """A session in the database, read with a prepared query."""

    def _get_session_from_db(self) -> Session | None:
        found = _SESSION.first(self.session_key, timezone.now()) if self.session_key else None
        if found is None:
            self._session_key = None
        return found


class Backend(ModelBackend):
    """Sign-in with a password; the person of a session is read with a prepared query."""

    def get_user(self, user_id: Any) -> Any:
        person = _PERSON.first(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
