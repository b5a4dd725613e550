from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a node is. The page and the card template follow from it by name."""

    STRATEGY = "strategy", _("Strategie")
    DOCUMENT = "document", _("Dokument")
    EDITION = "edition", _("Fassung")
    SECTION = "section", _("Abschnitt")
    PASSAGE = "passage", _("Textstelle")
    PROCESS = "process", _("Beteiligungsverfahren")
    REMARK = "remark", _("Anmerkung")
    ANSWER = "answer", _("Rückmeldung")
    DECISION = "decision", _("Beschluss")
    REPORT = "report", _("Bericht")
    NEWS = "news", _("Neuigkeit")
    ARENA = "arena", _("Arena der Ideen")
    IDEA = "idea", _("Idee")
    MEASURE = "measure", _("Maßnahme")
    MILESTONE = "milestone", _("Meilenstein")


# What people say themselves: it has a receipt, can be supported, corrected and withdrawn, waits
# for moderators and is owed an answer.
CONTRIBUTIONS = (Kind.REMARK, Kind.IDEA)

# What people can say something about: a text's parts, what was reported, what others said, and
# what is made of it.
REMARKABLE = frozenset(
    {
        Kind.DOCUMENT,
        Kind.SECTION,
        Kind.PASSAGE,
        Kind.REMARK,
        Kind.REPORT,
        Kind.NEWS,
        Kind.IDEA,
        Kind.MEASURE,
    }
)


class Visibility(TextChoices):
    DRAFT = "draft", _("Entwurf")
    WAITING = "waiting", _("wartet auf Freigabe")
    PUBLIC = "public", _("öffentlich")
    HIDDEN = "hidden", _("ausgeblendet")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    RETIRED = "retired", _("in der neuesten Fassung entfallen")


LONGEST_NEIGHBOURHOOD = 80


class Scope(TextChoices):
    NEIGHBOURHOOD = "neighbourhood", _("Kiez")
    DISTRICT = "district", _("Bezirk")
    CITY = "city", _("Stadt")
    REGION = "region", _("Region")


class Verb(IntegerChoices):
    """What a window opens; values are bits, a window holds their sum."""

    REMARK = 1, _("anmerken")
    SUPPORT = 2, _("unterstützen")
    SUBMIT = 4, _("Ideen einreichen")


class Moderation(TextChoices):
    """Whose contributions wait for a moderator before others see them."""

    NOBODY = "nobody", _("niemand wartet, geprüft wird danach")
    WITHOUT_ACCOUNT = "without-account", _("Beiträge ohne Konto warten auf Freigabe")
    EVERYBODY = "everybody", _("alle Beiträge warten auf Freigabe")


class Relation(TextChoices):
    """How one node follows from another. The source came first, the target came of it."""

    ANSWERED_BY = "answered_by", _("beantwortet durch")
    TAKEN_UP_IN = "taken_up_in", _("aufgegriffen in")
    DEALT_WITH_IN = "dealt_with_in", _("wird behandelt in")
    DECIDED_BY = "decided_by", _("beschlossen durch")
    CONSULTED_IN = "consulted_in", _("zur Beteiligung gestellt in")
    BASIS_OF = "basis_of", _("Grundlage für")
    REPLACED_BY = "replaced_by", _("ersetzt durch")
    PARALLEL_TO = "parallel_to", _("läuft neben")
    CARRIED_OUT_BY = "carried_out_by", _("umgesetzt durch")
    PAYS_INTO = "pays_into", _("zahlt ein auf")
    MERGED_INTO = "merged_into", _("zusammengefasst in")
    SPLIT_INTO = "split_into", _("aufgeteilt in")
    REPORTED_IN = "reported_in", _("darüber wird berichtet in")
    COPIED_BY = "copied_by", _("anderswo übernommen durch")

    @property
    def backward(self) -> str:
        """The same relation in words, read from the target."""
        return str(_BACKWARD[self])


_BACKWARD = {
    Relation.ANSWERED_BY: _("Rückmeldung auf"),
    Relation.TAKEN_UP_IN: _("greift auf"),
    Relation.DEALT_WITH_IN: _("behandelt auch"),
    Relation.DECIDED_BY: _("beschließt"),
    Relation.CONSULTED_IN: _("Beteiligung zu"),
    Relation.BASIS_OF: _("baut auf"),
    Relation.REPLACED_BY: _("ersetzt"),
    Relation.PARALLEL_TO: _("läuft neben"),
    Relation.CARRIED_OUT_BY: _("setzt um"),
    Relation.PAYS_INTO: _("erhält Beiträge von"),
    Relation.MERGED_INTO: _("entstand auch aus"),
    Relation.SPLIT_INTO: _("war ein Teil von"),
    Relation.REPORTED_IN: _("berichtet über"),
    Relation.COPIED_BY: _("übernimmt von"),
}

# Relations of documents and strategies that must not come back to where they began.
WITHOUT_CIRCLE = (Relation.BASIS_OF, Relation.REPLACED_BY)


class FoundState(TextChoices):
    """By what became of it one can narrow a search down."""

    OPEN = "open", _("offen")
    OVERDUE = "overdue", _("Frist überschritten")
    ANSWERED = "answered", _("beantwortet")
    TAKEN_UP = "taken_up", _("aufgegriffen")
    RETIRED = "retired", _("in der neuesten Fassung entfallen")
    WAITING = "waiting", _("wartet auf Freigabe")
    HIDDEN = "hidden", _("ausgeblendet")
    DRAFT = "draft", _("Entwurf")
