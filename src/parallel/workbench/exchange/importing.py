"""Bringing aligned text in from other tools, as a new pair of the workspace."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from parallel.errors import InputError, UsageError
from parallel.exchange.content import Code, Content, plain, to_plain_data
from parallel.exchange.incoming import Incoming, IncomingUnit, from_tmx
from parallel.exchange.ladders import from_bead_lines, from_hunalign, from_ladder, from_pair_files, lines_of
from parallel.exchange.tables import from_csv, from_json_lines, from_rows, from_tsv
from parallel.exchange.unit import Origin, tidy
from parallel.exchange.xliff.reader import from_xliff
from parallel.language import casing
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, Bitext, Languages, PairId, Row, Side
from parallel.model.document import ENGLISH, DocId, RawDocument
from parallel.read.docx_table import docx_rows
from parallel.store import atomic
from parallel.store.aligned import save_pair
from parallel.store.lock import locked
from parallel.store.manifest import LINES, DocumentEntry, PairEntry, render_with_document, render_with_pairs
from parallel.store.workspace import Workspace, save_manifest
from parallel.workbench.pairs.bitexts import Sources, sources_of
from parallel.workbench.setup import slug
from parallel.workbench.texts.documents import read_lines
from parallel.workbench.texts.opening import raw_from

MAX_BYTES = 2_000_000_000
"""Largest file that is imported (chosen by us); it is read in pieces."""
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What to import and how to read it."""

    names: tuple[str, ...]
    """The file; for pair files and ladders also the two texts."""
    form: str = ""
    """Name of a format; told from the file's name when empty."""
    languages: Languages | None = None
    """Direction; told from the file where it can be, else Turkish to English."""
    encoding: str | None = None
    """Codec, where it is not UTF-8 or marked UTF-16."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPair:
    """What the imported pair shall be."""

    id: str = ""
    """Made from the file's name when empty."""
    state: BeadState = BeadState.EDITED
    """State of units whose file says nothing of it: people made them."""
    source: str = ""
    """Where it comes from, for the manifest."""
    rights: str = ""
    """Whose it is, for the manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import wrote."""

    pair: PairId
    """Id of the new pair."""
    documents: tuple[DocId, DocId]
    """Its documents."""
    beads: int
    """Beads of it."""


def read_incoming(source: Source) -> Incoming:
    """Read units from files of any known format.

    Raises:
        UsageError: no such file, an unknown format, or too few files for it.
        InputError: a file is refused; ``file:line`` is named.
    """
    form = source.form or form_of(*source.names)
    if form not in READERS:
        raise UsageError(f"unknown format {form!r}", where=source.names[0], hint=f"Known: {', '.join(READERS)}")
    wanted, reader = READERS[form]
    if len(source.names) != wanted:
        files = ("one file", "two files: source and target", "three files: the alignment, source and target")
        hint = "Name them in this order" if wanted > 1 else "Call it once for each"
        raise UsageError(f"{form} takes {files[wanted - 1]}", hint=hint)
    incoming = reader(source)
    if not incoming.units:
        raise InputError("holds no units", where=source.names[0], hint="Check the file, or name its form with --as")
    return incoming


def form_of(name: str, *others: str) -> str:
    """Return the format that files' names speak of; two that speak of none are a text and its translation."""
    unsaid = "moses" if len(others) == 1 else "tsv"
    return _SUFFIXES.get(casing.lower(Path(name).suffix, ENGLISH), unsaid)


def chunks_of(name: str) -> Iterator[bytes]:
    """Yield a file's bytes in pieces.

    Raises:
        UsageError: no such file.
        InputError: it can't be read, or is too large.
    """
    path = Path(name)
    if not path.is_file():
        raise UsageError("no such file", where=name, hint="Check the name")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                f"larger than the limit of {MAX_BYTES // 1_000_000} MB", where=name, hint="Cut it in parts"
            )
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror})", where=name, hint="Check its permissions") from error


def bitext_from_exchange(name: str, languages: Languages) -> Bitext:
    """Return the two-sided units of a TMX or XLIFF file as rows to check.

    Raises:
        UsageError: no such file.
        InputError: refused, or nothing in this direction; ``file:line`` is named.
    """
    incoming = read_incoming(Source(names=(name,), languages=languages))
    texts = (tuple(map(tidy, unit.texts)) for unit in incoming.units)
    rows = tuple(Row(source=source, target=target) for source, target in texts if source and target)
    return Bitext(name=name, rows=rows, languages=languages)


def import_pair(workspace: Workspace, incoming: Incoming, name: str, new: NewPair | None = None) -> Imported:
    """Write units into the workspace: two documents with a sentence a line, and their beads.

    Args:
        workspace: where to.
        incoming: the units.
        name: name of the file they come from.
        new: id, state and origin wanted.

    Raises:
        UsageError: the id is taken.
        WriteError: it could not be written, or another writer is at work.
    """
    new = new or NewPair()
    pair_id = slug(new.id or Path(name).stem)
    with locked(workspace.hidden_path):
        manifest = workspace.manifest()
        entries = _entries(pair_id, incoming.languages, name, new)
        taken = {entry.id for entry in manifest.documents} | {entry.id for entry in manifest.pairs}
        if taken & {*(entry.id for entry in entries), pair_id}:
            raise UsageError(f"id {pair_id!r} is taken", hint="Choose another one with --pair")
        texts = [_document_text(incoming.units, side) for side in (0, 1)]
        pair = _aligned(PairId(pair_id), incoming, entries, texts, new.state)
        data = workspace.manifest_bytes()
        for entry, text in zip(entries, texts, strict=True):
            atomic.save(workspace.document_path(entry), [text.encode()])
            data = render_with_document(data, entry)
        listed = PairEntry(id=pair.id, source=entries[0].id, target=entries[1].id, languages=incoming.languages)
        save_pair(workspace.aligned_path(pair.id), pair)
        save_manifest(workspace, render_with_pairs(data, (listed,)))
    return Imported(pair=pair.id, documents=(entries[0].id, entries[1].id), beads=len(pair.beads))


def _entries(pair_id: str, languages: Languages, name: str, new: NewPair) -> list[DocumentEntry]:
    tags = (str(languages.source), str(languages.target))
    if tags[0] == tags[1]:
        tags = ("source", "target")
    return [
        DocumentEntry(
            id=DocId(f"{pair_id}-{tag}"),
            file=f"{pair_id}-{tag}.txt",
            language=language,
            title=Path(name).name,
            source=new.source or f"imported from {Path(name).name}",
            rights=new.rights,
            recipe=LINES,
        )
        for tag, language in zip(tags, (languages.source, languages.target), strict=True)
    ]


def _document_text(units: Sequence[IncomingUnit], side: int) -> str:
    lines = (tidy(unit.texts[side]) for unit in units)
    return "".join(f"{line}\n" for line in lines if line)


def _aligned(
    pair_id: PairId, incoming: Incoming, entries: Sequence[DocumentEntry], texts: Sequence[str], state: BeadState
) -> AlignedPair:
    """Return the pair, its segments as `build` will find them in the two documents."""
    sources = []
    for entry, text in zip(entries, texts, strict=True):
        document = read_lines(RawDocument(id=entry.id, name=entry.file, text=text), entry.language)
        passages = frozenset(passage.id for passage in document.clean.passages)
        sources.append(sources_of(document.clean, document.segments, passages))
    lines = [_by_line(side) for side in sources]
    beads: list[AlignedBead] = []
    at = [0, 0]
    for unit in incoming.units:
        sides = []
        for number, content in enumerate((unit.source, unit.target)):
            line = bool(tidy(plain(content)))
            at[number] += line
            sides.append(_side(sources[number], lines[number].get(at[number]) if line else None, content))
        if sides[0].segments or sides[1].segments:
            beads.append(_bead(unit, sides[0], sides[1], unit.state or state))
    names = (entries[0].file, entries[1].file)
    return AlignedPair(
        id=pair_id, languages=incoming.languages, source_name=names[0], target_name=names[1], beads=tuple(beads)
    )


def _by_line(sources: Sources) -> dict[int, int]:
    """Return the position of each line's segment; a line of invisible characters has none."""
    return {place.first_line: position for position, place in enumerate(sources.places)}


def _side(sources: Sources, position: int | None, content: Content) -> Side:
    if position is None:
        return Side()
    segment, wanted = sources.segments[position], tidy(plain(content))
    coded = any(isinstance(part, Code) for part in content)
    return Side(
        segments=(segment.id,),
        texts=(segment.text,),
        places=(sources.places[position],),
        edited=wanted if wanted != segment.text else None,
        extra=(("content", to_plain_data(content)),) if coded else (),
    )


def _bead(unit: IncomingUnit, source: Side, target: Side, state: BeadState) -> AlignedBead:
    kept = [(name, value) for name, value in unit.properties if not name.startswith(_OURS)]
    if unit.id and unit.id != unit.get("x-bead"):
        kept.insert(0, ("x-origin-id", unit.id))
    origin = Origin(notes=unit.notes, properties=tuple(kept))
    return AlignedBead(
        id=BeadId((*source.segments, *target.segments)[0]),
        source=source,
        target=target,
        confidence=1.0,
        state=state,
        extra=(("origin", origin.data()),) if origin.notes or origin.properties else (),
    )


_OURS = ("x-bead", "x-pair", "x-state", "x-revision", "x-confidence", "x-source-", "x-target-")
"""Properties every export writes anew."""


def _text(source: Source, position: int = 0) -> str:
    return raw_from(source.names[position], encoding=source.encoding).text


def _direction(source: Source) -> Languages:
    return source.languages or Languages()


def _tmx(source: Source) -> Incoming:
    return from_tmx(chunks_of(source.names[0]), source.names[0], source.languages)


def _xliff(source: Source) -> Incoming:
    return from_xliff(chunks_of(source.names[0]), source.names[0], source.languages)


def _tsv(source: Source) -> Incoming:
    return from_tsv(_text(source), source.names[0], source.languages)


def _csv(source: Source) -> Incoming:
    return from_csv(_text(source), source.names[0], source.languages)


def _json_lines(source: Source) -> Incoming:
    return from_json_lines(_text(source), source.names[0], source.languages)


def _docx(source: Source) -> Incoming:
    data = b"".join(chunks_of(source.names[0]))
    return from_rows(docx_rows(data, where=source.names[0]), source.names[0], source.languages)


def _moses(source: Source) -> Incoming:
    names = (source.names[0], source.names[1])
    return from_pair_files(_text(source), _text(source, 1), names, _direction(source))


def _hunalign(source: Source) -> Incoming:
    return from_hunalign(_text(source), source.names[0], _direction(source))


def _sides(source: Source) -> tuple[list[str], list[str]]:
    return lines_of(_text(source, 1)), lines_of(_text(source, 2))


def _ladder(source: Source) -> Incoming:
    return from_ladder(_text(source), source.names[0], _sides(source), _direction(source))


def _vecalign(source: Source) -> Incoming:
    return from_bead_lines(_text(source), source.names[0], _sides(source), _direction(source))


READERS: Mapping[str, tuple[int, Callable[[Source], Incoming]]] = MappingProxyType(
    {
        "tmx": (1, _tmx),
        "xliff": (1, _xliff),
        "tsv": (1, _tsv),
        "csv": (1, _csv),
        "jsonl": (1, _json_lines),
        "docx": (1, _docx),
        "moses": (2, _moses),
        "hunalign": (1, _hunalign),
        "hunalign-ladder": (3, _ladder),
        "vecalign": (3, _vecalign),
    }
)
"""Formats by name: how many files each takes, and what reads them."""
_SUFFIXES = {
    ".tmx": "tmx",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".docx": "docx",
    ".ladder": "hunalign-ladder",
}
