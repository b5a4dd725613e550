from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import Basis, Personal

DECLARED = (
    Personal(
        "help.Question",
        called=_("Häufige Fragen"),
        purpose=_("nachweisen, wer eine Antwort zuletzt geändert hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("changed_by",),
        says={
            "changed_by": _("wer die Frage zuletzt geändert hat"),
            "question": _("welche Frage"),
            "changed": _("wann"),
        },
        rest="id public_id topic topic_en place question_en answer answer_en unit reviewed"
        " review_by shown helped helped_not version",
    ),
)
