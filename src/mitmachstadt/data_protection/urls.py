from django.urls import path

from mitmachstadt.data_protection.views import code, correcting, deleting, desk, notices, own

urlpatterns = [
    path("konto/daten/", own.overview, name="my-data"),
    path("konto/daten/datei/", own.export, name="my-export"),
    path("konto/daten/datei/<int:number>/", own.file, name="my-export-file"),
    path("konto/daten/berichtigen/", correcting.correct, name="my-correction"),
    path("konto/daten/adresse/", correcting.address, name="my-address"),
    path("konto/adresse/<str:token>/", correcting.new_address, name="new-address"),
    path("konto/loeschen/", deleting.leave, name="my-deletion"),
    path("konto/loeschen/abbrechen/", deleting.stay, name="my-deletion-cancel"),
    path("n/<slug:public_id>/loeschen/", deleting.forget, name="forget"),
    path("code/daten/", code.data, name="code-data"),
    path("code/daten/loeschen/", code.forget, name="code-forget"),
    path("datenschutz/verarbeitungen/", notices.processing, name="processing"),
    path("datenschutz/verarbeitungen.<slug:form>", notices.processing_file, name="processing-file"),
    path("n/<slug:public_id>/datenschutz/", notices.of_process, name="process-privacy"),
    path("verwaltung/fristen/", desk.retention, name="retention"),
    path("verwaltung/person/<slug:public_id>/sperre/", desk.hold, name="hold"),
]
