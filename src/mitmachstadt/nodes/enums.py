from django.db.models import IntegerChoices, TextChoices


class Kind(TextChoices):
    """What a node is. The page and the card template follow from it by name."""

    STRATEGY = "strategy", "Strategie"
    DOCUMENT = "document", "Dokument"
    EDITION = "edition", "Fassung"
    SECTION = "section", "Abschnitt"
    PASSAGE = "passage", "Textstelle"
    PROCESS = "process", "Beteiligungsverfahren"
    REMARK = "remark", "Anmerkung"
    ANSWER = "answer", "Rückmeldung"
    DECISION = "decision", "Beschluss"
    REPORT = "report", "Bericht"
    NEWS = "news", "Neuigkeit"


# What people can say something about: a text's parts, what was reported, what others said.
REMARKABLE = frozenset(
    {Kind.DOCUMENT, Kind.SECTION, Kind.PASSAGE, Kind.REMARK, Kind.REPORT, Kind.NEWS}
)


class Visibility(TextChoices):
    DRAFT = "draft", "Entwurf"
    WAITING = "waiting", "wartet auf Freigabe"
    PUBLIC = "public", "öffentlich"
    HIDDEN = "hidden", "ausgeblendet"
    WITHDRAWN = "withdrawn", "zurückgezogen"
    RETIRED = "retired", "in der neuesten Fassung entfallen"


LONGEST_NEIGHBOURHOOD = 80


class Scope(TextChoices):
    NEIGHBOURHOOD = "neighbourhood", "Kiez"
    DISTRICT = "district", "Bezirk"
    CITY = "city", "Stadt"
    REGION = "region", "Region"


class Verb(IntegerChoices):
    """What a window opens; values are bits, a window holds their sum."""

    REMARK = 1, "anmerken"
    SUPPORT = 2, "unterstützen"


class Moderation(TextChoices):
    """Whose contributions wait for a moderator before others see them."""

    NOBODY = "nobody", "niemand wartet, geprüft wird danach"
    WITHOUT_ACCOUNT = "without-account", "Beiträge ohne Konto warten auf Freigabe"
    EVERYBODY = "everybody", "alle Beiträge warten auf Freigabe"


class Relation(TextChoices):
    """How one node follows from another. The source came first, the target came of it."""

    ANSWERED_BY = "answered_by", "beantwortet durch"
    TAKEN_UP_IN = "taken_up_in", "aufgegriffen in"
    DEALT_WITH_IN = "dealt_with_in", "wird behandelt in"
    DECIDED_BY = "decided_by", "beschlossen durch"
    CONSULTED_IN = "consulted_in", "zur Beteiligung gestellt in"
    BASIS_OF = "basis_of", "Grundlage für"
    REPLACED_BY = "replaced_by", "ersetzt durch"
    PARALLEL_TO = "parallel_to", "läuft neben"
    CARRIED_OUT_BY = "carried_out_by", "umgesetzt durch"
    PAYS_INTO = "pays_into", "zahlt ein auf"
    MERGED_INTO = "merged_into", "zusammengefasst in"
    SPLIT_INTO = "split_into", "aufgeteilt in"
    REPORTED_IN = "reported_in", "darüber wird berichtet in"

    @property
    def backward(self) -> str:
        """The same relation in words, read from the target."""
        return _BACKWARD[self]


_BACKWARD = {
    Relation.ANSWERED_BY: "Rückmeldung auf",
    Relation.TAKEN_UP_IN: "greift auf",
    Relation.DEALT_WITH_IN: "behandelt auch",
    Relation.DECIDED_BY: "beschließt",
    Relation.CONSULTED_IN: "Beteiligung zu",
    Relation.BASIS_OF: "baut auf",
    Relation.REPLACED_BY: "ersetzt",
    Relation.PARALLEL_TO: "läuft neben",
    Relation.CARRIED_OUT_BY: "setzt um",
    Relation.PAYS_INTO: "erhält Beiträge von",
    Relation.MERGED_INTO: "entstand auch aus",
    Relation.SPLIT_INTO: "war ein Teil von",
    Relation.REPORTED_IN: "berichtet über",
}

# Relations of documents and strategies that must not come back to where they began.
WITHOUT_CIRCLE = (Relation.BASIS_OF, Relation.REPLACED_BY)


class FoundState(TextChoices):
    """By what became of it one can narrow a search down."""

    OPEN = "open", "offen"
    OVERDUE = "overdue", "Frist überschritten"
    ANSWERED = "answered", "beantwortet"
    TAKEN_UP = "taken_up", "aufgegriffen"
    RETIRED = "retired", "in der neuesten Fassung entfallen"
    WAITING = "waiting", "wartet auf Freigabe"
    HIDDEN = "hidden", "ausgeblendet"
    DRAFT = "draft", "Entwurf"
