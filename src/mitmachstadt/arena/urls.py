from django.urls import path

from mitmachstadt.arena.views import (
    desk,
    editing,
    groups,
    importing,
    merging,
    moving,
    public,
    sponsors,
    submitting,
)

urlpatterns = [
    path("arena/", public.all_arenas, name="arenas"),
    path("arena/<slug:public_id>/", public.ideas, name="ideas"),
    path("arena/<slug:public_id>/einreichen/", submitting.submit, name="idea-new"),
    path("n/<slug:public_id>/steckbrief/", editing.sheet, name="idea-sheet"),
    path("n/<slug:public_id>/bewegen/", moving.move, name="idea-move"),
    path("n/<slug:public_id>/zielen/", moving.aim, name="idea-aim"),
    path("n/<slug:public_id>/umwandeln/", moving.convert, name="idea-convert"),
    path("n/<slug:public_id>/zusammenfassen/", merging.merge, name="idea-merge"),
    path("n/<slug:public_id>/trennen/", merging.undo, name="idea-undo-merge"),
    path("n/<slug:public_id>/aufteilen/", merging.split, name="idea-split"),
    path("n/<slug:public_id>/patenschaft/", sponsors.sponsors, name="idea-sponsors"),
    path("n/<slug:public_id>/patenschaft/uebernehmen/", sponsors.take, name="sponsor-take"),
    path("n/<slug:public_id>/patenschaft/bestaetigen/", sponsors.renew, name="sponsor-renew"),
    path("n/<slug:public_id>/patenschaft/zurueckgeben/", sponsors.give_back, name="sponsor-back"),
    path("n/<slug:public_id>/patenschaft/anbieten/", sponsors.offer, name="sponsor-offer"),
    path("n/<slug:public_id>/patenschaft/beenden/", sponsors.revoke, name="sponsor-revoke"),
    path(
        "n/<slug:public_id>/patenschaft/<int:offer>/annehmen/",
        sponsors.accept,
        name="sponsor-accept",
    ),
    path(
        "n/<slug:public_id>/patenschaft/<int:offer>/ablehnen/",
        sponsors.decline,
        name="sponsor-decline",
    ),
    path(
        "n/<slug:public_id>/patenschaft/<int:offer>/zurueckziehen/",
        sponsors.withdraw,
        name="sponsor-withdraw",
    ),
    path("verwaltung/arena/", desk.desk, name="arena-desk"),
    path("verwaltung/arena/neu/", desk.edit, name="arena-new"),
    path("verwaltung/arena/<slug:public_id>/", desk.edit, name="arena-edit"),
    path("verwaltung/arena/<slug:public_id>/gruppen/", groups.groups, name="arena-groups"),
    path("verwaltung/arena/<slug:public_id>/einlesen/", importing.read_in, name="arena-import"),
    path("verwaltung/arena/<slug:public_id>/oeffnen/", desk.open_window, name="arena-open"),
]
