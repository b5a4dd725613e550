from django.urls import path

from mitmachstadt.pages import views

urlpatterns = [
    path("", views.start, name="start"),
    path("suche/", views.search, name="search"),
    path("n/<slug:public_id>/", views.node, name="node"),
    path("n/<slug:public_id>/verknuepfen/", views.links, name="links"),
    path(
        "n/<slug:public_id>/verknuepfen/<int:number>/loesen/", views.take_link_back, name="unlink"
    ),
    path("verwaltung/arena/<slug:public_id>/ziele/", views.arena_goals, name="arena-goals"),
    path("n/<slug:public_id>/bezuege/", views.measure_links, name="measure-links"),
    path(
        "n/<slug:public_id>/bezuege/<int:number>/loesen/",
        views.take_measure_link_back,
        name="measure-unlink",
    ),
    path("n/<slug:public_id>/register/", views.register, name="register-lines"),
    path("massnahmen/ziele/", views.goals, name="goals"),
    path("bezirke/", views.all_districts, name="districts"),
    path("bezirk/<int:number>/", views.district, name="district"),
    path("organisation/<slug:public_id>/", views.organisation, name="organisation"),
    path("organisation/<slug:public_id>/sitzungen/", views.meetings, name="meetings"),
    path("impressum/", views.imprint, name="imprint"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("teilnahmebedingungen/", views.terms, name="terms"),
]
