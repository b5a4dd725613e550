from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import Basis, Personal

DECLARED = (
    Personal(
        "responsibilities.HandOver",
        called=_("Übergaben zwischen Stellen"),
        purpose=_("nachweisen, wer wann für eine Rückmeldung zuständig war"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={"by": _("wer übergeben hat"), "at": _("wann"), "reason": _("Grund")},
        rest="id node before before_name after after_name",
    ),
)
