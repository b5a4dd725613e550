from django.urls import path

from mitmachstadt.people.views import account, directory, organisations

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
    path("organisationen/", organisations.tree, name="organisations"),
]
