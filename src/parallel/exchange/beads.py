"""Alignments as text: bead lines as aligners exchange them, tab-separated pairs, JSON Lines."""

import json
from collections.abc import Iterator, Sequence

from parallel.exchange.tsv import write_rows
from parallel.model.bitext import Alignment, Bead
from parallel.model.span import Span


def write_beads(alignment: Alignment) -> Iterator[str]:
    """Yield one bead per line, 0-based: ``[0,1]:[0]``."""
    for bead in alignment.beads:
        yield f"{_positions(bead.source)}:{_positions(bead.target)}\n"


def write_pairs(alignment: Alignment, source: Sequence[str], target: Sequence[str]) -> Iterator[str]:
    """Yield ``source<TAB>target`` of the two-sided beads under a header."""
    rows = (texts_of(bead, source, target) for bead in alignment.beads if bead.two_sided)
    yield from write_rows(("source", "target"), rows)


def write_json_lines(alignment: Alignment, source: Sequence[str], target: Sequence[str]) -> Iterator[str]:
    """Yield one JSON object per bead with texts, confidence and evidence."""
    for bead in alignment.beads:
        source_text, target_text = texts_of(bead, source, target)
        record = {
            "source": [*range(bead.source.start, bead.source.end)],
            "target": [*range(bead.target.start, bead.target.end)],
            "source_text": source_text,
            "target_text": target_text,
            "confidence": round(bead.confidence, 3),
            "cost": round(bead.cost, 3),
            "evidence": [[item.kind, item.detail, round(item.gain, 2)] for item in bead.evidence],
        }
        yield json.dumps(record, ensure_ascii=False) + "\n"


def texts_of(bead: Bead, source: Sequence[str], target: Sequence[str]) -> tuple[str, str]:
    """Return both texts of a bead, segments joined by one space."""
    return (
        " ".join(source[bead.source.start : bead.source.end]),
        " ".join(target[bead.target.start : bead.target.end]),
    )


def _positions(span: Span) -> str:
    return "[" + ",".join(map(str, range(span.start, span.end))) + "]"
