"""What the many of the demonstration city write: put together from invented words, by a seed."""

import random
from typing import Any

from mitmachstadt.cli.demonstration.files import read

_OTHER_LANGUAGES = 0.05
_SHORT, _ANGRY, _LONG = 0.2, 0.12, 0.2


class Writer:
    """Writes names, remarks, replies and answers; nothing of length comes twice."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.given: dict[str, Any] = read("crowd.json")
        self.known: set[str] = set()

    def name(self) -> str:
        """A pseudonym, or initials with a family name that nobody has."""
        rng, parts = self.rng, self.given["names"]
        return rng.choice(
            [
                f"{rng.choice(parts['alone'])}_{rng.randrange(2, 99)}",
                f"{rng.choice(parts['who'])} {rng.choice(parts['where'])}",
                f"{rng.choice(parts['first'])} {rng.choice(parts['family'])}",
                f"{rng.choice(parts['alone'])} {rng.choice(parts['where'])}",
            ]
        )

    def topic(self, words: str) -> str:
        """What a heading or its key is about; `kiez` and `allgemein` take what is left."""
        for name, topic in self.given["topics"].items():
            if any(key in words.lower() for key in topic["keys"]):
                return str(name)
        return self.rng.choice(("allgemein", "kiez", "rueckmeldung", "kosten"))

    def remark(self, topic: str) -> tuple[str, str]:
        """A text and its language."""
        for _ in range(20):
            text, language = self._remark(topic)
            if len(text) < 40 or text not in self.known:
                break
        self.known.add(text)
        return text, language

    def _remark(self, topic: str) -> tuple[str, str]:
        rng, given, about = self.rng, self.given, self.given["topics"][topic]
        if rng.random() < _OTHER_LANGUAGES:
            language = rng.choice(list(given["languages"]))
            return rng.choice(given["languages"][language]), language
        saw, ask = rng.sample(about["saw"], 2), rng.sample(about["ask"], 2)
        manner = rng.random()
        if manner < _SHORT:
            text = rng.choice([rng.choice(given["short"]), ask[0], saw[0], f"{saw[0]} {ask[0]}"])
        elif manner < _SHORT + _ANGRY:
            end = rng.choice(given["angry_ends"])
            text = f"{rng.choice(given['angry'])} {saw[0]} {ask[0]} {end}"
        elif manner < _SHORT + _ANGRY + _LONG:
            general = rng.choice(given["topics"]["allgemein"]["saw"])
            text = (
                f"{rng.choice(given['openers'])} {saw[0]} {saw[1]}\n\n"
                f"{general} {ask[0]} {ask[1]}\n\n{rng.choice(given['closers'])}"
            )
        else:
            said = [saw[0], ask[0]]
            if rng.random() < 0.5:
                said.insert(0, rng.choice(given["openers"]))
            if rng.random() < 0.4:
                said.append(rng.choice(given["closers"]))
            text = " ".join(said)
        return self._filled(text), "de"

    def reply(self) -> str:
        """What somebody says to somebody else."""
        rng = self.rng
        text = rng.choice(self.given["replies"])
        if rng.random() < 0.35:
            topic = rng.choice(list(self.given["topics"].values()))
            text = f"{text} {rng.choice(topic['ask'])}"
        return self._filled(text)

    def reason(self, kind: str) -> str:
        """Why the office answers like this."""
        words = self.rng.choice(self.given["answers"][kind])
        return str(words.replace("{because}", self.rng.choice(self.given["because"])))

    def _filled(self, text: str) -> str:
        """Every place in braces with other words; a capital makes them begin a sentence."""
        for name, choices in self.given["slots"].items():
            for place in (name, name.capitalize()):
                while f"{{{place}}}" in text:
                    words = self.rng.choice(choices)
                    if place[0].isupper():
                        words = words[0].upper() + words[1:]
                    text = text.replace(f"{{{place}}}", words, 1)
        return text
