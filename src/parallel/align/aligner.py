"""The aligner: two lists of sentences in, beads out."""

from collections.abc import Sequence
from itertools import pairwise

from parallel.align.features import Features, read_features
from parallel.align.lattice import Path, Transitions, likely_path, posterior
from parallel.align.links import first_lexis, gather_links
from parallel.align.options import AlignOptions
from parallel.align.refine import Belief, refine
from parallel.align.scores import Weights
from parallel.align.search import find_band, sample_path, scored
from parallel.errors import InputError
from parallel.model.bitext import Alignment, Bead, Languages
from parallel.model.document import ENGLISH, TURKISH
from parallel.model.span import Span

SIGNATURE = "align:1"
_KNOWN = frozenset({Languages(TURKISH, ENGLISH), Languages(ENGLISH, TURKISH)})
_DEFAULTS = AlignOptions()


def align(source: Sequence[str], target: Sequence[str], *, options: AlignOptions = _DEFAULTS) -> Alignment:
    """Align two texts sentence by sentence.

    Args:
        source: sentences in order; empty ones count.
        target: sentences in order.
        options: languages, term base, anchors, dictionary, learnt statistics.

    Returns:
        Beads that cover both texts in order. Either side may be empty, and the sizes may differ at will.

    Raises:
        InputError: an anchor names a sentence that does not exist, or two anchors cross.

    >>> found = align(["Mustafa Kemal Samsun’a çıktı."], ["Mustafa Kemal landed at Samsun."])
    >>> [bead.kind for bead in found.beads]
    ['1-1']
    """
    check_anchors(options.anchors, len(source), len(target))
    left = read_features(source, options.languages.source)
    right = read_features(target, options.languages.target)
    path = _path(left, right, options)
    beads = tuple(Bead(source=Span(a, b), target=Span(c, d)) for a, b, c, d in path)
    return Alignment(source_size=len(source), target_size=len(target), beads=beads, signature=SIGNATURE)


def check_anchors(anchors: Sequence[tuple[int, int]], source_size: int, target_size: int) -> None:
    """Make sure that anchors exist and that no two of them cross.

    Raises:
        InputError: one does not exist, or two cross.
    """
    ordered = sorted(set(anchors))
    for i, j in ordered:
        if not (0 <= i < source_size and 0 <= j < target_size):
            raise InputError(f"anchor {i}:{j} lies outside the texts of {source_size} and {target_size} sentences")
    for (i, j), (k, l) in pairwise(ordered):  # noqa: E741 - a pair beside (i, j)
        if l < j:
            raise InputError(f"anchors {i}:{j} and {k}:{l} cross", hint="take one of them back")


def _path(source: Features, target: Features, options: AlignOptions) -> Path:
    if not source.size or not target.size:
        return [(i, i + 1, 0, 0) for i in range(source.size)] + [(0, 0, j, j + 1) for j in range(target.size)]
    lexis = first_lexis(gather_links(source, target, options), source, target)
    belief = Belief(lexis=lexis, weights=Weights(), transitions=Transitions())
    anchors = sorted(set(options.anchors))
    band = find_band(source, target, belief, anchors)
    for _ in range(1 if options.languages in _KNOWN else 2):
        belief = refine(source, target, belief, sample_path(source, target, belief, band))
    chances = posterior(scored(source, target, belief, band), band, belief.transitions)
    return likely_path(chances, band)[0]
