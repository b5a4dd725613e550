from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import Personal

DECLARED = (
    Personal(
        "concerns.Concern",
        called=_("Fragen an das Büro und Meldungen von Barrieren"),
        purpose=_("antworten und Barrieren beseitigen"),
        keep="concerns",
        whose=("answered_by",),
        says={
            "about": _("worum es geht"),
            "text": _("was jemand geschrieben hat"),
            "page": _("auf welcher Seite"),
            "email": _("Adresse für die Antwort, bis geantwortet ist"),
            "language": _("Sprache der Antwort"),
            "code_hash": _("Prüfwert des Codes; der Code selbst wird nicht gespeichert"),
            "created": _("geschrieben am"),
            "answered": _("beantwortet am"),
            "answer": _("die Antwort"),
            "answered_by": _("wer geantwortet hat"),
        },
        # Whoever wrote it is not known; whoever answered it is not who it is about.
        withheld="text page email language code_hash",
        rest="id public_id topic unproven due days email_deleted discarded forgotten",
    ),
)
