from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import EVERYONE, Basis, Nobody, Personal

DECLARED = (
    Personal(
        "news.Correction",
        called=_("Berichtigungen von Berichten"),
        purpose=_("nachweisen, wer einen Bericht berichtigt hat"),
        keep="record",
        basis=Basis.DUTY,
        seen_by=EVERYONE,
        whose=("by",),
        says={"by": _("wer berichtigt hat"), "note": _("was"), "at": _("wann")},
        rest="id article",
    ),
    Nobody("news.Article"),
)
