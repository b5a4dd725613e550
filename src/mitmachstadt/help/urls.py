from django.urls import path

from mitmachstadt.help.views import desk, public

urlpatterns = [
    path("hilfe/", public.all_questions, name="questions"),
    path("hilfe/<slug:public_id>/", public.question, name="question"),
    path("kontakt/", public.contact, name="contact"),
    path("buero/hilfe/", desk.desk, name="question-desk"),
    path("buero/hilfe/neu/", desk.edit, name="question-new"),
    path("buero/hilfe/einlesen/", desk.read_in, name="questions-read-in"),
    path("buero/hilfe/<slug:public_id>/", desk.edit, name="question-edit"),
]
