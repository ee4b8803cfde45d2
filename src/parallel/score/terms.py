"""How consistently a translation renders the concepts of a term base, and how accurately against a reference."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from parallel import __version__
from parallel.errors import InputError
from parallel.model.bitext import Bitext
from parallel.model.score import Score
from parallel.model.termbase import ConceptId, TermBase, TermStatus
from parallel.score.measures import equal_pairs, evenness, hhi
from parallel.score.renderings import Reader, Tally, tallies

_SHARES = (
    ("term-preferred", (TermStatus.PREFERRED,)),
    ("term-admitted", (TermStatus.ADMITTED,)),
    ("term-discouraged", (TermStatus.DEPRECATED, TermStatus.SUPERSEDED, TermStatus.FORBIDDEN)),
)


def term_consistency(
    bitext: Bitext, termbase: TermBase, *, found: Mapping[ConceptId, Tally] | None = None
) -> tuple[Score, ...]:
    """Measure how consistently each concept is rendered, and all of them together.

    For each concept (``subject`` is its id): ``term-occurrences``; the shares ``term-preferred``, ``term-admitted``,
    ``term-discouraged`` (deprecated, superseded, forbidden), ``term-unknown`` (left in the source language) and
    ``term-missing``, which add up to 1; and over the renderings found ``term-hhi``, ``term-entropy`` (normalised, 1 is
    consistent) and ``term-ltcr``. For the whole (no subject): the same shares over all occurrences, HHI and entropy
    as means over the concepts rendered at least twice, LTCR with its sums taken over concepts.

    Cost: that of matching the term base on both sides.

    Args:
        bitext: rows in reading order.
        termbase: concepts with terms in both languages.
        found: what :func:`parallel.score.renderings.tallies` returned for both, should the caller need it too.

    Returns:
        Concepts in order of id, the whole last; measures that rest on nothing are left out, so no concept gets an
        HHI without a rendering and no LTCR without two.
    """
    signature = term_signature(termbase, bitext)
    found = tallies(bitext, termbase) if found is None else found
    scores: list[Score] = []
    for concept, tally in found.items():
        scores += _shares(tally, signature, concept)
        scores += _measures(tally, signature, concept)
    return (*scores, *_whole(tuple(found.values()), signature))


def _shares(tally: Tally, signature: str, subject: str) -> Iterator[Score]:
    yield Score(
        name="term-occurrences",
        value=float(tally.total),
        unit="count",
        n=tally.total,
        signature=signature,
        subject=subject,
    )
    counted = [(name, sum(tally.statuses[status] for status in statuses)) for name, statuses in _SHARES]
    counted += [("term-unknown", tally.unknown), ("term-missing", tally.missing)]
    for name, count in counted:
        if tally.total:
            yield _share(name, count / tally.total, tally.total, signature, subject)


def _measures(tally: Tally, signature: str, subject: str) -> Iterator[Score]:
    if tally.rendered:
        yield _share("term-hhi", hhi(tally.counts), tally.rendered, signature, subject)
        yield _share("term-entropy", evenness(tally.counts), tally.rendered, signature, subject)
    equal, pairs = equal_pairs(tally.counts)
    if pairs:
        yield _share("term-ltcr", equal / pairs, pairs, signature, subject)


def _share(name: str, value: float, n: int, signature: str, subject: str) -> Score:
    return Score(name=name, value=value, unit="share", n=n, signature=signature, subject=subject)


def _whole(found: Sequence[Tally], signature: str) -> Iterator[Score]:
    together = Tally()
    for tally in found:
        together.statuses.update(tally.statuses)
        together.forms["rendered"] += tally.rendered  # only the sum is read below
        together.unknown += tally.unknown
        together.missing += tally.missing
    yield from _shares(together, signature, "")
    repeated = [tally.counts for tally in found if tally.rendered > 1]
    for name, measure in (("term-hhi", hhi), ("term-entropy", evenness)):
        if repeated:
            mean = sum(measure(counts) for counts in repeated) / len(repeated)
            yield _share(name, mean, len(repeated), signature, "")
    sums = [equal_pairs(counts) for counts in repeated]
    equal, pairs = sum(pair[0] for pair in sums), sum(pair[1] for pair in sums)
    if pairs:
        yield _share("term-ltcr", equal / pairs, pairs, signature, "")


def term_accuracy(bitext: Bitext, references: Sequence[str], termbase: TermBase) -> tuple[Score, ...]:
    """Measure how many terms the reference uses stand in the translation too.

    Exact-match accuracy of Alam et al. 2021 (arXiv 2106.11891): of the terms required, the share found, each position
    of the translation used once. Required are the terms by which the reference renders the concepts of the source.

    Args:
        bitext: the translation under test.
        references: one reference for each row.
        termbase: concepts with terms in both languages.

    Returns:
        ``term-accuracy`` for each concept with a required term, then for the whole; empty when nothing is required.

    Raises:
        InputError: as many references as rows are needed.
    """
    if len(references) != len(bitext.rows):
        raise InputError(f"{len(references)} references for {len(bitext.rows)} rows")
    reader = Reader(bitext, termbase)
    matched: dict[ConceptId, int] = {}
    required: dict[ConceptId, int] = {}
    for row, reference in zip(bitext.rows, references, strict=True):
        source = reader.source(row.source)
        for wanted, given in zip(reader.pairs(source, reference), reader.pairs(source, row.target), strict=True):
            concept = wanted.concept.id
            needed = [mention.term.text for mention in wanted.terms][: len(wanted.mentions)]
            have = [mention.term.text for mention in given.terms]
            required[concept] = required.get(concept, 0) + len(needed)
            matched[concept] = matched.get(concept, 0) + sum(min(needed.count(t), have.count(t)) for t in set(needed))
    signature = term_signature(termbase, bitext)
    scores = [
        _share("term-accuracy", matched[concept] / n, n, signature, concept)
        for concept, n in sorted(required.items())
        if n
    ]
    total = sum(required.values())
    if total:
        scores.append(_share("term-accuracy", sum(matched.values()) / total, total, signature, ""))
    return tuple(scores)


def term_signature(termbase: TermBase, bitext: Bitext) -> str:
    """Name everything that changes the numbers: version, languages, the base's terms, how they are matched."""
    terms = "\n".join(
        f"{concept.id}\t{term.language}\t{term.text}\t{term.status}\t{'|'.join(term.variants)}"
        for concept in termbase
        for term in concept.terms
    )
    digest = sha256(terms.encode("utf-8")).hexdigest()[:8]
    return f"terms|languages:{bitext.languages}|match:exact|termbase:{digest}|version:{__version__}"
