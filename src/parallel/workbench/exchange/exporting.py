"""Exporting pairs of the workspace, or two bare files."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from parallel.errors import UsageError
from parallel.exchange import EXPORTERS, FORMATS, Credits, LeftOut, TranslationUnit, units_of
from parallel.exchange.docx_table import write_docx
from parallel.exchange.html_edition import Edition, write_html
from parallel.exchange.ladders import write_pair_files
from parallel.exchange.omegat import write_project
from parallel.exchange.registry import FOLDERS
from parallel.exchange.tables import write_csv
from parallel.exchange.tbx.writer import write_tbx
from parallel.exchange.tmx.writer import write_tmx
from parallel.language import casing
from parallel.model.bitext import AlignedBead, AlignedPair, Bead, BeadId, BeadState, Languages, PairId, Side
from parallel.model.document import ENGLISH, SegmentId
from parallel.model.termbase import TermBase
from parallel.store import atomic
from parallel.store.manifest import DocumentEntry, Manifest
from parallel.workbench.pairs.aligning import AlignedFiles

WITH_GLOSSARY = frozenset({"xliff", "xliff2"})
"""Formats that take a term base beside them."""
_CREDITS = ("author", "title", "journal", "year", "source", "rights")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How to export."""

    segtype: str = "sentence"
    """What a TMX says its units are."""
    guard: bool = True
    """Whether cells of a CSV that a spreadsheet would run get ``'`` in front."""
    style: str = "dca"
    """TBX style: ``dca`` or ``dct``."""
    termbase: TermBase | None = None
    """Terms an edition explains, an OmegaT project carries and an XLIFF file has beside it."""
    beside: bool = False
    """Whether the terms that occur go beside a file that holds none."""
    credits: Mapping[PairId, Credits] = field(default_factory=dict)
    """Source and rights of the documents of each pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An export ready to be written."""

    chunks: Iterator[str]
    """The file in pieces; empty where the format is several files or no text."""
    units: int
    """Units in it."""
    left_out: LeftOut
    """Beads not in it, and why."""
    files: tuple[tuple[str, Iterable[str]], ...] = ()
    """Paths, or endings of names, and texts of a format of several files."""
    data: bytes = b""
    """The file, where it is no text."""
    beside: Iterable[str] = ()
    """A term base that goes beside the file, as TBX."""
    beside_concepts: int = 0
    """Concepts in it."""


def export_pairs(
    pairs: Sequence[AlignedPair],
    file_format: str,
    states: frozenset[BeadState] = frozenset(BeadState),
    *,
    options: ExportOptions | None = None,
) -> Export:
    """Turn pairs into one export.

    Args:
        pairs: in the order to write; all of one direction.
        file_format: name of a registered format.
        states: states to export; excluded beads never are.
        options: source and rights, and what single formats need.

    Raises:
        UsageError: an unknown format, or pairs of several directions.
    """
    options = options or ExportOptions()
    if file_format not in FORMATS:
        raise UsageError(f"unknown format {file_format!r}", hint=f"Known formats: {', '.join(FORMATS)}")
    directions = {pair.languages for pair in pairs}
    if len(directions) > 1:
        raise UsageError("pairs of several directions can't share a file", hint="Export them one by one")
    units: list[TranslationUnit] = []
    left: dict[str, int] = {}
    for pair in pairs:
        found, left_out = units_of(pair, states=states, credit=options.credits.get(pair.id))
        units.extend(found)
        for reason, count in left_out.reasons:
            left[reason] = left.get(reason, 0) + count
    languages = next(iter(directions), Languages())
    wanted = options.termbase if options.beside and file_format in WITH_GLOSSARY else None
    terms = occurring(wanted, units, languages) if wanted else TermBase(concepts=())
    return Export(
        chunks=_text(file_format, units, languages, options),
        units=len(units),
        left_out=LeftOut(reasons=tuple(left.items())),
        files=tuple(_files(file_format, units, languages, options)),
        data=write_docx(units, languages) if file_format == "docx" else b"",
        beside=write_tbx(terms, style=options.style) if len(terms) else (),
        beside_concepts=len(terms),
    )


def occurring(termbase: TermBase, units: Iterable[TranslationUnit], languages: Languages) -> TermBase:
    """Return the concepts that occur in a source or a translation, in the order of the term base.

    Cost: linear in the texts.
    """
    from parallel.terms import TermMatcher  # noqa: PLC0415  (slow to import, and most exports carry no terms)

    matchers = [TermMatcher(termbase, language, suspected=False) for language in (languages.source, languages.target)]
    found = {
        mention.concept
        for unit in units
        for matcher, text in zip(matchers, (unit.source, unit.target), strict=True)
        for mention in matcher.find(text)
    }
    return TermBase(concepts=tuple(concept for concept in termbase if concept.id in found), name=termbase.name)


def beside_path(destination: Path) -> Path:
    """Return where the term base of an export goes: ``all.xlf`` has ``all.glossary.tbx`` beside it."""
    return destination.with_name(f"{destination.stem}.glossary.tbx")


def credits_of(manifest: Manifest) -> dict[PairId, Credits]:
    """Return what the manifest says of the documents of every pair."""
    entries = {entry.id: entry for entry in manifest.documents}
    return {
        pair.id: Credits(source=_credit(entries[pair.source]), target=_credit(entries[pair.target]))
        for pair in manifest.pairs
    }


def write_export(export: Export, file_format: str, destination: Path) -> None:
    """Write an export of several files, or of bytes.

    A folder of an OmegaT project gets our files; what else is in it stays. A name that ends in ``.zip`` gets it as an
    archive.

    Raises:
        UsageError: the destination is no place for it.
        WriteError: it could not be written.
    """
    if file_format not in FOLDERS:
        _refuse_folder(destination)
        atomic.save(destination, [export.data])
        return
    if file_format == "omegat" and casing.lower(destination.suffix, ENGLISH) == ".zip":
        _refuse_folder(destination)
        atomic.save(destination, [_zipped(export.files, destination.stem)])
        return
    folder = file_format == "omegat"
    if folder and destination.exists() and not destination.is_dir():
        raise UsageError("is a file, not a folder", where=str(destination), hint="Name a new folder")
    for name, chunks in export.files:
        path = destination / name if folder else destination.with_name(destination.name + name)
        atomic.save(path, (chunk.encode("utf-8", "backslashreplace") for chunk in chunks))


def write_beside(export: Export, destination: Path) -> Path | None:
    """Write the term base beside an export that has one; return where.

    Raises:
        UsageError: what stands there is no file.
        WriteError: it could not be written.
    """
    if not export.beside_concepts:
        return None
    path = beside_path(destination)
    _refuse_folder(path)
    atomic.save(path, (chunk.encode("utf-8", "backslashreplace") for chunk in export.beside))
    return path


def _zipped(files: Iterable[tuple[str, Iterable[str]]], folder: str) -> bytes:
    """Return a ZIP that unpacks to a folder; equal files give equal bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, chunks in files:
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, "".join(chunks).encode("utf-8", "backslashreplace"))
    return stream.getvalue()


def _refuse_folder(destination: Path) -> None:
    if destination.exists() and not destination.is_file():
        raise UsageError("is not a file that can be replaced", where=str(destination), hint="Name a file")


def _credit(entry: DocumentEntry) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name in _CREDITS if (value := str(getattr(entry, name))))


def _text(
    file_format: str, units: Sequence[TranslationUnit], languages: Languages, options: ExportOptions
) -> Iterator[str]:
    """Return the pieces of a format that is one text."""
    if file_format == "tmx":
        return write_tmx(units, languages, segtype=options.segtype)
    if file_format == "csv":
        return write_csv(units, languages, guard=options.guard)
    if file_format == "html":
        return write_html(units, languages, edition=Edition(title=_title(units), termbase=options.termbase))
    if file_format == "tbx":
        return write_tbx(options.termbase or TermBase(concepts=()), style=options.style)
    return EXPORTERS[file_format](units, languages) if file_format in EXPORTERS else iter(())


def _files(
    file_format: str, units: Sequence[TranslationUnit], languages: Languages, options: ExportOptions
) -> Iterator[tuple[str, Iterable[str]]]:
    if file_format == "moses":
        return write_pair_files(units, languages)
    return write_project(units, languages, options.termbase) if file_format == "omegat" else iter(())


def _title(units: Sequence[TranslationUnit]) -> str:
    titles = dict.fromkeys(unit.get("x-source-title") or unit.get("x-pair") for unit in units)
    return next(iter(titles)) if len(titles) == 1 else "Reading edition"


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
