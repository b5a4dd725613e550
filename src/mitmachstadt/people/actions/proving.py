"""That somebody reads the mail at an account's address; until then anybody may have made it."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from mitmachstadt.people.actions.sessions import end_sessions
from mitmachstadt.people.models import Person


def prove_address(
    person: Person, *, at: datetime, here: str | None, keeps_password: bool = True
) -> None:
    """Enter that the address is somebody's own; to be called in a transaction, the row locked.

    The first time, whoever made the account may have been somebody else: every way in that was set
    up before is dropped, unless the session in which it was made shows it.

    Args:
        here: the key of the session in which the account was made, if it is the one that asks.
        keeps_password: whether the password is not from before either.
    """
    if person.address_proven is not None:
        return
    person.address_proven = at
    if here is None:
        SocialAccount.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        if not keeps_password:
            person.set_unusable_password()
    end_sessions(person=person, keep=here)
    person.save(update_fields=["address_proven", "password"])
