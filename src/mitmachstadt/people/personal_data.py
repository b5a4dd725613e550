from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import Basis, Nobody, Personal

DECLARED = (
    Personal(
        "people.Person",
        called=_("Konto"),
        purpose=_("sich anmelden und unter einem Namen schreiben"),
        keep="account",
        basis=Basis.CONSENT,
        whose=("pk",),
        says={
            "public_id": _("Kennung"),
            "email": _("E-Mail-Adresse"),
            "name": _("Name oder Pseudonym, wie andere ihn sehen"),
            "password": _("Passwort, nur als Prüfwert"),
            "district": _("eigener Ort in der Stadt"),
            "created": _("Konto seit"),
            "last_login": _("zuletzt angemeldet"),
            "is_active": _("ob das Konto offen ist"),
        },
        withheld="password",
        rest="id groups",
    ),
    Personal(
        "people.GroupMembership",
        called=_("Aufgaben auf dieser Plattform"),
        purpose=_("wissen, wer was darf und durfte"),
        keep="account",
        basis=Basis.DUTY,
        whose=("person",),
        says={
            "person": _("wer"),
            "group": _("welche Aufgabe"),
            "since": _("seit"),
            "until": _("bis"),
        },
        rest="id",
    ),
    Personal(
        "people.OrganisationMembership",
        called=_("Zugehörigkeit zu Organisationen"),
        purpose=_("wissen, wer für wen sprechen und arbeiten darf und durfte"),
        keep="account",
        basis=Basis.DUTY,
        whose=("person",),
        says={
            "person": _("wer"),
            "organisation": _("welche Organisation"),
            "role": _("in welcher Rolle"),
            "since": _("seit"),
            "until": _("bis"),
        },
        rest="id",
    ),
    Nobody(
        "people.Group people.District people.Organisation people.OrganisationPeriod"
        " people.Succession"
    ),
)
