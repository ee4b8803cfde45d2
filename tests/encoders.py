"""Sentence encoders for tests: bags of words, each word a fixed random vector."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
import numpy.typing as npt

import madeup
from parallel.language.tokens import word_texts

DIMENSIONS = 64


@dataclass
class Bag:
    """Adds up the vectors of a text's words, each under the name ``meaning`` gives it."""

    meaning: Callable[[str], str]
    known: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    calls: list[int] = field(default_factory=list)

    def encode(self, texts: list[str], /) -> npt.NDArray[np.float32]:
        """Return one vector for each text."""
        self.calls.append(len(texts))
        rows = [sum((self.vector(word.lower()) for word in word_texts(text)), np.zeros(DIMENSIONS)) for text in texts]
        return np.array(rows, np.float32)

    def vector(self, word: str) -> npt.NDArray[np.float64]:
        """Return a word's vector: the same for all words of one meaning."""
        name = self.meaning(word)
        if name not in self.known:
            seed = int.from_bytes(sha256(name.encode()).digest()[:8], "big")
            self.known[name] = np.random.default_rng(seed).standard_normal(DIMENSIONS)
        return self.known[name]


def knowing() -> Bag:
    """Return an encoder that knows both made-up languages."""
    back = {target: source for source, target in madeup.dictionary().items()}
    return Bag(lambda word: back.get(word, word))


def ignorant() -> Bag:
    """Return an encoder to which words of two languages have nothing to do with each other."""
    return Bag(lambda word: word)
