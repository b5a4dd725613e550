from django.urls import path

from mitmachstadt.barriers.views import desk, public

urlpatterns = [
    path("barrierefreiheit/", public.accessibility, name="accessibility"),
    path("barrierefreiheit/verlauf/", public.history, name="accessibility-history"),
    path("barrierefreiheit/melden/", public.report, name="barrier-report"),
    path("buero/barrieren/", desk.desk, name="barrier-desk"),
    path("buero/barrieren/neu/", desk.edit, name="barrier-new"),
    path("buero/barrieren/aus/<slug:public_id>/", desk.from_report, name="barrier-from-report"),
    path("buero/barrieren/<slug:public_id>/", desk.edit, name="barrier-edit"),
]
