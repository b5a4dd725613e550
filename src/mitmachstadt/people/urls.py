from django.urls import path

from mitmachstadt.people.views import account

urlpatterns = [
    path("anmelden/", account.sign_in, name="sign-in"),
    path("abmelden/", account.sign_out, name="sign-out"),
    path("registrieren/", account.register, name="register"),
    path("konto/passwort/", account.password, name="password"),
]
