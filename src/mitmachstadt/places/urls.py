from django.urls import path

from mitmachstadt.places.views import desk, public

urlpatterns = [
    path("orte/", public.all_places, name="places"),
    path("orte/<slug:public_id>/", public.place, name="place"),
    path("buero/orte/", desk.desk, name="place-desk"),
    path("buero/orte/neu/", desk.edit, name="place-new"),
    path("buero/orte/einlesen/", desk.read_in, name="places-read-in"),
    path("buero/orte/vorlage.csv", desk.template, name="places-template"),
    path("buero/orte/<slug:public_id>/", desk.edit, name="place-edit"),
]
