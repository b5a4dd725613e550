"""CPU time for finding what says the same: ranking what a search proposed, grouping many texts.

    python -m benchmarks.similar_texts                  # 200 candidates; 10,000 texts
    python -m benchmarks.similar_texts --texts 1000     # a smoke run
    python -m benchmarks.similar_texts --stems 100      # texts of few words, which nearly all share

Texts are invented: words of a large vocabulary whose frequency falls with their rank, joined and
bent as German does. One text in three says again, with other endings and some other words, what
another says; how many of these come back into one group is told beside the seconds.
"""

import argparse
import itertools
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from statistics import median

SEED = 20261123
CANDIDATES, CHARACTERS = 200, 500
TEXTS, THRESHOLD, STEMS = 10_000, 0.5, 6_000
_STARTS = "b br d f fl g gr h k kl l m n p pf r s sch schw st t tr w z".split()
_MIDDLES = "a e i o u au ei ie ä ö ü".split()
_ENDS = "ch ck ft l ld lt m n nd ng nk p r rg rt s st t tz".split()
_ENDINGS = ("", "", "", "e", "en", "er", "n", "s", "ung", "lich")
_GLUE = "die der das und für mit auf in nicht mehr ein eine wir sollte wird zu am im von".split()


def vocabulary(rng: random.Random, number: int = STEMS) -> list[str]:
    """Stems, some of them joined of two."""
    syllables = ["".join(each) for each in itertools.product(_STARTS, _MIDDLES, _ENDS)]
    rng.shuffle(syllables)
    joined = [f"{rng.choice(syllables)}{rng.choice(syllables)}" for _ in range(number // 2)]
    return [*syllables[: number // 2], *joined]


class Writer:
    """Writes texts with a vocabulary, the same for the same seed."""

    def __init__(self, seed: int, stems: int = STEMS) -> None:
        self.rng = random.Random(seed)
        self.stems = vocabulary(self.rng, stems)
        self.weights = list(
            itertools.accumulate(1 / (place + 10) for place in range(len(self.stems)))
        )

    def stem(self) -> str:
        return self.rng.choices(self.stems, cum_weights=self.weights)[0]

    def text(self, stems: list[str]) -> str:
        words = [stem + self.rng.choice(_ENDINGS) for stem in stems]
        words += [self.rng.choice(_GLUE) for _ in words]
        self.rng.shuffle(words)
        return " ".join(words).capitalize() + "."

    def short(self) -> list[str]:
        return [self.stem() for _ in range(self.rng.randint(5, 12))]

    def again(self, stems: list[str]) -> list[str]:
        """The same in other words: one in five is another."""
        return [stem if self.rng.random() < 0.8 else self.stem() for stem in stems]

    def long(self, characters: int) -> str:
        text = ""
        while len(text) < characters:
            text += self.text(self.short()) + " "
        return text[:characters]


def short_texts(
    number: int, stems: int = STEMS
) -> tuple[list[tuple[int, str]], list[tuple[int, int]]]:
    """Keys and texts, and the pairs of keys that say the same."""
    writer = Writer(SEED, stems)
    said = [writer.short() for _ in range(number - number // 3)]
    texts = [(key, writer.text(stems)) for key, stems in enumerate(said)]
    pairs = []
    for key in range(len(texts), number):
        source = writer.rng.randrange(len(said))
        texts.append((key, writer.text(writer.again(said[source]))))
        pairs.append((source, key))
    writer.rng.shuffle(texts)
    return texts, pairs


def timed[T](work: Callable[[], T], rounds: int) -> tuple[float, T]:
    """The median of CPU seconds, and what came out."""
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    return median(seconds), result


def main() -> int:
    from mitmachstadt.methods.similar_texts import group, rank

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--stems", type=int, default=STEMS)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    writer = Writer(SEED)
    candidates = [(key, writer.long(CHARACTERS)) for key in range(CANDIDATES)]
    asked = [writer.long(CHARACTERS) for _ in range(30)]
    questions = itertools.cycle(asked)
    seconds, _ = timed(lambda: rank(next(questions), candidates), len(asked))
    print(f"rank {CANDIDATES} of {CHARACTERS} characters: {1000 * seconds:.1f} ms of CPU (median)")
    texts, pairs = short_texts(arguments.texts, arguments.stems)
    seconds, groups = timed(lambda: group(texts, THRESHOLD), arguments.rounds)
    number = {member.key: place for place, each in enumerate(groups) for member in each.members}
    met = sum(number.get(one, -1) == number.get(other, -2) for one, other in pairs)
    print(f"group {len(texts)}: {seconds:.2f} s of CPU (median), {len(groups)} groups,", end=" ")
    print(f"largest {len(groups[0].members)}; {met} of {len(pairs)} that say the same are together")
    tracemalloc.start()
    group(texts, THRESHOLD)
    print(f"memory at most {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB (traced)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
