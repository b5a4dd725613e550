from django.urls import path

from mitmachstadt.strategy import views

urlpatterns = [
    path("texte/", views.texts, name="texts"),
    path("lesen/<slug:public_id>/", views.first_page, name="reading"),
    path("lesen/<slug:public_id>/<int:leaf>/", views.reading, name="reading"),
    path("vergleich/<slug:public_id>/", views.compare, name="compare"),
    path("handlungsbedarfe/<slug:public_id>/", views.needs, name="needs"),
    path("buero/texte/", views.desk, name="text-desk"),
    path("buero/texte/neu/", views.new_text, name="new-text"),
    path("buero/texte/<slug:public_id>/", views.draft, name="draft"),
    path("buero/texte/<slug:public_id>/entscheiden/", views.decide_flags, name="decide-flags"),
    path("buero/texte/<slug:public_id>/arten/", views.set_kinds, name="set-kinds"),
    path("buero/texte/<slug:public_id>/verwerfen/", views.discard, name="discard-draft"),
    path("buero/texte/<slug:public_id>/neue-fassung/", views.revise, name="revise"),
    path(
        "buero/texte/<slug:public_id>/textstelle/<slug:passage_id>/",
        views.write_passage,
        name="write-passage",
    ),
    path("buero/texte/<slug:public_id>/veroeffentlichen/", views.publish, name="publish"),
]
