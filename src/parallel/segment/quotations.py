"""Short quotations inside a longer sentence, which their own stops do not cut.

*Paşa, “Durun! Ateş kesin!” diye bağırdı.* is one sentence of the narrator's: cut at the first exclamation mark it would
leave half a quotation without its frame. Long quotations are cut, since their sentences are told one by one.
"""

import re

LONGEST = 120
"""Code points of a quotation that stays whole: about a line and a half of print; chosen by us."""

_MATES = {"“": '”"', '"': '"”', "«": "»", "»": "«", "„": '“”"', "‹": "›", "‘": "’"}
"""Closing marks by opening mark; scans and typists mix the straight and the curly one."""
_MARK = re.compile(r"[“”„«»‹›‘’\"]")
_GOES_ON = re.compile(r"\d{0,3}\s{0,2}(?:,|(?P<word>[^\W\d_]))")
"""What shows that the sentence around a quotation goes on: a comma, or a small letter, also after a note's number."""


def is_framed(text: str, start: int, at: int, following: int) -> bool:
    """Tell whether the stop at ``at`` stands inside a short quotation that the rest of its sentence frames.

    The quotation must open in the sentence that began at ``start``, close within reach, and be followed by a comma or a
    small letter (*dedi*, *diye*, *he said*). Where marks are lost or do not pair, the answer is no.

    >>> text = "Paşa, “Durun! Ateş kesin!” diye bağırdı."
    >>> is_framed(text, 0, text.index("!"), text.index("Ateş"))
    True
    """
    if _MARK.search(text, following, at + LONGEST) is None:
        return False
    opened = _open_at(text, max(start, at - LONGEST), at)
    close = _closing(text, opened, following) if opened >= 0 else -1
    after = _GOES_ON.match(text, close + 1) if close >= 0 else None
    return after is not None and (after["word"] is None or after["word"].islower())


def _open_at(text: str, first: int, at: int) -> int:
    """Return the offset of the outermost quotation mark from ``first`` on that is open at ``at``, else -1."""
    opened = -1
    for mark in _MARK.finditer(text, first, at):
        if opened < 0 and _opens(text, mark.start()):
            opened = mark.start()
        elif opened >= 0 and _closes(text, opened, mark.start()):
            opened = -1
    return opened


def _closing(text: str, opened: int, following: int) -> int:
    """Return the offset of the mark that closes a quotation within reach, else -1; a second opening one spoils it."""
    for mark in _MARK.finditer(text, following, opened + LONGEST):
        if _closes(text, opened, mark.start()):
            return mark.start()
        if mark[0] == text[opened]:
            return -1
    return -1


def _closes(text: str, opened: int, at: int) -> bool:
    """Tell whether a mark closes the quotation that another one opened; an apostrophe inside a word does not."""
    if text[at] not in _MATES[text[opened]] or _opens(text, at):
        return False
    return text[at] != "’" or not (text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum())


def _opens(text: str, at: int) -> bool:
    """Tell an opening mark from a closing one by the white space beside it, whatever its shape."""
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    if text[at] not in _MATES:
        return False
    return (before.isspace() or before in "([—–-") and not after.isspace()
