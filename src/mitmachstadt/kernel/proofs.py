"""Proof of work by the ALTCHA protocol: a browser calculates for a moment before it speaks.

A challenge is signed, belongs to one form and is nowhere kept. What is kept is the signature of a
challenge whose solution was accepted, so that it is accepted once.
"""

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

import altcha
from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from mitmachstadt.kernel.models import UsedProof

LIFETIME = timedelta(hours=1)
# A clock that was set back must not make challenges of the future last for days.
LEAP = timedelta(minutes=5)
ALGORITHM = "PBKDF2/SHA-256"
ITERATIONS = 1000
GUESSES = 100
DEAREST = 8
FLOOD_MINUTES = 10
LONGEST_PROOF = 2000
FORM_KEY = re.compile(r"[0-9a-f]{64}")


def form_key(submission: str) -> str:
    """What a challenge is bound to: it tells the form's own key to nobody."""
    return hashlib.sha256(submission.encode()).hexdigest()


def challenge_for(form: str, *, at: datetime) -> dict[str, Any]:
    """A new challenge for the form with this key, as ALTCHA's solvers read it; nothing is kept.

    The more was said with proofs in the last minutes, the longer it takes to solve, up to eight
    times as long.
    """
    challenge = altcha.create_challenge(
        ALGORITHM,
        ITERATIONS,
        counter=secrets.randbelow(GUESSES * _dearness(at)),
        data={"form": form, "until": int((at + LIFETIME).timestamp())},
        hmac_secret=_secret("challenge"),
        hmac_key_secret=_secret("solution"),
    )
    return challenge.to_dict()


def proven(proof: str, *, submission: str, at: datetime) -> str:
    """The signature of the challenge that was solved for this form, or "" where none was.

    Whether it was used before only `use_up` knows.
    """
    if not proof or len(proof) > LONGEST_PROOF:
        return ""
    verified = altcha.verify_solution(
        proof, _secret("challenge"), hmac_key_secret=_secret("solution")
    ).verified
    if not verified:
        return ""
    challenge = altcha.Payload.from_base64(proof).challenge
    data = challenge.parameters.data or {}
    until = at.timestamp() + LIFETIME.total_seconds()
    in_time = at.timestamp() < data["until"] <= until + LEAP.total_seconds()
    fits = in_time and data["form"] == form_key(submission)
    return challenge.signature or "" if fits else ""


def use_up(signature: str, *, at: datetime) -> bool:
    """Accept a solution, in the transaction of what it came with; False if it had been before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_usedproof (signature, at) VALUES (%s, %s)"
            " ON CONFLICT (signature) DO NOTHING",
            [signature, connection.ops.adapt_datetimefield_value(at)],
        )
        return bool(cursor.rowcount == 1)


def forget_proofs_before(moment: datetime) -> int:
    """Delete what was used before a moment; at least `LIFETIME` must have passed since."""
    return UsedProof.objects.filter(at__lt=moment).delete()[0]


def _dearness(at: datetime) -> int:
    """1 in quiet times; doubled each time that twice as many came as a quiet time has."""
    flood = max(1, settings.FLOOD)
    since = at - timedelta(minutes=FLOOD_MINUTES)
    recent = UsedProof.objects.filter(at__gt=since, at__lte=at)[: flood * DEAREST].count()
    dearness = 1
    while dearness < DEAREST and recent >= flood * dearness:
        dearness *= 2
    return dearness


def _secret(purpose: str) -> bytes:
    return salted_hmac(f"mitmachstadt.proofs.{purpose}", "", algorithm="sha256").digest()
