from django.db.models import TextChoices

from mitmachstadt.answers.enums import AnswerKind


class Table(TextChoices):
    """What there is about an edition; the label says what one row is."""

    SECTIONS = "sections", "ein Abschnitt der Fassung, in der Reihenfolge des Textes"
    PASSAGES = "passages", "eine Textstelle der Fassung mit ihrem Wortlaut"
    REMARKS = "remarks", "eine Anmerkung oder Antwort darauf"
    ANSWERS = "answers", "eine Rückmeldung der Stadt zu einer Anmerkung"
    TRACES = "traces", "eine Verknüpfung: was aus etwas folgte"


FIELDS: dict[Table, dict[str, str]] = {
    Table.SECTIONS: {
        "position": "Stelle im Text, ab 0",
        "id": "Kennung; die Seite dazu ist /n/<id>/",
        "level": "Ebene der Überschrift, ab 1",
        "number": "Nummer, wie sie im Text steht",
        "title": "Überschrift",
        "kind": "Art des Abschnitts, z. B. need, goal, measure, prose",
    },
    Table.PASSAGES: {
        "position": "Stelle im Text, ab 0",
        "id": "Kennung; sie bleibt durch alle Fassungen gleich",
        "section": "Kennung des Abschnitts",
        "form": "Absatz, Listenpunkt, Zitat, Tabelle oder Quelltext",
        "marker": "Aufzählungszeichen",
        "depth": "Tiefe der Aufzählung, ab 0",
        "text": "Wortlaut",
    },
    Table.REMARKS: {
        "id": "Kennung",
        "about": "Kennung dessen, worauf sie sich bezieht",
        "about_kind": "passage, section, document oder remark",
        "created": "Zeitpunkt (ISO 8601, UTC)",
        "capacity": "citizen, organisation oder office",
        "organisation": "für wen gesprochen wird",
        "district": "Bezirk, um den es geht",
        "visibility": "public, hidden oder withdrawn; nur öffentliche haben Worte",
        "text": "Worte",
        "quoted": "Wortlaut der Textstelle, auf den sie sich bezieht",
        "supports": "Zahl der Unterstützungen",
        "answers": "Zahl der Rückmeldungen",
        "answer_due": "bis wann eine Rückmeldung zugesagt ist (ISO 8601, UTC)",
    },
    Table.ANSWERS: {
        "id": "Kennung der Rückmeldung; dieselbe kann für viele Anmerkungen gelten",
        "remark": "Kennung der Anmerkung",
        "created": "Zeitpunkt (ISO 8601, UTC)",
        "kind": ", ".join(AnswerKind.values),
        "unit": "an wen weitergeleitet wurde",
        "until": "bis wann geprüft wird (ISO 8601)",
        "elsewhere": "Kennung dessen, wo es behandelt wird",
        "text": "Begründung",
    },
    Table.TRACES: {
        "source": "Kennung dessen, woraus etwas folgte",
        "source_kind": "Art",
        "relation": "wie es folgte, z. B. taken_up_in, carried_out_by, answered_by",
        "target": "Kennung dessen, was folgte",
        "target_kind": "Art",
        "created": "Zeitpunkt (ISO 8601, UTC)",
        "note": "Bemerkung",
    },
}
