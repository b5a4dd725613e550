"""Taking somebody's words, or only their name, out of everything that holds them."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from mitmachstadt.contributions import cards
from mitmachstadt.contributions.actions.following import forget_own
from mitmachstadt.contributions.actions.keeping import (
    change_visibility,
    clear_desk,
    content_of,
    forget_letters,
    forget_text,
    locked,
)
from mitmachstadt.contributions.actions.recounting import support_gone
from mitmachstadt.contributions.enums import SUPPORT_LINES, Step
from mitmachstadt.contributions.models import (
    Appeal,
    Mail,
    ModerationStep,
    Quote,
    Receipt,
    Subscriber,
    Support,
)
from mitmachstadt.kernel.forgetting import remember_forgetting
from mitmachstadt.kernel.language import in_language
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.ledger.actions import append, forget_lines_by, forget_words
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.models import Person

_TELL_OF_ANSWER = "mitmachstadt.contributions.tasks.tell_of_answer"
AT_ONCE = 200
# What the author does, not a moderator.
_BY_AUTHOR = (Step.CORRECTED, Step.APPEALED)


def take_words(node: Node, *, step: Step, at: datetime) -> None:
    """Delete what a locked contribution says and who said it; its place, traces and answers stay.

    What was hidden stays hidden, with the moderator's reason.
    """
    for piece in _split_off(node) if node.kind == Kind.IDEA else []:
        take_words(piece, step=step, at=at)
    hidden = step == Step.EXPIRED
    said = "Idee" if node.kind == Kind.IDEA else "Anmerkung"
    node.text, node.author_name = "", ""
    node.title = f"Ausgeblendete {said}" if hidden else f"Zurückgezogene {said}"
    node.author = None
    node.organisation_name, node.organisation, node.capacity = "", None, Capacity.CITIZEN
    node.affiliation, node.neighbourhood = "", ""
    # Nothing ties it to the person any more, corrections and appeals of theirs included.
    node.moderation_steps.filter(step__in=_BY_AUTHOR).update(by=None)
    ModerationStep.objects.create(node=node, step=step, at=at)
    # Why it contributes to a goal was said in the author's words.
    Trace.objects.filter(source=node, relation=Relation.PAYS_INTO).update(note="")
    quoting = _forget_quotes(node)
    change_visibility(node, Visibility.HIDDEN if hidden else Visibility.WITHDRAWN, at)
    Node.objects.filter(pk=node.pk).update(affiliation="", neighbourhood="")
    if quoting:
        cards.render_again(quoting)
        Node.objects.bulk_update(quoting, ["card"])
    forget_text(node)
    clear_desk(node, at)
    forget_own(node)
    _forget_mails(node)
    remember_forgetting("node", node.public_id, how="words", at=at)


def _split_off(node: Node) -> list[Node]:
    """What was split off in the author's own words and still stands under their name."""
    pieces = Trace.objects.filter(source=node, relation=Relation.SPLIT_INTO)
    found = Node.objects.filter(pk__in=pieces.values("target"), author_name=node.author_name)
    return [locked(piece) for piece in found.exclude(capacity=Capacity.OFFICE).order_by("pk")]


def _forget_quotes(node: Node) -> list[Node]:
    """Nobody quotes the words any more, nor what they were before; returns whose cards did."""
    quotes = Quote.objects.filter(node__remark__wording__node=node)
    quoting = [quote.node for quote in quotes.select_related("node")]
    quotes.delete()
    return quoting


def take_name(node: Node, *, name: str = "", at: datetime) -> None:
    """Let a locked contribution stand under another name, or under none and then by nobody.

    The register's lines forget the former name, and a new one commits to what stands now.
    """
    for piece in _split_off(node) if node.kind == Kind.IDEA else []:
        take_name(piece, name=name, at=at)
    node.author_name, node.changed, node.version = name, at, node.version + 1
    if not name:
        node.author, node.affiliation = None, ""
        if node.capacity == Capacity.OFFICE:
            node.author_name = office_name()
        node.moderation_steps.filter(step__in=_BY_AUTHOR).update(by=None)
        forget_letters(node)
        forget_own(node)
        remember_forgetting("node", node.public_id, how="nameless", at=at)
    cards.render_again([node])
    node.save(update_fields=["author", "author_name", "affiliation", "changed", "version", "card"])
    forget_words(subject=node.public_id)
    _forget_mails(node)
    content = content_of(node)
    append(kind=f"{node.kind}.renamed", subject=node.public_id, content=content, at=at)


def office_name() -> str:
    """Who answered where the person's name is gone, in the language of the city's texts."""
    with in_language(settings.LANGUAGE_CODE):
        return str(BuiltInGroup.OFFICE.label)


def take_name_from_office(*, person: Person, name: str, at: datetime, limit: int = AT_ONCE) -> int:
    """Let what somebody wrote for the city stand under another name; returns how many it were.

    Args:
        name: the person's new name; "" lets the office stand there, and ends the tie to them.
    """
    found = Node.objects.filter(author=person).exclude(kind__in=CONTRIBUTIONS)
    found = found.exclude(author_name=name) if name else found
    with transaction.atomic():
        nodes = list(found.select_for_update(of=("self",), no_key=True).order_by("pk")[:limit])
        for node in nodes:
            node.author_name = (name or office_name()) if node.author_name else ""
            node.author = node.author if name else None
        Node.objects.bulk_update(nodes, ["author", "author_name"])
        answered = Trace.objects.filter(target__in=nodes, relation=Relation.ANSWERED_BY)
        told = list(
            Node.objects.select_for_update(of=("self",), no_key=True)
            .filter(pk__in=answered.values("source"), kind=Kind.REMARK)
            .order_by("pk")
        )
        cards.render_again(told)
        Node.objects.bulk_update(told, ["card"], batch_size=AT_ONCE)
    return len(nodes)


def take_supports_back(*, person: Person, at: datetime, limit: int = AT_ONCE) -> int:
    """Let somebody stand behind nothing any more; returns how many supports went."""
    with transaction.atomic():
        given = list(
            Support.objects.select_for_update(of=("self",))
            .filter(person=person)
            .select_related("node")
            .order_by("node_id")[:limit]
        )
        Support.objects.filter(pk__in=[support.pk for support in given]).delete()
        for support in given:
            support_gone(support.node)
        for support in given:
            append(kind="support.forgotten", subject=support.node.public_id, content={}, at=at)
    return len(given)


def forget_support_lines(*, person: Person) -> int:
    """Delete from the register's lines which contributions somebody ever stood behind."""
    return forget_lines_by(by=person.public_id, kinds=SUPPORT_LINES)


def forget_subscriber(*, person: Person) -> None:
    """Nobody is written to any more, and nothing tells what they followed."""
    with transaction.atomic():
        for subscriber in Subscriber.objects.select_for_update().filter(person=person):
            subscriber.delete()


def forget_appeals(steps: Iterable[int]) -> int:
    """Delete what was written to object to these hidings, from the register too; how many."""
    found = Appeal.objects.filter(pk__in=list(steps))
    for public_id, kind in found.values_list("node__public_id", "node__kind"):
        forget_words(subject=public_id, kind=f"{kind}.appealed")
    return found.update(text="")


def forget_receipts(nodes: Iterable[int]) -> int:
    """Delete the codes of these contributions; returns how many."""
    return Receipt.objects.filter(node__in=list(nodes)).delete()[0]


def _forget_mails(node: Node) -> None:
    """No mail that waits says what is gone; what else it told is told by the next one.

    Every mail about a contribution holds its address.
    """
    waiting = Mail.objects.filter(due__isnull=False, text__contains=f"/{node.public_id}/")
    for mail in list(waiting.select_for_update()):
        if mail.since is not None and mail.subscriber_id is not None:
            told = Subscriber.objects.filter(pk=mail.subscriber_id, told_until__gt=mail.since)
            told.update(told_until=mail.since)
        kind, _sep, rest = mail.key.partition("/")
        if kind == "answer":
            enqueue(_TELL_OF_ANSWER, public_id=rest.partition("/")[0])
        mail.delete()
