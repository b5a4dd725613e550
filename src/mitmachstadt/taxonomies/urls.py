from django.urls import path

from mitmachstadt.taxonomies.views import desk, public, terms

urlpatterns = [
    path("handlungsfelder/", public.fields, name="fields"),
    path("handlungsfelder/feld/<slug:public_id>/", public.field, name="field"),
    path("handlungsfelder/<slug:slug>/<int:number>/", public.version, name="taxonomy-version"),
    path("handlungsfelder/<slug:slug>/<int:number>.csv", public.as_csv, name="taxonomy-csv"),
    path("handlungsfelder/<slug:slug>/<int:number>.json", public.as_json, name="taxonomy-json"),
    path("n/<slug:public_id>/einordnen/", desk.sort_node, name="sort-node"),
    path("buero/handlungsfelder/", desk.taxonomies, name="taxonomy-desk"),
    path("buero/handlungsfelder/<slug:slug>/", desk.taxonomy, name="taxonomy-edit"),
    path("buero/handlungsfelder/<slug:slug>/neue-version/", desk.begin, name="taxonomy-begin"),
    path("buero/handlungsfelder/<slug:slug>/einlesen/", desk.read_in, name="taxonomy-import"),
    path(
        "buero/handlungsfelder/<slug:slug>/veroeffentlichen/", desk.publish, name="taxonomy-publish"
    ),
    path("buero/handlungsfelder/<slug:slug>/neu/", terms.entry, name="entry-new"),
    path("buero/handlungsfelder/<slug:slug>/<slug:public_id>/", terms.entry, name="entry-edit"),
    path(
        "buero/handlungsfelder/<slug:slug>/<slug:public_id>/loeschen/",
        terms.remove,
        name="entry-remove",
    ),
    path(
        "buero/handlungsfelder/<slug:slug>/<slug:public_id>/schliessen/",
        terms.close,
        name="entry-close",
    ),
    path(
        "buero/handlungsfelder/<slug:slug>/<slug:public_id>/entsprechung/",
        terms.map_term,
        name="entry-map",
    ),
    path(
        "buero/handlungsfelder/<slug:slug>/<slug:public_id>/entsprechung/<int:number>/entfernen/",
        terms.unmap_term,
        name="entry-unmap",
    ),
    path(
        "buero/handlungsfelder/<slug:slug>/<slug:public_id>/oeffnen/",
        terms.reopen,
        name="entry-reopen",
    ),
]
