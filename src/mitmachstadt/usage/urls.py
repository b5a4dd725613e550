from django.urls import path

from mitmachstadt.usage.views import desk, public

urlpatterns = [
    path("zahlen/", public.figures, name="figures"),
    path("zahlen/nutzung.csv", public.figures_csv, name="figures-csv"),
    path("rueckmeldung/", public.feedback, name="feedback"),
    path("buero/rueckmeldungen/", desk.desk, name="comment-desk"),
]
