"""Between alignments by position and beads with texts, ids and provenance."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from parallel.model.bitext import AlignedBead, AlignedPair, Alignment, BeadId, Bitext, Row, Side
from parallel.model.document import CleanDocument, PassageId, Place, Segment
from parallel.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The segments of one side and where each stands in its file."""

    file: str
    """File name as the manifest has it."""
    segments: tuple[Segment, ...]
    """In order."""
    places: tuple[Place, ...]
    """One per segment."""

    def part(self, start: int, end: int) -> "Sources":
        """Return the segments ``start`` to ``end``."""
        return Sources(file=self.file, segments=self.segments[start:end], places=self.places[start:end])


def sources_of(document: CleanDocument, segments: Sequence[Segment], passages: frozenset[PassageId]) -> Sources:
    """Return the segments of some passages with their places in the raw file."""
    by_id = {passage.id: passage for passage in document.passages}
    chosen = tuple(segment for segment in segments if segment.passage in passages)
    places = tuple(document.place(by_id[segment.passage].spans.to_raw(segment.span)) for segment in chosen)
    return Sources(file=document.raw.name, segments=chosen, places=places)


def beads_from(alignment: Alignment, source: Sources, target: Sources) -> list[AlignedBead]:
    """Return stored beads for an alignment of two sides."""
    found = []
    for bead in alignment.beads:
        left, right = _side(source, bead.source), _side(target, bead.target)
        first = (*left.segments, *right.segments)[0]
        found.append(
            AlignedBead(id=BeadId(first), source=left, target=right, confidence=bead.confidence, evidence=bead.evidence)
        )
    return found


def bitext_of(pair: AlignedPair) -> Bitext:
    """Return the two-sided, not excluded beads as rows; a passage of the source is a paragraph."""
    rows = []
    paragraphs: dict[str, int] = {}
    for bead in pair.beads:
        if bead.excluded or not bead.source.text.strip() or not bead.target.text.strip():
            continue
        passage = bead.id.rsplit("/", 1)[0]
        number = paragraphs.setdefault(passage, len(paragraphs))
        rows.append(Row(source=bead.source.text, target=bead.target.text, paragraph=number, bead=bead.id))
    return Bitext(name=pair.id, rows=tuple(rows), languages=pair.languages)


def texts_digest(bead: AlignedBead) -> str:
    """Return twelve hex digits of the SHA-256 of both texts: what a waiver is tied to."""
    return sha256(f"{bead.source.text}\x1f{bead.target.text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _side(sources: Sources, span: Span) -> Side:
    part = sources.part(span.start, span.end)
    return Side(
        segments=tuple(segment.id for segment in part.segments),
        texts=tuple(segment.text for segment in part.segments),
        places=part.places,
    )
