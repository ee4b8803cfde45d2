"""Writing any output to a file the safe way."""

from collections.abc import Iterable
from pathlib import Path

from parallel.errors import UsageError
from parallel.store import atomic


def write_output(path: Path, chunks: Iterable[str]) -> None:
    """Write text to a file the user named, wholly or not at all.

    Raises:
        UsageError: the path is a folder or a device.
        WriteError: it could not be written.
    """
    if path.exists() and not path.is_file():
        raise UsageError("is not a file that can be replaced", where=str(path), hint="Use - for standard output")
    atomic.save(path, (chunk.encode("utf-8", "backslashreplace") for chunk in chunks))
