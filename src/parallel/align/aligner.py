"""The aligner: two lists of sentences in, beads out."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parallel.align.confidence import confidences
from parallel.align.evidence import Explainer, runner_up
from parallel.align.lattice import Transitions, likely_path, posterior
from parallel.align.lexical.features import Features, read_features
from parallel.align.lexical.links import first_lexis, gather_links
from parallel.align.options import AlignOptions
from parallel.align.refine import Belief, refine
from parallel.align.scores import KINDS, Weights
from parallel.align.search import find_band, sample_path, scored
from parallel.align.semantic.vectors import encoded
from parallel.errors import InputError
from parallel.model.bitext import Alignment, Bead, Evidence, Languages
from parallel.model.document import ENGLISH, TURKISH, Language
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
        InputError: an anchor names a sentence that does not exist, two anchors cross, or the encoder's answer is not of
            the form it promises.

    >>> found = align(["Mustafa Kemal Samsun’a çıktı."], ["Mustafa Kemal landed at Samsun."])
    >>> [bead.kind for bead in found.beads]
    ['1-1']
    """
    check_anchors(options.anchors, len(source), len(target))
    sides = (_read(source, options.languages.source, options), _read(target, options.languages.target, options))
    beads = _beads((source, target), sides, options) if source and target else _one_sided(len(source), len(target))
    return Alignment(source_size=len(source), target_size=len(target), beads=beads, signature=SIGNATURE)


def _read(texts: Sequence[str], language: Language, options: AlignOptions) -> Features:
    features = read_features(texts, language)
    if options.encoder is None:
        return features
    return replace(features, vectors=encoded(texts, options.encoder))


def _one_sided(source_size: int, target_size: int) -> tuple[Bead, ...]:
    """Leave everything out; at least one size is 0."""
    left = [Bead(source=Span(i, i + 1), target=Span(0, 0), confidence=1.0) for i in range(source_size)]
    return (*left, *(Bead(source=Span(0, 0), target=Span(j, j + 1), confidence=1.0) for j in range(target_size)))


def check_anchors(anchors: Sequence[tuple[int, int]], source_size: int, target_size: int) -> None:
    """Make sure that anchors exist, that no two of them cross, and that beads can hold them.

    Raises:
        InputError: one does not exist, two cross, or several ask for a bead of more sentences than there are.
    """
    ordered = sorted(set(anchors))
    for i, j in ordered:
        if not (0 <= i < source_size and 0 <= j < target_size):
            raise InputError(f"anchor {i}:{j} lies outside the texts of {source_size} and {target_size} sentences")
    for (i, j), (k, l) in pairwise(ordered):  # noqa: E741 - a pair beside (i, j)
        if l < j:
            raise InputError(f"anchors {i}:{j} and {k}:{l} cross", hint="Take one of them back")
    first = ordered[0] if ordered else (0, 0)
    for before, anchor in pairwise(ordered):
        first = first if before[0] == anchor[0] or before[1] == anchor[1] else anchor
        if (anchor[0] - first[0] + 1, anchor[1] - first[1] + 1) not in KINDS:
            what = f"anchors {first[0]}:{first[1]} to {anchor[0]}:{anchor[1]} ask for one bead of too many sentences"
            raise InputError(what, hint="Take one of them back")


def _beads(
    texts: tuple[Sequence[str], Sequence[str]], sides: tuple[Features, Features], options: AlignOptions
) -> tuple[Bead, ...]:
    """Align two texts that both hold sentences: look for a band, learn from a first path, decide by posteriors."""
    source, target = sides
    belief = Belief(
        lexis=first_lexis(gather_links(source, target, options), source, target),
        weights=Weights(),
        transitions=Transitions(),
    )
    band = find_band(source, target, belief, sorted(set(options.anchors)))
    for _ in range(1 if options.languages in _KNOWN else 2):
        belief = refine(source, target, belief, sample_path(source, target, belief, band))
    chances = posterior(scored(source, target, belief, band), band, belief.transitions)
    path, found = likely_path(chances, band)
    evidence: list[tuple[Evidence, ...]] = [()] * len(path)
    if options.explain:
        explainer = Explainer(texts, sides, belief, options)
        evidence = [(*explainer.explain(bead), *runner_up(chances, band, bead)) for bead in path]
    return tuple(
        Bead(source=Span(a, b), target=Span(c, d), confidence=chance, evidence=reasons)
        for (a, b, c, d), chance, reasons in zip(path, confidences(path, found, sides, belief), evidence, strict=True)
    )
