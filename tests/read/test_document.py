"""Files to raw documents."""

from pathlib import Path

import pytest

from parallel.errors import InputError, UsageError
from parallel.read import document as reading
from parallel.read import read_document


def test_reads_a_file(tmp_path: Path) -> None:
    """The id is the file's name without its ending unless another is given."""
    file = tmp_path / "003.txt"
    file.write_bytes("Öz\r\nİlk satır".encode())
    document = read_document(file)
    assert (document.id, document.text, document.encoding) == ("003", "Öz\nİlk satır", "utf-8")
    assert document.name == str(file)
    assert read_document(str(file), document_id="x").id == "x"


@pytest.mark.parametrize(
    ("name", "message"), [("none.txt", "no such file"), ("", "is a folder"), ("a\x00b", "cannot be read")]
)
def test_what_is_no_file(tmp_path: Path, name: str, message: str) -> None:
    """A missing file and a folder are wrong calls; a name no system takes is refused."""
    with pytest.raises((UsageError, InputError), match=message):
        read_document(tmp_path / name)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason is told."""
    file = tmp_path / "a.txt"
    file.write_text("a", "utf-8")

    def fail(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(InputError, match=r"a\.txt: cannot be read: Permission denied"):
        read_document(file)


def test_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is looked at before the bytes."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"a" * 11)
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="11 bytes are more than the limit of 10"):
        read_document(file)
