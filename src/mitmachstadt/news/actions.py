"""Writing, publishing, correcting and withdrawing reports and news, as the office."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.news.calculations import Written, article_html, plain_words
from mitmachstadt.news.errors import NothingCorrected, NotToBeReportedOn
from mitmachstadt.news.models import Article, Correction
from mitmachstadt.news.queries import what_it_is_about
from mitmachstadt.news.rules import (
    may_be_dated,
    may_correct,
    may_edit_freely,
    may_give_reason,
)
from mitmachstadt.nodes.actions import link, new_node
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def draft_article(*, kind: Kind, written: Written, visitor: Visitor, at: datetime) -> Article:
    """Begin a report or news; nobody else sees it until it is published."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    written = written.check(kind, at)
    node = new_node(
        kind=kind,
        parent=None,
        title=written.title,
        at=at,
        author=visitor.person,
        author_name=visitor.name,
        capacity=Capacity.OFFICE,
        visibility=Visibility.DRAFT,
    )
    article = Article(node=node)
    _put(article, written)
    with transaction.atomic():
        node.save(force_insert=True)
        article.node = node
        article.save(force_insert=True)
        append(kind="article.drafted", subject=node.public_id, content=_content(article), at=at)
    return article


def keep_article(
    *,
    article: Article | None,
    kind: Kind,
    written: Written,
    note: str,
    about: Sequence[str],
    seen: int | None,
    visitor: Visitor,
    at: datetime,
) -> Article:
    """Begin an article, change its draft, or correct what is published; and say what it is about.

    Raises:
        Refusal: as each of these verbs; then nothing was written.
    """
    with transaction.atomic():
        if article is None:
            article = draft_article(kind=kind, written=written, visitor=visitor, at=at)
        elif article.published is None:
            article = edit_draft(
                article=article, written=written, seen=seen, visitor=visitor, at=at
            )
        else:
            correct_article(
                article=article, written=written, note=note, about=about, seen=seen,
                visitor=visitor, at=at,
            )  # fmt: skip
        report_on(article=article, addresses=about, visitor=visitor, at=at)
    return article


def edit_draft(
    *, article: Article, written: Written, visitor: Visitor, at: datetime, seen: int | None = None
) -> Article:
    """Change what is not published yet.

    Raises:
        Refusal: it is published, or a colleague was quicker.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        article = _locked(article)
        may_edit_freely(article, seen=seen).require()
        _put(article, written.check(Kind(article.node.kind), at))
        _save(article, at)
    return article


def publish_article(*, article: Article, visitor: Visitor, at: datetime) -> Article:
    """Let everybody read it; from now on every change is told."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        article = _locked(article)
        may_edit_freely(article, seen=None).require()
        may_be_dated(
            Kind(article.node.kind), article.took_place, today=timezone.localdate(at)
        ).require()
        article.published, article.node.visibility = at, Visibility.PUBLIC
        article.node.created = at
        _save(article, at)
        append(
            kind="article.published",
            subject=article.node.public_id,
            content=_content(article),
            at=at,
        )
    return article


def correct_article(
    *,
    article: Article,
    written: Written,
    note: str,
    visitor: Visitor,
    at: datetime,
    about: Sequence[str] = (),
    seen: int | None = None,
) -> Correction:
    """Put right what is published, openly: what and why stands below it.

    Args:
        about: public ids; one that it is not linked to yet is a correction as well. `report_on`
            links it.

    Raises:
        Refusal: it is not public, nothing changed, or the note is missing.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    note = clean_text(note)
    may_give_reason(note).require()
    with transaction.atomic():
        article = _locked(article)
        may_correct(article, seen=seen).require()
        before = _content(article)
        _put(article, written.check(Kind(article.node.kind), at))
        content = _content(article)
        added = set(about) - {node.public_id for node in what_it_is_about(article)}
        if content == before and not added:
            raise NothingCorrected()
        _save(article, at)
        correction = Correction.objects.create(article=article, note=note, by=visitor.person, at=at)
        content |= {"note": note, "about": sorted(added)}
        append(kind="article.corrected", subject=article.node.public_id, content=content, at=at)
    return correction


def withdraw_article(*, article: Article, reason: str, visitor: Visitor, at: datetime) -> Article:
    """Take it back: its address tells that there was something, and why it is gone."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    reason = clean_text(reason)
    may_give_reason(reason).require()
    with transaction.atomic():
        article = _locked(article)
        may_correct(article, seen=None).require()
        article.withdrawn, article.withdrawn_because = at, reason
        article.node.visibility = Visibility.WITHDRAWN
        _save(article, at)
        content = {"reason": reason}
        append(kind="article.withdrawn", subject=article.node.public_id, content=content, at=at)
    return article


def report_on(
    *, article: Article, addresses: Iterable[str], visitor: Visitor, at: datetime
) -> list[Node]:
    """Say what it is about: public processes, texts, events by their public ids.

    Raises:
        NotToBeReportedOn: there is nothing public at one of them; then none is linked.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    about = []
    for address in dict.fromkeys(addresses):
        node = node_by_public_id(address)
        if node is None or not node.is_public or node.pk == article.pk:
            raise NotToBeReportedOn(address=address[:40])
        about.append(node)
    with transaction.atomic():
        for node in about:
            link(
                source=node,
                target=article.node,
                relation=Relation.REPORTED_IN,
                by=visitor.person,
                at=at,
            )
    return about


def _locked(article: Article) -> Article:
    found = Article.objects.select_for_update(of=("self",)).select_related("node__district")
    return found.get(pk=article.pk)


def _put(article: Article, written: Written) -> None:
    node = article.node
    article.lead, article.source = written.lead, written.source
    article.html, article.took_place = article_html(written.source), written.took_place
    node.title, node.text = written.title, plain_words(written.lead, article.html)
    node.scope, node.district = written.scope, written.district
    node.neighbourhood, node.language = written.neighbourhood, written.language


def _save(article: Article, at: datetime) -> None:
    """Write article and node; counters are the database's and stay out of it."""
    node = article.node
    article.save()
    Node.objects.filter(pk=node.pk).update(
        title=node.title,
        text=node.text,
        scope=node.scope,
        district=node.district,
        neighbourhood=node.neighbourhood,
        language=node.language,
        visibility=node.visibility,
        created=node.created,
        changed=at,
        version=F("version") + 1,
    )
    node.refresh_from_db()


def _content(article: Article) -> dict[str, object]:
    node = article.node
    return {
        "kind": str(node.kind),
        "title": node.title,
        "lead": article.lead,
        "source": article.source,
        "took_place": article.took_place.isoformat() if article.took_place else "",
        "scope": str(node.scope),
        "district": node.district.name if node.district else "",
        "neighbourhood": node.neighbourhood,
        "language": node.language,
    }
