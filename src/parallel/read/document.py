"""One file to one raw document."""

from pathlib import Path

from parallel.errors import InputError, UsageError
from parallel.model.document import DocId, RawDocument
from parallel.read.archive import is_zip
from parallel.read.docx import docx_text
from parallel.read.pdf import is_pdf, pdf_text
from parallel.read.text import MAX_BYTES, decode


def read_document(
    path: Path | str, *, encoding: str | None = None, document_id: DocId | str | None = None
) -> RawDocument:
    """Read a TXT, PDF or DOCX file; which it is, its first bytes say.

    Of text, UTF-8 and UTF-16 with a byte-order mark are recognised; all else is refused unless ``encoding`` says what
    it is.

    Args:
        path: the file, as the user gave it.
        encoding: codec the user named.
        document_id: the document's id; the file's name without its ending if None.

    Raises:
        UsageError: the file does not exist, is a folder, or the encoding is unknown.
        InputError: the file was refused: encoding, binary data, size, encryption, no text in it.
    """
    file, where = Path(path), str(path)
    if file.is_dir():
        raise UsageError("is a folder, not a file", where=where, hint="Name a file in it")
    try:
        if file.stat().st_size > MAX_BYTES:
            size = file.stat().st_size
            raise InputError(
                f"{size} bytes are more than the limit of {MAX_BYTES}", where=where, hint="Cut it into parts"
            )
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise UsageError("no such file", where=where, hint="Check the name") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"cannot be read: {reason}", where=where, hint="Check its permissions") from error
    return raw_document(data, where=where, encoding=encoding, document_id=DocId(document_id or file.stem))


def raw_document(data: bytes, *, where: str, document_id: DocId, encoding: str | None = None) -> RawDocument:
    """Return the raw document in some bytes.

    Args:
        data: a whole file.
        where: its name, for messages.
        document_id: the document's id.
        encoding: codec the user named, for text.

    Raises:
        UsageError: the encoding is unknown.
        InputError: the file was refused.
    """
    if is_pdf(data):
        text, marks = pdf_text(data, where=where)
        return RawDocument(id=document_id, name=where, text=text, encoding="pdf", marks=marks)
    if is_zip(data):
        text, marks = docx_text(data, where=where)
        return RawDocument(id=document_id, name=where, text=text, encoding="docx", marks=marks, paragraphed=True)
    text, codec = decode(data, where=where, encoding=encoding)
    return RawDocument(id=document_id, name=where, text=text, encoding=codec)
