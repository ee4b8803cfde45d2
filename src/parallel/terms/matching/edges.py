"""Where a term may begin and end in a text, and what may stand between its letters."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from parallel.language.inflection import AFTER_APOSTROPHE, LONGEST_ENDING, Slot, reads_as_ending
from parallel.model.termbase import Certainty
from parallel.terms.matching.damage import mended
from parallel.terms.matching.forms import Form
from parallel.terms.matching.stream import LetterStream

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
_BREAKERS = frozenset(" \n-‐‑¬\u00ad")
"""Before a space these may belong to a line break."""
_CONTINUES = re.compile(rf"[^\S\n]?[{APOSTROPHES}\n]|\.[^\S\n]?[{APOSTROPHES}]|[-‐‑¬\u00ad]\s|\s{{2}}")
"""How a gap begins that an ending may reach across."""
_LIKE_APOSTROPHE = frozenset("il1jtrf")
"""Letters an apostrophe is read as."""
_SHORT_ENDING = 3
"""Letters from which an ending is more than chance after a misread apostrophe (chosen by us)."""
_MENDABLE = 10
"""Letters a term needs before its ending is mended (as for damage in the term itself)."""
_NOTE_NUMBER = re.compile(r"[0-9]{1,3}")
_PART = 3
"""Letters from which the part of a word that stands alone is itself a word (chosen by us)."""
LONG_ENOUGH = 8
"""Letters a term needs for a torn word or a mark too many (*şedd* for *sedd*) to be read as damage (chosen by us)."""
_LONGEST_CHAIN = 3
"""Runs an ending may be scattered over: *Mec-⏎lisi’n-⏎deki* (chosen by us)."""


def begins_word(stream: LetterStream, position: int) -> bool:
    """Tell whether a term may begin at the start of a run: not after a broken word's hyphen, nor inside *Kur’an*."""
    offset = stream.offset(position)
    if not position or (stream.text[offset - 1] == " " and stream.text[offset - 2 : offset - 1] not in _BREAKERS):
        return True
    gap = stream.gap_before(position)
    return stream.text[offset].isupper() or not (_HYPHEN_BREAK.fullmatch(gap) or _GLUED.fullmatch(gap))


def judge_gaps(stream: LetterStream, form: Form, start: int) -> Certainty | None:
    """Judge what stands between the letters of a form: None when it keeps them apart.

    A space inside a word is certain only between parts as long as words are (*gayri müslim*), and suspected in long
    terms. Cost: linear in the stretch.
    """
    end = start + len(form.letters)
    left, right = stream.text_span(start, end)
    if right - left == end - start:
        return Certainty.EXACT
    if right - left > LONGEST_GAP * len(form.letters):
        return None
    gaps = list(stream.gaps(start, end))
    certain = not BARRIER.search(stream.text, left, right)
    if not certain:
        certain = all(gap_allows(form, place, gap) for place, gap in gaps)
        if not certain and not all(
            gap_allows(form, place, gap) or is_speck(stream, form, start, place) for place, gap in gaps
        ):
            return None
    if certain and not _is_torn(form, gaps):
        return Certainty.EXACT
    return Certainty.SUSPECTED if len(form.letters) >= LONG_ENOUGH else None


def is_speck(stream: LetterStream, form: Form, start: int, place: int) -> bool:
    """Tell whether a gap is dirt or a misread dot: one mark inside a word (*Mil.li*), a comma in *B. M, Meclisi*."""
    gap = stream.gap_before(start + place)
    if any(at == place and stop == "." for at, stop in form.stops):
        return gap.strip() in {",", ";", ":"}
    return len(gap) == 1 and place not in form.words and stream.text[stream.offset(start + place)].islower()


def _is_torn(form: Form, gaps: list[tuple[int, str]]) -> bool:
    """Tell whether spaces cut a word into parts shorter than words."""
    torn = [place for place, gap in gaps if place not in form.words and not gap.strip(" \u00a0")]
    if not torn:
        return False
    edges = sorted({0, len(form.letters), *form.words, *torn})
    return any(right - left < _PART for left, right in pairwise(edges) if left in torn or right in torn)


def gap_allows(form: Form, place: int, gap: str) -> bool:
    """Tell whether a gap may stand before a place of a form."""
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
    stop = stream.run_end(end - 1)
    if not _CONTINUES.match(stream.text, stream.offset(stop - 1) + 1):
        tail = _without_note_number(_Tail(stream.letters[end:stop], stop, "", ""), end)
        return tail.end if _fits(stream, form, tail, end) else None
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


def damaged_edge(stream: LetterStream, form: Form, end: int) -> int | None:
    """Return where a word with a damaged ending ends: an apostrophe read as a letter, one confusion in the suffix.

    None when the ending is too long to tell, or makes another word of the term: *Türkistanlı* is no *Türkistan*.
    """
    stop = stream.run_end(end - 1)
    rest = stream.letters[end:stop]
    if not form.slots or form.abbreviation or len(rest) > LONGEST_ENDING:
        return None
    if not rest:
        return _after_apostrophe(stream, stop)
    if reads_as_ending(rest, (*form.slots, Slot.DERIVED, Slot.ABSTRACT)):
        return None
    lost_apostrophe = rest[0] in _LIKE_APOSTROPHE and len(rest) > _SHORT_ENDING
    if lost_apostrophe and reads_as_ending(rest[1:], form.slots):
        return stop
    if len(form.letters) < _MENDABLE:
        return None
    endings = [*filter(None, mended(rest)), *([rest[1:]] if rest[0] == form.letters[-1] else [])]
    return stop if any(reads_as_ending(ending, form.slots) for ending in endings) else None


def _after_apostrophe(stream: LetterStream, stop: int) -> int | None:
    """Return the end of a short run of letters that an apostrophe sets off."""
    if stop >= len(stream.letters) or not _GLUED.fullmatch(stream.gap_before(stop)):
        return None
    last = stream.run_end(stop)
    rest = stream.letters[stop:last]
    if len(rest) > _SHORT_ENDING * 2 or reads_as_ending(rest, (Slot.DERIVED, Slot.ABSTRACT)):
        return None
    return last
