"""The account of a cleaned document: every visible character once."""

from parallel.model.document import CleanDocument


def accounted(clean: CleanDocument) -> None:
    """Check that every visible raw character is in exactly one kept, edited or dropped stretch."""
    seen = [0] * len(clean.raw.text)
    for passage in clean.passages:
        for piece in passage.spans.pieces:
            for at in range(piece.raw.start, piece.raw.end):
                seen[at] += 1
    for drop in clean.drops:
        for at in range(drop.span.start, drop.span.end):
            seen[at] += 1
    assert all(count == 1 for char, count in zip(clean.raw.text, seen, strict=True) if not char.isspace())
