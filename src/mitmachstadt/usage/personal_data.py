from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import Personal

DECLARED = (
    Personal(
        "usage.Comment",
        called=_("Worte zur Zufriedenheit; von wem, wird nicht gespeichert"),
        purpose=_("diese Seiten besser machen"),
        keep="comments",
        says={
            "text": _("was jemand geschrieben hat; es kann etwas über Menschen sagen"),
            "day": _("an welchem Tag"),
            "score": _("welche Note"),
        },
        rest="id language page",
    ),
)
