from django.urls import path

from mitmachstadt.answers.views import answer, decision, inbox

urlpatterns = [
    path("buero/", inbox.inbox, name="inbox"),
    path("buero/pruefungen/", inbox.lapsed, name="lapsed"),
    path("buero/antworten/", answer.answer, name="answer"),
    path("buero/beantwortet/<slug:public_id>/", answer.answered, name="answered"),
    path("n/<slug:public_id>/beschluss/", decision.decision, name="decision"),
]
