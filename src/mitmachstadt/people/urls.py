from django.urls import path

from mitmachstadt.people.views import (
    account,
    bodies,
    directory,
    organisations,
    relations,
    speaking,
    texts,
)

urlpatterns = [
    path("anmelden/", account.sign_in, name="sign-in"),
    path("abmelden/", account.sign_out, name="sign-out"),
    path("registrieren/", account.register, name="register"),
    path("konto/passwort/", account.password, name="password"),
    path("konto/bezirk/", account.my_district, name="my-district"),
    path("passwort-vergessen/", account.forgotten, name="password-forgotten"),
    path("passwort-neu/<slug:public_id>/<slug:token>/", account.new_password, name="password-new"),
    path("verwaltung/", directory.people, name="directory"),
    path("verwaltung/person/<slug:public_id>/", directory.person, name="directory-person"),
    path("verwaltung/organisationen/", organisations.desk, name="directory-organisations"),
    path(
        "verwaltung/organisationen/<slug:public_id>/",
        organisations.edit,
        name="directory-organisation",
    ),
    path(
        "verwaltung/organisationen/<slug:public_id>/stellen/", bodies.posts, name="directory-posts"
    ),
    path("verwaltung/stelle/<slug:public_id>/", bodies.post, name="directory-post"),
    path(
        "verwaltung/organisationen/<slug:public_id>/mitglieder/",
        bodies.members,
        name="directory-members",
    ),
    path(
        "verwaltung/organisationen/<slug:public_id>/angaben/",
        relations.desk,
        name="directory-relations",
    ),
    path("verwaltung/anfragen/", speaking.requests, name="speaking-requests"),
    path("verwaltung/anfragen/<slug:public_id>/", speaking.decide, name="speaking-request"),
    path("konto/organisationen/", speaking.mine, name="my-organisations"),
    path("konto/organisationen/anfragen/", speaking.ask, name="ask-to-speak"),
    path("konto/organisationen/<slug:public_id>/zeigen/", speaking.show, name="show-myself"),
    path("organisationen/", organisations.tree, name="organisations"),
    path("organisation/<slug:public_id>/angaben/", relations.details, name="details"),
    path(
        "organisation/<slug:public_id>/beschreiben/",
        relations.describe,
        name="describe-organisation",
    ),
    path("buero/rechtliches/", texts.desk, name="city-texts"),
    path("buero/rechtliches/<slug:kind>/", texts.edit, name="city-text"),
]
