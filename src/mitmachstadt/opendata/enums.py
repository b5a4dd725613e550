from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.formats.enums import InvitationChannel, Stance
from mitmachstadt.measures.enums import Health, MeasureType, State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Table(TextChoices):
    """What there is about an edition; the label says what one row is."""

    SECTIONS = "sections", _("ein Abschnitt der Fassung, in der Reihenfolge des Textes")
    PASSAGES = "passages", _("eine Textstelle der Fassung mit ihrem Wortlaut")
    REMARKS = "remarks", _("eine Anmerkung oder Antwort darauf")
    ANSWERS = "answers", _("eine Rückmeldung der Stadt zu einer Anmerkung")
    TRACES = "traces", _("eine Verknüpfung: was aus etwas folgte")


class CityTable(TextChoices):
    """What there is about the whole city; the label says what one row is."""

    INVOLVEMENT = "einbindung", _("eine Einladung zu einem Verfahren, oder eine Lücke")
    RESPONSIBILITIES = "zustaendigkeiten", _("eine Regel, auch eine frühere oder künftige")
    MEASURES = "massnahmen", _("eine öffentliche Maßnahme, wie sie jetzt dasteht")
    IDEAS = "ideen", _("eine öffentliche Idee oder ein öffentlicher Bedarf")


CITY_FIELDS: dict[CityTable, "dict[str, StrOrPromise]"] = {
    CityTable.INVOLVEMENT: {
        "process": _("Kennung des Verfahrens; die Seite dazu ist /n/<id>/"),
        "title": _("Titel des Verfahrens"),
        "scope": _("räumlicher Bezug: neighbourhood, district, city oder region"),
        "opened": _("Tag der Öffnung (ISO 8601)"),
        "district": _("Teil der Stadt, der eingeladen wurde oder fehlt"),
        "state": _("answered, invited oder none: nicht eingeladen"),
        "unit": _("eingeladene Stelle, wie sie damals hieß"),
        "audience": _("wer von ihr eingeladen war"),
        "channel": ", ".join(InvitationChannel.values),
        "invited_on": _("Tag der Einladung (ISO 8601)"),
        "respond_by": _("bis wann um Antwort gebeten war (ISO 8601)"),
        "reminded_on": _("Tage der Erinnerungen, mit Leerzeichen getrennt"),
        "answered_on": _("Tag der Antwort (ISO 8601)"),
        "stance": ", ".join(Stance.values),
        "answer": _("Antwort"),
        "responses": _("Zahl der Rückläufe"),
        "corrections": _("wie oft der Vermerk berichtigt wurde"),
    },
    CityTable.RESPONSIBILITIES: {
        "id": _("Kennung der Regel"),
        "node": _("Kennung des Textes oder Abschnitts"),
        "node_title": _("sein Titel"),
        "subject": _("Kennung des Themas; die Seite dazu ist /de/handlungsfelder/feld/<id>/"),
        "subject_name": _("sein Name"),
        "district": _("Teil der Stadt"),
        "unit": _("Kennung der zuständigen Stelle"),
        "unit_name": _("ihr heutiger Name"),
        "since": _("erster Tag (ISO 8601)"),
        "until": _("erster Tag, an dem sie nicht mehr gilt (ISO 8601)"),
        "note": _("Vermerk"),
        "ended_because": _("warum sie endete"),
    },
    CityTable.MEASURES: {
        "id": _("Kennung der Maßnahme; die Seite dazu ist /n/<id>/"),
        "title": _("Titel"),
        "type": ", ".join(MeasureType.values),
        "owner": _("Kennung der verantwortlichen Stelle oder Organisation"),
        "owner_name": _("ihr Name"),
        "phase": _("Phase von 1 (Vorprozess) bis 5 (Verbreitung)"),
        "state": ", ".join(State.values),
        "health": ", ".join(Health.values),
        "status_on": _("Tag, von dem der Stand ist (ISO 8601)"),
        "status_words": _("was dazu gesagt wird"),
        "summary": _("worum es geht"),
        "problem": _("welches Problem gelöst werden soll"),
        "goals": _("welche Ziele sie hat"),
        "for_whom": _("für wen sie ist"),
        "starts": _("geplanter Beginn (ISO 8601)"),
        "ends": _("geplantes Ende (ISO 8601)"),
        "districts": _("Nummern der Bezirke, mit Leerzeichen getrennt; leer: die ganze Stadt"),
        "district_names": _("ihre Namen, mit Strichpunkt getrennt"),
        "programme": _("Programm, zu dem sie gehört"),
        "amount_cents": _("veranschlagter Betrag in Cent"),
        "amount_is_rough": _("ob der Betrag geschätzt ist"),
        "posts_hundredths": _("Stellenanteile in Hundertsteln"),
        "funding": _("woher das Geld kommt"),
        "requested_cents": _("beantragt in allen Haushaltszeilen, in Cent"),
        "approved_cents": _("bewilligt, in Cent"),
        "spent_cents": _("ausgegeben, in Cent"),
        "milestones": _("Zahl der Meilensteine"),
        "milestones_reached": _("davon erreicht"),
        "milestones_overdue": _("davon überfällig"),
        "copy_of": _("Kennung der Maßnahme, von der sie übernommen ist"),
        "papers": _("Drucksachen, mit Strichpunkt getrennt"),
        "repository": _("Adresse des Quelltextes"),
        "standards": _("offene Standards"),
        "imported": _("ob sie schon lief, als sie eingetragen wurde"),
    },
    CityTable.IDEAS: {
        "id": _("Kennung der Idee; die Seite dazu ist /n/<id>/"),
        "title": _("Titel"),
        "created": _("Zeitpunkt (ISO 8601, UTC)"),
        "capacity": _("citizen, organisation oder office"),
        "organisation": _("für wen gesprochen wird"),
        "scope": _("räumlicher Bezug: neighbourhood, district, city oder region"),
        "district": _("Teil der Stadt, um den es geht"),
        "neighbourhood": _("kleinerer Ort darin"),
        "language": _("Sprache der Worte (BCP 47)"),
        "text": _("Worte"),
        "supports": _("Zahl der Unterstützungen"),
        "remarks": _("Zahl der Anmerkungen"),
        "answers": _("Zahl der Rückmeldungen"),
        "measures": _("Kennungen der Maßnahmen, die daraus wurden, mit Leerzeichen getrennt"),
        "merged_into": _("Kennungen der Ideen, in denen sie aufging"),
        "pays_into": _("Kennungen der Ziele und Leitgedanken, auf die sie einzahlt"),
        "sort": _("need (Handlungsbedarf) oder proposal (Vorschlag)"),
        "stage": _("Stufe, wie alle sie sehen: idee, vorschlag oder massnahme"),
        "state": _(
            "Stand: submitted, development, fact_sheet, assessment, selected, parked oder declined"
        ),
    },
}


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
        "affiliation": _("wo bei der Stadt arbeitet, wer in anderer Eigenschaft spricht"),
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


# What the table of the moderators' work holds for each month.
MODERATION_FIELDS: "dict[str, StrOrPromise]" = {
    "waited": _("Beiträge, die gewartet haben und über die in dem Monat entschieden wurde"),
    "released": _("davon freigegeben"),
    "hidden": _("ausgeblendete Beiträge, vor oder nach der Veröffentlichung"),
    "shown_again": _("wieder eingeblendete Beiträge"),
    "removed": _("Beiträge, deren Worte gelöscht wurden, weil zwei Menschen zustimmten"),
    "reports": _("Meldungen von Lesenden"),
    "reports_upheld": _("davon Meldungen, nach denen ausgeblendet wurde"),
    "appeals": _("Widersprüche, nach dem Monat, in dem sie kamen"),
    "appeals_granted": _("davon mit dem Ergebnis: wieder öffentlich"),
    "appeals_upheld": _("davon mit dem Ergebnis: bleibt ausgeblendet"),
}
# The columns of the occasions and what came of them.
REACH = (
    "id", "occasion", "place", "district", "neighbourhood", "begins", "ends", "partner", "about",
    "paper", "conversation", "kiosk", "total",
)  # fmt: skip
