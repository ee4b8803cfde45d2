"""How likely a string is one Turkish word: a unigram subword model, the only door of sentencepiece.

The model (``data/subword.tr.model``) and how to rebuild it are described in ``data/subword.md``. Loading costs some
milliseconds and happens at the first question.

Source: Kudo 2018, "Subword Regularization", ACL, section 3.2 (the unigram language model); used here as a score of word
forms, not to cut text for a neural network.
"""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

from parallel.language import casing

MODEL_FILE = "subword.tr.model"
UNKNOWN = -20.0
"""Log-probability of a piece the model does not know, about that of its rarest letters (chosen by us)."""
_NOT_WORD = re.compile(r"[^\w']|[\d_]")


@lru_cache(maxsize=1)
def _model() -> Any:
    import sentencepiece  # noqa: PLC0415 - heavy, and most documents never ask

    data = files("parallel.language").joinpath("data", MODEL_FILE).read_bytes()
    return sentencepiece.SentencePieceProcessor(model_proto=data)


def normalise(text: str) -> str:
    """Return text as the model was trained on it: NFC, Turkish lower case, letters only, apostrophes apart.

    >>> normalise("Ankara’nın 1920 Yılı")
    "ankara ' nın yılı"
    """
    small = casing.fold_strict(text).replace("’", "'")
    return " ".join(_NOT_WORD.sub(" ", small).replace("'", " ' ").split())


@lru_cache(maxsize=65536)
def log_probability(text: str) -> float:
    """Return the log-probability of a text's best segmentation, in nats; 0 for a text without letters.

    Cost: linear in its length.
    """
    model = _model()
    pieces = model.encode(normalise(text))
    return float(sum(model.get_score(piece) if piece != model.unk_id() else UNKNOWN for piece in pieces))


def joined_gain(left: str, right: str) -> float:
    """Return by how many nats two halves are likelier one word than two.

    >>> joined_gain("mücade", "lesi") > 0 > joined_gain("barış", "antlaşması")
    True
    """
    return log_probability(left + right) - log_probability(f"{left} {right}")


def is_word(text: str) -> bool:
    """Tell whether a string, in lower case, is a frequent Turkish word: one that the model holds as a whole.

    >>> is_word("siyasi"), is_word("siya")
    (True, False)
    """
    model = _model()
    return bool(text and model.piece_to_id("\u2581" + text) != model.unk_id())


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """Return the words that the model holds as a whole, in lower case, the most frequent first.

    >>> "antlaşma" in words()
    True
    """
    model = _model()
    pieces = (str(model.id_to_piece(number)) for number in range(model.get_piece_size()))
    return tuple(piece[1:] for piece in pieces if piece.startswith("\u2581") and len(piece) > 1)
