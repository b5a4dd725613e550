from django.urls import path

from mitmachstadt.strategy import views

urlpatterns = [
    path("texte/", views.texts, name="texts"),
    path("lesen/<str:public_id>/", views.first_page, name="reading"),
    path("lesen/<str:public_id>/<int:leaf>/", views.reading, name="reading"),
    path("vergleich/<str:public_id>/", views.compare, name="compare"),
    path("handlungsbedarfe/<str:public_id>/", views.needs, name="needs"),
    path("buero/texte/", views.desk, name="text-desk"),
    path("buero/texte/neu/", views.new_text, name="new-text"),
    path("buero/texte/<str:public_id>/", views.draft, name="draft"),
    path("buero/texte/<str:public_id>/entscheiden/", views.decide_flags, name="decide-flags"),
    path("buero/texte/<str:public_id>/arten/", views.set_kinds, name="set-kinds"),
    path("buero/texte/<str:public_id>/veroeffentlichen/", views.publish, name="publish"),
]
