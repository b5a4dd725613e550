"""Which things were deleted, so that a backup from before does not bring them back."""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings

from mitmachstadt.kernel.models import Forgotten


def remember_forgetting(kind: str, public_id: str, *, how: str, at: datetime) -> None:
    """Keep that something was deleted; what it was, only its own public id can tell."""
    values = {"how": how, "at": at}
    Forgotten.objects.update_or_create(key=key_of(kind, public_id), defaults=values)


def key_of(kind: str, public_id: str) -> str:
    """Tells whether something was deleted to whoever has its public id and the secret key."""
    message = "\x1f".join(("forgotten", kind, public_id))
    return hmac.new(settings.SECRET_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()


def forgotten() -> dict[str, str]:
    """How each was deleted, by its key."""
    return dict(Forgotten.objects.values_list("key", "how"))
