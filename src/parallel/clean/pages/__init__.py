"""Pages: where they begin, which were printed twice, and what stands on them that is not text."""

from parallel.clean.pages.copies import drop_second_copies
from parallel.clean.pages.declared import drop_declared_heads
from parallel.clean.pages.heads import drop_running_heads
from parallel.clean.pages.numbers import find_note_numbers
from parallel.clean.pages.specks import drop_links, drop_rules, drop_stray_marks
from parallel.clean.pages.starts import find_page_starts, mark_missing_pages

__all__ = [
    "drop_declared_heads",
    "drop_links",
    "drop_rules",
    "drop_running_heads",
    "drop_second_copies",
    "drop_stray_marks",
    "find_note_numbers",
    "find_page_starts",
    "mark_missing_pages",
]
