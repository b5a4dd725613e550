from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from mitmachstadt.answers.enums import AnswerKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Table(TextChoices):
    """What there is about an edition; the label says what one row is."""

    SECTIONS = "sections", _("ein Abschnitt der Fassung, in der Reihenfolge des Textes")
    PASSAGES = "passages", _("eine Textstelle der Fassung mit ihrem Wortlaut")
    REMARKS = "remarks", _("eine Anmerkung oder Antwort darauf")
    ANSWERS = "answers", _("eine Rückmeldung der Stadt zu einer Anmerkung")
    TRACES = "traces", _("eine Verknüpfung: was aus etwas folgte")


FIELDS: dict[Table, "dict[str, StrOrPromise]"] = {
    Table.SECTIONS: {
        "position": _("Stelle im Text, ab 0"),
        "id": _("Kennung; die Seite dazu ist /n/<id>/"),
        "level": _("Ebene der Überschrift, ab 1"),
        "number": _("Nummer, wie sie im Text steht"),
        "title": _("Überschrift"),
        "kind": _("Art des Abschnitts, z. B. need, goal, measure, prose"),
    },
    Table.PASSAGES: {
        "position": _("Stelle im Text, ab 0"),
        "id": _("Kennung; sie bleibt durch alle Fassungen gleich"),
        "section": _("Kennung des Abschnitts"),
        "form": _("Absatz, Listenpunkt, Zitat, Tabelle oder Quelltext"),
        "marker": _("Aufzählungszeichen"),
        "depth": _("Tiefe der Aufzählung, ab 0"),
        "text": _("Wortlaut"),
    },
    Table.REMARKS: {
        "id": _("Kennung"),
        "about": _("Kennung dessen, worauf sie sich bezieht"),
        "about_kind": _("passage, section, document oder remark"),
        "created": _("Zeitpunkt (ISO 8601, UTC)"),
        "capacity": _("citizen, organisation oder office"),
        "organisation": _("für wen gesprochen wird"),
        "scope": _("räumlicher Bezug: neighbourhood, district, city oder region"),
        "district": _("Teil der Stadt, um den es geht"),
        "neighbourhood": _("kleinerer Ort darin"),
        "language": _("Sprache der Worte (BCP 47)"),
        "visibility": _("public, hidden oder withdrawn; nur öffentliche haben Worte"),
        "channel": _("wie sie kam: online, paper, conversation oder kiosk"),
        "occasion": _("Termin vor Ort, bei dem sie gesagt oder geschrieben wurde"),
        "said_on": _("an welchem Tag das war (ISO 8601)"),
        "text": _("Worte"),
        "quoted": _("Wortlaut der Textstelle, auf den sie sich bezieht"),
        "quote_exact": _("daraus zitierte Worte (W3C TextQuoteSelector)"),
        "quote_prefix": _("was unmittelbar davor steht"),
        "quote_suffix": _("was unmittelbar danach steht"),
        "quote_start": _("Anfang der zitierten Worte im lesbaren Text, in Zeichen ab 0"),
        "quote_end": _("Ende der zitierten Worte; dieses Zeichen gehört nicht mehr dazu"),
        "supports": _("Zahl der Unterstützungen"),
        "answers": _("Zahl der Rückmeldungen"),
        "answer_due": _("bis wann eine Rückmeldung zugesagt ist (ISO 8601, UTC)"),
    },
    Table.ANSWERS: {
        "id": _("Kennung der Rückmeldung; dieselbe kann für viele Anmerkungen gelten"),
        "remark": _("Kennung der Anmerkung"),
        "created": _("Zeitpunkt (ISO 8601, UTC)"),
        "kind": ", ".join(AnswerKind.values),
        "unit": _("an wen weitergeleitet wurde"),
        "until": _("bis wann geprüft wird (ISO 8601)"),
        "elsewhere": _("Kennung dessen, wo es behandelt wird"),
        "text": _("Begründung"),
    },
    Table.TRACES: {
        "source": _("Kennung dessen, woraus etwas folgte"),
        "source_kind": _("Art"),
        "relation": _("wie es folgte, z. B. taken_up_in, carried_out_by, answered_by"),
        "target": _("Kennung dessen, was folgte"),
        "target_kind": _("Art"),
        "created": _("Zeitpunkt (ISO 8601, UTC)"),
        "note": _("Bemerkung"),
    },
}

# The columns of the occasions and what came of them.
REACH = (
    "id", "occasion", "place", "district", "neighbourhood", "begins", "ends", "partner", "about",
    "paper", "conversation", "kiosk", "total",
)  # fmt: skip
