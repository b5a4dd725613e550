from django.urls import path

from mitmachstadt.measures.views import desk, public

urlpatterns = [
    path("massnahmen/", public.measures, name="measures"),
    path("massnahmen/<slug:public_id>/anerkennung.svg", public.badge, name="measure-badge"),
    path("verwaltung/massnahmen/", desk.desk, name="measure-desk"),
    path("verwaltung/massnahmen/neu/", desk.new, name="measure-new"),
    path("verwaltung/massnahmen/prinzipien/", desk.principles, name="principles-desk"),
    path("verwaltung/massnahmen/zusage/<slug:public_id>/", desk.commit, name="measure-commit"),
    path("verwaltung/massnahmen/<slug:public_id>/", desk.edit, name="measure-edit"),
    path("verwaltung/massnahmen/<slug:public_id>/<slug:name>/", desk.part, name="measure-part"),
]
