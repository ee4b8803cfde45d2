"""Zipped documents: counted while they are unpacked, so that a small file can't fill the memory."""

import zipfile
import zlib
from io import BytesIO

from parallel.errors import InputError

MAX_UNPACKED = 200_000_000
"""Most bytes a document may unpack to (faults.md D8)."""
MAX_RATIO = 100
"""Most bytes unpacked from one packed byte, for documents above ``RATIO_FROM``."""
RATIO_FROM = 10_000_000
"""Below so many unpacked bytes the ratio says nothing."""
MAX_ENTRIES = 10_000
"""Most files in one document (chosen by us; a long illustrated book has some hundred)."""
_PIECE = 1 << 20
_XML = (".xml", ".rels")
_DECLARATION = "<!ENTITY"
_BOMB = "It may be a bomb; save a new copy if you trust it"


def is_zip(data: bytes) -> bool:
    """Tell whether bytes are a zip archive."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def check_archive(data: bytes, *, where: str) -> frozenset[str]:
    """Return the names in an archive, once its real sizes are known to be harmless. Cost: unpacks it once.

    What it declares of its sizes is not believed. Nothing is written anywhere.

    Raises:
        InputError: no sound archive, too large unpacked, too many files, or XML that declares entities.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise InputError(f"{len(entries)} files in it, more than {MAX_ENTRIES}", where=where, hint=_BOMB)
            total = 0
            for entry in entries:
                total += _measured(archive, entry, total, where)
            return frozenset(entry.filename for entry in entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        reason = str(error).split("\n", 1)[0][:80]
        raise InputError(f"broken file ({reason})", where=where, hint="Open it and save it anew") from error


def _measured(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, before: int, where: str) -> int:
    """Return an entry's real size, stopping where the limits are passed."""
    size = 0
    tail = ""
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            total = before + size
            if total > MAX_UNPACKED:
                raise InputError(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB", where=where, hint=_BOMB)
            if total > RATIO_FROM and size > MAX_RATIO * max(entry.compress_size, 1):
                raise InputError(f"unpacks to more than {MAX_RATIO} times its size", where=where, hint=_BOMB)
            if entry.filename.endswith(_XML):
                tail = _checked(tail, piece, where)
    return size


def _checked(tail: str, piece: bytes, where: str) -> str:
    """Refuse XML that declares entities; return the end of what was seen, for a declaration cut in two."""
    text = tail + piece.replace(b"\x00", b"").decode("latin-1")  # UTF-16 declares them too
    if _DECLARATION in text:
        raise InputError("entity declarations are not allowed", where=where, hint="Save a new copy in a word processor")
    return text[-len(_DECLARATION) :]
