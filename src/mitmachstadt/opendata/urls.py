from django.urls import path

from mitmachstadt.opendata import views

urlpatterns = [
    path("-/metrics", views.metrics),
    path("de/daten/", views.data, name="data"),
    path("daten/<slug:public_id>.json", views.as_json, name="data-json"),
    path("daten/<slug:public_id>/synopse.docx", views.as_synopsis, name="data-synopsis"),
    path("daten/<slug:public_id>/<slug:name>.csv", views.as_csv, name="data-csv"),
]
