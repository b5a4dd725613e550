from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from mitmachstadt.formats.enums import LONGEST_ROLE_WORDS, ActorRole, FormatKind
from mitmachstadt.formats.models import RoleWords
from mitmachstadt.formats.rules import may_word_role
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Group
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as

# A role has no public id; the register names it by the beginning of its word.
_LONGEST_SUBJECT = 12


def word_role(
    *,
    role: ActorRole,
    text: str,
    formats: Collection[FormatKind],
    groups: Collection[Group] = (),
    visitor: Visitor,
    at: datetime,
) -> RoleWords:
    """Say in the city's own words how people in a role take part, and in what.

    Raises:
        Refusal: the role of the office is missing, or the words are none or too many.
    """
    text = clean_text(text)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_word_role(text, longest=LONGEST_ROLE_WORDS).require()
    named = [kind.value for kind in FormatKind if kind in formats]
    with transaction.atomic():
        row, _ = RoleWords.objects.update_or_create(
            role=role,
            defaults={"text": text, "formats": named, "by": visitor.person, "changed": at},
        )
        row.groups.set(groups)
        content = {"text": text, "formats": named, "groups": sorted(g.code for g in groups)}
        subject = role.value[:_LONGEST_SUBJECT]
        append(kind="role.worded", subject=subject, content=content, at=at)
    return row
