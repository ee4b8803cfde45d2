"""A sentence encoder of a few hundred words, built by hand: an ONNX model is a message of Protocol Buffers."""

import json
import struct
from pathlib import Path

import madeup
from encoders import knowing

TABLE = "table"
FLOAT, INTEGER = 1, 7


def number(value: int) -> bytes:
    """Encode a whole number in groups of seven bits."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def field(place: int, value: int | bytes | str) -> bytes:
    """Encode a field: a whole number, or bytes with their length."""
    if isinstance(value, int):
        return number(place << 3) + number(value)
    data = value.encode() if isinstance(value, str) else value
    return number(place << 3 | 2) + number(len(data)) + data


def shaped(name: str, kind: int, *sizes: str) -> bytes:
    """Describe an input or output."""
    shape = b"".join(field(1, field(2, size)) for size in sizes)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))


def model(rows: list[list[float]], *, given: str = "input_ids", whole: bool = False) -> bytes:
    """Build a model that looks each token up in a table; ``whole`` adds their mean as one vector."""
    width = len(rows[0])
    data = b"".join(struct.pack(f"<{width}f", *row) for row in rows)
    table = field(1, len(rows)) + field(1, width) + field(2, FLOAT) + field(8, TABLE) + field(9, data)
    nodes = [field(1, TABLE) + field(1, given) + field(2, "tokens") + field(4, "Gather")]
    outputs = [shaped("tokens", FLOAT, "texts", "length", "width")]
    if whole:
        axes = field(1, "axes") + field(8, 1) + field(20, 7)
        keep = field(1, "keepdims") + field(3, 0) + field(20, 2)
        nodes.append(
            field(1, "tokens")
            + field(2, "sentence_embedding")
            + field(4, "ReduceMean")
            + field(5, axes)
            + field(5, keep)
        )
        outputs.append(shaped("sentence_embedding", FLOAT, "texts", "width"))
    graph = b"".join(field(1, node) for node in nodes) + field(2, "tiny") + field(5, table)
    graph += field(11, shaped(given, INTEGER, "texts", "length")) + b"".join(field(12, one) for one in outputs)
    return field(1, 8) + field(8, field(1, "") + field(2, 13)) + field(7, graph)


def write_encoder(folder: Path, **how: object) -> Path:
    """Write the folder of an encoder that knows the made-up languages; ``how`` goes to :func:`model`."""
    bag = knowing()
    words = [word for pair in madeup.dictionary().items() for word in pair]
    rows = [[0.0] * 64, [0.01] * 64, *(bag.vector(word).tolist() for word in words)]
    vocabulary = {word: place for place, word in enumerate(["[PAD]", "[UNK]", *words])}
    tokenizer: dict[str, object] = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), "utf-8")
    (folder / "model.onnx").write_bytes(model(rows, **how))  # type: ignore[arg-type]
    return folder
