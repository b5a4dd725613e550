from django.urls import path

from mitmachstadt.news.views import desk, public

urlpatterns = [
    path("neuigkeiten/", public.articles, name="news"),
    path("buero/neuigkeiten/", desk.desk, name="news-desk"),
    path("buero/neuigkeiten/neu/", desk.edit, name="news-new"),
    path("buero/neuigkeiten/<slug:public_id>/", desk.edit, name="news-edit"),
    path("buero/neuigkeiten/<slug:public_id>/veroeffentlichen/", desk.publish, name="news-publish"),
    path("buero/neuigkeiten/<slug:public_id>/zurueckziehen/", desk.withdraw, name="news-withdraw"),
]
