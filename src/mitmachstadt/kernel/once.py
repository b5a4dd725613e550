"""Anonymous forms that count once: a signed key tells a form apart, not who sends it."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer

from mitmachstadt.kernel.proofs import use_up

GOOD_FOR = timedelta(days=1)  # as long as used proofs are kept
_SIGNER = Signer(salt="mitmachstadt.kernel.once")


def new_key(*, at: datetime) -> str:
    """A key for one form; nothing is kept of it before it comes back."""
    return _SIGNER.sign(f"{secrets.token_hex(12)}.{int(at.timestamp())}")


def first_time(key: str, *, at: datetime) -> bool:
    """Whether this form has not come before; False too for a key that is not ours, or too old.

    A clock that was set back makes a key young, never old.
    """
    try:
        made = int(_SIGNER.unsign(key).partition(".")[2])
    except (BadSignature, ValueError):
        return False
    if at.timestamp() - made > GOOD_FOR.total_seconds():
        return False
    return use_up(hashlib.sha256(f"once\x1f{key}".encode()).hexdigest(), at=at)
