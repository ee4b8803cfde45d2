"""Encoders of the extra ``embed``, and what is said without it.

Tests with a real model run where onnxruntime and tokenizers are installed and are skipped, and counted, elsewhere.
"""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

import madeup
from encode import tiny
from parallel.align import AlignOptions, align
from parallel.encode import load_encoder
from parallel.encode.folder import read_folder
from parallel.encode.onnx import OnnxEncoder, _output
from parallel.errors import InputError, ParallelError
from parallel.model.bitext import Languages
from parallel.model.document import Language
from running import Swift

UNKNOWN = Languages(Language("aa"), Language("bb"))


@pytest.fixture
def extra() -> None:
    """What the extra installs."""
    for name in ("onnxruntime", "tokenizers"):
        pytest.importorskip(name, reason="the extra `embed` is not installed")


@pytest.fixture
def texts(tmp_path: Path) -> madeup.MadeUp:
    """A text and its translation, as files too."""
    text = madeup.bitext(30, 1)
    for name, side in (("a.txt", text.source), ("b.txt", text.target)):
        (tmp_path / name).write_text("\n".join(side) + "\n", "utf-8")
    return text


def aligned(folder: Path, *words: str) -> tuple[int, str, str]:
    """Run ``tren align`` on the files of a folder."""
    files = [str(folder / name) for name in ("a.txt", "b.txt")]
    done = Swift(folder)("align", *files, "--languages", "aa-bb", "--presegmented", "--format", "beads", *words)
    return done.code, done.out, done.err


@pytest.mark.usefixtures("extra")
def test_a_real_model_aligns(tmp_path: Path, texts: madeup.MadeUp) -> None:
    """An ONNX model in a folder finds beads no word could; the command writes the same."""
    folder = tiny.write_encoder(tmp_path / "tiny")
    encoder = load_encoder(str(folder))
    found = align(texts.source, texts.target, options=AlignOptions(languages=UNKNOWN, encoder=encoder))
    beads = {(b.source.start, b.source.end, b.target.start, b.target.end) for b in found.beads}
    assert madeup.right(beads, texts) > 0.9
    code, out, _ = aligned(tmp_path, "--encoder", str(folder))
    assert code == 0
    assert out.count("\n") == len(found.beads)
    assert out != aligned(tmp_path)[1]


@pytest.mark.usefixtures("extra")
def test_padding_changes_no_vector(tmp_path: Path) -> None:
    """A text has the same vector alone and beside longer ones, in whatever order."""
    encoder = load_encoder(str(tiny.write_encoder(tmp_path)))
    said = [" ".join(list(madeup.dictionary())[: 1 + k % 7]) for k in range(40)]
    together, alone = encoder.encode(said), np.concatenate([encoder.encode([text]) for text in said])
    assert together == pytest.approx(alone, abs=1e-5)
    assert together.dtype == np.float32
    assert together.shape == (40, 64)
    assert len(encoder.encode([])) == 0


@pytest.mark.usefixtures("extra")
def test_a_whole_vector_needs_no_pooling(tmp_path: Path) -> None:
    """A model that gives a vector for the sentence is taken at its word."""
    pooled = load_encoder(str(tiny.write_encoder(tmp_path / "one")))
    whole = load_encoder(str(tiny.write_encoder(tmp_path / "two", whole=True)))
    words = " ".join(list(madeup.dictionary())[:5])
    assert whole.encode([words]) == pytest.approx(pooled.encode([words]), abs=1e-5)


@pytest.mark.usefixtures("extra")
@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\x00", b"version https://git-lfs.github.com/spec/v1\n"])
def test_a_damaged_file_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    """Empty, of another form, or only the pointer to a file that was never fetched."""
    folder = tiny.write_encoder(tmp_path)
    (folder / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        load_encoder(str(folder))
    assert str(folder / name) in str(caught.value)


@pytest.mark.usefixtures("extra")
def test_an_unknown_input_is_refused(tmp_path: Path) -> None:
    """What the model wants and nobody gives is named."""
    with pytest.raises(InputError, match="wants an input 'pixel_values'"):
        load_encoder(str(tiny.write_encoder(tmp_path, given="pixel_values")))


def test_without_the_extra(tmp_path: Path, texts: madeup.MadeUp, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what to install."""
    del texts
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    code, out, err = aligned(tmp_path, "--encoder", str(tiny.write_encoder(tmp_path / "tiny")))
    assert (code, out) == (2, "")
    assert err == (
        "error: --encoder: sentence vectors need the extra `embed`. Install it: pip install 'tren-workbench[embed]'.\n"
    )


def test_a_path_that_does_not_exist(tmp_path: Path, texts: madeup.MadeUp) -> None:
    """Wrong usage, before anything is read."""
    del texts
    code, _, err = aligned(tmp_path, "--encoder", str(tmp_path / "none"))
    assert (code, err.count("\n")) == (2, 1)
    assert "no such folder" in err


def test_pairs_of_the_workspace_take_no_encoder(translated: Swift) -> None:
    """It would be forgotten by the next build."""
    done = translated("align", "tr~en", "--encoder", "model")
    assert (done.code, "for two files" in done.err) == (2, True)


def model_of(*outputs: tuple[str, int], given: str = "input_ids") -> SimpleNamespace:
    """Return what looks like a loaded model."""
    return SimpleNamespace(
        get_inputs=lambda: [SimpleNamespace(name=given)],
        get_outputs=lambda: [SimpleNamespace(name=name, shape=[None] * rank) for name, rank in outputs],
    )


def test_a_lost_layer_is_refused(tmp_path: Path) -> None:
    """A model without its last layer would give vectors that mean nothing, unless it gives whole ones."""
    folder = tiny.write_encoder(tmp_path)
    (folder / "modules.json").write_text('[{"type": "sentence_transformers.models.Dense"}]')
    found = read_folder(str(folder))
    with pytest.raises(InputError, match=r"lacks its last layer \(Dense\)"):
        _output(model_of(("last_hidden_state", 3)), found)
    assert _output(model_of(("token_embeddings", 3), ("sentence_embedding", 2)), found) == "sentence_embedding"


class Cut:
    """A tokenizer of letters."""

    def encode_batch(self, texts: list[str]) -> list[SimpleNamespace]:
        """Pad to the longest."""
        longest = max(map(len, texts))
        return [
            SimpleNamespace(
                ids=[ord(char) for char in text] + [0] * (longest - len(text)),
                attention_mask=[1] * len(text) + [0] * (longest - len(text)),
                type_ids=[0] * longest,
            )
            for text in texts
        ]


@pytest.mark.parametrize(("mode", "expected"), [("mean_tokens", 98.0), ("cls_token", 99.0), ("max_tokens", 99.0)])
def test_pooling(tmp_path: Path, mode: str, expected: float) -> None:
    """Padding takes no part in it."""
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling" / "config.json").write_text(f'{{"pooling_mode_{mode}": true}}')
    folder = read_folder(str(tiny.write_encoder(tmp_path)))

    def run(_: object, given: dict[str, np.ndarray]) -> list[np.ndarray]:
        return [given["input_ids"][:, :, None].astype(np.float32)]

    session = SimpleNamespace(run=run, get_inputs=model_of().get_inputs)
    encoder = OnnxEncoder(session, Cut(), folder, "tokens")
    assert encoder.encode(["cba", "cbacba"])[0, 0] == expected


def test_a_failing_model(tmp_path: Path) -> None:
    """Its error is one line."""
    folder = read_folder(str(tiny.write_encoder(tmp_path)))

    def run(*_: object) -> None:
        raise RuntimeError("shapes\ndo not fit")

    session = SimpleNamespace(run=run, get_inputs=model_of().get_inputs)
    with pytest.raises(InputError, match="the model failed"):
        OnnxEncoder(session, Cut(), folder, "tokens").encode(["a"])


def test_damaged_files_without_the_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a library raises becomes one line; the network stays off."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("no\nmatter")

    tokenizers, runtime = ModuleType("tokenizers"), ModuleType("onnxruntime")
    fake = SimpleNamespace(
        enable_truncation=lambda _: None,
        enable_padding=lambda **_: None,
        token_to_id={"[PAD]": 7}.get,
    )
    monkeypatch.setattr(tokenizers, "Tokenizer", SimpleNamespace(from_str=fail), raising=False)
    monkeypatch.setattr(runtime, "InferenceSession", fail, raising=False)
    monkeypatch.setitem(sys.modules, "tokenizers", tokenizers)
    monkeypatch.setitem(sys.modules, "onnxruntime", runtime)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    folder = str(tiny.write_encoder(tmp_path))
    with pytest.raises(ParallelError, match="is no tokenizer"):
        load_encoder(folder)
    monkeypatch.setattr(tokenizers, "Tokenizer", SimpleNamespace(from_str=lambda _: fake))
    with pytest.raises(ParallelError, match="is no ONNX model"):
        load_encoder(folder)
    monkeypatch.setattr(runtime, "InferenceSession", lambda *_, **__: model_of(("tokens", 3)))
    assert isinstance(load_encoder(folder), OnnxEncoder)
