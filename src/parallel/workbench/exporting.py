"""Exporting pairs of the workspace, or two bare files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parallel.errors import UsageError
from parallel.exchange import EXPORTERS, LeftOut, TranslationUnit, units_of
from parallel.model.bitext import AlignedBead, AlignedPair, Bead, BeadId, BeadState, Languages, PairId, Side
from parallel.model.document import SegmentId
from parallel.workbench.aligning import AlignedFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An export ready to be written."""

    chunks: Iterator[str]
    """The file in pieces."""
    units: int
    """Units in it."""
    left_out: LeftOut
    """Beads not in it, and why."""


def export_pairs(
    pairs: Sequence[AlignedPair], file_format: str, states: frozenset[BeadState] = frozenset(BeadState)
) -> Export:
    """Turn pairs into one export.

    Args:
        pairs: in the order to write; all of one direction.
        file_format: name of a registered format.
        states: states to export; excluded beads never are.

    Raises:
        UsageError: an unknown format, or pairs of several directions.
    """
    if file_format not in EXPORTERS:
        raise UsageError(f"unknown format {file_format!r}", hint=f"Known formats: {', '.join(EXPORTERS)}")
    directions = {pair.languages for pair in pairs}
    if len(directions) > 1:
        raise UsageError("pairs of several directions can't share a file", hint="Export them one by one")
    units: list[TranslationUnit] = []
    left: dict[str, int] = {}
    for pair in pairs:
        found, left_out = units_of(pair, states=states)
        units.extend(found)
        for reason, count in left_out.reasons:
            left[reason] = left.get(reason, 0) + count
    languages = next(iter(directions), Languages())
    return Export(
        chunks=EXPORTERS[file_format](units, languages), units=len(units), left_out=LeftOut(reasons=tuple(left.items()))
    )


def export_files(aligned: AlignedFiles, names: tuple[str, str], languages: Languages) -> Iterator[str]:
    """Turn two aligned bare files into TMX; a unit names its files and sentence numbers, counted from 1."""
    beads = [_bare_bead(bead, aligned, names) for bead in aligned.alignment.beads]
    pair_id = PairId(f"{Path(names[0]).stem}~{Path(names[1]).stem}")
    pair = AlignedPair(id=pair_id, languages=languages, source_name=names[0], target_name=names[1], beads=tuple(beads))
    return export_pairs([pair], "tmx").chunks


def _bare_bead(bead: Bead, aligned: AlignedFiles, names: tuple[str, str]) -> AlignedBead:
    sides = []
    for span, name, texts in ((bead.source, names[0], aligned.source), (bead.target, names[1], aligned.target)):
        ids = tuple(SegmentId(f"{name}/{position + 1}") for position in range(span.start, span.end))
        sides.append(Side(segments=ids, texts=tuple(texts[span.start : span.end])))
    first = (*sides[0].segments, *sides[1].segments)[0]
    return AlignedBead(
        id=BeadId(first), source=sides[0], target=sides[1], confidence=bead.confidence, evidence=bead.evidence
    )
