from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class Step(TextChoices):
    """What a moderator, or the author, did to a contribution."""

    RELEASED = "released", _("freigegeben")
    HIDDEN = "hidden", _("ausgeblendet")
    SHOWN = "shown", _("wieder eingeblendet")
    CORRECTED = "corrected", _("selbst berichtigt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    EXPIRED = "expired", _("Text nach Ablauf der Frist gelöscht")
    RETYPED = "retyped", _("nach der Karte berichtigt")
    APPEALED = "appealed", _("Widerspruch eingelegt")
    UPHELD = "upheld", _("Widerspruch geprüft: bleibt ausgeblendet")
    PROPOSED = "proposed", _("Löschung vorgeschlagen")
    DECLINED = "declined", _("Löschung abgelehnt")
    REMOVED = "removed", _("gelöscht, von zwei Menschen geprüft")


class Queue(TextChoices):
    """What lies at the moderators' desk; the values stand in the address."""

    WAITING = "wartet", _("Wartet auf Freigabe")
    UNSEEN = "ungesehen", _("Noch nicht angesehen")
    REPORTED = "gemeldet", _("Gemeldet")
    APPEALED = "widerspruch", _("Widerspruch")
    REMOVAL = "loeschung", _("Löschung vorgeschlagen")


class PatternKind(TextChoices):
    """What a spam pattern looks at."""

    PHRASES = "phrases", _("Wörter und Wendungen")
    LINKS = "links", _("viele Links")
    REPEATED = "repeated", _("derselbe Text mehrmals")
    CAPITALS = "capitals", _("fast nur Großbuchstaben")


class Suspicion(TextChoices):
    """What was noticed about a contribution when it came."""

    PHRASES = "phrases", _("Wörter aus einem Muster")
    LINKS = "links", _("viele Links")
    REPEATED = "repeated", _("derselbe Text mehrmals")
    CAPITALS = "capitals", _("fast nur Großbuchstaben")
    PERSONAL = "personal", _("vielleicht persönliche Daten")


class ReportReason(TextChoices):
    """Why a reader reports a contribution."""

    INSULT = "insult", _("beleidigt oder bedroht jemanden")
    PERSONAL = "personal", _("nennt persönliche Daten anderer Menschen")
    HATE = "hate", _("wertet Menschen ab")
    ADVERTISING = "advertising", _("ist Werbung")
    ILLEGAL = "illegal", _("ist nach meiner Meinung strafbar")
    OTHER = "other", _("etwas anderes")


class AppealOutcome(TextChoices):
    """What came of an appeal."""

    SHOWN = "shown", _("wieder öffentlich")
    UPHELD = "upheld", _("bleibt ausgeblendet")


class CaseReason(TextChoices):
    """Why something about a contribution is not settled; said to whoever wants it deleted."""

    HIDDEN = (
        "hidden",
        _(
            "Ein Beitrag ist ausgeblendet, und gegen die Entscheidung kann noch Widerspruch "
            "eingelegt werden."
        ),
    )
    APPEALED = "appealed", _("Über einen Widerspruch ist noch nicht entschieden.")
    PROPOSED = (
        "proposed",
        _("Zwei Menschen entscheiden gerade, ob die Worte eines Beitrags gelöscht werden."),
    )
    REPORTED = (
        "reported",
        _("Jemand hat einen Beitrag gemeldet, und die Moderation hat das noch nicht geprüft."),
    )


class Channel(TextChoices):
    """The way on which a contribution came; shown with it where that was not the network."""

    ONLINE = "online", _("im Netz")
    PAPER = "paper", _("auf Papier")
    CONVERSATION = "conversation", _("im Gespräch")
    KIOSK = "kiosk", _("an einem Terminal")


# How long whoever wrote something that was hidden may object; until then it is not deleted.
CASE_DAYS = 30
# What was said may be evidence of something; a report holds it for so long, and no longer.
SERIOUS_REPORTS = (
    ReportReason.INSULT,
    ReportReason.HATE,
    ReportReason.ILLEGAL,
    ReportReason.PERSONAL,
)
REPORT_CASE_DAYS = 7
SUPPORT_LINES = ("support.given", "support.taken_back")

LONGEST_REMARK = 5000
LONGEST_TITLE = 120
LONGEST_NAME = 60
LONGEST_OCCASION = 200

REMARK_MINUTES = 60
LONGEST_QUOTE = 1000
UNPROVEN_MINUTES = 24 * 60
CODE_TRIES = 30
CODE_MINUTES = 15

CLAIM_MINUTES = 10
LONGEST_REASON = 1000
LONGEST_REPORT = 1000
LONGEST_APPEAL = 2000
REPORT_MINUTES = 60
REPORTS_PER_HOUR = 20
UNPROVEN_REPORTS_PER_DAY = 5
REPORTS_KEPT = 50  # open reports about one contribution; one more would tell nothing new
REPORTS_OPEN = 5000  # in the whole city; above it only proven reports are taken
APPEAL_DAYS = 30  # how long after its hiding somebody may object
DECIDE_DAYS = 14  # by when an appeal is decided
BULK_MOST = 100
TRIED_ON = 500  # contributions that a pattern is tried against
PATTERNS_MOST = 50

# Reasons that moderators often have; they may write their own. Kept and shown in German: they
# are said to the person who wrote, whatever language the moderator works in.
USUAL_REASONS = (
    gettext_noop("Enthält persönliche Daten anderer Menschen."),
    gettext_noop("Beleidigt oder bedroht andere."),
    gettext_noop(
        "Wertet Menschen wegen ihrer Herkunft, Religion, Behinderung oder Lebensweise ab."
    ),
    gettext_noop("Wirbt für ein Produkt oder eine Partei und hat mit dem Thema nichts zu tun."),
    gettext_noop("Steht mit demselben Wortlaut schon an anderer Stelle."),
)


class Digest(TextChoices):
    """How often somebody hears what is new about what they follow; never without news."""

    DAILY = "daily", _("täglich, wenn es Neues gibt")
    WEEKLY = "weekly", _("wöchentlich, wenn es Neues gibt")
    NEVER = "never", _("gar nicht")


class OwnNews(TextChoices):
    """How somebody hears what became of what they said themselves."""

    AT_ONCE = "at_once", _("sofort")
    DIGEST = "digest", _("in der Zusammenfassung")
    NEVER = "never", _("gar nicht")


class NewsKind(TextChoices):
    """What is new about a node or about something below it."""

    REMARK = "remark", _("Neue Anmerkung")
    IDEA = "idea", _("Neue Idee")
    ANSWER = "answer", _("Rückmeldung der Stadt")
    DECISION = "decision", _("Beschluss")
    TRACE = "trace", _("Was daraus wurde")
    EDITION = "edition", _("Neue Fassung")
    CHANGED = "changed", _("Geänderte Textstelle")
    RETIRED = "retired", _("Entfallen")
    OPENED = "opened", _("Beteiligung geöffnet")
    REPORT = "report", _("Neuer Bericht")
    NEWS = "news", _("Neuigkeit")
    CLOSING = "closing", _("Beteiligung endet bald")
    CALLED_OFF = "called_off", _("Beteiligung abgebrochen")
    FORWARD = "forward", _("Eine Phase weiter")
    BACK = "back", _("Eine Phase zurück")
    STATUS = "status", _("Neuer Stand")
    REACHED = "reached", _("Meilenstein erreicht")
    MOVED = "moved", _("Meilenstein verschoben")
    REVOKED = "revoked", _("Anerkennung widerrufen")
    LESSON = "lesson", _("Neue Erkenntnis")


# What is said of these is short, public and the news itself: a digest says it too.
WITH_WORDS = frozenset(
    {
        NewsKind.FORWARD,
        NewsKind.BACK,
        NewsKind.STATUS,
        NewsKind.MOVED,
        NewsKind.REVOKED,
        NewsKind.LESSON,
    }
)
DIGEST_DAYS = {Digest.DAILY: 1, Digest.WEEKLY: 7}
MOST_FOLLOWED = 200
LINK_DAYS = 3  # how long a link that confirms an address can be used
CLOSING_DAYS = 3  # how long before its end a window is news once more

FOLLOW_MINUTES = 60
LINKS_PER_CONNECTION = 10
LINKS_PER_ADDRESS = 3
