from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import Basis, Personal

DECLARED = (
    Personal(
        "responsibilities.Responsibility",
        called=_("Regeln, wer wofür zuständig ist"),
        purpose=_("nachweisen, wer eine Zuständigkeit eingetragen hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={
            "by": _("wer sie eingetragen oder beendet hat"),
            "entered": _("wann"),
            "note": _("was dazu vermerkt ist"),
            "ended_because": _("warum sie endete"),
        },
        rest="id public_id node term district unit since until",
    ),
    Personal(
        "responsibilities.HandOver",
        called=_("Übergaben zwischen Stellen"),
        purpose=_("nachweisen, wer wann für eine Rückmeldung zuständig war"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={"by": _("wer übergeben hat"), "at": _("wann"), "reason": _("Grund")},
        rest="id node before before_name after after_name by_rule",
    ),
)
