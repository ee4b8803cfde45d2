"""A sentence encoder run by ONNX Runtime: the only door of onnxruntime and tokenizers, the extra ``embed``."""

import os
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from parallel.align import SentenceEncoder
from parallel.encode.folder import EncoderFolder, Pooling, read_folder
from parallel.errors import InputError, UsageError

BATCH = 32
"""Texts the model reads at once, of about the same length; chosen by us for memory."""
_WHOLE = "sentence_embedding"
"""Output that needs no pooling."""
_GIVEN = ("input_ids", "attention_mask", "token_type_ids")
_RANK = 3

Singles = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def load_encoder(folder: str) -> SentenceEncoder:
    """Load the encoder of a local folder: ``model.onnx``, ``tokenizer.json`` and how they are used.

    Raises:
        UsageError: no such folder, or the extra ``embed`` is not installed.
        InputError: the folder or what it holds is not of the form.
    """
    found = read_folder(folder)
    runtime, tokenizers = _libraries()
    try:
        tokenizer = tokenizers.Tokenizer.from_str(found.tokenizer.read_text("utf-8"))
    except Exception as error:
        raise InputError("is no tokenizer", where=str(found.tokenizer)) from error  # the library raises plain Exception
    try:
        session = runtime.InferenceSession(str(found.model), providers=["CPUExecutionProvider"])
    except Exception as error:
        raise InputError("is no ONNX model", where=str(found.model)) from error  # its errors share no other base
    tokenizer.enable_truncation(found.most_tokens)
    pads = (number for pad in ("<pad>", "[PAD]") if (number := tokenizer.token_to_id(pad)) is not None)
    tokenizer.enable_padding(pad_id=next(pads, 0))
    return OnnxEncoder(session, tokenizer, found, _output(session, found))


def _libraries() -> tuple[ModuleType, ModuleType]:
    """Import the extra; whatever else it could do, it stays off the network."""
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[name] = "1"
    try:
        import onnxruntime  # noqa: PLC0415  (an extra, and slow to import)
        import tokenizers  # noqa: PLC0415
    except ImportError as error:
        hint = "Install it: pip install 'tren-workbench[embed]'"
        raise UsageError("sentence vectors need the extra `embed`", where="--encoder", hint=hint) from error
    return onnxruntime, tokenizers


def _output(session: Any, folder: EncoderFolder) -> str:
    """Choose the model's output, and refuse what would be read wrongly."""
    wanted = [given.name for given in session.get_inputs() if given.name not in _GIVEN]
    if wanted:
        raise InputError(f"the model wants an input {wanted[0]!r}", where=str(folder.model))
    outputs = {output.name: len(output.shape) for output in session.get_outputs()}
    name = _WHOLE if _WHOLE in outputs else next(iter(outputs))
    if name != _WHOLE and folder.layers:
        hint = f"Export it with the output {_WHOLE}"
        raise InputError(f"the model lacks its last layer ({folder.layers[0]})", where=str(folder.model), hint=hint)
    return name


@dataclass(frozen=True, slots=True)
class OnnxEncoder:
    """Meets ``parallel.align.SentenceEncoder``."""

    session: Any
    """The model."""
    tokenizer: Any
    """Cuts texts into tokens."""
    folder: EncoderFolder
    """How both are used."""
    output: str
    """Name of the output that is read."""

    def encode(self, texts: list[str], /) -> Singles:
        """Return (texts, dimensions) vectors.

        Raises:
            InputError: the model fails, or gives something else than vectors.
        """
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        parts = [self._batch([texts[at] for at in order[k : k + BATCH]]) for k in range(0, len(order), BATCH)]
        if not parts:
            return np.zeros((0, 1), np.float32)
        back = np.argsort(np.array(order))
        vectors: Singles = np.concatenate(parts)[back]
        return vectors

    def _batch(self, texts: list[str]) -> Singles:
        cut = self.tokenizer.encode_batch(texts)
        given = {
            "input_ids": np.array([one.ids for one in cut], np.int64),
            "attention_mask": np.array([one.attention_mask for one in cut], np.int64),
            "token_type_ids": np.array([one.type_ids for one in cut], np.int64),
        }
        wanted = {one.name for one in self.session.get_inputs()}
        try:
            answer = self.session.run([self.output], {name: given[name] for name in _GIVEN if name in wanted})[0]
        except Exception as error:
            raise InputError("the model failed", where=str(self.folder.model)) from error  # as above
        found = np.asarray(answer, np.float32)
        return self._pooled(found, given["attention_mask"]) if found.ndim == _RANK else found

    def _pooled(self, tokens: Singles, mask: Ints) -> Singles:
        weights = mask[:, : tokens.shape[1], None].astype(np.float32)
        if self.folder.pooling is Pooling.CLS:
            pooled = tokens[:, 0]
        elif self.folder.pooling is Pooling.MAX:
            pooled = np.where(weights > 0, tokens, np.float32(-np.inf)).max(axis=1)
        else:
            pooled = (tokens * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
        vectors: Singles = pooled.astype(np.float32)
        return vectors
