from django.urls import path

from mitmachstadt.answers.views import (
    answer,
    decision,
    desk,
    draft_steps,
    drafts,
    inbox,
    shares,
    statistics,
    working_list,
)

urlpatterns = [
    path("buero/", inbox.inbox, name="inbox"),
    path("buero/neues/", inbox.news, name="desk-news"),
    path("buero/neues/gelesen/", inbox.mark_read, name="desk-news-read"),
    path("buero/pruefungen/", inbox.lapsed, name="lapsed"),
    path("buero/arbeitsliste/", working_list.bring_back, name="working-list"),
    path("buero/arbeitsliste.xlsx", working_list.download, name="working-list-xlsx"),
    path("buero/antworten/", answer.answer, name="answer"),
    path("buero/abgeben/", desk.passing_on, name="hand-over"),
    path("buero/bausteine/", desk.template_list, name="answer-templates"),
    path("buero/bausteine/<slug:public_id>/", desk.template, name="answer-template"),
    path("buero/vier-augen/", desk.four_eyes, name="four-eyes"),
    path("buero/entwuerfe/", drafts.drafts, name="answer-drafts"),
    path("buero/entwuerfe/<slug:public_id>/", drafts.draft, name="answer-draft"),
    path(
        "buero/entwuerfe/<slug:public_id>/mitzeichnen/<int:number>/",
        shares.signature,
        name="answer-signature",
    ),
    path("buero/entwuerfe/<slug:public_id>/<slug:verb>/", draft_steps.change, name="draft-change"),
    path("buero/zulieferung/<slug:public_id>/", shares.part, name="answer-part"),
    path("buero/beantwortet/<slug:public_id>/", answer.answered, name="answered"),
    path("n/<slug:public_id>/beschluss/", decision.decision, name="decision"),
    path("rueckmeldungen/", statistics.statistics, name="answer-statistics"),
    path("rueckmeldungen.csv", statistics.statistics_csv, name="answer-statistics-csv"),
]
