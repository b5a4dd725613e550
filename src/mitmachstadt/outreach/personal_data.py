from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import EVERYONE, Basis, Nobody, Personal

DECLARED = (
    Personal(
        "outreach.Occasion",
        called=_("Anlässe, bei denen gefragt wurde"),
        purpose=_("zeigen, wo die Stadt Menschen aufgesucht hat"),
        keep="record",
        seen_by=EVERYONE,
        whose=("created_by",),
        says={
            "title": _("welcher Anlass"),
            "partner": _("mit wem zusammen"),
            "staffed_by": _("wer gefragt hat"),
            "created_by": _("wer den Anlass eingetragen hat"),
            "created": _("wann"),
        },
        rest="id public_id place district neighbourhood begins ends node version",
    ),
    Personal(
        "outreach.Sheet",
        called=_("Bögen mit Karten"),
        purpose=_("nachweisen, wer Karten mit Codes gemacht hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("made_by",),
        says={"made_by": _("wer sie gemacht hat"), "made": _("wann"), "about": _("worüber")},
        rest="id public_id occasion question per_sheet printed",
    ),
    Personal(
        "outreach.Kiosk",
        called=_("Öffentliche Bildschirme"),
        purpose=_("nachweisen, wer einen Bildschirm geöffnet hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("opened_by",),
        says={"opened_by": _("wer"), "name": _("welchen Bildschirm"), "opened": _("wann")},
        rest="id public_id occasion key_hash run ended",
    ),
    Personal(
        "outreach.Entry",
        called=_("Beiträge von Karten, aus Gesprächen und von Bildschirmen"),
        purpose=_("zeigen, wo etwas gesagt wurde, und Fehler beim Eintippen klären"),
        keep="entries",
        whose=("node__author", "by"),
        says={
            "node": _("welcher Beitrag"),
            "occasion": _("bei welchem Anlass"),
            "card": _("von welcher Karte"),
            "by": _("wer ihn für jemanden eingetippt hat"),
            "at": _("wann"),
        },
        rest="kiosk",
    ),
    Personal(
        "outreach.Check",
        called=_("Karten, die ein zweites Mal eingetippt wurden"),
        purpose=_("Fehler beim Eintippen finden"),
        keep="entries",
        whose=("by", "entry__node__author"),
        says={
            "by": _("wer ein zweites Mal getippt hat"),
            "at": _("wann"),
            "same": _("ob es dieselben Worte waren"),
            "retyped": _("ob der Beitrag berichtigt wurde"),
        },
        rest="id entry",
    ),
    # A card is paper that nobody has a name on; whose contribution it became, the entry says.
    Nobody("outreach.Topic outreach.Card"),
)
