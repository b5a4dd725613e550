from django.urls import path

from mitmachstadt.contributions.views import (
    account,
    appeal,
    code,
    feeds,
    follow,
    remark,
    report,
    subscription,
    support,
)
from mitmachstadt.contributions.views.moderation import deciding, desk, judging, patterns

urlpatterns = [
    path("n/<slug:public_id>/anmerken/", remark.remark, name="remark"),
    path("n/<slug:public_id>/unterstuetzen/", support.support, name="support"),
    path("n/<slug:public_id>/melden/", report.report, name="report"),
    path("n/<slug:public_id>/widerspruch/", appeal.appeal, name="appeal"),
    path("n/<slug:public_id>/widerspruch/entscheiden/", judging.judge, name="judge"),
    path("n/<slug:public_id>/loeschung/", judging.removal, name="removal"),
    path("n/<slug:public_id>/moderieren/", deciding.moderate, name="moderate"),
    path("moderation/", desk.queue, name="moderation"),
    path("moderation/auswahl/", desk.many, name="moderate-many"),
    path("moderation/zu-zweit/", judging.cases, name="moderation-cases"),
    path("moderation/muster/", patterns.patterns, name="patterns"),
    path("moderation/muster/neu/", patterns.new_pattern, name="pattern-new"),
    path("moderation/muster/<slug:public_id>/", patterns.pattern, name="pattern"),
    path("code/", code.code, name="code"),
    path("code/berichtigen/", code.correct, name="correct"),
    path("code/zurueckziehen/", code.withdraw, name="withdraw"),
    path("n/<slug:public_id>/folgen/", follow.follow, name="follow"),
    path("n/<slug:public_id>/neues.atom", feeds.of_node, name="feed"),
    path("bezirk/<int:number>/neues.atom", feeds.of_district, name="feed-of-district"),
    path("neues.atom", feeds.of_city, name="feed-of-city"),
    path("code/benachrichtigen/", follow.answer_by_mail, name="answer-by-mail"),
    path("abo/bestaetigen/<str:token>/", follow.confirm, name="follow-confirm"),
    path("abo/<str:token>/", subscription.by_link, name="subscription"),
    path("abo/<str:token>/ende/", subscription.end, name="subscription-end"),
    path("konto/folgen/", subscription.mine, name="my-subscription"),
    path("konto/", account.account, name="account"),
]
