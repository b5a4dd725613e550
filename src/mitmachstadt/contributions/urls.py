from django.urls import path

from mitmachstadt.contributions.views import account, code, moderation, remark, support

urlpatterns = [
    path("n/<slug:public_id>/anmerken/", remark.remark, name="remark"),
    path("n/<slug:public_id>/unterstuetzen/", support.support, name="support"),
    path("n/<slug:public_id>/moderieren/", moderation.moderate, name="moderate"),
    path("moderation/", moderation.queue, name="moderation"),
    path("code/", code.code, name="code"),
    path("code/berichtigen/", code.correct, name="correct"),
    path("code/zurueckziehen/", code.withdraw, name="withdraw"),
    path("konto/", account.account, name="account"),
]
