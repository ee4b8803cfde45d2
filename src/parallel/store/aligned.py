"""``aligned/PAIR.jsonl``: the truth about a pair, written so that git merges it bead by bead.

One JSON object per bead with a blank line between beads. Fields this version does not know are kept, and a bead nobody
touched is written back byte for byte, whatever an editor did to its spaces and line ends. Every bead carries a digest;
when it does not fit, somebody edited the file by hand. The form is described in ``docs/aligned-format.md``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from parallel.errors import InputError, ParallelError
from parallel.model.bitext import AlignedBead, AlignedPair, Languages, PairId, Side
from parallel.model.document import Language, SegmentId
from parallel.store import atomic, beadline
from parallel.store.beadline import Header, header_of_pair
from parallel.store.plain import decode_utf8

_CONFLICT = ("<<<<<<<", "|||||||", ">>>>>>>", "=======")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file writes its beads, so that what nobody touched comes back byte for byte."""

    newline: str = "\n"
    """Line end; LF where the file mixes them."""
    lines: dict[str, tuple[AlignedBead, str]] = field(default_factory=dict)
    """Beads by id with their lines as they stand in the file."""
    gaps: dict[str, int] = field(default_factory=dict)
    """Blank lines before a bead, where there is not just one."""
    header: Header | None = None
    """What the lines say of the pair; None when there are none yet."""

    def line(self, pair: AlignedPair, bead: AlignedBead) -> str:
        """Return a bead's line: the file's own where the bead is as it was."""
        known = self.lines.get(bead.id)
        if known is not None and (known[0] is bead or known[0] == bead):
            return known[1]
        return beadline.line_of(header_of_pair(pair), bead)

    def remember(self, lines: Iterable[tuple[AlignedBead, str]]) -> None:
        """Note lines as they were or will be written."""
        self.lines.update((bead.id, (bead, line)) for bead, line in lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPair:
    """A file of ``aligned/`` as it was read."""

    pair: AlignedPair
    """What it holds."""
    warnings: tuple[str, ...]
    """Beads whose digest does not fit, which count as edited from here on; one line each."""
    layout: Layout
    """How it writes its beads."""
    digest: str
    """SHA-256 of its bytes, in hex."""


def digest_of_bytes(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hex."""
    return sha256(data).hexdigest()


def render_pair(pair: AlignedPair, layout: Layout | None = None) -> bytes:
    """Return the file's bytes: one bead a line, a blank line between beads; ``layout`` keeps what nobody touched."""
    layout = layout or Layout()
    if layout.header not in {None, header_of_pair(pair)}:
        layout = Layout(newline=layout.newline, gaps=layout.gaps)
    newline, lines, gaps = layout.newline, layout.lines, layout.gaps
    pieces: list[str] = []
    for number, bead in enumerate(pair.beads):
        known = lines.get(bead.id)
        line = known[1] if known is not None and known[0] is bead else layout.line(pair, bead)
        blank = gaps.get(bead.id, 1 if number else 0) if gaps else min(number, 1)
        pieces += (newline * blank, line, newline)
    return "".join(pieces).encode("utf-8")


def save_pair(path: Path, pair: AlignedPair, layout: Layout | None = None) -> bool:
    """Write a pair where it changed; tell whether it did.

    Raises:
        WriteError: as :func:`parallel.store.atomic.save`.
    """
    return atomic.save_if_changed(path, render_pair(pair, layout))


def load_pair(path: Path, shown: str) -> tuple[AlignedPair, tuple[str, ...]]:
    """Read a pair and its warnings; see :func:`load_stored`."""
    stored = load_stored(path, shown)
    return stored.pair, stored.warnings


def load_stored(path: Path, shown: str) -> StoredPair:
    """Read a file of ``aligned/``.

    Args:
        path: the file.
        shown: how to name it in messages.

    Raises:
        InputError: not of the form, conflict markers, ids or segments standing twice, sentences out of order;
            ``file:line`` is named, and the other line too.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror})", where=shown) from error
    return parse_stored(data, PairId(path.name.removesuffix(".jsonl")), shown)


def parse_pair(data: bytes, pair_id: PairId, where: str) -> tuple[AlignedPair, tuple[str, ...]]:
    """Read a pair from bytes; see :func:`load_stored`."""
    stored = parse_stored(data, pair_id, where)
    return stored.pair, stored.warnings


def parse_stored(data: bytes, pair_id: PairId, where: str) -> StoredPair:
    """Read a file of ``aligned/`` from bytes; see :func:`load_stored`."""
    text, newline = normal_newlines(decode_utf8(data, where))
    reader = _Reader(pair_id, where)
    gaps: dict[str, int] = {}
    last = 0
    for number, line in bead_lines(text, where):
        bead = reader.take(number, line)
        if number - last - 1 != (1 if last else 0):
            gaps[bead.id] = number - last - 1
        last = number
    pair = reader.pair()
    layout = Layout(newline=newline, lines=reader.layout.lines, gaps=gaps, header=beadline.header_of_pair(pair))
    return StoredPair(pair=pair, warnings=tuple(reader.warnings), layout=layout, digest=digest_of_bytes(data))


def bead_lines(text: str, where: str) -> Iterator[tuple[int, str]]:
    """Yield lines that are not blank with their numbers; splits on LF alone, U+2028 and its kin are text.

    Raises:
        InputError: a git conflict marker.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_CONFLICT):
            hint = "Resolve the merge and try again"
            raise InputError(f"git conflict markers at line {number}", where=f"{where}:{number}", hint=hint)
        if line.strip(" \t"):
            yield number, line


def without_torn_places(pair: AlignedPair) -> AlignedPair:
    """Return a pair without the places of passages whose sentences stand out of order.

    Beads from different times, brought together again, may say where they stood in texts that have changed in between.
    Building finds their places again.
    """
    last: dict[str, int] = {}
    torn: set[str] = set()
    for bead in pair.beads:
        for side in (bead.source, bead.target):
            for segment, place in zip(side.segments, side.places, strict=False):
                passage, start = _passage_of(segment), place.span.start
                if start < last.get(passage, -1):
                    torn.add(passage)
                last[passage] = start
    if not torn:
        return pair

    def freed(side: Side) -> Side:
        return replace(side, places=()) if any(_passage_of(segment) in torn for segment in side.segments) else side

    beads = (replace(bead, source=freed(bead.source), target=freed(bead.target)) for bead in pair.beads)
    return replace(pair, beads=tuple(beads))


def _passage_of(segment: SegmentId) -> str:
    return segment[: segment.rfind("/")]


def normal_newlines(text: str) -> tuple[str, str]:
    """Return the text with LF line ends, and the line end it had."""
    pairs, lone = text.count("\r\n"), text.count("\r") - text.count("\r\n")
    if not pairs and not lone:
        return text, "\n"
    feeds = text.count("\n") - pairs
    newline = "\r\n" if not lone and not feeds else "\r" if not pairs and not feeds else "\n"
    return text.replace("\r\n", "\n").replace("\r", "\n"), newline


class _Reader:
    """Takes the beads of a file one by one and refuses what can't stand beside what came before."""

    def __init__(self, pair_id: PairId, where: str) -> None:
        self.id = pair_id
        self.where = where
        self.warnings: list[str] = []
        self.layout = Layout()
        self._beads: list[AlignedBead] = []
        self._header: Header | None = None
        self._first: dict[str, int] = {}
        self._last_place: dict[str, tuple[int, int]] = {}

    def take(self, number: int, line: str) -> AlignedBead:
        """Read one line."""
        record, bead, header = self._read(number, line)
        self._refuse_repeats(bead, number)
        self._refuse_disorder(bead, number)
        self._compare(header, number)
        if beadline.fits(header, bead, record, line):
            self.layout.lines[bead.id] = (bead, line)
        else:
            what = "was changed outside the workbench; it counts as edited"
            self.warnings.append(f"{self.where}:{number}: bead {bead.id} {what}")
            bead = beadline.changed_by_hand(bead)
        self._beads.append(bead)
        return bead

    def pair(self) -> AlignedPair:
        """Return what was read."""
        header = self._header or Header(self.id, str(Languages()), "", "")
        if header.pair != self.id:
            self.warnings.append(f"{self.where}: its beads say they are of pair {header.pair}; was the file renamed?")
        source, _, target = header.languages.partition("-")
        return AlignedPair(
            id=self.id,
            languages=Languages(Language(source), Language(target)),
            source_name=header.source_name,
            target_name=header.target_name,
            beads=tuple(self._beads),
        )

    def _read(self, number: int, line: str) -> tuple[dict[str, Any], AlignedBead, Header]:
        at = f"{self.where}:{number}"
        hint = "Restore the line from git, or the file with `tren restore`"
        try:
            record = beadline.record_of(line)
        except (ValueError, RecursionError) as error:
            what = str(error) if "JSON object" in str(error) else "not a line of JSON"
            raise InputError(what, where=at, hint=hint) from error
        try:
            return record, beadline.bead_of(record), beadline.header_of(record, self.id)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, ParallelError) as error:
            raise InputError(f"not a bead ({type(error).__name__}: {str(error)[:80]})", where=at, hint=hint) from error

    def _refuse_repeats(self, bead: AlignedBead, number: int) -> None:
        at = f"{self.where}:{number}"
        if bead.id in self._first and self._beads and any(known.id == bead.id for known in self._beads):
            what = f"bead {bead.id!r} stands twice (first on line {self._first[bead.id]})"
            raise InputError(what, where=at, hint="Keep one of them")
        for segment in (*bead.source.segments, *bead.target.segments):
            if segment in self._first:
                what = f"sentence {segment!r} stands in two beads (first on line {self._first[segment]})"
                raise InputError(what, where=at, hint="Keep it in one of them")
            self._first[segment] = number

    def _refuse_disorder(self, bead: AlignedBead, number: int) -> None:
        """Inside a passage sentences stand in the order of the file they came from."""
        for side in (bead.source, bead.target):
            for segment, place in zip(side.segments, side.places, strict=False):
                passage = _passage_of(segment)
                line, start = self._last_place.get(passage, (0, -1))
                if place.span.start < start:
                    what = f"sentence {segment!r} stands before the one on line {line} in its text"
                    raise InputError(what, where=f"{self.where}:{number}", hint="Put the beads back in order")
                self._last_place[passage] = (number, place.span.start)

    def _compare(self, header: Header, number: int) -> None:
        """All beads of a file are of one pair and one direction."""
        first = self._header = self._header or header
        if header.languages != first.languages:
            what = f"languages {header.languages!r} differ from {first.languages!r} above"
            raise InputError(what, where=f"{self.where}:{number}", hint="Keep the right one")
        if header != first:
            self.warnings.append(f"{self.where}:{number}: names another pair or file than the beads above")
