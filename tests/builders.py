"""One builder per model type: the fewest words for a valid value."""

from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, Bitext, Languages, PairId, Row, Side
from parallel.model.document import ENGLISH, TURKISH, Place, SegmentId
from parallel.model.span import Span
from parallel.model.termbase import Concept, ConceptId, Term, TermBase, TermStatus


def side(text: str, *ids: str, line: int = 1) -> Side:
    """Build one side of a bead; every segment stands on a line of its own."""
    places = tuple(
        Place(page=1, first_line=line + i, last_line=line + i, span=Span(10 * i, 10 * i + 9)) for i in range(len(ids))
    )
    texts = (text, *[""] * (len(ids) - 1)) if ids else ()
    return Side(segments=tuple(SegmentId(name) for name in ids), texts=texts, places=places)


def bead(number: int, source: str = "Bir.", target: str = "One.", *, state: BeadState = BeadState.AUTO) -> AlignedBead:
    """Build a bead with ids made from its number; an empty text is an empty side."""
    left = side(source, f"d/body/{number:08x}") if source else side("")
    right = side(target, f"d/body.en/{number:08x}") if target else side("")
    first = (*left.segments, *right.segments)[0]
    return AlignedBead(id=BeadId(first), source=left, target=right, confidence=0.9, state=state)


def pair(*beads: AlignedBead) -> AlignedPair:
    """Build a pair of the given beads."""
    return AlignedPair(
        id=PairId("d.abstract"), languages=Languages(), source_name="d.txt", target_name="d.txt", beads=beads
    )


def bitext(*rows: tuple[str, str]) -> Bitext:
    """Build a bitext of source and target texts, one paragraph."""
    return Bitext(name="test", rows=tuple(Row(source=source, target=target) for source, target in rows))


def concept(name: str, turkish: str, *english: tuple[str, str]) -> Concept:
    """Build a concept with one Turkish term and English terms as (text, status)."""
    terms = [Term(text=turkish, language=TURKISH)]
    terms += [Term(text=text, language=ENGLISH, status=TermStatus(status)) for text, status in english]
    return Concept(id=ConceptId(name), domain="test", definition="A test concept.", terms=tuple(terms))


def termbase(*concepts: Concept) -> TermBase:
    """Build a term base."""
    return TermBase(concepts=concepts, name="test")
