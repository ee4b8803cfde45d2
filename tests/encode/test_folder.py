"""What an encoder's folder says."""

import json
from pathlib import Path

import pytest

from parallel.encode.folder import MOST_TOKENS, Pooling, read_folder
from parallel.errors import InputError, ParallelError, UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the two files that are needed."""
    (tmp_path / "model.onnx").write_bytes(b"")
    (tmp_path / "tokenizer.json").write_text("{}")
    return tmp_path


def write(folder: Path, name: str, said: object) -> None:
    """Write a JSON file."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(said))


def test_two_files_are_enough(folder: Path) -> None:
    """The mean of the tokens' vectors, and texts of 512 tokens, are what most models want."""
    found = read_folder(str(folder))
    assert (found.model, found.tokenizer) == (folder / "model.onnx", folder / "tokenizer.json")
    assert (found.pooling, found.most_tokens, found.layers) == (Pooling.MEAN, MOST_TOKENS, ())


def test_a_model_in_its_own_folder(folder: Path) -> None:
    """Both places a model is exported to are looked at."""
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    assert read_folder(str(folder)).model == folder / "onnx" / "model.onnx"
    (folder / "tokenizer.json").rename(folder / "onnx" / "tokenizer.json")
    assert read_folder(str(folder)).tokenizer == folder / "onnx" / "tokenizer.json"


@pytest.mark.parametrize(
    ("said", "pooling"),
    [
        ({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, Pooling.CLS),
        ({"pooling_mode_max_tokens": True}, Pooling.MAX),
        ({"pooling_mode": "cls_token"}, Pooling.CLS),
        ({}, Pooling.MEAN),
    ],
)
def test_pooling(folder: Path, said: object, pooling: Pooling) -> None:
    """As sentence-transformers writes it."""
    write(folder, "1_Pooling/config.json", said)
    assert read_folder(str(folder)).pooling is pooling


@pytest.mark.parametrize(("said", "tokens"), [(128, 128), (10**30, MOST_TOKENS), (0, MOST_TOKENS), ("x", MOST_TOKENS)])
def test_length(folder: Path, said: object, tokens: int) -> None:
    """The folder's own number, within reason."""
    write(folder, "tokenizer_config.json", {"model_max_length": said})
    assert read_folder(str(folder)).most_tokens == tokens
    write(folder, "sentence_bert_config.json", {"max_seq_length": 64})
    assert read_folder(str(folder)).most_tokens == 64


def test_layers_behind_the_pooling(folder: Path) -> None:
    """Normalising changes no direction; anything else is named."""
    types = ["Transformer", "Pooling", "Dense", "Normalize"]
    write(folder, "modules.json", [*({"type": f"sentence_transformers.models.{name}"} for name in types), 3])
    assert read_folder(str(folder)).layers == ("Dense",)


def test_no_folder(tmp_path: Path) -> None:
    """A path that does not exist is wrong usage."""
    with pytest.raises(UsageError, match="no such folder"):
        read_folder(str(tmp_path / "none"))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_file(folder: Path, name: str) -> None:
    """The file is named, and how to make it."""
    (folder / name).unlink()
    with pytest.raises(InputError, match=f"holds no {name}.*optimum-cli"):
        read_folder(str(folder))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("modules.json", "{"),
        ("modules.json", "{}"),
        ("modules.json", "[" * 100_000),
        ("1_Pooling/config.json", "[]"),
        ("1_Pooling/config.json", '{"pooling_mode_lasttoken": true}'),
        ("1_Pooling/config.json", '{"pooling_mode_cls_token": true, "pooling_mode_max_tokens": true}'),
        ("tokenizer_config.json", "\x00"),
    ],
)
def test_a_file_of_another_form(folder: Path, name: str, said: str) -> None:
    """One line names the file."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(said)
    with pytest.raises(ParallelError) as caught:
        read_folder(str(folder))
    assert caught.value.exit_code == 3
    assert name in str(caught.value)
