"""PDF: the text layer in reading order, or a clear word on why there is none. The only door of pypdf."""

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from parallel.errors import InputError
from parallel.model.document import RawMark
from parallel.read.pdf.layout import pages_text
from parallel.read.pdf.pieces import TextPiece, page_pieces

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_STREAM_BYTES = 32_000_000
"""Largest unpacked stream (chosen by us: a page of text has some thousand bytes, a page of drawings a million)."""
MAX_PAGES = 5_000
"""Most pages of one document (chosen by us; no book has more)."""
MAX_LETTERS = 50_000_000
"""Most letters taken from one document; as many as a text file may have bytes."""
_BROKEN = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    OverflowError,
    RecursionError,
    NotImplementedError,
    UnicodeError,
    zlib.error,
)
"""What a reader of broken files stumbles over, beside its own errors."""


def is_pdf(data: bytes) -> bool:
    """Tell whether bytes are a PDF: its mark stands in the first kilobyte."""
    return b"%PDF-" in data[:1024]


def pdf_text(data: bytes, *, where: str) -> tuple[str, tuple[RawMark, ...]]:
    """Return the text of a PDF in reading order, a form feed between pages, and its running heads.

    Args:
        data: the whole file.
        where: its name, for messages.

    Raises:
        InputError: encrypted, broken, without a text layer, or larger than a named limit.
    """
    from pypdf.errors import LimitReachedError, PyPdfError  # noqa: PLC0415  (slow to import, needed for PDF only)

    with _limits(), _quiet():
        try:
            pages = list(_pages(data, where))
        except LimitReachedError as error:
            what = f"a stream or table is larger than its limit ({MAX_STREAM_BYTES // 1_000_000} MB for streams)"
            hint = "It may be a bomb; print it to a new PDF if you trust it"
            raise InputError(what, where=where, hint=hint) from error
        except (PyPdfError, *_BROKEN) as error:
            reason = str(error).split("\n", 1)[0][:80] or type(error).__name__
            hint = "Open it in a viewer and print it to a new PDF"
            raise InputError(f"broken PDF ({reason})", where=where, hint=hint) from error
    text, marks = pages_text(pages)
    if not any(char.isalpha() for char in text):
        raise InputError("no text layer: needs OCR", where=where, hint="Run it through a text recogniser first")
    return text, marks


def _pages(data: bytes, where: str) -> Iterator[list[TextPiece]]:
    from pypdf import PdfReader  # noqa: PLC0415  (slow to import, needed for PDF only)

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        _decrypt(reader, where)
    letters = 0
    for number, page in enumerate(reader.pages, 1):
        pieces = page_pieces(page)
        letters += sum(len(piece.text) for piece in pieces)
        if number > MAX_PAGES or letters > MAX_LETTERS:
            what = f"more than {MAX_PAGES} pages" if number > MAX_PAGES else f"more than {MAX_LETTERS} letters"
            raise InputError(what, where=where, hint="Cut it into parts")
        yield pieces


def _decrypt(reader: "PdfReader", where: str) -> None:
    """Open a document that only forbids printing or copying; one with a password to read it is refused."""
    from pypdf.errors import DependencyError  # noqa: PLC0415  (slow to import, needed for PDF only)

    hint = "Save a copy without a password in a viewer"
    try:
        opened = bool(reader.decrypt(""))
    except DependencyError as error:
        raise InputError("encrypted with AES, which needs the package cryptography", where=where, hint=hint) from error
    if not opened:
        raise InputError("encrypted: it needs a password", where=where, hint=hint)


@contextmanager
def _limits() -> Iterator[None]:
    """Unpack no more than the limits allow."""
    from pypdf import apply_configuration  # noqa: PLC0415  (slow to import, needed for PDF only)

    with apply_configuration(
        zlib_maximum_output_length=MAX_STREAM_BYTES,
        lzw_maximum_output_length=MAX_STREAM_BYTES,
        run_length_maximum_output_length=MAX_STREAM_BYTES,
        brotli_maximum_output_length=MAX_STREAM_BYTES,
        array_based_stream_maximum_output_length=MAX_STREAM_BYTES,
    ):
        yield


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's warnings about odd files to itself: what matters becomes an error."""
    log = logging.getLogger("pypdf")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before
