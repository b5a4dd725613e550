"""Following a node, with an account or with an address that was confirmed, and no longer."""

from datetime import datetime, timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from mitmachstadt.contributions.actions import letters
from mitmachstadt.contributions.enums import (
    FOLLOW_MINUTES,
    LINK_DAYS,
    LINKS_PER_ADDRESS,
    LINKS_PER_CONNECTION,
    Digest,
    OwnNews,
)
from mitmachstadt.contributions.errors import (
    LinkNotKnown,
    LinkTooOld,
    NothingToFollow,
    TooManyLinks,
    UnknownCode,
)
from mitmachstadt.contributions.models import Follow, Subscriber
from mitmachstadt.contributions.queries import node_by_code
from mitmachstadt.contributions.rules import may_follow
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as

SEND = "mitmachstadt.contributions.tasks.send_mails"
_CONFIRM = "mitmachstadt.contributions.confirm"


def follow(*, node: Node, visitor: Visitor, at: datetime) -> bool:
    """Hear of a node and all below it. Returns whether it is new; twice changes nothing.

    Raises:
        Refusal: not everyone may read it, or somebody follows very many nodes.
    """
    may_work_as(visitor, BuiltInGroup.SIGNED_IN).require()
    assert visitor.person is not None
    with transaction.atomic():
        subscriber = subscriber_for(visitor.person, at=at)
        if subscriber.digest == Digest.NEVER:
            _hear_again(subscriber, digest=Digest.WEEKLY, own=False, at=at)
        return _follow(subscriber, node, own=False, at=at)


def stop_following(*, subscriber: Subscriber, node: Node) -> bool:
    """No longer hear of a node. Returns whether it was followed.

    An address that follows nothing any more is forgotten.
    """
    with transaction.atomic():
        stopped, _ = Follow.objects.filter(subscriber=subscriber, node=node).delete()
        _forget_idle([subscriber.pk])
    return bool(stopped)


def forget_own(node: Node) -> None:
    """Nothing ties a contribution to an address any more that was left for its answer."""
    left = Follow.objects.filter(node=node, own=True)
    subscribers = list(left.values_list("subscriber", flat=True))
    if subscribers:
        left.delete()
        _forget_idle(subscribers)


def _forget_idle(subscribers: list[int]) -> None:
    _lock(subscribers)
    Subscriber.objects.filter(
        pk__in=subscribers, person__isnull=True, follows__isnull=True
    ).delete()


def subscriber_for(person: Person, *, at: datetime) -> Subscriber:
    """The subscriber that belongs to an account; made when it is needed first."""
    new = new_subscriber(person, at=at)
    defaults = {"told_until": at, "created": at, "language": new.language}
    subscriber, _ = Subscriber.objects.get_or_create(person=person, defaults=defaults)
    subscriber.person = person
    return subscriber


def new_subscriber(person: Person, *, at: datetime) -> Subscriber:
    """What belongs to an account that never wished anything; not kept."""
    language = (get_language() or "de")[:8]
    return Subscriber(person=person, language=language, told_until=at, created=at)


def ask_to_follow(*, node: Node, email: str, digest: Digest, address: str, at: datetime) -> None:
    """Mail a link with which somebody without an account confirms that they want to follow.

    Nothing is kept before that: all that is needed stands, signed, in the link.

    Raises:
        Refusal: not everyone may read it, or there were many such links.
    """
    may_follow(node, followed=0).require()
    _mail_link(node, email, digest, own=False, address=address, at=at)


def ask_for_answer(*, code: str, email: str, address: str, at: datetime) -> Node:
    """The same for the answer to one's own contribution, as the holder of its code.

    Raises:
        Refusal: nobody holds this code, or there were many such links.
    """
    node = node_by_code(code)
    if node is None or node.visibility == Visibility.WITHDRAWN:
        raise UnknownCode()
    _mail_link(node, email, Digest.WEEKLY, own=True, address=address, at=at)
    return node


def _mail_link(
    node: Node, email: str, digest: Digest, *, own: bool, address: str, at: datetime
) -> None:
    email = email.strip().lower()
    for key, most in (("connection", LINKS_PER_CONNECTION), ("address", LINKS_PER_ADDRESS)):
        whose = address if key == "connection" else email
        if count_attempt("follow", key, whose, at=at, minutes=FOLLOW_MINUTES) > most:
            raise TooManyLinks(until=period_ends(at, FOLLOW_MINUTES))
    token = signing.dumps([email, node.public_id, digest.value, own], salt=_CONFIRM)
    with transaction.atomic():
        letters.confirmation(token, email, node, own=own, at=at)
        enqueue(SEND)


def asked_for(token: str) -> tuple[str, Node, Digest, bool]:
    """What a confirmation link asks for: address, node, how often, and whether it is one's own.

    Raises:
        LinkNotKnown, LinkTooOld, NothingToFollow
    """
    try:
        values = signing.loads(token, salt=_CONFIRM, max_age=timedelta(days=LINK_DAYS))
    except signing.SignatureExpired as error:
        raise LinkTooOld(days=LINK_DAYS) from error
    except signing.BadSignature as error:
        raise LinkNotKnown() from error
    email, public_id, digest, own = values
    node = node_by_public_id(public_id)
    if node is None or (own and node.visibility == Visibility.WITHDRAWN):
        raise NothingToFollow()
    if not own:
        may_follow(node, followed=0).require()
    return email, node, Digest(digest), own


def confirm(*, token: str, at: datetime) -> Subscriber:
    """Begin what the link asks for; a second time changes nothing, unless it was ended meanwhile.

    A known address hears as often as was chosen now. It is not joined to an account of the same
    address: whoever made that account need not be its owner, and would see what they follow.

    Raises:
        Refusal: the link is unknown or too old, or the node cannot be followed any more.
    """
    email, node, digest, own = asked_for(token)
    language = (get_language() or "de")[:8]
    with transaction.atomic():
        subscriber, new = Subscriber.objects.get_or_create(
            email=email,
            defaults={"digest": digest, "language": language, "told_until": at, "created": at},
        )
        begun = _follow(subscriber, node, own=own, at=at)
        ended = subscriber.own == OwnNews.NEVER if own else subscriber.digest == Digest.NEVER
        if not new and (begun or ended):
            _hear_again(subscriber, digest=None if own else digest, own=own, at=at)
    return subscriber


def _follow(subscriber: Subscriber, node: Node, *, own: bool, at: datetime) -> bool:
    # One after another, so that nobody gets past the limit by many clicks at once.
    Subscriber.objects.select_for_update(no_key=True).get(pk=subscriber.pk)
    known = Follow.objects.filter(subscriber=subscriber, node=node).first()
    if known is not None:
        begins = known.own and not own
        if begins:
            Follow.objects.filter(pk=known.pk).update(own=False)
        return begins
    if not own:
        followed = Follow.objects.filter(subscriber=subscriber).count()
        may_follow(node, followed=followed).require()
    try:
        with transaction.atomic():
            Follow.objects.create(subscriber=subscriber, node=node, own=own, since=at)
    except IntegrityError:
        return False
    return True


def _hear_again(subscriber: Subscriber, *, digest: Digest | None, own: bool, at: datetime) -> None:
    """What somebody asks for now, they get, whatever they had ended before."""
    news = OwnNews(subscriber.own)
    set_wishes(
        subscriber=subscriber,
        digest=digest or Digest(subscriber.digest),
        own=OwnNews.AT_ONCE if own and news == OwnNews.NEVER else news,
        at=at,
    )


def set_wishes(*, subscriber: Subscriber, digest: Digest, own: OwnNews, at: datetime) -> None:
    """How often somebody hears from us. Who heard nothing for long is not told all of it now."""
    told_until = at if subscriber.digest == Digest.NEVER else subscriber.told_until
    Subscriber.objects.filter(pk=subscriber.pk).update(
        digest=digest, own=own, told_until=told_until
    )


def stop_all(*, subscriber: Subscriber) -> None:
    """No more mail. An address without an account is forgotten, with all that it followed."""
    with transaction.atomic():
        _lock([subscriber.pk])
        if subscriber.person_id is None:
            subscriber.delete()
            return
        subscriber.mail_set.filter(due__isnull=False).delete()
        Subscriber.objects.filter(pk=subscriber.pk).update(digest=Digest.NEVER, own=OwnNews.NEVER)


def _lock(subscribers: list[int]) -> None:
    """Wait until nobody writes news to them: then all that is theirs can go."""
    list(Subscriber.objects.select_for_update().filter(pk__in=subscribers).order_by("pk"))
