"""Invented German: many words, few of them often, as in a real text (Zipf's law)."""

import itertools
import random
from dataclasses import dataclass

COMMON_WORDS = (
    "die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine "
    "auch als an nach wie im für man aber aus durch wenn nur war noch werden bei hat wir was wird "
    "sein einen welche sind oder zur um haben einer mir über ihm diese einem ihr uns da zum kann "
    "doch vor dieser mich ihn du hatte seine mehr am denn nun unter sehr selbst schon hier bis"
).split()
TOPICS = (
    "Stadt Weg Straße Bürger Verwaltung Beteiligung Daten Schule Bibliothek Verkehr Radweg Haus "
    "Wohnung Kiez Bezirk Antrag Formular Angebot Ort Zugang Sprache Gerät Termin Amt Netz Plan"
).split()
_STARTS = (
    "Rad Bus Bahn Wasser Luft Energie Schul Kinder Jugend Senioren Kultur Sport Markt Park Spiel "
    "Wald Grün Brücken Fluss Hafen Turm Platz Garten Werk Hand Kunst Musik Licht Wärme Strom Boden "
    "Müll Lärm Klima Wetter Zeit Tages Nacht Sommer Winter Orts Landes Bundes Gemeinde Dienst Frei"
).split()
_MIDDLES = [
    "",
    *"wege schutz raum haus markt dienst kosten planungs versorgungs betreuungs".split(),
]
_ENDS = (
    "anlage amt stelle plan netz konzept projekt werkstatt gruppe rat kasse hof tor steig stand "
    "halle küche schule bau pflege hilfe börse karte liste tafel brücke linie grenze frage woche "
    "leitung ordnung richtung messung prüfung meldung sitzung förderung nutzung öffnung gebühr"
).split()


def vocabulary() -> list[str]:
    """Some 30,000 words, the commonest first."""
    rng = random.Random(7)
    made = [
        f"{start}{middle}{end}"
        for start, middle, end in itertools.product(_STARTS, _MIDDLES, _ENDS)
    ]
    rng.shuffle(made)
    inflected = [f"{word}{ending}" for word in made[:8000] for ending in ("n", "s")]
    rng.shuffle(inflected)
    return [*COMMON_WORDS, *TOPICS, *made, *inflected]


@dataclass
class Writer:
    """Writes texts; a word's chance falls with its rank."""

    rng: random.Random

    def __post_init__(self) -> None:
        self.words = vocabulary()
        self.sums = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def text(self) -> str:
        """Two to six sentences, some 45 words."""
        return " ".join(self._sentence() for _ in range(self.rng.randint(2, 6)))

    def _sentence(self) -> str:
        count = self.rng.randint(6, 16)
        chosen = self.rng.choices(self.words, cum_weights=self.sums, k=count)
        sentence = " ".join(chosen)
        return f"{sentence[0].upper()}{sentence[1:]}."
