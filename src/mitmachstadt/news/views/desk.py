"""Reports and news, as the office writes them."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.news import actions
from mitmachstadt.news.forms import ArticleForm, ReasonForm
from mitmachstadt.news.queries import article_by_public_id, articles_of_the_desk, what_it_is_about
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import only_for, page, refused

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Drafts, published and withdrawn ones."""
    return page(request, "news/desk.html", me, {"articles": articles_of_the_desk()})


@both
@only_for(BuiltInGroup.OFFICE)
def edit(request: HttpRequest, me: Visitor, at: datetime, public_id: str = "") -> HttpResponse:
    """Begin an article, change its draft, or correct what is published."""
    article = article_by_public_id(public_id) if public_id else None
    if public_id and article is None:
        raise Http404(_("Das gibt es nicht."))
    form = ArticleForm(request.POST or None, districts=districts(), article=article)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                made = actions.keep_article(article=article, visitor=me, at=at, **form.given)
                messages.success(request, _("Gespeichert."))
                return redirect("news-edit", public_id=made.node.public_id)
            except Refusal as refusal:
                form.show(refusal)
                status = refusal.status
    about = what_it_is_about(article) if article else []
    context = {"form": form, "article": article, "about": about, "reason_form": ReasonForm()}
    return page(request, "news/edit.html", me, context, status=status)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def publish(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    article = article_by_public_id(public_id)
    if article is None:
        raise Http404(_("Das gibt es nicht."))
    try:
        actions.publish_article(article=article, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    messages.success(request, _("Das ist jetzt öffentlich."))
    return redirect("node", public_id=public_id)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def withdraw(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    article = article_by_public_id(public_id)
    if article is None:
        raise Http404(_("Das gibt es nicht."))
    reason = request.POST.get("reason", "")
    try:
        actions.withdraw_article(article=article, reason=reason, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal, words=[(_("Warum?"), reason)])
    messages.success(request, _("Das ist zurückgezogen. Die Begründung ist öffentlich."))
    return redirect("node", public_id=public_id)
