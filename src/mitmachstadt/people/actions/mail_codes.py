"""Signing in with a code that comes by mail.

The code is derived from a random number in the browser's session and the city's secret key: neither
the database nor the queue of tasks holds it, and it is worth nothing in another browser.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mitmachstadt.kernel.codes import code_for
from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.rates import count_attempt
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.people.actions.accounts import GUESSES_PER_ADDRESS, count_guess
from mitmachstadt.people.actions.proving import prove_address
from mitmachstadt.people.errors import CodeHasExpired, CodeWrong
from mitmachstadt.people.models import Person

CODES_PER_ACCOUNT = 3  # asked for from one address
CODES_FROM_EVERYWHERE = 12  # for one account
TRIES_PER_CODE = 5
CODE_LIVES = timedelta(minutes=10)
CODE_LETTERS = 8  # 39 bits


@dataclass(frozen=True)
class AskedCode:
    """What the session keeps of a code on its way; `person` is "" for a stranger's address."""

    person: str
    number: str
    until: str


def ask_for_code(*, email: str, address: str, at: datetime) -> AskedCode:
    """Have a code mailed; nobody learns from it whether there is an account.

    Raises:
        TooManyAttempts: for this account or from this network.
    """
    account = email.strip().lower()
    # In this order, so that one address alone cannot use up the codes of an account.
    count_guess("mail-code", "both", account, address, limit=CODES_PER_ACCOUNT, at=at)
    count_guess("mail-code", "address", address, limit=GUESSES_PER_ADDRESS, at=at)
    count_guess("mail-code", "account", account, limit=CODES_FROM_EVERYWHERE, at=at)
    person = Person.objects.filter(email=account, is_active=True).first()
    known = person.public_id if person else ""
    number = secrets.token_hex(16)
    enqueue(
        "mitmachstadt.people.tasks.mail_sign_in_code",
        public_id=known,
        number=number,
        language=current(),
    )
    return AskedCode(known, number, (at + CODE_LIVES).isoformat())


def sign_in_code(public_id: str, number: str) -> str:
    """The code that belongs to a person and a random number."""
    return code_for(submission=number, about=public_id, text="sign in")[:CODE_LETTERS]


def redeem_code(asked: AskedCode, *, typed: str, at: datetime, here: str | None = None) -> Person:
    """The person who was sent this code; the caller forgets what was asked then.

    Whoever has the code reads the account's mail: see `prove_address`.

    Args:
        here: the key of this session, if the account was made in it.

    Raises:
        CodeWrong: and it can be tried again.
        CodeHasExpired: it is too old, or was guessed at too often.
    """
    until = datetime.fromisoformat(asked.until)
    # Before it was asked for: the clock was set back.
    if not until - CODE_LIVES <= at < until:
        raise CodeHasExpired()
    # Counted before it is looked at, and in the database: guesses made at once see each other.
    if count_attempt("mail-code", "tries", asked.number, at=at, minutes=1440) > TRIES_PER_CODE:
        raise CodeHasExpired()
    letters = "".join(letter for letter in typed if letter.isalnum()).lower()
    right = sign_in_code(asked.person, asked.number)
    if not secrets.compare_digest(letters.encode(), right.encode()) or not asked.person:
        raise CodeWrong()
    with transaction.atomic():
        found = Person.objects.select_for_update().filter(public_id=asked.person, is_active=True)
        person = found.first()
        if person is None:
            raise CodeHasExpired()
        prove_address(person, at=at, here=here, keeps_password=False)
    return person
