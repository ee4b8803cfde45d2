"""What stands on pages and is no text: rules, link marks, what a scanner took for signs."""

import re

from parallel.clean.sheet import Cut, Kind, Sheet
from parallel.model.document import DropReason

_LONGEST_RULE = 160
"""A longer line is no rule."""
_FEWEST_SPECKS = 3
"""Fewer signs are no sign of anything."""
_RULE = re.compile(r"[-‐‑–—_=~*•·.■□▪◆♦●+#^ ]{3,}$")
_LINK = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\S+$")
_ELLIPSES = frozenset({"…", "...", "....", "....."})
_SPECKS = "|■^{}°®•~\\"
"""Signs that no article prints and bad scans are full of."""
_SPECK_SHARE = 0.0005
"""A bad scan has at least so many of them per character (chosen by us; 0.002 in one, 0 in four others)."""
_STRAY_TAIL = 40
"""Stray marks are looked for in so many last characters of a line."""
_STRAY = re.compile(r"(?:[.!?…][”»’]?|[)](?=\s+[^.!?\s]))((?:\s+(?:\S{1,2}|[^\w\s]+\w?[^\w\s]+)(?!\S))+)$")


def drop_rules(sheet: Sheet) -> None:
    """Drop lines without a word in them: rules, ornaments, specks the scanner saw."""
    for line in sheet.texts():
        if not line.text[0].isalnum() and len(line.text) <= _LONGEST_RULE and _is_rule(line.text):
            sheet.drop_line(line, DropReason.NOISE, "rules")
            line.kind = Kind.RULE


def _is_rule(text: str) -> bool:
    if text.strip("()[] ").replace(" ", "") in _ELLIPSES:
        return False
    if _RULE.match(text) or not any(map(str.isalnum, text)):
        return True
    words = text.split()
    return (
        len(words) >= _FEWEST_SPECKS
        and all(sum(map(str.isalnum, word)) <= 1 for word in words)
        and not words[0].isalnum()
    )


def drop_links(sheet: Sheet) -> None:
    """Drop lines that are nothing but an address, standing alone: what a hyperlink leaves behind at a page's end."""
    for line in sheet.texts():
        if _LINK.match(line.text) and sheet.starts_block(line) and sheet.ends_block(line):
            sheet.drop_line(line, DropReason.NOISE, "links")


def drop_stray_marks(sheet: Sheet) -> None:
    """Drop what a bad scan leaves behind the last sentence of a paragraph: single signs, letters and digits."""
    text = sheet.raw.text
    if sum(map(text.count, _SPECKS)) < max(len(text) * _SPECK_SHARE, _FEWEST_SPECKS):
        return
    for line in sheet.texts():
        if not sheet.ends_block(line):
            continue
        match = _STRAY.search(line.text, max(len(line.text) - _STRAY_TAIL, 0))
        if match and not all(map(str.isdigit, match.group(1).split())):
            sheet.cuts.append(Cut(line.start + match.start(1), line.end, DropReason.NOISE, "stray-marks"))
            line.text, line.trailing = line.text[: match.start(1)], 1
