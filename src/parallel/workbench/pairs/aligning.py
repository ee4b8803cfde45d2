"""Aligning: two bare files, or a pair of the workspace with respect for what people did to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from parallel.align import AlignOptions, LexicalModel
from parallel.errors import InputError
from parallel.exchange.dictionary import Entries, FittedDictionary, fit_dictionary, parse_dictionary
from parallel.language.identify import guess_language
from parallel.model.bitext import AlignedBead, AlignedPair, Alignment, BeadState, HeldBead, Languages, PairId
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import TermBase
from parallel.workbench.pairs.anchoring import anchored
from parallel.workbench.pairs.bitexts import Sources, beads_from
from parallel.workbench.texts.opening import raw_from

HUMAN_STATES = frozenset({BeadState.EDITED, BeadState.APPROVED})


class Form(StrEnum):
    """What the two files hold."""

    RUNNING = "running"
    """Running text, paragraphs one per line or separated by empty lines."""
    PRESEGMENTED = "presegmented"
    """One sentence per line; empty lines count."""
    RAW = "raw"
    """Documents as extracted: cleaned first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedFiles:
    """Two files and what pairs their sentences."""

    source: tuple[str, ...]
    """Source sentences."""
    target: tuple[str, ...]
    """Target sentences."""
    alignment: Alignment
    """Beads over their positions."""
    warnings: tuple[str, ...] = ()
    """What looks wrong with the files, one line each."""


def align_files(
    names: tuple[str, str], form: Form, options: AlignOptions, *, stdin: bytes = b"", encoding: str | None = None
) -> AlignedFiles:
    """Align two files.

    Args:
        names: source and target; one may be ``-``.
        form: what they hold.
        options: languages, term base, anchors, dictionary, whether to explain.
        stdin: what came on standard input.
        encoding: codec of both files, where it is not UTF-8 or marked UTF-16.

    Raises:
        UsageError: no such file.
        InputError: a file is refused or neither holds a sentence.
    """
    languages = (options.languages.source, options.languages.target)
    sides = [
        sentences_of(name, form, language, stdin=stdin, encoding=encoding)
        for name, language in zip(names, languages, strict=True)
    ]
    for name, side in zip(names, sides, strict=True):
        if not side:
            raise InputError("no sentences found", where=name, hint="Check that the file holds text")
    fitted = fit_dictionary(options.dictionary, *sides)
    warnings = [*_doubts(names, (sides[0], sides[1]), options.languages), *_dictionary_doubts(fitted)]
    alignment = _align(sides[0], sides[1], replace(options, dictionary=fitted.entries))
    return AlignedFiles(source=sides[0], target=sides[1], alignment=alignment, warnings=tuple(warnings))


def read_dictionary(name: str | None, *, encoding: str | None = None) -> Entries:
    """Read a user's dictionary; none is an empty one.

    Raises:
        UsageError: no such file.
        InputError: a line is refused; ``file:line`` is named.
    """
    return parse_dictionary(raw_from(name, encoding=encoding).text, name) if name else ()


def _doubts(names: tuple[str, str], sides: tuple[tuple[str, ...], ...], languages: Languages) -> list[str]:
    """Say what looks like a slip: one text twice, or Turkish and English the wrong way round."""
    if sides[0] == sides[1]:
        return [f"{names[0]} and {names[1]} hold the same text"]
    wanted = (languages.source, languages.target)
    if set(wanted) != {TURKISH, ENGLISH}:
        return []
    found = [guess_language(" ".join(side), default=default) for side, default in zip(sides, wanted, strict=True)]
    return [
        f"{name} looks like {language}, not {said}; change the order of the files or --languages"
        for name, language, said in zip(names, found, wanted, strict=True)
        if language != said
    ]


def _dictionary_doubts(fitted: FittedDictionary) -> list[str]:
    found = []
    if fitted.swapped:
        found.append("the dictionary has the target language first; it is read the other way round")
    if fitted.entries and not fitted.used:
        found.append("no entry of the dictionary occurs in the texts")
    return found


def sentences_of(
    name: str, form: Form, language: Language, *, stdin: bytes = b"", encoding: str | None = None
) -> tuple[str, ...]:
    """Return the sentences of a file.

    Raises:
        UsageError: no such file.
        InputError: the file is refused.
    """
    raw = raw_from(name, stdin=stdin, encoding=encoding)
    if form is Form.PRESEGMENTED:
        lines = raw.text.split("\n")
        return tuple(lines[:-1] if lines[-1] == "" else lines)
    from parallel.workbench.texts.documents import (  # noqa: PLC0415  (cleaning and cutting are slow to import)
        read_plain,
        read_raw,
        running_text,
    )

    if form is Form.RAW:
        return tuple(segment.text for segment in running_text(read_raw(raw), language))
    return tuple(segment.text for segment in read_plain(raw, language).segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairText:
    """Both sides of a pair of the workspace, ready to align."""

    id: PairId
    """Pair id."""
    languages: Languages
    """Direction."""
    source: Sources
    """Source segments and where they stand."""
    target: Sources
    """Target segments and where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What a workspace knows of its languages."""

    termbase: TermBase
    """Concepts."""
    model: LexicalModel | None = None
    """What its beads taught for the direction at hand."""


def aligner_for(languages: Languages, knowledge: Knowledge) -> Callable[[Sequence[str], Sequence[str]], Alignment]:
    """Return what aligns source texts with target texts."""
    options = AlignOptions(languages=languages, termbase=knowledge.termbase, model=knowledge.model, explain=True)
    return lambda source, target: _align(source, target, options)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairResult:
    """A newly aligned pair, and what could not be kept in place."""

    pair: AlignedPair
    """Beads in order."""
    held: tuple[HeldBead, ...] = ()
    """Beads people worked on whose sentences have no place in the text as it is now."""


def align_pair(
    text: PairText, knowledge: Knowledge, before: AlignedPair | None, held: Sequence[HeldBead]
) -> PairResult:
    """Align a pair between the beads people worked on, which stay as they are.

    Args:
        text: both sides.
        knowledge: evidence.
        before: the pair as it stood; None aligns everything anew.
        held: beads that had no place so far; those whose sentences are back come back.
    """
    fixed = anchored(before.beads if before else (), held, text.source, text.target)
    options = AlignOptions(languages=text.languages, termbase=knowledge.termbase, model=knowledge.model, explain=True)
    beads: list[AlignedBead] = []
    at_source = at_target = 0
    for item in fixed.placed:
        beads += _stretch(text, (at_source, item.source.start), (at_target, item.target.start), options)
        beads.append(item.bead)
        at_source, at_target = item.source.end, item.target.end
    beads += _stretch(text, (at_source, len(text.source.segments)), (at_target, len(text.target.segments)), options)
    pair = AlignedPair(
        id=text.id,
        languages=text.languages,
        source_name=text.source.file,
        target_name=text.target.file,
        beads=tuple(beads),
    )
    return PairResult(pair=pair, held=fixed.held)


def _stretch(
    text: PairText, source: tuple[int, int], target: tuple[int, int], options: AlignOptions
) -> list[AlignedBead]:
    """Align what lies between two fixed beads."""
    left, right = text.source.part(*source), text.target.part(*target)
    if not left.segments and not right.segments:
        return []
    alignment = _align(_texts(left), _texts(right), options)
    return beads_from(alignment, left, right)


def _align(source: Sequence[str], target: Sequence[str], options: AlignOptions) -> Alignment:
    from parallel.align import align  # noqa: PLC0415  (slow to import, and much goes on in a workspace without it)

    return align(source, target, options=options)


def _texts(side: Sources) -> Sequence[str]:
    return [segment.text for segment in side.segments]
