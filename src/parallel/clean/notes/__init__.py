"""Notes: found and cut out, their markers dropped and linked to them."""

from parallel.clean.notes.blocks import find_notes
from parallel.clean.notes.markers import drop_note_markers

__all__ = ["drop_note_markers", "find_notes"]
