"""From bytes to raw documents: the only package that opens documents of users."""

from parallel.read.document import raw_document, read_document
from parallel.read.text import MAX_BYTES, mojibake_count

__all__ = ["MAX_BYTES", "mojibake_count", "raw_document", "read_document"]
