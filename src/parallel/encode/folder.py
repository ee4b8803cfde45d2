"""What the folder of a sentence encoder says of it, in the form sentence-transformers and Optimum write."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from parallel.errors import InputError, UsageError

MOST_TOKENS = 512
"""Tokens a text is cut to where the folder names no number, or a larger one; chosen by us for memory."""
_MODELS = ("model.onnx", "onnx/model.onnx")
_EXPORT = "Export it with Optimum: optimum-cli export onnx --task sentence-similarity -m MODEL FOLDER"


class Pooling(StrEnum):
    """How the vectors of tokens become one."""

    MEAN = "mean_tokens"
    """Their mean."""
    CLS = "cls_token"
    """The first one."""
    MAX = "max_tokens"
    """The highest of each number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderFolder:
    """Where a model lies and how it is used."""

    model: Path
    """``model.onnx``."""
    tokenizer: Path
    """``tokenizer.json``."""
    pooling: Pooling
    """Needed where the model gives a vector for each token."""
    layers: tuple[str, ...]
    """What sentence-transformers does to the pooled vector, except normalising it: ``Dense``."""
    most_tokens: int
    """Tokens of a text the model reads."""


def read_folder(name: str) -> EncoderFolder:
    """Look at an encoder's folder.

    Raises:
        UsageError: there is no such folder.
        InputError: it holds no model of the form, or one that is used in a way unknown here.
    """
    folder = Path(name)
    if not folder.is_dir():
        raise UsageError("no such folder", where=name, hint="Name a folder that holds model.onnx and tokenizer.json")
    model = next((folder / part for part in _MODELS if (folder / part).is_file()), None)
    if model is None:
        raise InputError("holds no model.onnx", where=name, hint=_EXPORT)
    tokenizer = next((place / "tokenizer.json" for place in (folder, model.parent) if _has(place)), None)
    if tokenizer is None:
        raise InputError("holds no tokenizer.json", where=name, hint=_EXPORT)
    modules = _json(folder / "modules.json", list) or []
    kinds = [str(module.get("type", "")).rpartition(".")[2] for module in modules if isinstance(module, dict)]
    return EncoderFolder(
        model=model,
        tokenizer=tokenizer,
        pooling=_pooling(folder),
        layers=tuple(kind for kind in kinds if kind not in {"Transformer", "Pooling", "Normalize", ""}),
        most_tokens=_most_tokens(folder),
    )


def _has(folder: Path) -> bool:
    return (folder / "tokenizer.json").is_file()


def _pooling(folder: Path) -> Pooling:
    path = folder / "1_Pooling" / "config.json"
    said = _json(path, dict) or {}
    chosen = [key.removeprefix("pooling_mode_") for key, on in said.items() if key.startswith("pooling_mode_") and on]
    if said.get("pooling_mode") in set(Pooling):
        return Pooling(said["pooling_mode"])
    if not chosen:
        return Pooling.MEAN
    if len(chosen) > 1 or chosen[0] not in set(Pooling):
        raise InputError(f"pooling {', '.join(chosen)} is not known", where=str(path), hint=_EXPORT)
    return Pooling(chosen[0])


def _most_tokens(folder: Path) -> int:
    for name, key in (("sentence_bert_config.json", "max_seq_length"), ("tokenizer_config.json", "model_max_length")):
        said = (_json(folder / name, dict) or {}).get(key)
        if isinstance(said, int) and said > 0:
            return min(said, MOST_TOKENS)
    return MOST_TOKENS


def _json(path: Path, form: type) -> Any:
    """Return what a JSON file says, or None when there is none."""
    if not path.is_file():
        return None
    try:
        said = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise InputError("can't be read as JSON", where=str(path), hint=_EXPORT) from error
    if not isinstance(said, form):
        raise InputError(f"holds no {form.__name__}", where=str(path), hint=_EXPORT)
    return said
