from enum import StrEnum


class Actor(StrEnum):
    """Everybody who may knock: without account, with one, of the remark, and with each role."""

    NOBODY = "no account"
    STRANGER = "an account"
    OWNER = "who said it"
    COLLEAGUE = "same organisation"
    UNIT = "responsible unit"
    OTHER_UNIT = "another unit"
    HELPER = "helper"
    AUDITOR = "auditor"
    MODERATOR = "moderator"
    OFFICE = "strategy office"
    ADMINISTRATOR = "administrator"


EVERYBODY = frozenset(Actor)
SIGNED_IN = EVERYBODY - {Actor.NOBODY}
