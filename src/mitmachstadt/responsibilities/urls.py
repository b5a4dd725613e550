from django.urls import path

from mitmachstadt.responsibilities.views import desk, public

urlpatterns = [
    path("zustaendigkeiten/", public.register, name="responsibilities"),
    path("zustaendigkeiten/luecken/", public.gaps, name="responsibility-gaps"),
    path("zustaendigkeiten/warum/<slug:public_id>/", public.reason, name="responsibility-reason"),
    path("buero/zustaendigkeiten/", desk.desk, name="responsibility-desk"),
    path("buero/zustaendigkeiten/offen/", desk.open_ones, name="responsibility-open"),
    path(
        "buero/zustaendigkeiten/nachfolge/<slug:public_id>/",
        desk.take_over,
        name="responsibility-take-over",
    ),
    path("buero/zustaendigkeiten/<slug:public_id>/", desk.edit, name="responsibility-edit"),
]
