from django.urls import path

from mitmachstadt.formats import views
from mitmachstadt.formats.views import roles

urlpatterns = [
    path("mitmachen/", roles.all_roles, name="take-part"),
    path("mitmachen/<slug:name>/", roles.role, name="take-part-as"),
    path("buero/mitmachen/", roles.desk, name="role-desk"),
    path("buero/mitmachen/<slug:name>/", roles.edit, name="role-edit"),
    path("verfahren/", views.processes, name="processes"),
    path("verfahren/einbindung/", views.overview, name="involvement"),
    path("buero/verfahren/neu/", views.new, name="process-new"),
    path("buero/verfahren/<slug:public_id>/", views.desk, name="process-desk"),
    path("buero/verfahren/<slug:public_id>/konzept/", views.concept, name="process-concept"),
    path("buero/verfahren/<slug:public_id>/phase/", views.phase, name="process-phase"),
    path(
        "buero/verfahren/<slug:public_id>/phase/streichen/",
        views.phase_drop,
        name="process-phase-drop",
    ),
    path("buero/verfahren/<slug:public_id>/zweck/", views.rename, name="process-rename"),
    path("buero/verfahren/<slug:public_id>/verwerfen/", views.discard, name="process-discard"),
    path("buero/verfahren/<slug:public_id>/abbrechen/", views.call_off, name="process-call-off"),
    path("buero/verfahren/<slug:public_id>/oeffnen/", views.open_it, name="process-open"),
    path("buero/verfahren/<slug:public_id>/verlaengern/", views.extend, name="process-extend"),
    path("buero/verfahren/<slug:public_id>/bezirke/", views.involvement, name="process-districts"),
    path(
        "buero/verfahren/<slug:public_id>/bezirke/<int:number>/",
        views.invitation,
        name="process-invitation",
    ),
]
