from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    FRAMEWORK = "framework", _("Strategischer Rahmen")
    GREEN_PAPER = "green_paper", _("Grünbuch")
    WHITE_PAPER = "white_paper", _("Weißbuch")
    STRATEGY = "strategy", _("Strategie")
    REPORT = "report", _("Bericht")


class EditionState(TextChoices):
    """Whether an edition can still be written. Being decided is a decision, not a state."""

    DRAFT = "draft", _("in Vorbereitung")
    PUBLISHED = "published", _("veröffentlicht")


class SectionKind(TextChoices):
    PROSE = "prose", _("Text")
    NEED = "need", _("Handlungsbedarf")
    QUESTION = "question", _("Strategische Frage")
    GOAL = "goal", _("Ziel")
    PRINCIPLE = "principle", _("Leitgedanke")
    MEASURE = "measure", _("Maßnahme")
    TERM = "term", _("Begriff")
    FINDING = "finding", _("Befund")
    SCENARIO = "scenario", _("Szenario")


class Facet(IntegerChoices):
    """What a need, a goal or a measure is about; values are bits, a section holds their sum."""

    PERSONAL = 1, _("personell")
    ORGANISATIONAL = 2, _("organisatorisch")
    PROCEDURAL = 4, _("prozessual")
    TECHNOLOGICAL = 8, _("technologisch")
    PURPOSE = 16, _("Warum und wofür")
    MEANS = 32, _("Wie und womit")


# What changes by it; and whether it says what for, or by what means.
DIMENSIONS = (Facet.PERSONAL, Facet.ORGANISATIONAL, Facet.PROCEDURAL, Facet.TECHNOLOGICAL)
ORIENTATIONS = (Facet.PURPOSE, Facet.MEANS)
FACETED = frozenset({SectionKind.NEED, SectionKind.QUESTION, SectionKind.GOAL, SectionKind.MEASURE})
# What other things pay into, how many of each kind at most, and with how many words.
PAID_INTO = frozenset({SectionKind.GOAL, SectionKind.PRINCIPLE})
MOST_PAID_INTO = 3
SHORTEST_RATIONALE = 20
LONGEST_TERM = 100
LONGEST_EXPLANATION = 1000
LONGEST_ADDRESS = 1000
MOST_TERMS = 1000
MOST_FORMS = 30
# Explanations on one page of the reading view; a page stays small.
MOST_MARKS = 25


class PassageForm(TextChoices):
    PARAGRAPH = "paragraph", _("Absatz")
    BULLET = "bullet", _("Listenpunkt")
    NUMBERED = "numbered", _("nummerierter Punkt")
    QUOTE = "quote", _("Zitat")
    TABLE = "table", _("Tabelle")
    CODE = "code", _("Wortlaut")


class Gap(TextChoices):
    """What the completeness report finds in a draft."""

    BLOCK_MISSING = "block_missing", _("Baustein fehlt")
    EMPTY = "empty", _("noch ohne Text")
    LEVEL_SKIPPED = "level_skipped", _("Überschriftenebene übersprungen")
    TITLE_TWICE = "title_twice", _("Überschrift doppelt")


class Direction(TextChoices):
    """Where to somebody moves a passage or a section."""

    UP = "up", _("nach oben")
    DOWN = "down", _("nach unten")


class EditVerb(TextChoices):
    """What can be done to a draft."""

    CHANGED = "changed", _("geändert")
    ADDED = "added", _("neu geschrieben")
    REMOVED = "removed", _("herausgenommen")
    BROUGHT_BACK = "brought_back", _("wieder aufgenommen")
    MOVED = "moved", _("verschoben")
    SPLIT = "split", _("aufgeteilt")
    MERGED = "merged", _("zusammengefasst")
    TITLED = "titled", _("Überschrift geändert")


# A page of the reading view: as many passages, and as much text, as a phone loads at once.
PASSAGES_PER_LEAF = 200
CHARACTERS_PER_LEAF = 24_000
# More than any text has; a number from an address can be larger than a database can hold.
MOST_LEAVES = 32_767
LONGEST_LABEL = 120
DEEPEST_LEVEL = 6
LONGEST_NUMBER = 120
