"""Where a term may begin and end in a text, and what may stand between its letters."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from parallel.language.inflection import AFTER_APOSTROPHE, reads_as_ending
from parallel.terms.forms import Form
from parallel.terms.stream import LetterStream

APOSTROPHES = "'’‘‛ʼʿʾˈ`´′＇"
"""What stands for an apostrophe in print, in transliteration and after OCR."""
_JOINERS = rf"\s\-‐‑‒–—¬\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f“”\"«»„{APOSTROPHES}"
BARRIER = re.compile(rf"[^\w{_JOINERS}]|_|\n[^\S\n]*\n|\s[–—]|[–—]\s")
"""What a term does not reach across: punctuation, an empty line, a dash between spaces."""
LONGEST_GAP = 40
"""Characters between two letters of a term; more is no typing habit but another place (chosen by us)."""
_HYPHEN_BREAK = re.compile(r"[-‐‑¬\u00ad]\s{0,8}\n\s{0,8}")
_LINE_BREAK = re.compile(r"\s{0,8}\n[^\S\n]{0,8}")
_APOSTROPHE_GAP = re.compile(rf"\.?[^\S\n]?[{APOSTROPHES}]\s?")
_GLUED = re.compile(rf"[{APOSTROPHES}]")
_NOTE_NUMBER = re.compile(r"[0-9]{1,3}")
_LONGEST_CHAIN = 3
"""Runs an ending may be scattered over: *Mec-⏎lisi’n-⏎deki* (chosen by us)."""


def begins_word(stream: LetterStream, position: int) -> bool:
    """Tell whether a term may begin at the start of a run: not after a broken word's hyphen, nor inside *Kur’an*."""
    if not position:
        return True
    gap = stream.gap_before(position)
    capital = stream.text[stream.offset(position)].isupper()
    return capital or not (_HYPHEN_BREAK.fullmatch(gap) or _GLUED.fullmatch(gap))


def gaps_allow(stream: LetterStream, form: Form, start: int) -> bool:
    """Tell whether nothing in a stretch keeps the letters of a form apart. Cost: linear in the stretch."""
    end = start + len(form.letters)
    left, right = stream.text_span(start, end)
    if right - left == end - start:
        return True
    if right - left > LONGEST_GAP * len(form.letters):
        return False
    if not BARRIER.search(stream.text, left, right):
        return True
    return all(_gap_allows(form, place, gap) for place, gap in stream.gaps(start, end))


def _gap_allows(form: Form, place: int, gap: str) -> bool:
    if len(gap) > LONGEST_GAP:
        return False
    allowed = "".join(stop for at, stop in form.stops if at == place)
    bare = "".join(char for char in gap if char not in allowed)
    return not BARRIER.search(bare)


class _Tail(NamedTuple):
    """What follows a stem: more and more runs joined."""

    rest: str
    end: int
    join: str
    before: str
    """Letters before the last apostrophe."""


def _tails(stream: LetterStream, end: int) -> Iterator[_Tail]:
    """Yield the letters after a stem up to the run's end, then on across apostrophes and line breaks."""
    letters = stream.letters
    stop = stream.run_end(end - 1)
    tail = _Tail(letters[end:stop], stop, "", "")
    for _ in range(_LONGEST_CHAIN):
        trimmed = _without_note_number(tail, end)
        yield trimmed
        if trimmed is not tail or tail.end >= len(letters):
            return
        join = _join(stream.gap_after(tail.end))
        if not join:
            return
        stop = stream.run_end(tail.end)
        before = tail.rest if join == "'" else tail.before
        tail = _Tail(letters[end:stop], stop, tail.join + join, before)


def _without_note_number(tail: _Tail, stem_end: int) -> _Tail:
    if not tail.rest[-1:].isdigit():
        return tail
    bare = tail.rest.rstrip("0123456789")
    if not _NOTE_NUMBER.fullmatch(tail.rest[len(bare) :]):
        return tail
    return tail._replace(rest=bare, end=stem_end + len(bare))


def _join(gap: str) -> str:
    if len(gap) > LONGEST_GAP:
        return ""
    if _APOSTROPHE_GAP.fullmatch(gap):
        return "'"
    if _HYPHEN_BREAK.fullmatch(gap):
        return "-"
    return "\n" if _LINE_BREAK.fullmatch(gap) else ""


def right_edge(stream: LetterStream, form: Form, end: int) -> int | None:
    """Return where the word that begins with a stem ends, suffixes included, or None when it is another word.

    A suffix is followed across an apostrophe and a hyphen at the line's end; across a bare line break only when the
    letters before it are no ending of their own.
    """
    if not form.slots:
        return _english_edge(stream, form, end)
    chosen = None
    for tail in _tails(stream, end):
        if "\n" in tail.join and chosen is not None:
            break
        if _fits(stream, form, tail, end):
            chosen = tail.end
        elif tail.join.endswith("'"):
            return None if _GLUED.fullmatch(stream.gap_before(end + len(tail.before))) else chosen
    return chosen


def _fits(stream: LetterStream, form: Form, tail: _Tail, end: int) -> bool:
    if form.abbreviation and tail.rest and not tail.join and stream.text[stream.offset(end)].isupper():
        return False
    if "'" in tail.join:
        named = reads_as_ending(tail.before, form.slots)
        if named and reads_as_ending(tail.rest[len(tail.before) :], AFTER_APOSTROPHE):
            return True
    return reads_as_ending(tail.rest, form.slots)


def _english_edge(stream: LetterStream, form: Form, end: int) -> int | None:
    stop = stream.run_end(end - 1)
    rest = stream.letters[end:stop]
    plural = form.abbreviation and rest == "s" and stream.text[stream.offset(end)] == "s"
    if rest and not plural and not _NOTE_NUMBER.fullmatch(rest):
        return None
    if plural or not rest:
        end = stop
        if stop < len(stream.letters) and _GLUED.fullmatch(stream.gap_before(stop)):
            owner = stream.run_end(stop)
            if stream.letters[stop:owner] == "s":
                return owner
    return end
