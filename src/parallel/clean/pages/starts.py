"""Pages: where they begin, and where some are missing."""

from bisect import bisect_right
from itertools import pairwise

from parallel.clean.pages.numbers import BARE_NUMBER
from parallel.clean.sheet import Line, Sheet

_INDENTED_SHARE = 0.1
"""Above this share of lines that begin with one space, a leading space says nothing about pages (chosen by us)."""
_NOTE_JUMP = 4
"""Notes' numbers jump by more than this only where pages are missing; up to three in a row may be unreadable."""
_PAGE_JUMP = 20
"""A larger jump of page numbers is a misreading."""


def find_page_starts(sheet: Sheet) -> None:
    """Mark the lines on which a page begins: after a form feed, or indented by exactly one space (a lost form feed)."""
    texts = [line for line in sheet.lines if line.text]
    one_space = [line for line in texts if line.indent == 1]
    below_numbers = sum(1 for one, two in pairwise(texts) if two.indent == 1 and BARE_NUMBER.match(one.text))
    if len(one_space) - below_numbers <= max(len(texts) * _INDENTED_SHARE, 3):
        for line in one_space:
            line.page_start = True
    feed = False
    for line in sheet.lines:
        feed = feed or line.number in sheet.after_feed
        if feed and line.text:
            line.page_start, feed = True, False


def mark_missing_pages(sheet: Sheet) -> None:
    """Mark where pages are missing: the numbers of notes, or of pages, jump. Nothing is joined across such a place."""
    for one, two in pairwise(sheet.notes):
        if one.page != two.page and one.number is not None and two.number is not None:
            first = sheet.next_text(one.lines[-1])
            if two.number - one.number > _NOTE_JUMP and first is not None and _markers_jump(sheet, first, one.number):
                first.missing_before = True
    starts = [line.number for line in sheet.lines if line.page_start]
    for (at, one_page), (then, two_page) in pairwise(sheet.page_numbers):
        between = bisect_right(starts, then) - bisect_right(starts, at)
        if between <= 1 and one_page + 1 < two_page <= one_page + _PAGE_JUMP:
            first = sheet.next_text(sheet.lines[at])
            if first is not None:
                first.missing_before = True


def _markers_jump(sheet: Sheet, first: Line, last: int) -> bool:
    """Tell whether the first marker after a line is far from the number of the last note."""
    marker = next((marker for marker in sheet.markers if marker.start >= first.start), None)
    return marker is None or marker.number is None or marker.number - last > _NOTE_JUMP
