from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.city import Words, the_city


class ProcessState(TextChoices):
    """Where a process stands: told from its phases and the clock, never stored."""

    PREPARING = "preparing", _("in Vorbereitung")
    ANNOUNCED = "announced", _("angekündigt")
    OPEN = "open", _("geöffnet")
    EVALUATING = "evaluating", _("in Auswertung")
    OVERDUE = "overdue", _("Rückmeldungen überfällig")
    CLOSED = "closed", _("abgeschlossen")
    CALLED_OFF = "called_off", _("abgebrochen")

    @property
    def badge(self) -> str:
        """The look of the state: a status that the badges of all pages know."""
        return _BADGES[self]


_BADGES = {
    ProcessState.PREPARING: "draft",
    ProcessState.ANNOUNCED: "info",
    ProcessState.OPEN: "open",
    ProcessState.EVALUATING: "examining",
    ProcessState.OVERDUE: "overdue",
    ProcessState.CLOSED: "answered",
    ProcessState.CALLED_OFF: "withdrawn",
}


class PhaseState(TextChoices):
    NEXT = "next", _("kommt noch")
    NOW = "now", _("läuft")
    PAST = "past", _("beendet")
    OFF = "off", _("findet nicht statt")


class ConceptPart(TextChoices):
    """What everybody can know before a process begins; the label is the question it answers."""

    DECIDABLE = "decidable", _("Was kann noch entschieden werden?")
    NOT_DECIDABLE = "not_decidable", _("Was steht schon fest?")
    WHO_DECIDES = "who_decides", _("Wer entscheidet?")
    HOW_USED = "how_used", _("Was geschieht mit den Beiträgen?")
    ANSWERS_WHEN = "answers_when", _("Wann gibt es Rückmeldungen?")
    SELECTION = "selection", _("Wer kann mitmachen, und wie wird ausgewählt?")
    DISTRICTS = "districts", _("Wie sind die Teile der Stadt eingebunden?")
    TERMS = "terms", _("Welche Regeln gelten?")
    LICENCE = "licence", _("Unter welcher Lizenz stehen die Beiträge?")


class Involvement(TextChoices):
    """How far a district has been involved."""

    ANSWERED = "answered", _("hat geantwortet")
    INVITED = "invited", _("eingeladen, noch keine Antwort")
    NONE = "none", _("keine Einbindung vermerkt")


class InvitationChannel(TextChoices):
    """How an invitation came."""

    LETTER = "letter", _("Brief")
    MAIL = "mail", _("E-Mail")
    MEETING = "meeting", _("Sitzung oder Gespräch")
    STAFF_NEWS = "staff_news", _("Mitteilung an alle Beschäftigten")
    PHONE = "phone", _("Telefon")
    OTHER = "other", _("anders")


class Stance(TextChoices):
    """What an answer to an invitation says, in one word."""

    CONSENT = "consent", _("Zustimmung")
    RESERVED = "reserved", _("Zustimmung mit Einwänden")
    CRITICISM = "criticism", _("Kritik")
    DECLINED = "declined", _("nimmt nicht teil")
    OTHER = "other", _("weder Zustimmung noch Kritik")


class InvitationStepKind(TextChoices):
    REMINDED = "reminded", _("erinnert")
    CORRECTED = "corrected", _("berichtigt")


# What each part of an invitation's record is called.
INVITATION_WORDS = {
    "district": _("Teil der Stadt"),
    "organisation": _("Stelle"),
    "unit": _("Eingeladene Stelle"),
    "audience": _("Wer genau"),
    "channel": _("Auf welchem Weg"),
    "invited_on": _("Eingeladen am"),
    "respond_by": _("Antwort erbeten bis"),
    "answered_on": _("Geantwortet am"),
    "answer": _("Antwort"),
    "stance": _("Wie die Antwort ausfiel"),
    "responses": _("Zahl der Rückläufe"),
}


class ActorRole(TextChoices):
    """As whom somebody wants to take part; one person may be several of these."""

    RESIDENT = "resident", _("Ich wohne oder arbeite hier")
    CIVIL_SOCIETY = "civil_society", _("Ich engagiere mich in einem Verein oder einer Initiative")
    BUSINESS = "business", _("Ich bin für ein Unternehmen tätig")
    SCIENCE = "science", _("Ich forsche oder lehre")
    ADMINISTRATION = "administration", _("Ich arbeite in der Verwaltung")
    DISTRICT_OFFICE = "district_office", _("Ich arbeite in einem Bezirksamt")
    POLITICS = "politics", _("Ich habe ein politisches Amt")

    @property
    def in_words(self) -> str:
        """The role as this city says it."""
        own = the_city().words.district_office
        if self != ActorRole.DISTRICT_OFFICE or own == Words.district_office:
            return str(self.label)
        return gettext("Ich arbeite in der Verwaltung: {office}").format(office=own)


class FormatKind(TextChoices):
    """In what form people take part; what each is for stands in `FORMATS_IN_WORDS`."""

    CONSULTATION = "consultation", _("Anmerkungen zu einem Text")
    CONFERENCE = "conference", _("Konferenz")
    HYBRID_DIALOGUE = "hybrid_dialogue", _("Hybrider Dialog")
    MARATHON = "marathon", _("Ideenmarathon")
    SPRINT = "sprint", _("Sprint")
    GOVERNANCE = "governance", _("Offene Sitzung zur Steuerung")
    EXPERTS = "experts", _("Fachgespräch")


FORMATS_IN_WORDS = {
    FormatKind.CONSULTATION: _("Sie lesen einen Entwurf und sagen etwas zu einer Textstelle."),
    FormatKind.CONFERENCE: _("Viele Menschen besprechen an Tischen, worum es gehen soll."),
    FormatKind.HYBRID_DIALOGUE: _("Ein Gespräch im Raum und im Netz zugleich."),
    FormatKind.MARATHON: _("An einem oder zwei Tagen arbeiten Gruppen an eigenen Ideen."),
    FormatKind.SPRINT: _("Wenige Tage gemeinsame Arbeit an einer Frage, mit einem Ergebnis."),
    FormatKind.GOVERNANCE: _("Regelmäßige Treffen, bei denen über den Stand berichtet wird."),
    FormatKind.EXPERTS: _("Menschen mit Erfahrung beraten zu einer Frage."),
}
_ALL_TOGETHER = (FormatKind.CONSULTATION, FormatKind.CONFERENCE)
# Who is usually invited to what; a city changes it at its desk.
USUAL_FORMATS: dict[ActorRole, tuple[FormatKind, ...]] = {
    ActorRole.RESIDENT: (*_ALL_TOGETHER, FormatKind.MARATHON, FormatKind.EXPERTS),
    ActorRole.CIVIL_SOCIETY: (*_ALL_TOGETHER, FormatKind.HYBRID_DIALOGUE, FormatKind.SPRINT),
    ActorRole.BUSINESS: (*_ALL_TOGETHER, FormatKind.HYBRID_DIALOGUE),
    ActorRole.SCIENCE: (*_ALL_TOGETHER, FormatKind.HYBRID_DIALOGUE, FormatKind.EXPERTS),
    ActorRole.ADMINISTRATION: (
        *_ALL_TOGETHER, FormatKind.GOVERNANCE, FormatKind.HYBRID_DIALOGUE, FormatKind.SPRINT,
    ),
    ActorRole.DISTRICT_OFFICE: (
        *_ALL_TOGETHER, FormatKind.GOVERNANCE, FormatKind.HYBRID_DIALOGUE, FormatKind.SPRINT,
    ),
    ActorRole.POLITICS: (*_ALL_TOGETHER, FormatKind.GOVERNANCE),
}  # fmt: skip
USUAL_WORDS: dict[ActorRole, str | Promise] = {
    ActorRole.RESIDENT: _("Sie brauchen kein Konto und kein Vorwissen."),
    ActorRole.CIVIL_SOCIETY: _("Sie können für sich oder für Ihre Organisation sprechen."),
    ActorRole.BUSINESS: _("Für Ihr Unternehmen sprechen Sie offen: Sein Name steht am Beitrag."),
    ActorRole.SCIENCE: _("Ihre Einrichtung steht am Beitrag, wenn Sie für sie sprechen."),
    ActorRole.ADMINISTRATION: _(
        "Sie sind auch Bewohnerin oder Bewohner; sagen Sie dazu, als wer Sie sprechen."
    ),
    ActorRole.DISTRICT_OFFICE: _(
        "Ihr Amt wird zu Verfahren eingeladen; die Einladungen stehen bei jedem Verfahren."
    ),
    ActorRole.POLITICS: _("Beteiligung berät. Beschlüsse fassen die gewählten Gremien."),
}
LONGEST_ROLE_WORDS = 2000
LONGEST_STEP = 500

# A licence or the terms may be one word ("CC0") or a link; everything else needs a sentence.
MAY_BE_SHORT = (ConceptPart.TERMS, ConceptPart.LICENCE)
SHORTEST_WORDS = 20
LONGEST_WORDS = 5000
LONGEST_TITLE = 200
LONGEST_NAME = 120
