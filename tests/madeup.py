"""Texts in two made-up languages that share no word, no sound and no number, and how they belong together."""

import random
from dataclasses import dataclass
from itertools import accumulate, product

SOURCE_SYLLABLES = [a + b for a, b in product("bdgkmst", "aeıü")]
TARGET_SYLLABLES = [a + b for a, b in product("fhlnrvw", "oiuy")]
WORDS = 400


@dataclass(frozen=True)
class MadeUp:
    """A text, its translation, and the beads as source start, source end, target start, target end."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: frozenset[tuple[int, int, int, int]]


def dictionary() -> dict[str, str]:
    """Return the translation of every word of the first language, frequent words first."""
    dice = random.Random(7)
    left = ["".join(parts) for parts in product(SOURCE_SYLLABLES, repeat=2)]
    right = ["".join(parts) for parts in product(TARGET_SYLLABLES, repeat=2)]
    dice.shuffle(left)
    dice.shuffle(right)
    return dict(zip(left[:WORDS], right[:WORDS], strict=True))


def bitext(sentences: int, seed: int, *, edits: float = 0.25, length: tuple[int, int] = (5, 12)) -> MadeUp:
    """Return a text of about so many sentences; a share ``edits`` is left out, added, or cut otherwise."""
    dice, words = random.Random(seed), dictionary()
    heads = list(words)
    weights = list(accumulate(1 / (rank + 5) for rank in range(WORDS)))

    def sentence() -> list[str]:
        return dice.choices(heads, cum_weights=weights, k=dice.randint(*length))

    source: list[str] = []
    target: list[str] = []
    beads = set()
    while len(source) < sentences:
        kind = dice.choice(((1, 0), (0, 1), (2, 1), (1, 2))) if dice.random() < edits else (1, 1)
        a, c = len(source), len(target)
        clauses = [sentence() for _ in range(max(kind))]
        for side, count in ((source, kind[0]), (target, kind[1])):
            said = clauses
            if side is target:
                said = [dice.sample([words[word] for word in clause], len(clause)) for clause in clauses]
            if count == 1:
                said = [[word for clause in said for word in clause]]
            side.extend(_written(clause) for clause in said[:count])
        beads.add((a, len(source), c, len(target)))
    return MadeUp(tuple(source), tuple(target), frozenset(beads))


def _written(words: list[str]) -> str:
    text = " ".join(words)
    return f"{text[:1].swapcase()}{text[1:]}."


def right(found: set[tuple[int, int, int, int]], text: MadeUp) -> float:
    """Return the F1 of some beads, omissions one sentence at a time included."""
    return 2 * len(found & text.beads) / (len(found) + len(text.beads))
