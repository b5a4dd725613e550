from django.urls import path

from mitmachstadt.answers.views import answer, decision, inbox, working_list

urlpatterns = [
    path("buero/", inbox.inbox, name="inbox"),
    path("buero/pruefungen/", inbox.lapsed, name="lapsed"),
    path("buero/arbeitsliste/", working_list.bring_back, name="working-list"),
    path("buero/arbeitsliste.xlsx", working_list.download, name="working-list-xlsx"),
    path("buero/antworten/", answer.answer, name="answer"),
    path("buero/beantwortet/<slug:public_id>/", answer.answered, name="answered"),
    path("n/<slug:public_id>/beschluss/", decision.decision, name="decision"),
]
