"""A file as it is read, before anything is done to it."""

from pathlib import Path

from parallel.model.document import DocId, RawDocument
from parallel.read import raw_document, read_document

STDIN = "-"


def raw_from(name: str, *, stdin: bytes = b"", encoding: str | None = None) -> RawDocument:
    """Read a file, or what came on standard input when ``name`` is ``-``.

    Raises:
        UsageError: no such file.
        InputError: not text in a known encoding.
    """
    if name == STDIN:
        return raw_document(stdin, where="stdin", document_id=DocId("stdin"), encoding=encoding)
    return read_document(Path(name), encoding=encoding)
