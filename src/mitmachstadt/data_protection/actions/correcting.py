"""What somebody corrects about themselves (Art. 16 DSGVO)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mitmachstadt.answers.actions import take_name_from_desk
from mitmachstadt.arena.actions.forgetting import rename_in_arena
from mitmachstadt.contributions.actions import (
    subscriber_for,
    take_name,
    take_name_from_office,
)
from mitmachstadt.contributions.actions.keeping import locked
from mitmachstadt.contributions.actions.letters import link_to
from mitmachstadt.contributions.models import Subscriber
from mitmachstadt.data_protection.actions import letters
from mitmachstadt.data_protection.enums import (
    ADDRESS_LINK_DAYS,
    ADDRESS_MINUTES,
    ADDRESS_TRIES,
    AT_ONCE,
)
from mitmachstadt.data_protection.errors import (
    AddressLinkUnknown,
    LanguageUnknown,
    NameMissing,
    SameAddress,
)
from mitmachstadt.data_protection.rules import is_themselves, may_know
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import choose_district, prove_address
from mitmachstadt.people.errors import EmailTaken, TooManyAttempts
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor, person_by_email

RENAME = "mitmachstadt.data_protection.tasks.rename_contributions"
_ADDRESS = "mitmachstadt.data_protection.address"
_LONGEST_NAME = 60
_PARTS = 4


def correct_self(
    *,
    person: Person,
    name: str,
    district: int | None,
    language: str,
    everywhere: bool,
    visitor: Visitor,
    at: datetime,
) -> None:
    """Change one's name, district and language.

    Args:
        everywhere: the new name stands at old contributions too; else they keep the old one.

    Raises:
        Refusal: it is somebody else, or there is no such name, district or language.
    """
    may_know(visitor, person).require()
    name = clean_line(name)[:_LONGEST_NAME]
    if not name:
        raise NameMissing()
    if language not in dict(settings.LANGUAGES):
        raise LanguageUnknown()
    with transaction.atomic():
        choose_district(person=person, number=district)
        subscriber = subscriber_for(person, at=at)
        Subscriber.objects.filter(pk=subscriber.pk).update(language=language)
        changed = Person.objects.filter(pk=person.pk).exclude(name=name).update(name=name)
        if changed:
            append(kind="person.renamed", subject=person.public_id, content={}, at=at)
            # A draft is nothing they said before: it is published under the name of its day.
            take_name_from_desk(person=person, name=name)
        if everywhere:
            enqueue(RENAME, public_id=person.public_id)
    person.name = name


def rename_contributions(*, public_id: str, at: datetime) -> bool:
    """Let some old contributions stand under the present name; returns whether more are left."""
    person = Person.objects.filter(public_id=public_id).first()
    if person is None:
        return False
    said = Node.objects.filter(author=person, kind__in=CONTRIBUTIONS).exclude(
        author_name=person.name
    )
    said = said.exclude(visibility=Visibility.WITHDRAWN)
    old = list(said.order_by("pk")[:AT_ONCE])
    for node in old:
        with transaction.atomic():
            fresh = locked(node)
            if fresh.author_id == person.pk:
                take_name(fresh, name=person.name, at=at)
    rename_in_arena(person=person, name=person.name)
    official = take_name_from_office(person=person, name=person.name, at=at, limit=AT_ONCE)
    return len(old) == AT_ONCE or official == AT_ONCE


def ask_for_address(
    *, person: Person, email: str, password: str, visitor: Visitor, at: datetime
) -> None:
    """Mail a link to a new address; it counts once somebody there has pressed the button.

    Whether another account has the address is told only to whoever reads its mail.

    Raises:
        Refusal: it is somebody else, the password is wrong, or it was asked for often.
    """
    may_know(visitor, person).require()
    tries = count_attempt("address", person.public_id, at=at, minutes=ADDRESS_MINUTES)
    if tries > ADDRESS_TRIES:
        raise TooManyAttempts(until=period_ends(at, ADDRESS_MINUTES))
    is_themselves(person, password=password, at=at).require()
    email = email.strip().lower()
    if email == person.email:
        raise SameAddress()
    said = [person.public_id, person.email, email, _proven(person)]
    token = signing.dumps(said, salt=_ADDRESS)
    words = {"link": link_to("new-address", token), "days": ADDRESS_LINK_DAYS}
    template = "address_taken" if person_by_email(email) else "address"
    with transaction.atomic():
        subject = _("Ihre neue Adresse für Mitmachstadt {city}")
        letters.write(to=email, subject=subject, template=template, words=words, at=at)


def confirm_address(*, token: str, at: datetime, here: str | None = None) -> Person:
    """Let the new address count, and tell the old one. The link works once.

    Whoever has the link reads the mail at the new address: see `prove_address`.

    Args:
        here: the key of this session, if the account was made in it.

    Raises:
        AddressLinkUnknown: too old, used, or belonging to nobody.
        EmailTaken: somebody else has taken the address meanwhile.
    """
    public_id, old, new, proven = _read(token)
    with transaction.atomic():
        found = Person.objects.select_for_update().filter(public_id=public_id, email=old)
        person = found.filter(is_active=True).first()
        # Asked for before the account had shown that its address is its own: maybe by another.
        if person is None or _proven(person) != proven:
            raise AddressLinkUnknown(days=ADDRESS_LINK_DAYS)
        person.email = new
        try:
            with transaction.atomic():
                person.save(update_fields=["email"])
        except IntegrityError as error:
            raise EmailTaken() from error
        prove_address(person, at=at, here=here)
        append(kind="person.readdressed", subject=person.public_id, content={}, at=at)
        words = {"name": person.name}
        subject = _("Ihre Adresse bei Mitmachstadt {city} wurde geändert")
        letters.write(
            to=old, subject=subject, template="address_changed", words=words, at=at, person=person
        )
    return person


def address_in(token: str) -> tuple[str, str, str]:
    """Whose address a link changes, from what to what.

    Raises:
        AddressLinkUnknown
    """
    public_id, old, new, _proven = _read(token)
    return public_id, old, new


def _read(token: str) -> tuple[str, str, str, str]:
    try:
        values = signing.loads(token, salt=_ADDRESS, max_age=timedelta(days=ADDRESS_LINK_DAYS))
    except signing.BadSignature as error:
        raise AddressLinkUnknown(days=ADDRESS_LINK_DAYS) from error
    # A link from before this was asked names three.
    if len(values) < _PARTS:
        raise AddressLinkUnknown(days=ADDRESS_LINK_DAYS)
    public_id, old, new, proven = values
    return public_id, old, new, proven


def _proven(person: Person) -> str:
    return person.address_proven.isoformat() if person.address_proven else ""
