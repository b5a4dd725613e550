from django.urls import path

from mitmachstadt.measures.views import (
    board,
    commitments,
    desk,
    importing,
    public,
    report,
    tiles,
    timeline,
)

urlpatterns = [
    path("massnahmen/", public.measures, name="measures"),
    path("massnahmen/tafel/", board.show, name="measure-board"),
    path("massnahmen/zeitplan/", timeline.show, name="measure-timeline"),
    path("massnahmen/zeitplan.svg", timeline.picture, name="measure-timeline-svg"),
    path("massnahmen/karte/", tiles.show, name="measure-map"),
    path("massnahmen/bericht/", report.every, name="measure-reports"),
    path("massnahmen/bericht/<int:number>/", report.show, name="measure-report"),
    path("massnahmen/bericht/<int:number>.pdf", report.as_pdf, name="measure-report-pdf"),
    path("massnahmen/bericht/<int:number>.docx", report.as_docx, name="measure-report-docx"),
    path("buero/massnahmen/bericht/", report.make, name="measure-report-make"),
    path("massnahmen/<slug:public_id>/anerkennung.svg", public.badge, name="measure-badge"),
    path("verwaltung/massnahmen/", desk.desk, name="measure-desk"),
    path("verwaltung/massnahmen/neu/", desk.new, name="measure-new"),
    path("verwaltung/massnahmen/einlesen/", importing.read_in, name="measure-import"),
    path(
        "verwaltung/massnahmen/einlesen/bericht.csv", importing.report, name="measure-import-report"
    ),
    path("verwaltung/massnahmen/prinzipien/", desk.principles, name="principles-desk"),
    path(
        "verwaltung/massnahmen/zusage/<slug:public_id>/", commitments.commit, name="measure-commit"
    ),
    path(
        "verwaltung/massnahmen/zusage/<slug:public_id>/beenden/",
        commitments.end,
        name="commitment-end",
    ),
    path("verwaltung/massnahmen/<slug:public_id>/", desk.edit, name="measure-edit"),
    path("verwaltung/massnahmen/<slug:public_id>/<slug:name>/", desk.part, name="measure-part"),
]
