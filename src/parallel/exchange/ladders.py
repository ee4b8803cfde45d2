"""What other aligners write: hunalign's text and ladder, Vecalign's and our bead lines, Moses pair files, also out."""

import re
from collections.abc import Iterable, Iterator, Sequence

from parallel.errors import InputError
from parallel.exchange.incoming import Incoming, IncomingUnit
from parallel.exchange.unit import TranslationUnit
from parallel.model.bitext import Languages

_BEAD = re.compile(r"\[([0-9, ]*)\]:\[([0-9, ]*)\](?::(-?[0-9.eE+-]+))?")
_JOIN = " ~~~ "
"""hunalign's mark between sentences it put together."""

_ENDS = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
"""Everything some tool takes for a line end: the files must have equal counts by every count."""
Sides = tuple[Sequence[str], Sequence[str]]
"""Sentences of the source and of the target."""


def from_pair_files(source: str, target: str, names: tuple[str, str], languages: Languages) -> Incoming:
    """Read two files whose n-th lines translate each other, as Moses takes them.

    Raises:
        InputError: the files have not the same number of lines.
    """
    left, right = lines_of(source), lines_of(target)
    if len(left) != len(right):
        what = f"{len(left)} lines against {len(right)} in {names[1]}"
        raise InputError(what, where=names[0], hint="Pair files need a line for each line")
    pairs = enumerate(zip(left, right, strict=True), 1)
    return _incoming(((number, one, two) for number, (one, two) in pairs if one.strip() or two.strip()), languages)


def from_hunalign(text: str, where: str, languages: Languages) -> Incoming:
    """Read hunalign's text output: source, target and a score, sentences put together marked by ``~~~``.

    Raises:
        InputError: a line with fewer than two cells; ``file:line`` is named.
    """
    rows = []
    for number, line in enumerate(lines_of(text), 1):
        cells = line.split("\t")
        if len(cells) < 2:  # noqa: PLR2004  (source and target)
            raise InputError("no tab on this line", where=f"{where}:{number}", hint="Run hunalign with -text")
        sides = [cell.replace(_JOIN, " ").replace("~~~", " ").strip() for cell in cells[:2]]
        if any(sides):
            rows.append((number, sides[0], sides[1]))
    return _incoming(rows, languages)


def from_ladder(text: str, where: str, sides: Sides, languages: Languages) -> Incoming:
    """Read hunalign's ladder: each rung names a sentence of both sides; what lies between two rungs is a bead.

    Args:
        text: the ladder.
        where: its name for messages.
        sides: sentences of both files, one a line.
        languages: direction.

    Raises:
        InputError: no numbers, rungs that go back, or beyond the texts; ``file:line`` is named.
    """
    rows, last = [], (0, 0)
    rungs = [*_rungs(text, where), (0, (len(sides[0]), len(sides[1])))]
    for number, rung in rungs:
        for at, before, side in zip(rung, last, sides, strict=True):
            if not before <= at <= len(side):
                hint = "Give the two files it was made from"
                raise InputError("a rung outside the texts", where=f"{where}:{number}", hint=hint)
        spans = [" ".join(side[before:at]) for at, before, side in zip(rung, last, sides, strict=True)]
        if any(span.strip() for span in spans):
            rows.append((number, spans[0], spans[1]))
        last = rung
    return _incoming(rows, languages)


def from_bead_lines(text: str, where: str, sides: Sides, languages: Languages) -> Incoming:
    """Read ``[0,1]:[0]`` lines with or without a cost behind them, as Vecalign and `tren align` write them.

    Raises:
        InputError: not of the form, or a sentence the texts do not have; ``file:line`` is named.
    """
    rows = []
    for number, line in enumerate(lines_of(text), 1):
        found = _BEAD.fullmatch(line.strip())
        if found is None:
            raise InputError("not of the form [0,1]:[0]", where=f"{where}:{number}", hint="One bead on each line")
        spans = []
        for group, side in zip(found.groups()[:2], sides, strict=True):
            positions = [int(part) for part in (group or "").replace(" ", "").split(",") if part]
            if any(position >= len(side) for position in positions):
                hint = "Give the two files it was made from"
                raise InputError("a sentence the texts do not have", where=f"{where}:{number}", hint=hint)
            spans.append(" ".join(side[position] for position in positions))
        if any(span.strip() for span in spans):
            rows.append((number, spans[0], spans[1]))
    return _incoming(rows, languages)


def lines_of(text: str) -> list[str]:
    """Return lines split at LF alone; a last line end makes no line."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _rungs(text: str, where: str) -> Iterable[tuple[int, tuple[int, int]]]:
    for number, line in enumerate(lines_of(text), 1):
        cells = line.split()
        if len(cells) < 2 or not (cells[0].isdecimal() and cells[1].isdecimal()):  # noqa: PLR2004  (two positions)
            hint = "A rung is two sentence numbers and a score"
            raise InputError("no rung of a ladder", where=f"{where}:{number}", hint=hint)
        yield number, (int(cells[0]), int(cells[1]))


def _incoming(rows: Iterable[tuple[int, str, str]], languages: Languages) -> Incoming:
    units = [
        IncomingUnit(source=(one,) if one.strip() else (), target=(two,) if two.strip() else (), line=line)
        for line, one, two in rows
    ]
    return Incoming(languages=languages, units=tuple(units))


def write_pair_files(units: Sequence[TranslationUnit], languages: Languages) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield an ending and the lines of each file: ``.tr``, ``.en``, and ``.ids``, which says where lines come from.

    Where both languages are the same, the endings are ``.source`` and ``.target``. A line of ``.ids`` holds the unit's
    id, its pair and its provenance with the rights, parted by tabs.
    """
    endings = (str(languages.source), str(languages.target))
    if endings[0] == endings[1]:
        endings = ("source", "target")
    yield f".{endings[0]}", (f"{unit.source.translate(_ENDS)}\n" for unit in units)
    yield f".{endings[1]}", (f"{unit.target.translate(_ENDS)}\n" for unit in units)
    yield ".ids", (f"{unit.id}\t{unit.get('x-pair')}\t{unit.note.translate(_ENDS)}\n" for unit in units)
