"""What was learnt, kept in a file that may be lost or damaged at will."""

from hashlib import sha256
from pathlib import Path

import pytest

from parallel.align import LexicalModel
from parallel.model.bitext import Languages
from parallel.model.document import Language
from parallel.store.learnt import Learnt, keep, recall

LEARNT = Learnt(
    model=LexicalModel(
        languages=Languages(Language("de"), Language("fr")), entries=(("gipf", "somm", 0.5, 0.25),), pairs=300
    ),
    evidence="0f",
    worth=300,
    vouched=20,
    sure=280,
)


def test_what_is_kept_is_recalled(tmp_path: Path) -> None:
    """Every field comes back."""
    keep(tmp_path / "learnt" / "de-fr.json", LEARNT)
    assert recall(tmp_path / "learnt" / "de-fr.json") == LEARNT


def test_a_missing_file_is_nothing(tmp_path: Path) -> None:
    """Nothing was learnt."""
    assert recall(tmp_path / "none.json") is None


def test_a_flipped_byte_is_noticed(tmp_path: Path) -> None:
    """Whatever byte is flipped, or wherever the file is cut, it counts as missing."""
    path = tmp_path / "de-fr.json"
    keep(path, LEARNT)
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert recall(path) is None
        path.write_bytes(data[:at])
        assert recall(path) is None


@pytest.mark.parametrize("body", [b"[]\n", b"{}\n", b'{"form": 2}\n', b"[" * 100_000, b"\xff\n"])
def test_another_form_is_nothing(tmp_path: Path, body: bytes) -> None:
    """A file with a good digest but of another form counts as missing."""
    path = tmp_path / "de-fr.json"
    path.write_bytes(sha256(body).hexdigest().encode() + b"\n" + body)
    assert recall(path) is None
