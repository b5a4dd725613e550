"""Telling people: at once what became of their own words, from time to time what else is new."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.actions import letters
from mitmachstadt.contributions.enums import OwnNews, Step
from mitmachstadt.contributions.models import Follow, Mail, ModerationStep, Subscriber
from mitmachstadt.contributions.queries import (
    PER_NODE,
    Named,
    News,
    NewsByPath,
    due_for_digest,
    follows_of,
    gone,
    named_in,
    still_untold,
    untold_since,
)
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace

BATCH = 100
BATCHES_AT_ONCE = 10
# A write that carries an earlier moment may still be on its way into the database.
SETTLES = timedelta(minutes=2)
_TICK = timedelta(microseconds=1)


def tell_of_answer(*, public_id: str, at: datetime) -> int:
    """Tell the authors of contributions of their answer or decision; returns how many mails."""
    traces = Trace.objects.filter(
        target__public_id=public_id,
        relation__in=(Relation.ANSWERED_BY, Relation.DECIDED_BY),
        source__kind__in=CONTRIBUTIONS,
    ).select_related("source", "target")
    found = list(traces.order_by("pk"))
    if not found:
        return 0
    answer = found[0].target
    decided = answer.kind == Kind.DECISION
    subject = _("Beschluss zu Ihrem Beitrag") if decided else _("Rückmeldung zu Ihrem Beitrag")
    words = {"answer": answer, "link": letters.link_to("node", public_id)}
    said = [trace.source for trace in found]
    return _tell(said, f"answer/{public_id}", subject, "answer", words, answer.created, at)


_STEPS = {
    Step.HIDDEN: _("Ihr Beitrag ist ausgeblendet"),
    Step.RELEASED: _("Ihr Beitrag ist jetzt öffentlich"),
    Step.SHOWN: _("Ihr Beitrag ist wieder öffentlich"),
    Step.UPHELD: _("Ihr Widerspruch ist geprüft: Ihr Beitrag bleibt ausgeblendet"),
    Step.REMOVED: _("Ihr Beitrag ist gelöscht"),
}


def tell_of_step(*, number: int, at: datetime) -> int:
    """Tell the author what a moderator did, with the reason; returns how many mails."""
    step = ModerationStep.objects.select_related("node").filter(pk=number).first()
    if step is None or step.step not in _STEPS:
        return 0
    subject = _STEPS[Step(step.step)]
    words = {"step": step, "said": subject, "link": letters.link_to("node", step.node.public_id)}
    return _tell([step.node], f"step/{number}", subject, "step", words, step.at, at)


def _tell(
    said: list[Node],
    key: str,
    subject: Promise,
    template: str,
    words: dict[str, object],
    happened: datetime,
    at: datetime,
) -> int:
    """Write to whoever said these; who wants to hear it later hears it with the other news."""
    mails = list[Mail]()
    with transaction.atomic():
        for subscriber, nodes in _authors(said, at):
            if subscriber.own == OwnNews.AT_ONCE:
                own = {**words, "nodes": nodes}
                name = f"{key}/{subscriber.public_id}"
                mails.append(letters.letter(subscriber, name, subject, template, own, at))
            elif subscriber.own == OwnNews.DIGEST:
                Follow.objects.bulk_create(
                    [
                        Follow(subscriber=subscriber, node=n, own=True, since=happened - _TICK)
                        for n in nodes
                    ],
                    ignore_conflicts=True,
                )
        letters.post(mails)
    return len(mails)


def _authors(said: list[Node], at: datetime) -> list[tuple[Subscriber, list[Node]]]:
    """Whoever said these: accounts, and addresses left for the answer; each with their own."""
    by_person: dict[int, list[Node]] = {}
    said = [node for node in said if node.visibility != Visibility.WITHDRAWN]
    for node in said:
        if node.author_id is not None:
            by_person.setdefault(node.author_id, []).append(node)
    known = Subscriber.objects.filter(person__in=by_person).values_list("person_id", flat=True)
    missing = set(by_person) - set(known)
    Subscriber.objects.bulk_create(
        [Subscriber(person_id=pk, told_until=at, created=at) for pk in sorted(missing)],
        ignore_conflicts=True,
    )
    by_address: dict[int, list[Node]] = {}
    left = Follow.objects.filter(node__in=said, own=True, subscriber__person__isnull=True)
    for follow in left.select_related("node").order_by("pk"):
        by_address.setdefault(follow.subscriber_id, []).append(follow.node)
    accounts = Q(person__in=by_person, person__is_active=True)
    # Locked, so that none of them goes before their mail is written: it would take all with it.
    theirs = Subscriber.objects.select_for_update(of=("self",), no_key=True).filter(
        accounts | Q(pk__in=by_address)
    )
    return [
        (each, by_person[each.person_id] if each.person_id else by_address[each.pk])
        for each in theirs.select_related("person").order_by("pk")
    ]


def write_digests(*, after: int, at: datetime) -> int:
    """Write the digests of the next subscribers; returns where to go on, or 0 at the end.

    News are read once for all of them, and each batch is a short transaction of its own: what a
    killed process leaves is still due.
    """
    until = at - SETTLES
    since, last = untold_since(at=at, after=after, limit=BATCH * BATCHES_AT_ONCE)
    if since is None:
        return 0
    news, parts = NewsByPath(since=since, until=until), _Parts()
    while batch := due_for_digest(at=at, after=after, limit=BATCH):
        _write_batch(batch, news, parts, at)
        after = batch[-1].pk
        if after >= last:
            return after
    return 0


def _write_batch(batch: list[Subscriber], news: NewsByPath, parts: "_Parts", at: datetime) -> None:
    followed = follows_of(batch)
    closed = {
        follow.node_id
        for follows in followed.values()
        for follow in follows
        if not follow.node.is_public
    }
    ended = gone(closed, since=news.since, until=news.until) if closed else {}
    mails = [
        mail
        for subscriber in batch
        if (mail := _digest(subscriber, followed.get(subscriber.pk, []), news, parts, ended, at))
    ]
    with transaction.atomic():
        still = still_untold(batch)
        letters.post([mail for mail in mails if mail.subscriber_id in still])
        Subscriber.objects.filter(pk__in=still).update(told_until=news.until)


def _digest(
    subscriber: Subscriber,
    follows: Iterable[Follow],
    news: NewsByPath,
    parts: "_Parts",
    ended: dict[int, datetime],
    at: datetime,
) -> Mail | None:
    """Somebody's digest; none without news. The same thing is told once, where it is nearest."""
    told, told_of, names = set[str](), list[str](), set[Named]()
    hidden = 0
    for follow in follows:
        if follow.own and subscriber.own != OwnNews.DIGEST:
            continue
        since = max(subscriber.told_until, follow.since)
        if not follow.node.is_public:
            hidden += follow.node_id in ended and ended[follow.node_id] > since
            continue
        found = news.about(follow.node.path, since=since, told=told)
        if found:
            # What does not fit in here is not told elsewhere either: one line leads to all of it.
            told |= {n.key for n in found}
            found = found[: PER_NODE + 1]
            part, named = parts.of(follow.node, found, subscriber.language)
            told_of.append(part)
            names.update(named)
    if not told_of and not hidden:
        return None
    # The moment it begins with names it: two who write it at once write one.
    key = f"digest/{subscriber.public_id}/{subscriber.told_until:%Y%m%dT%H%M%S.%f}"
    words = {"parts": told_of, "hidden": range(hidden)}
    mail = letters.letter(subscriber, key, _("Neues zu dem, dem Sie folgen"), "digest", words, at)
    mail.bulk, mail.since, mail.names = True, subscriber.told_until, sorted(names)
    return mail


class _Parts:
    """What is told of a node, in words, and whom they name; made once in each language for all who
    are told the same.

    It lasts for one stretch of subscribers.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[str, ...], tuple[str, list[Named]]] = {}

    def of(self, node: Node, news: list[News], language: str) -> tuple[str, list[Named]]:
        key = (language, node.public_id, *(one.key for one in news))
        if key not in self._made:
            shown = news[:PER_NODE]
            lines = [(one, letters.link_to("node", one.public_id)) for one in shown]
            more = letters.link_to("node", node.public_id) if news[PER_NODE:] else ""
            context = {"node": node, "lines": lines, "more": more}
            words = letters.words("news", context, language)
            self._made[key] = words, named_in(node, shown)
        return self._made[key]
