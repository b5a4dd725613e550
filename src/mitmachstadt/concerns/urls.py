from django.urls import path

from mitmachstadt.concerns.views import desk, following

urlpatterns = [
    path("anliegen/", following.concern, name="concern"),
    path("buero/anliegen/", desk.desk, name="concern-desk"),
    path("buero/anliegen/spam/", desk.discard, name="concern-discard"),
    path("buero/anliegen/<slug:public_id>/", desk.answer, name="concern-answer"),
    path("buero/anliegen/<slug:public_id>/kein-spam/", desk.accept, name="concern-accept"),
]
