from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import EVERYONE, Basis, Nobody, Personal

DECLARED = (
    Personal(
        "kernel.RateCount",
        called=_("Zähler von Versuchen"),
        purpose=_("Schutz davor, dass jemand tausendfach schreibt oder Passwörter rät"),
        keep="attempts",
        says={"key": _("Schlüssel aus Anschluss oder Konto, nach Mitternacht ohne Bezug")},
        rest="id period count",
    ),
    Personal(
        "kernel.City",
        called=_("Angaben zur Stadt"),
        purpose=_("Impressum und Kontakt"),
        keep="record",
        basis=Basis.DUTY,
        seen_by=EVERYONE,
        says={
            "contact": _("Kontaktadresse"),
            "imprint": _("wer verantwortlich ist und wer den Datenschutz beaufsichtigt"),
        },
        rest="id name address words logo changed",
    ),
    Personal(
        "sessions.Session",
        called=_("Anmeldungen"),
        purpose=_("angemeldet bleiben"),
        keep="sessions",
        says={
            "session_key": _("Kennung der Anmeldung"),
            "session_data": _("wer angemeldet ist"),
            "expire_date": _("bis wann"),
        },
        withheld="session_key session_data",
    ),
    Personal(
        "django_tasks_database.DBTaskResult",
        called=_("Aufgaben des Hintergrunddienstes"),
        purpose=_("Mails schreiben, Texte einlesen, Fristen anwenden"),
        keep="tasks",
        says={"args_kwargs": _("wofür eine Aufgabe ist: Kennungen, keine Texte")},
        withheld="args_kwargs",
        rest="id status enqueued_at started_at finished_at priority task_path worker_ids"
        " queue_name backend_name run_after return_value exception_class_path traceback",
    ),
    Personal(
        "kernel.Forgotten",
        called=_("Schlüssel von Gelöschtem"),
        purpose=_("Gelöschtes kommt mit einer alten Sicherung nicht zurück"),
        keep="forgotten",
        basis=Basis.DUTY,
        says={"key": _("Schlüssel, aus dem sich ohne die Sicherung nichts ablesen lässt")},
        rest="how at",
    ),
    Nobody("kernel.DailySalt kernel.UsedProof"),
)
