# noqa: INP001 - a script, not a package
"""Rebuild the Turkish subword model from files of sentence pairs; see ``src/parallel/language/data/subword.md``."""

import argparse
import io
import lzma
from collections.abc import Iterator
from pathlib import Path

import sentencepiece

from parallel.language.subword import normalise

PIECES = 32_000


def sentences(paths: list[Path]) -> Iterator[str]:
    """Yield the Turkish side of files of ``Turkish<TAB>English`` lines, prepared as the model is asked later."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = normalise(line.split("\t", 1)[0])
                if text:
                    yield text


def main() -> None:
    """Train the model and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="+", help="xz files of Turkish<TAB>English lines")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=sentences(options.pairs),
        model_writer=model,
        vocab_size=PIECES,
        model_type="unigram",
        character_coverage=1.0,
        normalization_rule_name="identity",
        num_threads=2,
        minloglevel=2,
    )
    options.output.write_bytes(model.getvalue())


if __name__ == "__main__":
    main()
