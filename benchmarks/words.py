"""Invented German-like sentences: the same for the same seed, and about nothing in particular."""

import random

_WHO = (
    "Die Verwaltung", "Der Bezirk", "Die Nachbarschaft", "Das Bürgeramt", "Die Stadtbibliothek",
    "Der Verein im Kiez", "Die Schule", "Das Strategiebüro", "Die Werkstatt", "Der Senat",
    "Die Beratungsstelle", "Das Jugendzentrum", "Die Feuerwehr", "Der Runde Tisch",
)  # fmt: skip
_DOES = (
    "erprobt", "veröffentlicht", "vereinfacht", "beschreibt", "bündelt", "begleitet", "prüft",
    "gestaltet", "verbindet", "erneuert", "erklärt", "öffnet", "sichert", "teilt",
)  # fmt: skip
_HOW = (
    "gemeinsam", "schrittweise", "in einfacher Sprache", "ohne Umwege", "bis zum Jahresende",
    "mit offenen Daten", "barrierefrei", "an einem Ort", "für alle Altersgruppen", "zuerst",
)  # fmt: skip
_WHAT = (
    "die Formulare", "das Angebot vor Ort", "die offenen Schnittstellen", "den Plan der Wege",
    "die Sprechstunden", "das digitale Rathaus", "die Karte der Baustellen", "den Haushalt",
    "die Lehrgänge", "das Netz der Werkstätten", "die Anmeldung", "den Zugang zum Archiv",
)  # fmt: skip
_WHY = (
    "damit niemand zweimal fragen muss", "weil Zeit kostbar ist", "wie es viele gewünscht haben",
    "damit Entscheidungen nachvollziehbar bleiben", "weil Wege kürzer werden",
    "damit Daten nur einmal erfasst werden", "wie in der Nachbarstadt erprobt",
)  # fmt: skip
_SAYS = (
    "Bitte auch an Menschen ohne Telefon denken.", "Das fehlt in meinem Kiez bisher ganz.",
    "Wie wird das bezahlt?", "Ich finde den Absatz gut, aber zu allgemein.",
    "Hier braucht es ein Datum und eine zuständige Stelle.", "Das hat schon einmal geklappt.",
    "Mir ist unklar, wer hier entscheidet.", "Ein Beispiel würde helfen.",
)  # fmt: skip
_NAMES = (
    "Ada", "Baran", "Clara", "Dilek", "Emil", "Fatma", "Gero", "Hanna", "Ilja", "Jule",
    "Kaya", "Lotte", "Mehmet", "Nora", "Olga", "Pavel", "Rita", "Selin", "Tomasz", "Uta",
)  # fmt: skip


def sentence(rng: random.Random) -> str:
    """About 60 to 130 characters."""
    start = f"{rng.choice(_WHO)} {rng.choice(_DOES)} {rng.choice(_HOW)} {rng.choice(_WHAT)}"
    return f"{start}, {rng.choice(_WHY)}." if rng.random() < 0.5 else f"{start}."


def passage(rng: random.Random) -> str:
    """One sentence and a number that no other passage has: no two passages are alike."""
    return f"{sentence(rng)[:-1]} ({rng.randrange(10**6):06d})."


def heading(rng: random.Random, number: int) -> str:
    what = rng.choice(_WHAT).split(" ", 1)[1]
    return f"{number}. Kapitel: {what[0].upper()}{what[1:]}"


def remark(rng: random.Random) -> str:
    """One to three paragraphs of a few sentences, 150 to 900 characters, 330 on average."""
    blocks = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        said = [rng.choice(_SAYS), *(sentence(rng) for _ in range(rng.choice((1, 1, 2))))]
        rng.shuffle(said)
        blocks.append(" ".join(said))
    return "\n\n".join(blocks)


def reason(rng: random.Random) -> str:
    return f"Der Hinweis ist geprüft. {sentence(rng)} {sentence(rng)}"


def name(rng: random.Random) -> str:
    return f"{rng.choice(_NAMES)} {chr(rng.randrange(65, 91))}."
