from django.urls import path

from mitmachstadt.contributions.views import (
    account,
    code,
    feeds,
    follow,
    moderation,
    remark,
    subscription,
    support,
)

urlpatterns = [
    path("n/<slug:public_id>/anmerken/", remark.remark, name="remark"),
    path("n/<slug:public_id>/unterstuetzen/", support.support, name="support"),
    path("n/<slug:public_id>/moderieren/", moderation.moderate, name="moderate"),
    path("moderation/", moderation.queue, name="moderation"),
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
