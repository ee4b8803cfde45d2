"""From bytes to raw documents: the only package that opens documents of users."""

from parallel.read.document import read_document
from parallel.read.text import MAX_BYTES, mojibake_count

__all__ = ["MAX_BYTES", "mojibake_count", "read_document"]
