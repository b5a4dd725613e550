from django.urls import include, path

from mitmachstadt.strategy import views

draft = [
    path("", views.draft, name="draft"),
    path("neue-datei/", views.replace_text, name="replace-text"),
    path("entscheiden/", views.decide_flags, name="decide-flags"),
    path("arten/", views.set_kinds, name="set-kinds"),
    path("verwerfen/", views.discard, name="discard-draft"),
    path("neue-fassung/", views.revise, name="revise"),
    path("veroeffentlichen/", views.publish, name="publish"),
    path("schreiben/", views.write_first, name="write"),
    path("schreiben/<slug:section_id>/", views.write, name="write"),
    path("textstelle/<slug:passage_id>/", views.write_passage, name="write-passage"),
    path("textstelle/<slug:passage_id>/dahinter/", views.add_passage, name="add-passage"),
    path("textstelle/<slug:passage_id>/zurueck/", views.bring_back, name="bring-back"),
    path("ueberschrift/", views.add_heading, name="add-heading"),
    path("ueberschrift/<slug:section_id>/", views.write_heading, name="write-heading"),
    path("ueberschrift/<slug:section_id>/darunter/", views.begin_section, name="begin-section"),
    path("ueberschrift/<slug:section_id>/vorlage/", views.follow_template, name="follow-template"),
    path("vorschau/", views.preview, name="preview"),
    path("vorschau/<int:leaf>/", views.preview, name="preview"),
    path("gegenueber/<slug:section_id>/", views.beside, name="beside"),
    path("verlauf/", views.history, name="draft-history"),
]
urlpatterns = [
    path("texte/", views.texts, name="texts"),
    path("lesen/<slug:public_id>/", views.first_page, name="reading"),
    path("lesen/<slug:public_id>/<int:leaf>/", views.reading, name="reading"),
    path("vergleich/<slug:public_id>/", views.compare, name="compare"),
    path("handlungsbedarfe/<slug:public_id>/", views.needs, name="needs"),
    path("buero/texte/", views.desk, name="text-desk"),
    path("buero/texte/neu/", views.new_text, name="new-text"),
    path("buero/texte/leer/", views.new_draft, name="new-draft"),
    path("buero/texte/vorlagen/", views.templates, name="templates"),
    path("buero/texte/vorlagen/neu/", views.template, name="new-template"),
    path("buero/texte/vorlagen/<int:number>/", views.template, name="template"),
    path("buero/texte/<slug:public_id>/", include(draft)),
]
