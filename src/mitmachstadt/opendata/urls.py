from django.urls import path

from mitmachstadt.opendata import views

urlpatterns = [
    path("daten/", views.data, name="data"),
    path("daten/moderation/", views.moderation, name="moderation-numbers"),
]
# The files are the same in every language.
files = [
    path("-/metrics", views.metrics),
    path("daten/vor-ort.csv", views.as_reach, name="data-reach"),
    path("daten/moderation.csv", views.moderation_csv, name="moderation-csv"),
    path("daten/<slug:name>.csv", views.of_city, name="data-of-city"),
    path("daten/<slug:public_id>.json", views.as_json, name="data-json"),
    path("daten/<slug:public_id>/synopse.docx", views.as_synopsis, name="data-synopsis"),
    path("daten/<slug:public_id>/<slug:name>.csv", views.as_csv, name="data-csv"),
]
