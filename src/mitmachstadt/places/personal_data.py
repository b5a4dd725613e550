from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import EVERYONE, Nobody, Personal

DECLARED = (
    Personal(
        "places.Place",
        called=_("Orte zum Mitmachen"),
        purpose=_("sagen, wohin man gehen und wen man dort fragen kann"),
        keep="record",
        seen_by=EVERYONE,
        whose=("changed_by",),
        says={
            "contact": _("wen man fragen kann"),
            "changed_by": _("wer den Eintrag zuletzt geändert hat"),
            "name": _("welcher Ort"),
            "changed": _("wann"),
        },
        rest="id public_id address district neighbourhood access services languages way_there"
        " note valid_from valid_until shown version",
    ),
    Nobody("places.OpeningHours places.SpecialDay"),
)
