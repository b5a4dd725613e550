"""What somebody in a role can take part in: now, next, and in which formats."""

from dataclasses import dataclass
from datetime import datetime

from mitmachstadt.formats.enums import (
    FORMATS_IN_WORDS,
    USUAL_FORMATS,
    USUAL_WORDS,
    ActorRole,
    FormatKind,
    ProcessState,
)
from mitmachstadt.formats.models import RoleWords
from mitmachstadt.formats.queries.facts import ProcessFacts
from mitmachstadt.formats.queries.reading import current_processes
from mitmachstadt.people.enums import ROLES, BuiltInGroup
from mitmachstadt.people.models import Group

_FOR_EVERYBODY = {BuiltInGroup.EVERYONE.value, BuiltInGroup.SIGNED_IN.value}


@dataclass(frozen=True)
class RoleFacts:
    """What a city says to people in a role."""

    role: ActorRole
    text: str
    formats: tuple[FormatKind, ...]
    groups: tuple[Group, ...] = ()

    @property
    def formats_in_words(self) -> list[tuple[str, str]]:
        return [(str(kind.label), str(FORMATS_IN_WORDS[kind])) for kind in self.formats]

    def is_invited(self, facts: ProcessFacts) -> bool:
        """Whether a process is open to everybody, or to a group of this role."""
        audience = facts.process.audience_id
        return audience in _FOR_EVERYBODY or audience in {group.code for group in self.groups}


@dataclass(frozen=True)
class RolePage:
    """What somebody in this role can do now and next."""

    facts: RoleFacts
    open: list[ProcessFacts]
    coming: list[ProcessFacts]
    for_others: list[ProcessFacts]


def role_facts(role: ActorRole) -> RoleFacts:
    """The city's own words for a role, or the usual ones; at most two queries."""
    row = RoleWords.objects.filter(role=role).prefetch_related("groups").first()
    if row is None:
        return RoleFacts(role, str(USUAL_WORDS[role]), USUAL_FORMATS[role])
    known = tuple(kind for kind in FormatKind if kind.value in row.formats)
    return RoleFacts(role, row.text, known, tuple(row.groups.all()))


def role_page(role: ActorRole, *, at: datetime) -> RolePage:
    """Everything that the page of a role shows; a fixed number of queries."""
    facts, current = role_facts(role), current_processes(at=at)
    invited = [one for one in current if facts.is_invited(one)]
    return RolePage(
        facts=facts,
        open=[one for one in invited if one.state == ProcessState.OPEN],
        coming=[one for one in invited if one.state == ProcessState.ANNOUNCED],
        for_others=[one for one in current if not facts.is_invited(one)],
    )


def groups_for_roles() -> list[Group]:
    """Groups that a city has made for an audience: neither everybody nor a role of the desk."""
    taken = _FOR_EVERYBODY | {role.value for role in ROLES}
    return list(Group.objects.exclude(code__in=taken).order_by("name"))
