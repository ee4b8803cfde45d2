"""How much of two texts is aligned, and how much of that a person vouches for."""

from collections.abc import Iterator

from parallel import __version__
from parallel.model.bitext import AlignedPair, Alignment, BeadState
from parallel.model.score import Score

_SIGNATURE = f"coverage|segments|version:{__version__}"


def coverage(aligned: Alignment | AlignedPair) -> tuple[Score, ...]:
    """Measure what share of an alignment is two-sided and, for a stored pair, approved.

    Args:
        aligned: a fresh alignment, or a pair as it stands in ``aligned/``.

    Returns:
        ``unaligned-source`` and ``unaligned-target``: share of segments in beads with an empty other side;
        ``aligned``: share of all segments in two-sided beads. For a stored pair also ``approved``, ``edited``,
        ``flagged`` and ``excluded``: shares of beads. A share of nothing is left out.
    """
    if isinstance(aligned, Alignment):
        sizes = [(len(bead.source), len(bead.target)) for bead in aligned.beads]
        return tuple(_segment_shares(sizes, ""))
    sizes = [(len(bead.source.segments), len(bead.target.segments)) for bead in aligned.beads]
    return (*_segment_shares(sizes, aligned.id), *_bead_shares(aligned))


def _segment_shares(sizes: list[tuple[int, int]], subject: str) -> Iterator[Score]:
    source, target = (sum(size[side] for size in sizes) for side in (0, 1))
    alone_source = sum(size[0] for size in sizes if not size[1])
    alone_target = sum(size[1] for size in sizes if not size[0])
    counted = (
        ("aligned", source + target - alone_source - alone_target, source + target),
        ("unaligned-source", alone_source, source),
        ("unaligned-target", alone_target, target),
    )
    for name, count, total in counted:
        if total:
            yield _share(name, count / total, total, subject)


def _bead_shares(pair: AlignedPair) -> Iterator[Score]:
    total = len(pair.beads)
    counted = (
        ("approved", sum(bead.state is BeadState.APPROVED for bead in pair.beads)),
        ("edited", sum(bead.state is BeadState.EDITED for bead in pair.beads)),
        ("flagged", sum(bool(bead.flagged) for bead in pair.beads)),
        ("excluded", sum(bool(bead.excluded) for bead in pair.beads)),
    )
    for name, count in counted:
        if total:
            yield _share(name, count / total, total, pair.id)


def _share(name: str, value: float, n: int, subject: str) -> Score:
    return Score(name=name, value=value, unit="share", n=n, signature=_SIGNATURE, subject=subject)
