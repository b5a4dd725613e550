from django.urls import path

from mitmachstadt.outreach.views import cards, desk, entering, kiosk, kiosks, public

urlpatterns = [
    path("vor-ort/", public.occasions, name="occasions"),
    path("vor-ort/reichweite/", public.reach, name="reach"),
    path("vor-ort/<slug:public_id>/", public.occasion, name="occasion"),
    path("helfen/", desk.helping, name="helping"),
    path("helfen/neu/", desk.edit, name="occasion-new"),
    path("helfen/<slug:public_id>/", desk.occasion, name="occasion-desk"),
    path("helfen/<slug:public_id>/aendern/", desk.edit, name="occasion-edit"),
    path("helfen/<slug:public_id>/eintragen/", entering.enter, name="enter-for"),
    path("helfen/<slug:public_id>/stapel/", entering.stack, name="enter-stack"),
    path("helfen/<slug:public_id>/vergleichen/", entering.compare, name="compare-card"),
    path("helfen/<slug:public_id>/karten/", cards.make, name="cards-make"),
    path("helfen/<slug:public_id>/karten/<slug:sheet>/", cards.sheet, name="cards-print"),
    path("helfen/<slug:public_id>/terminal/", kiosks.open_one, name="kiosk-open"),
    path("helfen/<slug:public_id>/terminal/<slug:kiosk>/ende/", kiosks.end, name="kiosk-end"),
    path("terminal/<slug:key>/", kiosk.start, name="kiosk"),
    path("terminal/<slug:key>/<slug:public_id>/", kiosk.write, name="kiosk-write"),
]
