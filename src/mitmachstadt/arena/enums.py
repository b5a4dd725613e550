from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sort(TextChoices):
    """What somebody brings: what is missing, or what to do about it. Source 001 names both."""

    NEED = "need", _("Handlungsbedarf")
    PROPOSAL = "proposal", _("Vorschlag")


class Stage(TextChoices):
    """The three stages that everybody sees; the values stand in addresses."""

    IDEA = "idee", _("Idee")
    PROPOSAL = "vorschlag", _("Vorschlag")
    MEASURE = "massnahme", _("Maßnahme")


class State(TextChoices):
    """Where an idea stands. That it was merged, or became a measure, is told by its traces."""

    SUBMITTED = "submitted", _("eingereicht")
    DEVELOPMENT = "development", _("in Entwicklung")
    FACT_SHEET = "fact_sheet", _("Steckbrief")
    ASSESSMENT = "assessment", _("in Bewertung")
    SELECTED = "selected", _("ausgewählt")
    PARKED = "parked", _("zurückgestellt")
    DECLINED = "declined", _("abgelehnt")


# The way of an idea; forward one step at a time, back any number, aside from everywhere.
WAY = (
    State.SUBMITTED,
    State.DEVELOPMENT,
    State.FACT_SHEET,
    State.ASSESSMENT,
    State.SELECTED,
)
ASIDE = (State.PARKED, State.DECLINED)
STAGE_OF = {
    State.SUBMITTED: Stage.IDEA,
    State.DEVELOPMENT: Stage.IDEA,
    State.FACT_SHEET: Stage.PROPOSAL,
    State.ASSESSMENT: Stage.PROPOSAL,
    State.SELECTED: Stage.PROPOSAL,
    State.PARKED: Stage.IDEA,
    State.DECLINED: Stage.IDEA,
}


class Target(TextChoices):
    """What kind of measure an idea is to become; central ones come from elsewhere (D5)."""

    DECENTRAL = "decentral", _("dezentrale Maßnahme")
    NETWORK = "network", _("Netzwerkmaßnahme")
    CENTRAL = "central", _("zentrale Maßnahme (Ausnahme)")


LONGEST_REASON = 1000
LONGEST_INTRO = 4000
SHORTEST_REASON = 15
MOST_GOALS = 3
MOST_FIELDS = 3
MOST_LISTED = 2_000  # entries of a list that are read in at once, in some seconds
MOST_PARTS = 300  # ideas that are merged at once
AT_ONCE_COMPARED = 2_000  # more ideas are compared by the worker
MOST_COMPARED = 50_000
MOST_GROUPS = 3_000  # groups that a comparison keeps, the largest
MOST_MEMBERS = 100  # ideas that it keeps of one group
COMPARING_MINUTES = 15  # a comparison that takes longer has been given up
IDEA_MINUTES = 60
IDEAS_PER_HOUR = 20
STUCK_DAYS = 60
EXCERPT = 4000  # of one field of a fact sheet

# The parts of a fact sheet, in the order in which it is read.
SHEET_NAMES = {
    "problem": _("Das Problem"),
    "concerned": _("Wen es betrifft"),
    "solution": _("Die Lösung"),
    "effect": _("Was sich dadurch ändert"),
    "effort": _("Aufwand und Kosten"),
    "partners": _("Wer mitmacht"),
    "risks": _("Was schiefgehen kann"),
}


class Ending(TextChoices):
    """How a sponsorship came to its end."""

    GIVEN_BACK = "given_back", _("zurückgegeben")
    HANDED_OVER = "handed_over", _("übergeben")
    LAPSED = "lapsed", _("nicht bestätigt")
    REVOKED = "revoked", _("vom Büro beendet")
    LEFT = "left", _("Konto gelöscht")


class OfferOutcome(TextChoices):
    """What became of the offer to take a sponsorship over."""

    ACCEPTED = "accepted", _("angenommen")
    DECLINED = "declined", _("abgelehnt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    LAPSED = "lapsed", _("verfallen")


MOST_SPONSORSHIPS = 5
RENEW_DAYS = 90  # a sponsorship that nobody renews ends
WARN_DAYS = 14  # so long before, its sponsor is written to
HAND_OVER_DAYS = 14
AFTER_REVOKING_DAYS = 90


class Feasible(TextChoices):
    """What somebody with expertise says about whether it can be done."""

    YES = "yes", _("machbar")
    CONDITIONS = "conditions", _("machbar unter Bedingungen")
    NO = "no", _("nicht machbar")


LONGEST_STATEMENT = 4000
LONGEST_EXPERTISE = 300
LONGEST_INTEREST = 1000
SHORTEST_DECLARATION = 5
STATEMENTS_PAGE = 20


class TrialKind(TextChoices):
    """What was tried out with the people concerned, before much was spent (D9, B6)."""

    FEASIBILITY = "feasibility", _("Machbarkeit")
    ACCEPTANCE = "acceptance", _("Akzeptanz")
    EXPERIMENT = "experiment", _("Experiment")


class Conclusion(TextChoices):
    """What follows from a trial; a stop is as good a result as any."""

    GO_ON = "go_on", _("weitermachen")
    ADAPT = "adapt", _("anpassen")
    STOP = "stop", _("aufhören")


LONGEST_TRIAL = 2000
MOST_ASKED = 1_000_000


MOST_OFFERS = 5  # open ones of one person in an arena
OFFER_DAYS = 365
LONGEST_OFFER = 2000
LONGEST_NOTE = 500
OFFERS_PAGE = 20
FITTING = 3


GRADES = (0, 1, 2, 3)
DISAGREEMENT = 2  # so far apart that it is said
LEAST_ASSESSORS = 2
MOST_CRITERIA = 12
LONGEST_CRITERION = 300
LONGEST_GRADE = 300
ASSESSMENTS_PAGE = 20


class Words(TextChoices):
    """What moderators can hide beside ideas and remarks; the values stand in addresses."""

    STATEMENT = "stellungnahme", _("Stellungnahme")
    TRIAL = "probe", _("Probe")
    OFFER = "angebot", _("Angebot")
    SPONSORSHIP = "patenschaft", _("Begründung einer Patenschaft")
