from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import EVERYONE, Basis, Personal

DECLARED = (
    Personal(
        "ledger.Entry",
        called=_("Zeilen des Nachweisregisters"),
        purpose=_("beweisen, dass am öffentlichen Stand nichts heimlich geändert wurde"),
        keep="record",
        basis=Basis.DUTY,
        seen_by=EVERYONE,
        named_by="subject",
        says={
            "kind": _("was geschah"),
            "subject": _("Kennung des Beitrags oder der Person"),
            "at": _("wann"),
            "commitment": _("Prüfsumme, aus der sich nichts ablesen lässt"),
        },
        rest="id",
    ),
    Personal(
        "ledger.Payload",
        called=_("Inhalte des Nachweisregisters"),
        purpose=_("die Prüfsummen nachrechnen"),
        keep="words",
        seen_by=EVERYONE,
        says={"content": _("was geschah, mit Text und Namen des Beitrags")},
        rest="entry salt",
    ),
)
