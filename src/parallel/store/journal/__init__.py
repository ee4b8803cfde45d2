"""The journal of what people did to one file, and the archive of what it has put away."""

from parallel.store.journal.journal import ARCHIVED_BYTES, Journal
from parallel.store.journal.records import REDO, UNDO, Entry

__all__ = ["ARCHIVED_BYTES", "REDO", "UNDO", "Entry", "Journal"]
